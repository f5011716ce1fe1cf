// What was typed, taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/name_index_signature.h"

namespace bassin::query {

struct QuestionWord {
  std::string text;  // folded
  registry::Signature signature = 0;
  unsigned edits = 0;         // misspellings of it that count: at most so many edits
  std::uint64_t bearers = 0;  // rows of the register that bear it
  double weight = 1;          // above 0; rarer words weigh more
};

struct Question {
  std::string folded;
  std::string glued;  // without spaces
  registry::Signature signature = 0;
  unsigned edits = 0;  // a whole name counts as misspelt up to so many edits
  std::vector<QuestionWord> words;
  // Words i and i + 1 in one, for each i but the last.
  std::vector<std::string> joined;
};

// Words beyond the twelfth and text beyond 200 bytes are left aside. Nothing when no letter or digit is there.
[[nodiscard]] std::optional<Question> parse_question(std::string_view text);

// A SIREN or SIRET: nothing but 9 or 14 digits, with blanks, dots or hyphens between.
struct Identifier {
  std::uint64_t number = 0;
  bool siret = false;
};
[[nodiscard]] std::optional<Identifier> parse_identifier(std::string_view text);

// How much a word says: by its rarity (`bearers` of `rows`; 0 bearers: probably misspelt), less for legal forms, articles and
// single letters.
[[nodiscard]] double word_weight(std::string_view word, std::uint64_t bearers, std::uint64_t rows);

}  // namespace bassin::query
