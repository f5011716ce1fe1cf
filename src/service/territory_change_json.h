// Changes of territory as the API writes and reads them.
#pragma once

#include <nlohmann/json.hpp>

#include "service/context.h"
#include "sql/session.h"
#include "succession/change.h"

namespace bassin::service {

class Body;
class People;

[[nodiscard]] base::Result<succession::Plan> plan_of(Body const& body);
inline constexpr std::string_view plan_fields[] = {"on", "formers", "heirs", "communes", "homes"};

// One of a list.
[[nodiscard]] base::Result<Json> summary_json(succession::TerritoryChange const& it, People& people);
// Whole, with what it moved and prepared.
[[nodiscard]] base::Result<Json> change_json(sql::Session& session, succession::TerritoryChange const& it, People& people);
[[nodiscard]] base::Result<Json> preview_json(sql::Session& session, succession::TerritoryChange const& it, People& people,
                                              base::Date today);
// Where each commune of the organisation lies from that day on, by the code lists.
[[nodiscard]] base::Result<Json> proposal_json(sql::Session& session, std::string const& organisation, base::Date on);

}  // namespace bassin::service
