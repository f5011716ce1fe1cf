// How well the names of one row fit a question. docs/decisions/0007-search-ranking.md.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/search.h"
#include "query/search_question.h"

namespace bassin::query {

// A name that the audience may read.
struct RowName {
  std::string text;        // as the register writes it
  std::string first_name;  // of a person: it stands at the end of `text`; else empty
};

// Edits between the question and a folded name, an edit that only moves, adds or removes a space counting half;
// beyond question.edits: more than that.
[[nodiscard]] double whole_distance(Question const& question, std::string_view folded_name);

struct RowScore {
  double score = 0;  // 0: does not fit
  std::size_t best_name = 0;
  std::vector<WordReason> words;
};

// With `reasons` false, `words` stays empty.
[[nodiscard]] RowScore score_names(Question const& question, std::vector<RowName> const& names, bool reasons);

// Whether any name is within question.edits of the question; cheaper than a score.
[[nodiscard]] bool any_whole_name_near(Question const& question, std::vector<RowName> const& names);

}  // namespace bassin::query
