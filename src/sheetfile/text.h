// Bytes to UTF-8, as files from old and new spreadsheet programs need it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bassin::sheetfile {

// Length in bytes of the character that the text begins with; 0 where it is not UTF-8 (overlong and surrogates are not).
[[nodiscard]] std::size_t utf8_length(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);
void append_utf8(std::uint32_t character, std::string& out);

// Blanks at both ends go, no-break spaces too.
void trim(std::string& text);

enum class Encoding : std::uint8_t { utf8, utf16_little, utf16_big, windows_1252 };

// By its mark, else by what the bytes can be; `mark` bytes of the text are the mark.
struct Recognised {
  Encoding encoding = Encoding::utf8;
  std::size_t mark = 0;
};
[[nodiscard]] Recognised recognise_encoding(std::string_view bytes);

[[nodiscard]] char const* name_of(Encoding encoding);

// The bytes behind the mark. What an encoding has no character for becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace bassin::sheetfile
