#include "query/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/id_table.h"
#include "query/internal/cursor.h"
#include "query/internal/guard.h"
#include "query/internal/scan_rows.h"
#include "query/internal/unlocated.h"
#include "query/internal/walk.h"

namespace bassin::query {

namespace {

using namespace internal;

constexpr std::array<std::string_view, 8> sort_ids = {"name",     "created-desc", "created-asc", "size",
                                                      "activity", "distance",     "street",      "siret"};

base::Error bad_value(std::string name, std::string value, std::string allowed) {
  return base::Error("query.bad_value", {{"name", std::move(name)}, {"value", std::move(value)}, {"allowed", std::move(allowed)}});
}

base::Result<void> check(Sort const& sort) {
  bool const from_somewhere = sort.key != SortKey::distance || (sort.origin && sort.origin->known());
  if (!from_somewhere) return bad_value("sort", "distance", "distance:longitude,latitude");
  return {};
}

std::vector<Row> rows_of(PreparedFilter const& filter, Sort const& sort, std::span<std::uint32_t const> rows) {
  std::vector<Row> out;
  out.reserve(rows.size());
  for (auto const row : rows) {
    out.push_back(read_row(filter.view(), row, filter.audience(), filter.scope().at));
    bool const measured = sort.key == SortKey::distance && out.back().position.point;
    if (measured) out.back().distance_m = geo::distance_m(*sort.origin, *out.back().position.point);
  }
  return out;
}

}  // namespace

std::string_view id_of(SortKey key) { return sort_ids[static_cast<std::size_t>(key)]; }

std::optional<SortKey> parse_sort(std::string_view id) { return base::parse_id<SortKey>(sort_ids, id); }

base::Result<Page> page(PreparedFilter const& filter, PageRequest const& request) {
  auto const& plan = filter.plan();
  BASSIN_DO(check(request.sort));
  if (request.limit == 0 || request.limit > page_limit) return bad_value("limit", fmt::format("{}", request.limit), "1–1000");
  return guarded([&]() -> base::Result<Page> {
    std::optional<OrderKey> after;
    if (!request.cursor.empty()) {
      BASSIN_TRY(auto const last, read_cursor(plan, request.sort, request.cursor));
      after = key_of(plan, request.sort, last);
    }
    Page out;
    out.scope = plan.scope;
    // One more than asked tells whether another page follows.
    auto walked = walk(plan, request.sort, request.limit + 1, after);
    if (walked && request.with_total) out.total = count_rows(plan);
    if (!walked) {
      auto scanned = scan_rows(plan, request.sort, plan.narrow, request.limit + 1, after);
      if (request.with_total) out.total = scanned.total;
      walked = std::move(scanned.rows);
    }
    bool const more = walked->size() > request.limit;
    if (more) walked->resize(request.limit);
    if (request.cursor.empty()) add_caveats(count_unlocated(plan), out.scope);
    std::vector<std::uint32_t> wanted;
    for (auto const& placed : *walked) wanted.push_back(placed.row);
    out.rows = rows_of(filter, request.sort, wanted);
    if (more) out.next = make_cursor(plan, request.sort, out.rows.back().id);
    return out;
  });
}

base::Result<RowsInOrder> RowsInOrder::of(PreparedFilter const& filter, Sort const& sort) {
  BASSIN_DO(check(sort));
  return guarded([&]() -> base::Result<RowsInOrder> {
    auto const& plan = filter.plan();
    RowsInOrder out(filter, sort);
    auto const all = scan_rows(plan, sort, plan.narrow, std::numeric_limits<std::size_t>::max(), std::nullopt);
    out.rows_.reserve(all.rows.size());
    for (auto const& placed : all.rows) out.rows_.push_back(placed.row);
    return out;
  });
}

base::Result<std::vector<Row>> RowsInOrder::next(std::size_t most) {
  return guarded([&]() -> base::Result<std::vector<Row>> {
    auto const count = std::min(most, rows_.size() - given_);
    std::span const wanted(rows_.data() + given_, count);
    given_ += count;
    return rows_of(filter_, sort_, wanted);
  });
}

base::Result<void> for_each_row(PreparedFilter const& filter, Sort const& sort, std::function<bool(Row const&)> const& each) {
  BASSIN_TRY(auto rows, RowsInOrder::of(filter, sort));
  while (true) {
    BASSIN_TRY(auto const some, rows.next(256));
    if (some.empty()) return {};
    for (auto const& row : some) {
      if (!each(row)) return {};
    }
  }
}

}  // namespace bassin::query
