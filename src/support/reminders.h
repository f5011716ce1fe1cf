// Reminders (rappels): what an agent is to do by a day, about a business or not. Seen within the organisation only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t open_reminders_most = 500;  // of one agent, listed at once

struct ReminderFacts {
  std::string text;
  base::Date due_on;
  std::string agent;           // who is to do it, of the same organisation
  std::string follow_up = {};  // to which it belongs; "": none. Told to who takes part in it
};

struct Reminder {
  std::string id;
  std::string organisation, created_by;
  std::string business, commune;  // "": about none
  ReminderFacts facts;
  std::int64_t version = 0;
  std::string created_at, changed_at;
  std::string done_at, done_by;  // "": still to do
};

// Still to do, by day; the agent's of the reader's organisation. "": of all of its agents.
[[nodiscard]] base::Result<std::vector<Reminder>> open_reminders(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& agent);
// Of the business and of what was matched with it: those still to do by day, then the last ten done.
[[nodiscard]] base::Result<std::vector<Reminder>> reminders_about(sql::Session& session, access::Reader const& reader,
                                                                  std::string const& business);

// Of these follow-ups, at most sql::listed_most, in which the reader takes part: those still to do by day, then those done, the last ones
// first; at most 200.
[[nodiscard]] base::Result<std::vector<Reminder>> reminders_of(sql::Session& session, access::Reader const& reader,
                                                               std::vector<std::string> const& follow_ups);

// `subject`: nothing about no business. Errors: those of base::clean(), "partners.unknown_agent" for one of another organisation,
// "support.unknown_follow_up" (id), as of exchanges.
[[nodiscard]] base::Result<Reminder> remind(sql::Session& session, Act const& act, Subject const& subject, ReminderFacts const& facts);
// By whom it is for, who wrote it, and who runs the organisation. Errors: also "support.unknown_reminder" (id), "support.not_yours",
// "support.changed" (now).
[[nodiscard]] base::Result<Reminder> change_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     ReminderFacts const& facts);
// Done, or to do again.
[[nodiscard]] base::Result<Reminder> finish_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     bool done);
[[nodiscard]] base::Result<void> delete_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
