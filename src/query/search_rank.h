// The best rows of a territory for a question: candidates by the index, then their true names compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "query/search.h"
#include "query/search_candidates.h"
#include "query/search_question.h"
#include "query/search_score.h"
#include "registry/name_index.h"

namespace bassin::query {

// What the ranking asks of rows; made for one audience, so that no name it may not read comes out.
class SearchRows {
 public:
  virtual ~SearchRows() = default;
  [[nodiscard]] virtual bool passes(std::uint32_t row) const = 0;  // the filter
  // Appends the row's names.
  virtual void names(std::uint32_t row, std::vector<RowName>& out) const = 0;
  [[nodiscard]] virtual bool active(std::uint32_t row) const = 0;
  [[nodiscard]] virtual std::uint64_t siret(std::uint32_t row) const = 0;
};

struct Ranking {
  std::vector<SearchHit> hits;
  bool complete = true;
};

// `more`: rows to compare whether or not the index leads to them.
[[nodiscard]] Ranking rank_rows(Question const& question, NameLists const& lists, std::span<registry::NameRows const> within,
                                SearchRows const& rows, std::span<std::uint32_t const> more, std::size_t limit);

}  // namespace bassin::query
