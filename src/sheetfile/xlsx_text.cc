#include "sheetfile/xlsx_text.h"

#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "sheetfile/text.h"

namespace bassin::sheetfile {

void RichText::start(std::string_view name) {
  if (name == "rPh") ++phonetic_;
  if (name == "t") inside_ = phonetic_ == 0;
}

void RichText::text(std::string_view text) {
  if (inside_ && text_.size() <= most_) text_.append(text.substr(0, most_ + 1 - text_.size()));
}

void RichText::end(std::string_view name) {
  if (name == "rPh" && phonetic_ > 0) --phonetic_;
  if (name == "t") inside_ = false;
}

std::string RichText::take() {
  inside_ = false;
  phonetic_ = 0;
  return without_escapes(std::exchange(text_, {}));
}

std::string without_escapes(std::string text) {
  constexpr std::size_t length = 7;  // _xHHHH_
  std::size_t from = 0;
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", from)) {
    from = at + 1;
    if (at + length > text.size() || text[at + length - 1] != '_') continue;
    std::uint32_t character = 0;
    auto const* const digits = text.data() + at + 2;
    auto const [end, problem] = std::from_chars(digits, digits + 4, character, 16);
    if (problem != std::errc() || end != digits + 4) continue;
    std::string written;
    bool const surrogate = character >= 0xD800 && character < 0xE000;
    if (character != '\r' && character != 0 && !surrogate) append_utf8(character, written);
    text.replace(at, length, written);
    from = at + written.size();
  }
  return text;
}

}  // namespace bassin::sheetfile
