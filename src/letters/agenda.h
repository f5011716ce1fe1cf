// What waits for one agent on a day: what their calendar and their weekly letter tell. Both leave the application: they hold public names
// of businesses alone, nothing of a contact, and nothing of what a need says.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "convention/diary.h"
#include "letters/calendar.h"
#include "support/needs.h"
#include "support/reminders.h"

namespace bassin::letters {

inline constexpr int answer_days = 9;    // an answer to a need is expected within so many days
inline constexpr int sittings_ago = 90;  // days for which sittings that were stay in a calendar

struct Agenda {
  std::vector<support::Reminder> reminders;
  std::vector<support::Need> needs;  // handed to the reader, their teams or their whole organisation, and not answered
  std::vector<convention::DiarySitting> sittings;
  std::vector<convention::DiaryMilestone> milestones;
};
// Nothing of businesses for a reader who works with none.
[[nodiscard]] base::Result<Agenda> agenda_of(sql::Session& session, access::Reader const& reader, base::Date today);

// Businesses that the agenda names; of needs with a sensitive theme none.
[[nodiscard]] std::vector<std::string> businesses_in(Agenda const& agenda);
// The name by which anybody may know each; a business that is missing is named by nothing.
using PublicNames = std::map<std::string, std::string>;

// The day by which an answer to it is expected.
[[nodiscard]] base::Date answer_day(support::Need const& need);

// `address`: of this installation, before the paths of links; "": without links.
[[nodiscard]] std::vector<CalendarEntry> entries_of(Agenda const& agenda, PublicNames const& names, std::string const& address);

}  // namespace bassin::letters
