#include "ingest/internal/given_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/checksum.h"
#include "ingest/internal/establishment_record.h"
#include "ingest/internal/history_scan.h"
#include "ingest/internal/position_scan.h"
#include "ingest/internal/unit_record.h"
#include "reference/edition.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::uint32_t work_version = 1;  // of the files between tasks
constexpr std::size_t sampled_bytes = 1U << 20U;

std::vector<ColumnName> columns_of(Kind kind, Source const& source) {
  auto const listed = [](std::span<ColumnName const> columns) { return std::vector<ColumnName>(columns.begin(), columns.end()); };
  switch (kind) {
    case Kind::establishments: return listed(establishment_columns());
    case Kind::units: return listed(unit_columns());
    case Kind::history: return listed(history_columns());
    case Kind::geolocation:
    case Kind::longitude_latitude: return position_columns(kind, source);
  }
  return {};
}

base::Result<GivenFile> examine_one(base::FileSystem& files, std::string const& path) {
  BASSIN_TRY(auto const source, open_source(files, path));
  BASSIN_TRY(auto const kind, recognise(*source));
  SourceReport report;
  BASSIN_DO(locate(*source, columns_of(kind, *source), report));
  BASSIN_TRY(auto const status, files.status(path));
  GivenFile given{.path = path, .kind = kind};
  given.stated.kind = std::string(id_of(kind));
  given.stated.name = source->name();
  given.stated.bytes = status.size;
  given.stated.modified = status.modified_ns / 1'000'000'000;
  given.stated.columns = static_cast<std::uint32_t>(source->header().size());
  given.text_bytes = source->text_bytes();
  given.has_activity_2025 = std::ranges::find(source->header(), "activitePrincipaleNAF25Etablissement") != source->header().end();
  return given;
}

}  // namespace

base::Result<std::vector<GivenFile>> examine(base::FileSystem& files, std::vector<std::string> const& paths) {
  std::vector<GivenFile> all;
  for (auto const& path : paths) {
    BASSIN_TRY(auto given, examine_one(files, path));
    auto const same = std::ranges::find(all, given.kind, &GivenFile::kind);
    if (same != all.end()) {
      return base::Error("ingest.kind_twice", {{"kind", given.stated.kind}, {"first", same->stated.name}, {"second", given.stated.name}});
    }
    all.push_back(std::move(given));
  }
  std::ranges::sort(all, {}, &GivenFile::kind);
  if (all.empty() || all.front().kind != Kind::establishments) return base::Error("ingest.no_establishments");
  return all;
}

base::Result<std::string> fingerprint(base::FileSystem& files, std::vector<GivenFile> const& given, Scope const& scope,
                                      std::string_view made_by) {
  auto text = fmt::format("work {} manifest {} program {} reference {}\n{}\n", work_version, registry::schema::manifest_version, made_by,
                          reference::edition(), scope.text());
  for (auto const& component : registry::schema::components) text += fmt::format("{} {}\n", component.kind, component.version);
  for (auto const& file : given) {
    BASSIN_TRY(auto const status, files.status(file.path));
    BASSIN_TRY(auto const mapped, files.map(file.path));
    auto const bytes = mapped->bytes();
    auto const ends = std::min(sampled_bytes, bytes.size());
    text += fmt::format("{} {} {} {} {:x} {:x}\n", static_cast<int>(file.kind), file.stated.name, status.size, status.modified_ns,
                        base::checksum(bytes.first(ends)), base::checksum(bytes.last(ends)));
  }
  return fmt::format("{:016x}", base::checksum(text));
}

std::uint64_t needed_space(std::vector<GivenFile> const& given) {
  std::uint64_t text = 0;
  for (auto const& file : given) text += file.text_bytes;
  constexpr std::uint64_t fixed = 16U << 20U;
  return text / 4 * 3 + fixed;
}

}  // namespace bassin::ingest::internal
