// Lists, page by page, in an order that does not move between pages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/filter.h"
#include "query/row.h"

namespace bassin::query {

// What the audience is not shown sorts last. Equal keys stand by name, then SIRET; local businesses after those of the
// register where all else is equal.
enum class SortKey : std::uint8_t {
  name,
  created_desc,
  created_asc,  // unknown last both ways
  size,         // largest first, unknown last
  activity,     // by nomenclature, then code; unknown last
  distance,     // nearest first; without a position to see: last
  street,       // street, number
  siret,
};
// "created-desc".
[[nodiscard]] std::string_view id_of(SortKey key);
[[nodiscard]] std::optional<SortKey> parse_sort(std::string_view id);

struct Sort {
  SortKey key = SortKey::name;
  std::optional<geo::Point> origin;  // for distance
};

inline constexpr std::size_t page_limit = 1000;

struct PageRequest {
  Sort sort;
  std::size_t limit = 25;  // 1 to page_limit
  std::string cursor;      // of the page before; "" for the first
  bool with_total = true;  // counts all rows: a pass over the territory
};

struct Page {
  Scope scope;  // with a zone, how many it cannot locate: on the first page only, which costs a pass over its communes
  std::optional<std::uint64_t> total;
  std::vector<Row> rows;
  std::string next;  // cursor of the next page; "" after the last
};

// Errors: "query.bad_value" (name, value, allowed) for the limit or a distance without origin;
// "query.cursor_invalid" (cursor) for a text that is no cursor, or one of another question or order;
// "query.cursor_other_snapshot" (cursor_snapshot, snapshot) and "query.cursor_other_overlay" when the data changed
// since: start again from the first page; "image.damaged".
[[nodiscard]] base::Result<Page> page(PreparedFilter const& filter, PageRequest const& request);

// Every row in order of `sort`, without limit, some at a time: for exports, which say of themselves what filter.scope() says,
// and with a zone what unlocated() counts. Holds four bytes a row.
class RowsInOrder {
 public:
  // Passes over the rows once. Errors: as above.
  [[nodiscard]] static base::Result<RowsInOrder> of(PreparedFilter const& filter, Sort const& sort);
  [[nodiscard]] std::uint64_t total() const { return rows_.size(); }
  // The next rows, at most so many; none after the last. Errors: "image.damaged".
  [[nodiscard]] base::Result<std::vector<Row>> next(std::size_t most);

 private:
  RowsInOrder(PreparedFilter filter, Sort const& sort) : filter_(std::move(filter)), sort_(sort) {}
  PreparedFilter filter_;
  Sort sort_;
  std::vector<std::uint32_t> rows_;
  std::size_t given_ = 0;
};

// Calls `each` with every row of RowsInOrder. `each` returns false to stop.
// Errors: as above.
[[nodiscard]] base::Result<void> for_each_row(PreparedFilter const& filter, Sort const& sort, std::function<bool(Row const&)> const& each);

}  // namespace bassin::query
