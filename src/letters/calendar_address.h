// The secret address under which an agent's calendar is read from outside: by whoever holds it, without signing in. The store keeps its
// hash alone, so that it is shown once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/act.h"
#include "access/role.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::letters {

using access::Act;

struct CalendarAddress {
  std::string created_at;
  std::optional<base::Date> opened_on;  // the last day on which a calendar asked for it
};
// Of the reader, for the organisation for which they act.
[[nodiscard]] base::Result<std::optional<CalendarAddress>> calendar_address_of(sql::Session& session, access::Reader const& reader);
// Its secret; the one before stops.
[[nodiscard]] base::Result<std::string> make_calendar_address(sql::Session& session, Act const& act);
// Nothing happens where there is none.
[[nodiscard]] base::Result<void> revoke_calendar_address(sql::Session& session, Act const& act);

struct CalendarOwner {
  std::string agent, organisation, organisation_name, territory;
  access::Role role = access::Role::elected;
};
// Nothing: unknown, renewed or revoked; or whose it was has no account or no role there any more.
[[nodiscard]] base::Result<std::optional<CalendarOwner>> calendar_owner(sql::Session& session, std::string_view secret, base::Date today);
// Noted once a day: whether that must still be done, and doing it.
[[nodiscard]] base::Result<bool> is_opening_noted(sql::Session& session, CalendarOwner const& owner, base::Date today);
[[nodiscard]] base::Result<void> note_opening(sql::Session& session, CalendarOwner const& owner, base::Date today);

}  // namespace bassin::letters
