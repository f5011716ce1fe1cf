#include "query/search.h"

#include <algorithm>
#include <string>
#include <utility>

#include "query/internal/guard.h"
#include "query/search_names.h"
#include "query/search_question.h"
#include "query/search_rank.h"
#include "query/unlocated.h"
#include "registry/name_index.h"

namespace bassin::query {

namespace {

// The rows of the register that may pass; local businesses are compared one by one.
std::vector<registry::NameRows> register_ranges(PreparedFilter const& filter) {
  auto const rows = filter.view().snapshot().rows();
  std::vector<registry::NameRows> ranges;
  for (auto const& [first, last] : filter.ranges()) {
    if (first < rows) ranges.push_back({first, std::min(last, rows)});
  }
  return ranges;
}

std::vector<std::uint32_t> rows_of_number(registry::Snapshot const& snapshot, Identifier const& identifier) {
  if (identifier.siret) {
    auto const row = snapshot.find_siret(identifier.number);
    return row ? std::vector{*row} : std::vector<std::uint32_t>{};
  }
  auto const unit = snapshot.find_siren(static_cast<std::uint32_t>(identifier.number));
  if (!unit) return {};
  auto const& units = snapshot.units();
  auto const first = units.establishment_first[*unit];
  auto const rows = units.establishment_row.slice(first, units.establishment_first[*unit + 1] - first);
  return {rows.begin(), rows.end()};
}

// SIREN and SIRET are public, of partial diffusion too (docs/decisions/0007-search-ranking.md).
SearchAnswer by_number(PreparedFilter const& filter, ViewRows const& rows, Identifier const& identifier, std::size_t limit) {
  SearchAnswer answer;
  answer.kind = identifier.siret ? SearchKind::siret : SearchKind::siren;
  answer.scope = filter.scope();
  auto found = rows_of_number(filter.view().snapshot(), identifier);
  auto const passing = std::stable_partition(found.begin(), found.end(), [&](std::uint32_t row) { return rows.passes(row); });
  answer.outside_filter = static_cast<std::size_t>(found.end() - passing);
  found.erase(passing, found.end());
  std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rows.active(a) != rows.active(b) ? rows.active(a) : rows.siret(a) < rows.siret(b);
  });
  answer.complete = found.size() <= limit;
  found.resize(std::min(found.size(), limit));
  for (auto const row : found) answer.hits.push_back({row, 1, {}, {}});
  return answer;
}

NameLists lists_of(registry::NameIndex const& index, registry::Audience audience) {
  switch (audience) {
    case registry::Audience::agent: return {&index.open_names(), &index.protected_names()};
    case registry::Audience::open: return {&index.open_names()};
    case registry::Audience::impersonal: break;
  }
  return {&index.impersonal_names()};
}

base::Result<SearchAnswer> by_names(PreparedFilter const& filter, ViewRows const& rows, Question question, std::size_t limit) {
  auto const& snapshot = filter.view().snapshot();
  BASSIN_TRY(auto const index, registry::NameIndex::open(snapshot.names()));
  auto const lists = lists_of(index, filter.audience());
  weigh_words(question, lists, snapshot.rows());
  auto const ranges = register_ranges(filter);
  auto const more = rows.named_by_overlay();
  auto ranking = rank_rows(question, lists, ranges, rows, more, limit);
  SearchAnswer answer;
  answer.scope = filter.scope();
  BASSIN_TRY(auto const beyond, unlocated(filter));
  add_caveats(beyond, answer.scope);
  answer.hits = std::move(ranking.hits);
  answer.complete = ranking.complete;
  return answer;
}

}  // namespace

base::Result<SearchAnswer> search(std::shared_ptr<View const> view, SearchRequest const& request, registry::Audience audience) {
  if (request.limit == 0 || request.limit > search_limit_most) {
    return base::Error("search.limit", {{"limit", std::to_string(request.limit)}, {"most", std::to_string(search_limit_most)}});
  }
  auto question = parse_question(request.text);
  if (!question) return base::Error("search.empty");
  BASSIN_TRY(auto const filter, prepare(std::move(view), request.filter, audience));
  return internal::guarded([&]() -> base::Result<SearchAnswer> {
    ViewRows const rows(filter);
    if (auto const identifier = parse_identifier(request.text)) return by_number(filter, rows, *identifier, request.limit);
    return by_names(filter, rows, std::move(*question), request.limit);
  });
}

}  // namespace bassin::query
