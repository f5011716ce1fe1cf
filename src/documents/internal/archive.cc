#include "documents/internal/archive.h"

#include <cstdint>

#include "documents/internal/exif.h"

namespace bassin::documents::internal {

namespace {

constexpr std::string_view end_mark("PK\x05\x06", 4), entry_mark("PK\x01\x02", 4), local_mark("PK\x03\x04", 4);
constexpr std::size_t end_bytes = 22, entry_bytes = 46, local_bytes = 30;

std::size_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out |= std::size_t{byte_at(bytes, at + i)} << (8U * i);
  return out;
}

// The bytes of an entry that is kept as it is.
std::string_view stored_at(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < local_bytes || bytes.substr(at, 4) != local_mark) return {};
  auto const begin = at + local_bytes + number(bytes, at + 26, 2) + number(bytes, at + 28, 2);
  if (begin > bytes.size() || bytes.size() - begin < size) return {};
  return bytes.substr(begin, size);
}

}  // namespace

std::optional<std::vector<Entry>> entries_of(std::string_view bytes) {
  auto const end = bytes.rfind(end_mark);
  if (!bytes.starts_with(local_mark) || end == std::string_view::npos || bytes.size() - end < end_bytes) return std::nullopt;
  auto const count = number(bytes, end + 10, 2);
  std::size_t at = number(bytes, end + 16, 4);
  if (count > entries_most) return std::nullopt;
  std::vector<Entry> out;
  for (std::size_t i = 0; i < count; ++i) {
    if (at > end || end - at < entry_bytes || bytes.substr(at, 4) != entry_mark) return std::nullopt;
    auto const name_bytes = number(bytes, at + 28, 2);
    auto const whole = entry_bytes + name_bytes + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (end - at < whole) return std::nullopt;
    bool const as_it_is = number(bytes, at + 10, 2) == 0;
    out.push_back({bytes.substr(at + entry_bytes, name_bytes),
                   as_it_is ? stored_at(bytes, number(bytes, at + 42, 4), number(bytes, at + 20, 4)) : std::string_view()});
    at += whole;
  }
  return out;
}

}  // namespace bassin::documents::internal
