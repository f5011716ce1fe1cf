// Changes of territory as the store keeps them.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/record_json.h"
#include "partners/organisation.h"
#include "succession/change.h"

namespace bassin::sql {
class Row;
}

namespace bassin::succession::internal {

using access::Json;

[[nodiscard]] Json json_of(Plan const& plan);
[[nodiscard]] Json json_of(TerritoryChange const& change);
[[nodiscard]] Plan plan_of(Json const& json);

inline constexpr std::string_view columns =
    "id, state, plan, why, version, created_at, created_by, approved_at, approved_by, ended_at, erased";
[[nodiscard]] TerritoryChange change_of(sql::Row const& row);

// Cleaned and checked as a whole. Errors: those of plan_change().
[[nodiscard]] base::Result<Plan> clean(sql::Session& session, Plan plan);
// That it can be carried out, and ends; for plans that were written earlier too. Errors: "succession.exchanged", "succession.too_early".
[[nodiscard]] base::Result<void> check_possible(std::vector<partners::Organisation> const& organisations, Plan const& plan);

// By former one and code, the first place of a code being that of its own commune.
struct Destination {
  std::string commune, heir;
};
using Destinations = std::map<std::pair<std::string, std::string>, Destination>;
[[nodiscard]] Destinations destinations_of(Plan const& plan);
// The plan, its organisations and each code under which a commune may be written, in place of what stood there.
[[nodiscard]] base::Result<void> write_plan(sql::Session& session, std::string const& id, Plan const& plan);

// One version on, with its entry in the trail; `action` "": none.
[[nodiscard]] base::Result<TerritoryChange> keep(sql::Session& session, access::Actor const& actor, TerritoryChange const& before,
                                                 TerritoryChange after, std::string_view action);

// The organisation that acts for another on this day: itself, or who took its mission on.
[[nodiscard]] base::Result<std::string> acting_for(sql::Session& session, std::string organisation);

// Names of what differs between two seals; "": nothing.
[[nodiscard]] base::Result<std::string> broken_by(sql::Session& session, std::vector<std::string> const& seal,
                                                  std::vector<std::string> const& now);

// Codes of the register and of history under which rows of a commune of that day may be written.
[[nodiscard]] std::vector<std::string> codes_of(std::string const& commune, base::Date on);

}  // namespace bassin::succession::internal
