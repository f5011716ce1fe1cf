// The answers, worked out record by record with plain loops over plain values: nothing of the engine's columns, codes, blocks,
// predicates or orders is used.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/facets.h"
#include "query/page.h"
#include "query/series.h"
#include "query/testing/records_test_support.h"

namespace bassin::query::testing {

// What is true of one business for one audience, today or at a day.
struct Facts {
  BusinessId id;
  bool there = true;
  registry::State state = registry::State::unknown;
  registry::State state_today = registry::State::unknown;
  ActivityCode activity;
  std::string activity_2025;
  reference::SizeIndex size = 0;
  std::uint16_t legal = 0;
  registry::Tri head_office = registry::Tri::unknown;
  registry::Tri employer = registry::Tri::unknown;
  registry::Diffusion diffusion = registry::Diffusion::unknown;
  registry::UnitCategory category = registry::UnitCategory::unknown;
  std::uint8_t chambers = 0;
  std::set<reference::Field> fields;
  std::optional<base::Date> created;
  std::optional<base::Date> since;        // in `state`
  std::optional<base::Date> since_today;  // in `state_today`
  std::string commune, current_commune;
  std::optional<geo::Point> position;  // as this audience may use it
  bool position_masked = false;
  registry::PositionQuality quality = registry::PositionQuality::none;
  std::optional<std::string> name;  // folded; nothing where hidden or unknown
  bool name_hidden = false;
  std::optional<std::pair<std::string, int>> street;  // nothing where hidden, unknown, or of a local business
  OverlayEntry entry;
};

class Oracle {
 public:
  Oracle(RegisterRecord const& record, Overlay const& overlay, registry::Audience audience)
      : record_(record), overlay_(overlay), audience_(audience) {}

  enum class Skip : std::uint8_t {
    nothing,
    state,
    field,
    field_and_state,
    activity,
    activity_2025,
    size,
    legal,
    head_office,
    employer,
    created,
    chambers,
    diffusion,
    category,
    communes,
    tag,
    portfolio,
    follow_up,
    zone
  };
  [[nodiscard]] std::vector<Facts> all(std::optional<base::Date> at) const;
  [[nodiscard]] static bool passes(Facts const& facts, Filter const& filter, Skip skip = Skip::nothing);
  [[nodiscard]] std::vector<Facts> passing(Filter const& filter, Skip skip = Skip::nothing) const;

  using Counts = std::map<std::string, std::uint64_t>;
  // The facet by that dimension, its own filter left aside; or with the whole filter.
  [[nodiscard]] Counts facet(Filter const& filter, Dimension dimension, bool own_aside) const;
  [[nodiscard]] std::map<std::pair<std::string, std::string>, std::uint64_t> crossed(Filter const& filter, Dimension a, Dimension b) const;
  [[nodiscard]] std::vector<std::string> sorted(Filter const& filter, Sort const& sort) const;  // ids
  // Day by day.
  [[nodiscard]] std::vector<SeriesPoint> series(Filter const& filter, SeriesRequest const& request) const;
  struct Unlocated {
    Counts communes;
    std::uint64_t total = 0, masked = 0;
  };
  [[nodiscard]] Unlocated unlocated(Filter const& filter) const;
  // Of the businesses that count on some day from the eve of `from` to `to`.
  [[nodiscard]] Unlocated unlocated_in_series(Filter const& filter, base::Date from, base::Date to) const;
  [[nodiscard]] ChamberCounts chambers(Filter const& filter) const;  // the filter by chambers left aside
  // What an answer must say, but for today's values and territories; `by`: its dimensions.
  [[nodiscard]] std::vector<Caveat> caveats(Filter const& filter, std::vector<Dimension> const& by) const;

 private:
  [[nodiscard]] std::uint64_t without_periods(Filter const& filter) const;
  [[nodiscard]] Facts of_row(RowRecord const& row, std::optional<base::Date> at) const;
  [[nodiscard]] Facts of_local(LocalBusiness const& business, std::optional<base::Date> at) const;
  [[nodiscard]] static std::set<std::string> keys(Facts const& facts, Filter const& filter, Dimension dimension);
  RegisterRecord const& record_;
  Overlay const& overlay_;
  registry::Audience audience_;
};

// The part of a filter that a facet by that dimension leaves aside.
[[nodiscard]] Oracle::Skip own_part(Dimension dimension);

}  // namespace bassin::query::testing
