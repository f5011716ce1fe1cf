#include "app/width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace bassin::app {
namespace {

// The code point at `place`, which moves behind it; negative for bytes that are not UTF-8.
UChar32 next_point(std::string_view text, std::size_t& place) {
  auto at = static_cast<std::int32_t>(place);
  UChar32 point = 0;
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), point);
  place = static_cast<std::size_t>(at);
  return point;
}

std::size_t width_of(UChar32 point) {
  if (point < 0) return 1;
  auto const category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  auto const wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

bool disturbs(UChar32 point) {
  if (point < 0) return true;
  auto const category = u_charType(point);
  bool const direction = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) || point == 0x200e || point == 0x200f;
  return category == U_CONTROL_CHAR || category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR || direction;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t place = 0; place < text.size();) width += width_of(next_point(text, place));
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t place = 0; place < text.size();) {
    auto const start = place;
    out += disturbs(next_point(text, place)) ? std::string_view("\ufffd") : text.substr(start, place - start);
  }
  return out;
}

std::string pad_right(std::string_view text, std::size_t width) {
  auto const taken = display_width(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  auto const taken = display_width(text);
  return std::string(taken < width ? width - taken : 0, ' ') + std::string(text);
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width || width == 0) return std::string(text);
  std::size_t taken = 0;
  std::size_t place = 0;
  for (std::size_t next = 0; next < text.size(); place = next) {
    taken += width_of(next_point(text, next));
    if (taken > width - 1) break;
  }
  return std::string(text.substr(0, place)) + "…";
}

}  // namespace bassin::app
