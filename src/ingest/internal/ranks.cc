#include "ingest/internal/ranks.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "ingest/internal/sparse_fields.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::uint32_t nameless_part = 255;
constexpr std::uint32_t street_parts = 64;

// Folded names hold 0-9, A-Z, spaces and, for other scripts, bytes above: their first byte orders them.
std::uint32_t part_of(bool named, std::string_view folded) {
  if (!named) return nameless_part;
  if (folded.empty()) return 0;
  return std::min<std::uint32_t>(static_cast<std::uint8_t>(folded[0]), nameless_part - 1);
}

struct NameHead {
  std::uint32_t row = 0;
  std::uint32_t place = 0;
  std::uint32_t length = 0;
};

struct NameEntry {
  std::uint64_t beginning = 0;  // the first eight bytes, as a number that orders as they do
  std::uint32_t place = 0;
  std::uint32_t row = 0;
  std::string_view rest;
};

NameEntry entry_of(NameHead head, std::string_view name) {
  NameEntry entry{.place = head.place, .row = head.row, .rest = name.substr(std::min<std::size_t>(8, name.size()))};
  for (std::size_t i = 0; i < 8; ++i) entry.beginning = entry.beginning << 8U | (i < name.size() ? static_cast<std::uint8_t>(name[i]) : 0U);
  return entry;
}

bool before(NameEntry const& a, NameEntry const& b) {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  if (auto const order = a.rest.compare(b.rest); order != 0) return order < 0;
  return a.place < b.place;
}

std::vector<NameEntry> read_names(std::string_view bytes, std::uint64_t count) {
  std::vector<NameEntry> entries;
  entries.reserve(count);
  while (!bytes.empty()) {
    auto const head = get<NameHead>(bytes.data());
    entries.push_back(entry_of(head, bytes.substr(sizeof(head), head.length)));
    bytes.remove_prefix(sizeof(head) + head.length);
  }
  return entries;
}

struct StreetEntry {
  std::uint32_t street = 0;
  std::uint32_t number = 0;
  std::uint32_t place = 0;
  std::uint32_t row = 0;
  friend bool operator<(StreetEntry const& a, StreetEntry const& b) {
    return std::tie(a.street, a.number, a.place) < std::tie(b.street, b.number, b.place);
  }
};

}  // namespace

base::Result<void> NameRanks::add(std::uint32_t row, std::uint32_t place, bool named, std::string_view folded) {
  record_.clear();
  put(record_, NameHead{row, place, static_cast<std::uint32_t>(folded.size())});
  record_ += folded;
  return spill_.append(part_of(named, folded), record_);
}

base::Result<std::vector<std::uint32_t>> NameRanks::finish(std::size_t rows, Step const& step) {
  BASSIN_TRY(auto const parts, spill_.finish());
  std::vector<std::uint32_t> ranks(rows);
  std::uint32_t next = 0;
  for (auto const& part : parts) {
    if (!step(rows)) return base::Error("ingest.stopped");
    auto const path = folder_ + "/" + part.name;
    {
      BASSIN_TRY(auto const mapped, files_.map(path));
      auto entries = read_names(mapped->text(), part.records);
      std::ranges::sort(entries, before);
      for (auto const& entry : entries) ranks[entry.row] = next++;
    }
    BASSIN_DO(files_.remove(path));
  }
  return ranks;
}

base::Result<void> StreetRanks::add(std::uint32_t row, std::uint32_t place, std::uint32_t street, std::uint32_t number) {
  StreetEntry const entry{street, number, place, row};
  auto const part = static_cast<std::uint32_t>(std::uint64_t{street} * street_parts / (std::uint64_t{streets_} + 1));
  return spill_.append(part, {reinterpret_cast<char const*>(&entry), sizeof(entry)});
}

base::Result<std::vector<std::uint32_t>> StreetRanks::finish(std::size_t rows, Step const& step) {
  BASSIN_TRY(auto const parts, spill_.finish());
  std::vector<std::uint32_t> ranks(rows);
  std::uint32_t next = 0;
  for (auto const& part : parts) {
    if (!step(rows)) return base::Error("ingest.stopped");
    auto const path = folder_ + "/" + part.name;
    {
      BASSIN_TRY(auto const mapped, files_.map(path));
      std::vector<StreetEntry> entries(part.records);
      std::memcpy(entries.data(), mapped->bytes().data(), part.bytes);
      std::ranges::sort(entries, std::less<>());
      for (auto const& entry : entries) ranks[entry.row] = next++;
    }
    BASSIN_DO(files_.remove(path));
  }
  return ranks;
}

}  // namespace bassin::ingest::internal
