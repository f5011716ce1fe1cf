#include "documents/internal/exif.h"

#include <cstdint>

namespace bassin::documents::internal {

namespace {

constexpr unsigned tag_orientation = 0x0112, type_short = 3;
constexpr std::size_t entry_bytes = 12;

class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  [[nodiscard]] bool is_one() const { return (little_ || bytes_.starts_with("MM")) && number(2, 2) == 42; }
  // 0 outside of it.
  [[nodiscard]] std::uint64_t number(std::uint64_t at, int size) const {
    if (at > bytes_.size() || bytes_.size() - at < static_cast<std::size_t>(size)) return 0;
    std::uint64_t out = 0;
    for (int i = 0; i < size; ++i) {
      auto const place = static_cast<std::size_t>(at) + static_cast<std::size_t>(little_ ? size - 1 - i : i);
      out = out << 8U | byte_at(bytes_, place);
    }
    return out;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

}  // namespace

std::optional<int> orientation_of(std::string_view tiff) {
  Tiff const it(tiff);
  if (!it.is_one()) return std::nullopt;
  auto const directory = it.number(4, 4);
  auto const entries = it.number(directory, 2);
  for (std::uint64_t i = 0; i < entries; ++i) {
    auto const entry = directory + 2 + i * entry_bytes;
    if (it.number(entry, 2) != tag_orientation || it.number(entry + 2, 2) != type_short) continue;
    auto const orientation = static_cast<int>(it.number(entry + 8, 2));
    return orientation >= 2 && orientation <= 8 ? std::optional(orientation) : std::nullopt;
  }
  return std::nullopt;
}

std::string tiff_of(int orientation) {
  std::string out("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
  out += static_cast<char>(orientation);
  return out.append(6, '\0');  // the rest of the value, and no further directory
}

}  // namespace bassin::documents::internal
