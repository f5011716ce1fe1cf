// A filter made ready: predicates over columns, and the row ranges where they are asked.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/answer.h"
#include "query/internal/segment.h"
#include "query/internal/tables.h"
#include "query/view.h"
#include "query/zones.h"
#include "registry/values.h"

namespace bassin::query::internal {

// Parts of a filter. Facets leave the part aside that they stand for.
enum class Part : std::uint8_t {
  present,
  state,
  field,
  activity,
  activity_2025,
  size,
  legal,
  head_office,
  employer,
  created,
  closed,
  chambers,
  diffusion,
  category,
  tag,
  portfolio,
  follow_up,
  contact,
  businesses,
  communes,
  zone,
  unlocated,
  count
};
using Parts = std::uint32_t;
[[nodiscard]] constexpr Parts bit_of(Part part) { return 1U << static_cast<unsigned>(part); }
// Sets of rows of the overlay that facets may leave aside.
inline constexpr Parts overlay_parts = bit_of(Part::tag) | bit_of(Part::portfolio) | bit_of(Part::follow_up);
inline constexpr Parts all_parts = ~0U;

// Values that a predicate reads: columns, and those that a block works out.
enum class Input : std::uint8_t {
  byte_column,  // Predicate::byte
  word_column,  // Predicate::word
  state_today,  // the state column as it stands, whatever the date asked
  employs,      // registry::Tri by employs()
  naf_2025,     // index in naf_2025(), from either column
  closing,      // DayCode of the day on which a closed row closed
  rows,         // the row number itself
};

enum class Test : std::uint8_t {
  equals,       // value == low
  any_bit,      // (value & low) != 0
  byte_table,   // table[value] != 0
  word_table,   // table[value] != 0, false beyond its end
  word_range,   // low <= value <= high
  row_set,      // among `rows`, or not among them when inverted
  commune_set,  // table[commune]
  zone,         // in Plan::zone, by a position that the audience may see
  no_position,  // no position that the audience may see
};

struct Predicate {
  Part part = Part::state;
  Input input = Input::byte_column;
  Test test = Test::equals;
  Byte byte = Byte::state;
  Word word = Word::activity;
  std::uint16_t low = 0, high = 0;
  std::vector<std::uint8_t> table;
  std::vector<std::uint32_t> rows;
  bool inverted = false;
};

struct Range {
  std::uint32_t first = 0, last = 0;  // [first, last)
  friend bool operator==(Range const&, Range const&) = default;
};

// What a series needs of a filter apart, because it changes from period to period.
struct Dynamic {
  std::vector<std::uint8_t> activity;  // by code: passes; empty: no filter
  std::vector<std::uint8_t> naf_2025;  // by index in naf_2025(): passes; empty: no filter
  std::optional<registry::Tri> employer;
};

struct Plan {
  std::shared_ptr<View const> view;
  Tables const* tables = nullptr;
  registry::Audience audience = registry::Audience::open;
  std::optional<std::uint16_t> at;  // DayCode of the date asked
  bool use_history = false;         // with `at`: periods are there to read
  bool dated = false;               // about other days than today: `at`, or a series
  reference::Field field = reference::Field::economic_fabric;
  std::optional<StateFilter> asked_state;
  bool implied_state = false;         // active only because the field means active establishments
  std::vector<Predicate> predicates;  // cheap and narrow ones first
  Dynamic dynamic;
  std::vector<Range> territory;  // where rows may pass by place; ascending
  std::vector<Range> near;       // with a zone: the same, narrowed to the blocks that it touches
  std::vector<Range> ranges;     // narrowed to these blocks, and to the sets of rows that no facet leaves aside
  std::vector<Range> narrow;     // the same, narrowed by tags, portfolios and follow-ups too, which facets may leave aside
  bool anywhere = true;          // no territory narrows
  std::optional<geo::Zone> zone;
  Scope scope;
  std::vector<std::string> undated;  // parts of the filter that the source does not date
  std::uint64_t fingerprint = 0;

  [[nodiscard]] Segment const& segment_of(std::uint32_t row) const {
    return tables->segments[row >= tables->segments[1].first_row ? 1 : 0];
  }
  [[nodiscard]] bool has(Part part) const;
};

// The ranges, as far as the sets of rows of these parts let pass.
[[nodiscard]] std::vector<Range> narrowed(Plan const& plan, std::vector<Range> ranges, Parts parts);
// Ranges as they overlap; both ascending.
[[nodiscard]] std::vector<Range> intersect(std::vector<Range> const& a, std::vector<Range> const& b);
// Sorts, and joins what touches or lies less than `gap` apart.
[[nodiscard]] std::vector<Range> joined(std::vector<Range> ranges, std::uint32_t gap);
// Single rows, ascending, as ranges.
[[nodiscard]] std::vector<Range> ranges_of(std::vector<std::uint32_t> const& rows);

}  // namespace bassin::query::internal
