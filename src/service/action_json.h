// Action sheets as answers.
#pragma once

#include "convention/action.h"
#include "service/convention_json.h"

namespace bassin::service {

// What an answer says of an action to its reader.
struct ActionSight {
  convention::Text const& text;  // the convention it is of
  Organisations const& names;
  base::Date today;
  bool mine = false;  // the reader may change it
};

// Schema ActionSummary.
[[nodiscard]] Json summary_json(convention::Action const& action, ActionSight const& sight);
// Schema Action. `pilot`: {"id", "name"} or null.
[[nodiscard]] Json action_json(convention::Action const& action, Json pilot, ActionSight const& sight);

}  // namespace bassin::service
