// What belongs to follow-ups: needs and reminders.
#pragma once

#include <vector>

#include "service/casework_names.h"
#include "support/follow_ups.h"

namespace bassin::service {

// Adds "needs" and "reminders" to each of `list`, which are `all` as answers: those that belong to it, for who takes part in it, each need
// as far as it is opened to the reader. The needs whole (schema Need), for note_sensitive().
[[nodiscard]] base::Result<Json> put_work(sql::Session& session, access::Reader const& reader, base::Date today,
                                          std::vector<support::SeenFollowUp> const& all, Json& list);

}  // namespace bassin::service
