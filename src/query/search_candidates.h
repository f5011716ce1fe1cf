// Rows worth comparing with a question, found by the name index. Bounded work: a word that very many rows bear is
// not walked while a rarer one is there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "query/search_question.h"
#include "query/search_row_scores.h"
#include "registry/name_index.h"

namespace bassin::query {

// The lists that the audience may search.
using NameLists = std::vector<registry::NameList const*>;

// Sets bearers and weights of the question's words.
void weigh_words(Question& question, NameLists const& lists, std::uint32_t snapshot_rows);

// Rows of `within` that bear words of the question or what may be misspellings of them.
struct WordCandidates {
  RowScores rows;
  bool complete = true;  // false: some rows that bear words of the question were left out
};
[[nodiscard]] WordCandidates candidates_by_words(Question const& question, NameLists const& lists,
                                                 std::span<registry::NameRows const> within);

// Rows of `within` with a name that may be the whole question misspelt, the closest by letters first: at most
// `most_of_name` for names of the same letters, and at most `most`.
struct WholeNameCandidates {
  std::vector<std::uint32_t> rows;  // most promising first; a row with two such names may come twice
  bool complete = true;
};
[[nodiscard]] WholeNameCandidates candidates_by_whole_name(Question const& question, NameLists const& lists,
                                                           std::span<registry::NameRows const> within, std::size_t most_of_name,
                                                           std::size_t most);

}  // namespace bassin::query
