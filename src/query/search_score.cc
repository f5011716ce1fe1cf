#include "query/search_score.h"

#include <algorithm>
#include <utility>

#include "base/edit_distance.h"
#include "base/fold.h"

namespace bassin::query {

namespace {

using base::edit_distance;
using registry::signature_of;

std::string without_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != ' '; });
  return out;
}

// "MARTIN JEAN", of which "JEAN" is the first name, as "JEAN MARTIN"; "" where there is no other order.
std::string turned(std::string_view folded, std::string_view first_name) {
  auto const first = base::fold(first_name);
  if (first.empty() || folded.size() <= first.size() + 1 || !folded.ends_with(first)) return {};
  return first + " " + std::string(folded.substr(0, folded.size() - first.size() - 1));
}

double nearest(Question const& question, std::string const& folded, std::string_view first_name) {
  auto const distance = whole_distance(question, folded);
  if (first_name.empty() || distance == 0) return distance;
  auto const other = turned(folded, first_name);
  return other.empty() ? distance : std::min(distance, whole_distance(question, other));
}

// A whole name that differs by `distance` edits.
double whole_score(double distance) { return distance == 0 ? 1 : 0.93 - 0.06 * (distance - 0.5); }

// How well one word of the question is found, and by what.
struct Found {
  double likeness = 0;
  WordMatch match = WordMatch::missing;
  std::string word;

  void better(double other_likeness, WordMatch other_match, std::string_view other_word) {
    if (other_likeness <= likeness) return;
    likeness = other_likeness;
    match = other_match;
    word = other_word;
  }
};

double misspelt_likeness(std::size_t letters, unsigned edits) {
  if (edits == 1) return letters >= 5 ? 0.85 : letters == 4 ? 0.75 : 0.6;
  return letters >= 7 ? 0.7 : letters >= 6 ? 0.6 : 0.5;
}

// A word that is only begun counts by how much of it is there.
double begun_likeness(std::size_t typed, std::size_t whole) { return 0.8 + 0.15 * static_cast<double>(typed) / static_cast<double>(whole); }

class NameMatcher {
 public:
  NameMatcher(Question const& question, std::string_view folded) : question_(question), words_(base::words(folded)) {
    for (auto const word : words_) letters_ += word.size();
  }

  [[nodiscard]] std::vector<Found> match() const {
    std::vector<Found> found(question_.words.size());
    for (std::size_t q = 0; q < found.size(); ++q) match_word(q, found[q]);
    for (std::size_t q = 0; q + 1 < found.size(); ++q) match_joined(q, found);
    return found;
  }
  [[nodiscard]] std::size_t letters() const { return letters_; }

 private:
  void match_word(std::size_t q, Found& found) const {
    auto const& wanted = question_.words[q];
    bool const last = q + 1 == question_.words.size();
    for (std::size_t w = 0; w < words_.size(); ++w) {
      compare(wanted, words_[w], last, found);
      if (w + 1 < words_.size()) compare_pair(wanted, w, found);
    }
    if (found.likeness < 1) compare_run(wanted, found);
  }

  static void compare(QuestionWord const& wanted, std::string_view word, bool last, Found& found) {
    if (word == wanted.text) return found.better(1, WordMatch::exact, word);
    bool const may_begin = wanted.text.size() >= (last ? 2U : 3U);
    if (may_begin && word.starts_with(wanted.text)) {
      auto const likeness = begun_likeness(wanted.text.size(), word.size());
      found.better(last ? likeness : 0.8 * likeness, WordMatch::begun, word);
    }
    if (wanted.edits == 0 || !registry::may_be_within(wanted.signature, signature_of(word), wanted.edits)) return;
    auto const edits = edit_distance(wanted.text, word, wanted.edits);
    if (edits <= wanted.edits) found.better(misspelt_likeness(wanted.text.size(), edits), WordMatch::misspelt, word);
  }

  // The question lacks the space between two words of the name.
  void compare_pair(QuestionWord const& wanted, std::size_t w, Found& found) const {
    auto const letters = words_[w].size() + words_[w + 1].size();
    if (wanted.text.size() + 1 < letters || wanted.text.size() > letters + 1) return;
    auto const glued = std::string(words_[w]) + std::string(words_[w + 1]);
    compare_glued(wanted.text, glued, std::string(words_[w]) + " " + std::string(words_[w + 1]), found);
  }

  static void compare_glued(std::string_view typed, std::string_view glued, std::string_view shown, Found& found) {
    if (typed == glued) return found.better(0.97, WordMatch::glued, shown);
    if (typed.size() >= 5 && edit_distance(typed, glued, 1) <= 1) found.better(0.75, WordMatch::glued, shown);
  }

  // An acronym written with points: a run of single letters.
  void compare_run(QuestionWord const& wanted, Found& found) const {
    std::string run;
    for (auto const word : words_) {
      if (word.size() == 1) {
        run += word;
        continue;
      }
      if (run == wanted.text) break;
      run.clear();
    }
    if (run.size() > 1 && run == wanted.text) found.better(1, WordMatch::exact, run);
  }

  // The question has a space too many, or an article before an apostrophe that the name writes without.
  void match_joined(std::size_t q, std::vector<Found>& found) const {
    for (auto const word : words_) {
      Found joined;
      compare_glued(question_.joined[q], word, word, joined);
      if (joined.likeness == 0) continue;
      found[q].better(joined.likeness, joined.match, joined.word);
      found[q + 1].better(joined.likeness, joined.match, joined.word);
    }
  }

  Question const& question_;
  std::vector<std::string_view> words_;
  std::size_t letters_ = 0;
};

// How much of the question the words cover, and how much of the name they are.
double words_score(Question const& question, std::vector<Found> const& found, std::size_t name_letters) {
  double covered = 0;
  double all = 0;
  std::size_t letters = 0;
  for (std::size_t q = 0; q < found.size(); ++q) {
    covered += question.words[q].weight * found[q].likeness;
    all += question.words[q].weight;
    if (found[q].likeness > 0) letters += question.words[q].text.size();
  }
  auto const filled = name_letters == 0 ? 0.0 : std::min(1.0, static_cast<double>(letters) / static_cast<double>(name_letters));
  return covered / all * (0.88 + 0.08 * filled);
}

void keep_better(std::vector<Found>& best, std::vector<Found> const& other) {
  if (best.empty()) best.resize(other.size());
  for (std::size_t q = 0; q < other.size(); ++q) best[q].better(other[q].likeness, other[q].match, other[q].word);
}

std::vector<WordReason> reasons_of(Question const& question, std::vector<Found> const& found) {
  std::vector<WordReason> reasons;
  for (std::size_t q = 0; q < found.size(); ++q) reasons.push_back({question.words[q].text, found[q].word, found[q].match});
  return reasons;
}

}  // namespace

double whole_distance(Question const& question, std::string_view folded_name) {
  auto const glued = without_spaces(folded_name);
  auto const letters = edit_distance(question.glued, glued, question.edits);
  if (letters > question.edits) return letters;
  auto const with_spaces = edit_distance(question.folded, folded_name, question.edits + 1);
  return 0.5 * (letters + with_spaces);
}

bool any_whole_name_near(Question const& question, std::vector<RowName> const& names) {
  return std::any_of(names.begin(), names.end(), [&](RowName const& name) {
    auto const folded = base::fold(name.text);
    if (!registry::may_be_within(question.signature, signature_of(folded), question.edits)) return false;
    return nearest(question, folded, name.first_name) <= question.edits;
  });
}

RowScore score_names(Question const& question, std::vector<RowName> const& names, bool reasons) {
  RowScore row;
  std::vector<Found> together;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const folded = base::fold(names[i].text);
    if (folded.empty()) continue;
    NameMatcher const matcher(question, folded);
    auto const found = matcher.match();
    auto const by_words = words_score(question, found, matcher.letters());
    keep_better(together, found);
    auto score = by_words;
    if (registry::may_be_within(question.signature, signature_of(folded), question.edits)) {
      auto const distance = nearest(question, folded, names[i].first_name);
      if (distance <= question.edits) score = std::max(score, whole_score(distance) - 0.01 * (1 - by_words) * (distance > 0 ? 1 : 0));
    }
    if (score > row.score) {
      row.score = score;
      row.best_name = i;
    }
  }
  if (together.empty()) return row;
  row.score = std::max(row.score, 0.98 * words_score(question, together, 0));
  if (reasons) row.words = reasons_of(question, together);
  return row;
}

}  // namespace bassin::query
