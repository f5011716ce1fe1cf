// The bytes of an image file as tests and fuzzers change them: where the numbers of its directory stand, and its checksums made
// right again. Nothing in the bytes is trusted. docs/formats/image.md.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/checksum.h"
#include "column/image.h"

namespace bassin::query::testing {

inline constexpr std::size_t image_directory = 64;  // where the directory starts
inline constexpr std::size_t count_at = 4;          // from DirectoryEntry::numbers
inline constexpr std::size_t offset_at = 12;
inline constexpr std::size_t checksums_at = 20;

template <class T>
[[nodiscard]] T get(std::string_view bytes, std::size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}

template <class T>
void put(std::string& bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof(T));
}

struct DirectoryEntry {
  std::string name;
  std::size_t numbers = 0;  // where bytes an element (u32), elements (u64), offset (u64) and checksums stand
  std::uint32_t element_bytes = 0;
  std::uint64_t count = 0, offset = 0;

  [[nodiscard]] std::uint64_t bytes() const { return count * element_bytes; }
  [[nodiscard]] std::uint64_t chunks() const { return (bytes() + column::chunk_bytes - 1) / column::chunk_bytes; }
};

// The end of the directory, or of the file where it comes first. At least a header of bytes.
[[nodiscard]] inline std::size_t directory_end(std::string_view bytes) {
  auto const room = bytes.size() - image_directory;
  return image_directory + static_cast<std::size_t>(std::min<std::uint64_t>(room, get<std::uint64_t>(bytes, 32)));
}

[[nodiscard]] inline bool fits(DirectoryEntry const& entry, std::size_t file_bytes) {
  return entry.element_bytes != 0 && entry.offset <= file_bytes && entry.count <= (file_bytes - entry.offset) / entry.element_bytes;
}

// Up to the first entry that does not fit into the directory or whose block does not fit into the file.
[[nodiscard]] inline std::vector<DirectoryEntry> directory_of(std::string_view bytes) {
  std::vector<DirectoryEntry> out;
  auto const end = directory_end(bytes);
  if (end < image_directory + 4) return out;
  auto const count = get<std::uint32_t>(bytes, image_directory);
  for (auto at = image_directory + 4; out.size() < count && at + 2 <= end;) {
    auto const length = get<std::uint16_t>(bytes, at);
    DirectoryEntry entry;
    entry.numbers = at + 2 + length;
    if (entry.numbers + checksums_at > end) break;
    entry.name = bytes.substr(at + 2, length);
    entry.element_bytes = get<std::uint32_t>(bytes, entry.numbers);
    entry.count = get<std::uint64_t>(bytes, entry.numbers + count_at);
    entry.offset = get<std::uint64_t>(bytes, entry.numbers + offset_at);
    if (!fits(entry, bytes.size()) || entry.chunks() * 8 > end - entry.numbers - checksums_at) break;
    at = entry.numbers + checksums_at + static_cast<std::size_t>(entry.chunks()) * 8;
    out.push_back(std::move(entry));
  }
  return out;
}

inline void repair_chunks(std::string& bytes) {
  for (auto const& entry : directory_of(bytes)) {
    for (std::size_t chunk = 0; chunk < entry.chunks(); ++chunk) {
      auto const first = chunk * column::chunk_bytes;
      auto const length = std::min<std::size_t>(column::chunk_bytes, static_cast<std::size_t>(entry.bytes()) - first);
      auto const block = std::string_view(bytes).substr(static_cast<std::size_t>(entry.offset) + first, length);
      put(bytes, entry.numbers + checksums_at + chunk * 8, base::checksum(block));
    }
  }
}

// The length of the file, the checksums of directory and header. At least a header of bytes.
inline void repair_header(std::string& bytes) {
  put(bytes, 40, std::uint64_t{bytes.size()});
  put(bytes, 48, base::checksum(std::string_view(bytes).substr(image_directory, directory_end(bytes) - image_directory)));
  put(bytes, 56, base::checksum(std::string_view(bytes).substr(0, 56)));
}

}  // namespace bassin::query::testing
