#include "query/search_candidates.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace bassin::query {

namespace {

using registry::CloseWord;
using registry::NameList;
using registry::NameRows;
using registry::RowCursor;
using registry::WordId;
using registry::WordPattern;

// Rows put into the table of scores at most; beyond, frequent words only add to rows that are there.
constexpr std::uint64_t rows_budget = 16'000;
// Rows walked at most where every word is frequent.
constexpr std::uint64_t walk_budget = 100'000;
// Words of the dictionary followed for one word of the question.
constexpr std::size_t terms_most = 400;
constexpr std::size_t least_split = 2;  // letters
// Words of the question that are taken for misspelt, at most: each costs a look at the whole dictionary.
constexpr std::size_t doubted_most = 4;

// A word of the dictionary that stands for a word of the question.
struct Term {
  NameList const* list = nullptr;
  WordId id;
  std::uint32_t word = 0;
  float likeness = 0;
  std::uint64_t rows = 0;  // at most so many in the territory
};

float likeness_of(CloseWord const& close, std::string_view typed, std::string_view found) {
  if (close.edits == 0 && typed == found) return 1;
  auto const begun = close.prefix ? 0.8F + 0.15F * static_cast<float>(typed.size()) / static_cast<float>(found.size()) : 0.0F;
  bool const misspelt = close.edits > 0 && close.edits <= 2 && (!close.prefix || close.edits <= 1);
  auto const near = misspelt ? (close.edits == 1 ? 0.8F : 0.6F) : 0.0F;
  return std::max(begun, near);
}

std::uint64_t rows_in(std::span<NameRows const> within) {
  std::uint64_t rows = 0;
  for (auto const& range : within) rows += range.last - range.first;
  return rows;
}

// The rows of a word inside the territory, in ascending order, until `visit` says false.
template <class Visit>
void walk(Term const& term, std::span<NameRows const> within, Visit visit) {
  if (within.empty()) return;
  auto cursor = term.list->rows(term.id, within.front().first);
  auto range = within.begin();
  while (auto const row = cursor.row()) {
    range = std::partition_point(range, within.end(), [&](NameRows const& r) { return r.last <= *row; });
    if (range == within.end()) return;
    if (*row < range->first) {
      cursor.seek(range->first);
      continue;
    }
    if (!visit(*row)) return;
    cursor.next();
  }
}

class WordSearch {
 public:
  WordSearch(Question const& question, NameLists const& lists, std::span<NameRows const> within)
      : question_(question), lists_(lists), within_(within), territory_rows_(rows_in(within)) {
    for (auto const& word : question.words) all_weight_ += word.weight;
  }

  [[nodiscard]] WordCandidates run() {
    for (auto const* list : lists_) collect(*list);
    trim();
    divide();
    for (auto const& term : rare_) add_all(term);
    if (scores_.size() == 0 && !frequent_.empty()) walk_frequent();
    auto const present = scores_.rows();
    for (auto const& term : frequent_) add_to_present(term, present);
    return {std::move(scores_), complete_};
  }

 private:
  void add_term(NameList const& list, WordId id, std::uint32_t word, float likeness) {
    auto const rows = std::min<std::uint64_t>(list.rows_of(id), territory_rows_);
    if (likeness > 0) terms_.push_back({&list, id, word, likeness, rows});
  }

  // Words that may be misspelt, the likeliest first: those that no list knows, then the rarest.
  [[nodiscard]] std::vector<std::uint32_t> doubted() const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t q = 0; q < question_.words.size(); ++q) {
      if (question_.words[q].edits > 0) found.push_back(q);
    }
    auto const bearers = [this](std::uint32_t q) { return question_.words[q].bearers; };
    std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) { return bearers(a) < bearers(b); });
    found.resize(std::min(found.size(), doubted_most));
    return found;
  }

  void collect(NameList const& list) {
    auto const last = static_cast<std::uint32_t>(question_.words.size() - 1);
    std::vector<WordPattern> patterns;
    std::vector<std::uint32_t> word_of;
    auto const doubts = doubted();
    for (std::uint32_t q = 0; q <= last; ++q) {
      auto const& word = question_.words[q];
      bool const doubt = std::find(doubts.begin(), doubts.end(), q) != doubts.end();
      bool const begun = q == last ? word.text.size() >= 2 : word.text.size() >= 3 && doubt;
      if (doubt || begun) {
        auto const prefix = begun ? std::optional(list.starting_with(word.text)) : std::nullopt;
        patterns.push_back({word.text, doubt ? word.edits : 0, prefix});
        word_of.push_back(q);
      } else if (auto const known = list.find(word.text)) {
        add_term(list, *known, q, 1);
      }
    }
    for (auto const& close : list.close_words(patterns, within_)) {
      add_term(list, close.word, word_of[close.pattern], likeness_of(close, patterns[close.pattern].word, list.word(close.word)));
    }
    for (std::uint32_t q = 0; q < question_.words.size(); ++q) add_splits(list, q);
    for (std::uint32_t q = 0; q < question_.joined.size(); ++q) {
      auto const joined = list.find(question_.joined[q]);
      if (!joined) continue;
      add_term(list, *joined, q, 0.95F);
      add_term(list, *joined, q + 1, 0.95F);
    }
  }

  // A space is missing: both parts are words, and the rarer one leads to the rows.
  void add_splits(NameList const& list, std::uint32_t q) {
    std::string_view const word = question_.words[q].text;
    for (auto cut = least_split; cut + least_split <= word.size(); ++cut) {
      auto const left = list.find(word.substr(0, cut));
      if (!left) continue;
      auto const right = list.find(word.substr(cut));
      if (!right) continue;
      add_term(list, list.rows_of(*left) < list.rows_of(*right) ? *left : *right, q, 0.7F);
    }
  }

  // The best terms of each word.
  void trim() {
    std::sort(terms_.begin(), terms_.end(), [](Term const& a, Term const& b) {
      if (a.word != b.word) return a.word < b.word;
      return a.likeness != b.likeness ? a.likeness > b.likeness : a.rows > b.rows;
    });
    std::vector<Term> kept;
    std::size_t of_word = 0;
    for (auto const& term : terms_) {
      of_word = kept.empty() || kept.back().word != term.word ? 0 : of_word + 1;
      if (of_word < terms_most) kept.push_back(term);
    }
    terms_ = std::move(kept);
  }

  // Rare terms, whose rows are all taken, and frequent ones, within the budget of rows: exact words first, then the
  // rarest. Each side keeps the order by word and likeness.
  void divide() {
    std::vector<std::size_t> order(terms_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      bool const exact_a = terms_[a].likeness == 1;
      bool const exact_b = terms_[b].likeness == 1;
      return exact_a != exact_b ? exact_a : terms_[a].rows < terms_[b].rows;
    });
    std::vector<bool> rare(terms_.size());
    std::uint64_t rows = 0;
    for (auto const i : order) {
      if (rows + terms_[i].rows > rows_budget) continue;
      rows += terms_[i].rows;
      rare[i] = true;
    }
    for (std::size_t i = 0; i < terms_.size(); ++i) (rare[i] ? rare_ : frequent_).push_back(terms_[i]);
  }

  [[nodiscard]] float gain(Term const& term) const {
    return static_cast<float>(question_.words[term.word].weight / all_weight_) * term.likeness;
  }

  void add_all(Term const& term) {
    auto const value = gain(term);
    walk(term, within_, [&](std::uint32_t row) {
      scores_.add(row, term.word, value);
      return true;
    });
  }

  void add_to_present(Term const& term, std::vector<std::uint32_t> const& present) {
    if (term.likeness < 0.9F) {
      complete_ = false;
      return;
    }
    auto cursor = term.list->rows(term.id, present.empty() ? 0 : present.front());
    auto const value = gain(term);
    for (auto const row : present) {
      cursor.seek(row);
      auto const at = cursor.row();
      if (!at) break;
      if (*at == row) scores_.add(row, term.word, value);
    }
  }

  // Every word is frequent: the rows of the rarest one that bear the next one too, else the first that come.
  void walk_frequent() {
    complete_ = false;
    auto const rarest = std::min_element(frequent_.begin(), frequent_.end(), [](Term const& a, Term const& b) {
      bool const exact_a = a.likeness == 1;
      bool const exact_b = b.likeness == 1;
      return exact_a != exact_b ? exact_a : a.rows < b.rows;
    });
    auto const other =
        std::find_if(frequent_.begin(), frequent_.end(), [&](Term const& t) { return t.word != rarest->word && t.likeness == 1; });
    auto second = other == frequent_.end() ? RowCursor{} : other->list->rows(other->id);
    std::uint64_t walked = 0;
    std::uint64_t alone = 0;
    walk(*rarest, within_, [&](std::uint32_t row) {
      second.seek(row);
      bool const both = second.row() == row;
      if (both || alone++ < rows_budget / 8) scores_.add(row, rarest->word, gain(*rarest));
      return ++walked < walk_budget && scores_.size() < rows_budget;
    });
  }

  Question const& question_;
  NameLists const& lists_;
  std::span<NameRows const> within_;
  std::uint64_t territory_rows_;
  double all_weight_ = 0;
  std::vector<Term> terms_, rare_, frequent_;
  RowScores scores_;
  bool complete_ = true;
};

}  // namespace

void weigh_words(Question& question, NameLists const& lists, std::uint32_t snapshot_rows) {
  for (auto& word : question.words) {
    std::uint64_t bearers = 0;
    for (auto const* list : lists) {
      if (auto const id = list->find(word.text)) bearers += list->rows_of(*id);
    }
    word.bearers = bearers;
    word.weight = word_weight(word.text, bearers, snapshot_rows);
  }
}

WordCandidates candidates_by_words(Question const& question, NameLists const& lists, std::span<NameRows const> within) {
  return WordSearch(question, lists, within).run();
}

WholeNameCandidates candidates_by_whole_name(Question const& question, NameLists const& lists, std::span<NameRows const> within,
                                             std::size_t most_of_name, std::size_t most) {
  std::vector<registry::RowLike> like;
  for (auto const* list : lists) {
    auto const rows = list->rows_with_names_like(question.signature, question.edits, within);
    like.insert(like.end(), rows.begin(), rows.end());
  }
  WholeNameCandidates found;
  std::unordered_map<registry::Signature, std::size_t> of_name;
  for (unsigned apart = 0; apart <= 2 * question.edits; ++apart) {
    for (auto const& row : like) {
      if (found.rows.size() == most) break;
      if (registry::letters_apart(question.signature, row.name) == apart && of_name[row.name]++ < most_of_name)
        found.rows.push_back(row.row);
    }
  }
  found.complete = found.rows.size() == like.size();
  return found;
}

}  // namespace bassin::query
