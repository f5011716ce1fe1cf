// Finds establishments by what people type: a SIREN, a SIRET, or words of their names (dénomination, usual names,
// brands, acronym, people's names), in any order, without accents, begun, glued, cut or misspelt by one or two edits.
// How results are ranked: docs/decisions/0007-search-ranking.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/filter.h"
#include "query/view.h"
#include "registry/values.h"

namespace bassin::query {

inline constexpr std::size_t search_limit_most = 500;

struct SearchRequest {
  std::string text;
  Filter filter;           // territory and everything else
  std::size_t limit = 20;  // 1 to search_limit_most
};

// How a word of the question was found in a row, from the best down.
enum class WordMatch : std::uint8_t { exact, begun, glued, misspelt, missing };

struct WordReason {
  std::string word;   // of the question, folded
  std::string found;  // of the row; empty when missing
  WordMatch match = WordMatch::missing;
};

struct SearchHit {
  std::uint32_t row = 0;  // of the view: for read_row(), never for an answer
  double score = 0;       // 1: a name exactly as typed
  std::string name;       // the one that matched best, as this audience may read it; empty for a SIREN or SIRET
  std::vector<WordReason> words;
};

enum class SearchKind : std::uint8_t { names, siren, siret };

struct SearchAnswer {
  SearchKind kind = SearchKind::names;
  Scope scope;
  std::vector<SearchHit> hits;  // best first; of equal ones active before closed, then by SIRET
  // Asked by SIREN or SIRET: establishments of that number that the filter leaves out.
  std::size_t outside_filter = 0;
  // False when so many rows fit that only a part was compared; the best may be among the rest.
  bool complete = true;
};

// Of the register's rows and the overlay's local businesses, those that pass the filter. Names that the audience may not
// read take no part. Errors: "search.empty" (no letter or digit in the text), "search.limit" (limit, most),
// "image.damaged", those of prepare().
[[nodiscard]] base::Result<SearchAnswer> search(std::shared_ptr<View const> view, SearchRequest const& request,
                                                registry::Audience audience);

}  // namespace bassin::query
