#include "sheetfile/text.h"

#include <algorithm>
#include <array>

namespace bassin::sheetfile {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

// Characters of the bytes 0x80 to 0x9F.
constexpr std::array<std::uint16_t, 32> windows{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool continues(std::string_view text, std::size_t at) { return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U; }

std::string from_windows(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (char const c : bytes) {
    auto const byte = static_cast<std::uint8_t>(c);
    append_utf8(byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80U] : byte, out);
  }
  return out;
}

std::string from_utf16(std::string_view bytes, bool little) {
  std::string out;
  out.reserve(bytes.size());
  auto const unit = [&](std::size_t at) -> std::uint32_t {
    auto const a = byte_at(bytes, at);
    auto const b = byte_at(bytes, at + 1);
    return little ? a | b << 8U : a << 8U | b;
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    auto const first = unit(at);
    auto const second = first >= 0xD800 && first < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
    if (second >= 0xDC00 && second < 0xE000) {
      append_utf8(0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00), out);
      at += 2;
    } else {
      append_utf8(first >= 0xD800 && first < 0xE000 ? replacement : first, out);
    }
  }
  if (at < bytes.size()) append_utf8(replacement, out);
  return out;
}

// Without a mark, UTF-16 of a European language is known by its zero bytes on one side.
bool zeros_at(std::string_view bytes, std::size_t side) {
  auto const end = std::min<std::size_t>(bytes.size(), 1000) / 2 * 2;
  std::size_t here = 0;
  std::size_t other = 0;
  for (std::size_t at = 0; at < end; ++at) (at % 2 == side ? here : other) += bytes[at] == 0 ? 1 : 0;
  return end >= 4 && 4 * here > end && other == 0;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  auto const first = byte_at(text, 0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t at = 1; at < length; ++at) {
    if (!continues(text, at)) return 0;
  }
  auto const second = byte_at(text, 1);
  bool const overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  bool const beyond = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    auto const length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void append_utf8(std::uint32_t c, std::string& out) {
  auto const tail = [&](unsigned shift) { out += static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | c >> 6U);
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | c >> 12U);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | c >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

void trim(std::string& text) {
  constexpr std::array<std::string_view, 7> blanks{" ", "\t", "\n", "\r", "\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
  std::string_view kept(text);
  for (bool more = true; more;) {
    more = false;
    for (auto const blank : blanks) {
      if (kept.starts_with(blank)) kept.remove_prefix(blank.size()), more = true;
      if (kept.ends_with(blank)) kept.remove_suffix(blank.size()), more = true;
    }
  }
  if (kept.size() != text.size()) text = std::string(kept);
}

Recognised recognise_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8, 3};
  if (bytes.starts_with("\xFF\xFE")) return {Encoding::utf16_little, 2};
  if (bytes.starts_with("\xFE\xFF")) return {Encoding::utf16_big, 2};
  if (zeros_at(bytes, 1)) return {Encoding::utf16_little, 0};
  if (zeros_at(bytes, 0)) return {Encoding::utf16_big, 0};
  return {is_utf8(bytes) ? Encoding::utf8 : Encoding::windows_1252, 0};
}

char const* name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf16_little:
    case Encoding::utf16_big: return "UTF-16";
    case Encoding::windows_1252: break;
  }
  return "Windows-1252";
}

std::string to_utf8(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16_little: return from_utf16(bytes, true);
    case Encoding::utf16_big: return from_utf16(bytes, false);
    case Encoding::windows_1252: return from_windows(bytes);
    case Encoding::utf8: break;
  }
  return std::string(bytes);
}

}  // namespace bassin::sheetfile
