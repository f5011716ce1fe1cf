#include "reference/internal/tables.h"

#include <bit>
#include <cstdlib>
#include <cstring>

#include "reference/internal/embedded.h"

namespace bassin::reference::internal {
namespace {

static_assert(std::endian::native == std::endian::little, "the geography file is little-endian");

constexpr std::string_view magic = "BASGEO\r\n";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t section_count = 12;
constexpr std::size_t directory = 16;

void require(bool holds) {
  if (!holds) std::abort();
}

std::uint32_t word_at(std::string_view file, std::size_t offset) {
  require(offset + sizeof(std::uint32_t) <= file.size());
  std::uint32_t word = 0;
  std::memcpy(&word, file.data() + offset, sizeof word);
  return word;
}

template <class Row>
std::span<Row const> section(std::string_view file, std::size_t index, std::size_t rows_each = 1) {
  auto const offset = word_at(file, directory + index * 8);
  auto const count = word_at(file, directory + index * 8 + 4) * rows_each;
  require(offset % alignof(Row) == 0 && offset <= file.size() && count * sizeof(Row) <= file.size() - offset);
  return {reinterpret_cast<Row const*>(file.data() + offset), count};
}

}  // namespace

GeographyTables read_geography(std::string_view file) {
  require(file.size() > directory + section_count * 8 && file.starts_with(magic));
  require(word_at(file, 8) == format_version && word_at(file, 12) == file.size());
  GeographyTables tables;
  tables.vintages = section<std::int32_t>(file, 0);
  tables.versions = section<VersionRow>(file, 1);
  tables.parts = section<std::uint32_t>(file, 2);
  tables.successions = section<SuccessionRow>(file, 3);
  tables.by_successor = section<std::uint32_t>(file, 4);
  tables.populations = section<std::uint32_t>(file, 5, 2 + tables.vintages.size());
  tables.epcis = section<EpciRow>(file, 6);
  tables.memberships = section<MembershipRow>(file, 7);
  tables.by_epci = section<std::uint32_t>(file, 8);
  tables.departements = section<DepartementRow>(file, 9);
  tables.regions = section<RegionRow>(file, 10);
  auto const texts = section<char>(file, 11);
  tables.texts = {texts.data(), texts.size()};
  return tables;
}

GeographyTables const& geography_tables() {
  static GeographyTables const tables = read_geography(embedded(EmbeddedFile::geography));
  return tables;
}

}  // namespace bassin::reference::internal
