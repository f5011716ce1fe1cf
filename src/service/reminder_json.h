// Reminders as answers.
#pragma once

#include <vector>

#include "service/casework_names.h"
#include "support/reminders.h"

namespace bassin::service {

// Schema Reminder.
[[nodiscard]] base::Result<Json> reminders_json(sql::Session& session, access::Reader const& reader,
                                                std::vector<support::Reminder> const& reminders);

}  // namespace bassin::service
