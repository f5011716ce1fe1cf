// The texts that few rows have, behind the fixed part of a record: a mask of those present, then each with its length.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace bassin::ingest::internal {

inline constexpr std::size_t sparse_text_limit = 65535;

template <class T>
void put(std::string& out, T const& value) {
  out.append(reinterpret_cast<char const*>(&value), sizeof(T));
}

template <class T>
[[nodiscard]] T get(char const* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

// `text` at most sparse_text_limit bytes.
inline void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint16_t>(text.size()));
  out += text;
}

// Walks the texts of a record.
class TextCursor {
 public:
  explicit TextCursor(char const* at) : at_(at) {}
  [[nodiscard]] std::string_view next() {
    auto const length = get<std::uint16_t>(at_);
    std::string_view const text(at_ + sizeof(length), length);
    at_ += sizeof(length) + length;
    return text;
  }

 private:
  char const* at_;
};

}  // namespace bassin::ingest::internal
