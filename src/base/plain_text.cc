#include "base/plain_text.h"

#include <optional>

#include "base/fold.h"

namespace bassin::base {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// The character at the front and its length in bytes; nothing where it is not UTF-8.
struct Character {
  char32_t code = 0;
  std::size_t length = 1;
};
std::optional<Character> character(std::string_view text) {
  auto const first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return Character{first, 1};
  std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return std::nullopt;
  char32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    auto const next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80) return std::nullopt;
    code = (code << 6U) | (next & 0x3FU);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least[length] || code > 0x10FFFF || surrogate) return std::nullopt;
  return Character{code, length};
}

// Control characters, and those that turn the direction of what stands around them: they make a text lie.
bool is_control(char32_t code) {
  bool const turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || turns;
}

// How many characters; nothing for a text that is not taken.
std::optional<std::size_t> length_of(std::string_view text, Lines lines) {
  std::size_t count = 0;
  while (!text.empty()) {
    auto const one = character(text);
    if (!one) return std::nullopt;
    bool const line_end = lines == Lines::several && (one->code == '\n' || one->code == '\r' || one->code == '\t');
    if (is_control(one->code) && !line_end) return std::nullopt;
    text.remove_prefix(one->length);
    ++count;
  }
  return count;
}

}  // namespace

Result<std::string> clean_or_empty(std::string_view name, std::string_view text, std::size_t most, Lines lines) {
  auto const inner = trimmed(text);
  auto const length = length_of(inner, lines);
  if (!length) return Error("text.bad_text", {{"name", std::string(name)}});
  if (*length > most) return Error("text.too_long", {{"name", std::string(name)}, {"most", std::to_string(most)}});
  return std::string(inner);
}

Result<std::string> clean(std::string_view name, std::string_view text, std::size_t most, Lines lines) {
  BASSIN_TRY(auto inner, clean_or_empty(name, text, most, lines));
  if (inner.empty()) return Error("text.empty", {{"name", std::string(name)}});
  return inner;
}

Result<Word> clean_word(std::string_view name, std::string_view text) {
  BASSIN_TRY(auto inner, clean(name, text, name_most));
  auto folded = fold(inner);
  if (folded.empty()) return Error("text.empty", {{"name", std::string(name)}});
  return Word{std::move(inner), std::move(folded)};
}

}  // namespace bassin::base
