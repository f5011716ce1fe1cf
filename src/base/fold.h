// Text as people mean it: without case, accents, ligatures and punctuation, for comparing and searching.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bassin::base {

// Upper case A–Z and 0–9, one space between words, none at the ends. Accents and ligatures are taken apart
// (É -> E, œ -> OE, ß -> SS), apostrophes and all other signs become a space, other scripts keep their
// letters in upper case. `&` becomes the word ET. Bytes that are not UTF-8 become a space.
[[nodiscard]] std::string fold(std::string_view text);

// Appends to `out` instead of returning, for loops over millions of names.
void fold_into(std::string_view text, std::string& out);

// The words of a folded text.
[[nodiscard]] std::vector<std::string_view> words(std::string_view folded);

// Whether a word of the folded text begins so.
[[nodiscard]] bool has_word_beginning_with(std::string_view folded, std::string_view beginning);
// Whether every word of `wanted` begins a word of the other, both folded; without a word in it, no.
[[nodiscard]] bool has_all_words(std::string_view folded, std::string_view wanted);

}  // namespace bassin::base
