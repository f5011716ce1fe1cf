#include "query/search_question.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/fold.h"
#include "registry/name_index_words.h"

namespace bassin::query {

namespace {

constexpr std::size_t words_most = 12;
constexpr std::size_t bytes_most = 200;

// Legal forms, titles and articles, which many names carry and people leave out or add; ascending.
constexpr std::array<std::string_view, 44> noise{
    "A",    "ASS", "ASSOC", "ASSOCIATION", "AU",   "AUX", "CIE", "D",   "DE",     "DES", "DU",   "EARL",    "EI",       "EIRL", "EN",
    "ET",   "ETS", "EURL",  "GAEC",        "GIE",  "L",   "LA",  "LE",  "LES",    "M",   "MLLE", "MME",     "MONSIEUR", "MR",   "SA",
    "SARL", "SAS", "SASU",  "SC",          "SCEA", "SCI", "SCM", "SCP", "SELARL", "SNC", "SOC",  "SOCIETE", "STE",      "SUR"};
static_assert(std::is_sorted(noise.begin(), noise.end()));

// "LA S N C F" -> LA, SNCF: single letters in a row are one acronym; a lone one stays.
std::vector<std::string> question_words(std::string_view folded) {
  std::vector<std::string> found;
  bool in_run = false;
  for (auto const word : base::words(folded)) {
    bool const single = word.size() == 1;
    if (single && in_run) {
      found.back() += word;
    } else {
      found.emplace_back(word);
    }
    in_run = single;
  }
  return found;
}

unsigned word_edits(std::size_t letters) { return letters < 3 ? 0 : letters < 6 ? 1 : 2; }

}  // namespace

std::optional<Question> parse_question(std::string_view text) {
  Question question;
  question.folded = base::fold(text.substr(0, bytes_most));
  if (question.folded.empty()) return std::nullopt;
  std::copy_if(question.folded.begin(), question.folded.end(), std::back_inserter(question.glued), [](char c) { return c != ' '; });
  question.signature = registry::signature_of(question.glued);
  question.edits = question.glued.size() < 2 ? 0 : question.glued.size() < 3 ? 1 : 2;
  for (auto& word : question_words(question.folded)) {
    if (question.words.size() == words_most) break;
    auto const signature = registry::signature_of(word);
    auto const edits = word_edits(word.size());
    question.words.push_back({std::move(word), signature, edits});
  }
  for (std::size_t i = 0; i + 1 < question.words.size(); ++i)
    question.joined.push_back(question.words[i].text + question.words[i + 1].text);
  return question;
}

std::optional<Identifier> parse_identifier(std::string_view text) {
  Identifier found;
  std::size_t digits = 0;
  for (char const c : text) {
    if (c >= '0' && c <= '9') {
      found.number = found.number * 10 + static_cast<std::uint64_t>(c - '0');
      if (++digits > 14) return std::nullopt;
    } else if (c != ' ' && c != '.' && c != '-' && c != '\t' && c != '\xC2' && c != '\xA0') {  // C2 A0: no-break space
      return std::nullopt;
    }
  }
  found.siret = digits == 14;
  if (digits != 9 && digits != 14) return std::nullopt;
  return found;
}

double word_weight(std::string_view word, std::uint64_t bearers, std::uint64_t rows) {
  constexpr double unknown_bearers = 20;
  auto const met = bearers == 0 ? unknown_bearers : static_cast<double>(bearers);
  auto const rarity = std::max(1.0, std::log2(1 + static_cast<double>(rows) / met));
  bool const little = word.size() == 1 || std::binary_search(noise.begin(), noise.end(), word);
  return little ? 0.1 * rarity : rarity;
}

}  // namespace bassin::query
