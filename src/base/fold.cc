#include "base/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace bassin::base {

namespace {

// ICU decides what a letter becomes; its answers for the characters that French text is made of are kept in
// a table, since an import folds hundreds of millions of characters.
constexpr UChar32 table_size = 0x250;

std::string fold_character(UChar32 c) {
  if (c == '&') return " ET ";
  UErrorCode status = U_ZERO_ERROR;
  auto const* const normalizer = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString text(c);
  text.foldCase();
  text = U_SUCCESS(status) ? normalizer->normalize(text, status) : text;
  text.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0x153)), icu::UnicodeString("oe"));
  text.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0xE6)), icu::UnicodeString("ae"));
  text.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0xF8)), icu::UnicodeString("o"));
  text.toUpper();
  icu::UnicodeString kept;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    auto const part = text.char32At(i);
    if (u_isalnum(part)) {
      kept.append(part);
    } else if (u_charType(part) != U_NON_SPACING_MARK) {
      kept.append(static_cast<UChar32>(' '));
    }
  }
  std::string utf8;
  kept.toUTF8String(utf8);
  return utf8;
}

struct Table {
  std::array<std::string, table_size> folded;
  Table() {
    for (UChar32 c = 0; c < table_size; ++c) folded[static_cast<std::size_t>(c)] = fold_character(c);
  }
};

void append(std::string_view folded, std::string& out, std::size_t start) {
  for (char const c : folded) {
    if (c != ' ') {
      out.push_back(c);
    } else if (out.size() > start && out.back() != ' ') {
      out.push_back(' ');
    }
  }
}

}  // namespace

void fold_into(std::string_view text, std::string& out) {
  static Table const table;
  auto const start = out.size();
  auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
  auto const length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    if (bytes[i] < 0x80) {
      append(table.folded[bytes[i++]], out, start);
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);  // NOLINT: a macro of ICU
    if (c < 0) {
      append(" ", out, start);
    } else if (c < table_size) {
      append(table.folded[static_cast<std::size_t>(c)], out, start);
    } else {
      append(fold_character(c), out, start);
    }
  }
  if (out.size() > start && out.back() == ' ') out.pop_back();
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold_into(text, out);
  return out;
}

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> found;
  while (!folded.empty()) {
    auto const space = folded.find(' ');
    if (space != 0) found.push_back(folded.substr(0, space));
    if (space == std::string_view::npos) break;
    folded.remove_prefix(space + 1);
  }
  return found;
}

bool has_word_beginning_with(std::string_view folded, std::string_view beginning) {
  for (auto at = folded.find(beginning); at != std::string_view::npos; at = folded.find(beginning, at + 1)) {
    if (at == 0 || folded[at - 1] == ' ') return true;
  }
  return false;
}

bool has_all_words(std::string_view folded, std::string_view wanted) {
  auto const all = words(wanted);
  return !all.empty() && std::ranges::all_of(all, [&](auto word) { return has_word_beginning_with(folded, word); });
}

}  // namespace bassin::base
