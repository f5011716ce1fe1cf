// Indicators under headings of a grid, and values that are entered for them: in the forms of those of actions (convention/indicator.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "convention/entered.h"
#include "convention/indicator.h"
#include "grids/grid.h"

namespace bassin::grids {

struct Indicator {
  std::string id, heading;
  convention::IndicatorFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// By heading and code. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& grid);
// In force, by indicator and day. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<convention::EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader,
                                                                             std::string const& grid);
// Of one with all versions, the newest day first, of each value the version in force first. Errors: "grid.unknown_indicator" (id).
[[nodiscard]] base::Result<std::vector<convention::EnteredValue>> values_of(sql::Session& session, access::Reader const& reader,
                                                                            std::string const& indicator);

// Errors of all below: "grid.not_yours", "grid.unknown_heading" or "grid.unknown_indicator" (id), those of convention::clean(),
// "convention.twice" (what), "grid.no_coverage": a grid has no perimeter. Its organisation is the one whose work counts.
[[nodiscard]] base::Result<Indicator> add_indicator(sql::Session& session, Act const& act, std::string const& heading,
                                                    convention::IndicatorFacts const& facts);
// Errors: also "grid.changed" (now).
[[nodiscard]] base::Result<Indicator> change_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                       convention::IndicatorFacts const& facts);
// It is listed no more; it and its values stay in the store.
[[nodiscard]] base::Result<void> remove_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// Errors: "convention.computed".
[[nodiscard]] base::Result<convention::EnteredValue> enter(sql::Session& session, Act const& act, std::string const& indicator,
                                                           convention::EnteredFacts const& facts);
// Errors: also "grid.unknown_value" (id), "grid.changed" (now).
[[nodiscard]] base::Result<convention::EnteredValue> correct(sql::Session& session, Act const& act, std::string const& id,
                                                             std::int64_t version, convention::EnteredFacts const& facts);
// It counts no more; it stays readable.
[[nodiscard]] base::Result<void> withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::grids
