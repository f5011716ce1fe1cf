// Rows worth comparing with a question, found by the name index. Bounded work: a word that very many rows bear is
// not walked while a rarer one is there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "query/search_question.h"
#include "registry/name_index.h"

namespace bassin::query {

// The lists that the audience may search.
using NameLists = std::vector<registry::NameList const*>;

// Sets the weights of the question's words by their rarity in the register.
void weigh_words(Question& question, NameLists const& lists, std::uint32_t snapshot_rows);

struct Candidates {
  std::vector<std::uint32_t> rows;  // most promising first; a row of both lists may come twice
  bool complete = true;             // false: some rows that bear words of the question were left out
};

// Rows of `within` that bear words of the question or what may be misspellings of them.
[[nodiscard]] Candidates candidates_by_words(Question const& question, NameLists const& lists, std::span<registry::NameRows const> within);

// Rows of `within` with a name that may be the whole question misspelt, the closest by letters first, at most `most`.
[[nodiscard]] Candidates candidates_by_whole_name(Question const& question, NameLists const& lists,
                                                  std::span<registry::NameRows const> within, std::size_t most);

}  // namespace bassin::query
