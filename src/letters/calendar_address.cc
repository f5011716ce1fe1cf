#include "letters/calendar_address.h"

#include <algorithm>

#include "base/instant.h"
#include "partners/agent.h"
#include "partners/secret.h"
#include "sql/session.h"

namespace bassin::letters {

namespace {

using base::Result;

// Of the trail: that there is one, never which.
Result<void> record(sql::Session& session, Act const& act, std::string_view action) {
  return access::record(session, act, action, "calendar", act.reader.agent, "", "", act.reader.agent);
}

}  // namespace

Result<std::optional<CalendarAddress>> calendar_address_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const row,
             session.row("select created_at, opened_on from calendar_address where agent = :agent and organisation = :organisation",
                         {{"agent", reader.agent}, {"organisation", reader.organisation}}));
  if (!row) return std::optional<CalendarAddress>();
  return std::optional(CalendarAddress{row->text("created_at"), base::parse_date(row->optional_text("opened_on").value_or(""))});
}

Result<std::string> make_calendar_address(sql::Session& session, Act const& act) {
  auto const secret = partners::new_secret();
  BASSIN_DO(
      session.run("insert into calendar_address (agent, organisation, secret_hash, created_at) values (:agent, :organisation, :hash, :at) "
                  "on conflict (agent, organisation) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at, "
                  "opened_on = null",
                  {{"agent", act.reader.agent},
                   {"organisation", act.reader.organisation},
                   {"hash", partners::hash_of_secret(secret)},
                   {"at", base::to_iso(act.actor.at)}}));
  BASSIN_DO(record(session, act, "calendar.made"));
  return secret;
}

Result<void> revoke_calendar_address(sql::Session& session, Act const& act) {
  BASSIN_TRY(auto const gone, session.execute("delete from calendar_address where agent = :agent and organisation = :organisation",
                                              {{"agent", act.reader.agent}, {"organisation", act.reader.organisation}}));
  if (gone == 0) return {};
  return record(session, act, "calendar.revoked");
}

Result<std::optional<CalendarOwner>> calendar_owner(sql::Session& session, std::string_view secret, base::Date today) {
  auto const hash = partners::hash_of_secret(secret);
  if (hash.empty()) return std::optional<CalendarOwner>();
  BASSIN_TRY(
      auto const row,
      session.row("select c.agent, c.organisation from calendar_address c join agent a on a.id = c.agent where c.secret_hash = :hash "
                  "and a.state = 'active'",
                  {{"hash", hash}}));
  if (!row) return std::optional<CalendarOwner>();
  auto const agent = row->text("agent");
  BASSIN_TRY(auto const roles, partners::memberships_of(session, agent, to_iso(today)));
  auto const there = std::find_if(roles.begin(), roles.end(),
                                  [&row](partners::Membership const& it) { return it.organisation == row->text("organisation"); });
  if (there == roles.end()) return std::optional<CalendarOwner>();
  return std::optional(CalendarOwner{agent, there->organisation, there->name, there->territory, there->role});
}

Result<bool> is_opening_noted(sql::Session& session, CalendarOwner const& owner, base::Date today) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from calendar_address where agent = :agent and organisation = :organisation and "
                                         "opened_on = :today",
                                         {{"agent", owner.agent}, {"organisation", owner.organisation}, {"today", to_iso(today)}}));
  return row.has_value();
}

Result<void> note_opening(sql::Session& session, CalendarOwner const& owner, base::Date today) {
  return session.run("update calendar_address set opened_on = :today where agent = :agent and organisation = :organisation",
                     {{"agent", owner.agent}, {"organisation", owner.organisation}, {"today", to_iso(today)}});
}

}  // namespace bassin::letters
