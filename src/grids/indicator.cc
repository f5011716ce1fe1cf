#include "grids/indicator.h"

#include <algorithm>

#include "grids/internal/grid_rows.h"

namespace bassin::grids {

namespace {

using base::Error;
using base::Result;
using convention::EnteredValue;
using convention::IndicatorFacts;

// Of the grid of a heading: what `may` says of it. A grid that is not seen hides its headings.
template <class May>
Result<void> of_its_grid(sql::Session& session, access::Reader const& reader, std::string const& heading, May may) {
  BASSIN_TRY(auto const grid, internal::grid_of_heading(session, heading));
  BASSIN_DO(internal::told_as(may(session, reader, grid), Error("grid.unknown_heading", {{"id", heading}})));
  return {};
}

Result<void> sees(sql::Session& session, access::Reader const& reader, std::string const& heading) {
  return of_its_grid(session, reader, heading, find_grid);
}
Result<void> writes(sql::Session& session, access::Reader const& reader, std::string const& heading) {
  return of_its_grid(session, reader, heading, internal::writable);
}
Result<void> enters(sql::Session& session, access::Reader const& reader, std::string const& heading) {
  return of_its_grid(session, reader, heading, internal::enterable);
}

Result<IndicatorFacts> fitting(IndicatorFacts facts) {
  if (facts.computed && facts.computed->measure == convention::Measure::coverage) return Error("grid.no_coverage");
  if (facts.computed) facts.computed->organisation.clear();
  return facts;
}

}  // namespace

convention::IndicatorKeeper const& heading_indicators() {
  static convention::IndicatorKeeper const keeper(
      {"heading", "grid_indicator", "grid_indicator_target", "grid_value", Error("grid.unknown_heading").code,
       Error("grid.unknown_indicator").code, Error("grid.unknown_value").code, Error("grid.changed").code, sees, writes, enters, fitting});
  return keeper;
}

Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const of, find_grid(session, reader, grid));
  BASSIN_TRY(auto out, heading_indicators().read(session, internal::under_headings, grid));
  std::sort(out.begin(), out.end(), [](auto const& one, auto const& two) {
    return one.owner != two.owner ? one.owner < two.owner : comes_before(one.facts.code, two.facts.code);
  });
  return out;
}

Result<std::vector<EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const of, find_grid(session, reader, grid));
  return heading_indicators().read_entered(session, internal::under_headings, grid);
}

}  // namespace bassin::grids
