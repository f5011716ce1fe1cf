#include "support/reminders.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "partners/agent.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/follow_ups.h"
#include "support/internal/business_keys.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns =
    "id, organisation, created_by, business, commune, text, due_on, agent, follow_up, version, created_at, changed_at, done_at, done_by";

Reminder reminder_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  Reminder out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.created_by = row.text("created_by");
  out.business = text("business");
  out.commune = text("commune");
  out.facts = {row.text("text"), base::parse_date(row.text("due_on")).value_or(base::Date{}), row.text("agent"), text("follow_up")};
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.changed_at = row.optional_text("changed_at").value_or(out.created_at);
  out.done_at = text("done_at");
  out.done_by = text("done_by");
  return out;
}

// Without the follow-up, of which an heir or a partner who left may not be told any more.
access::Json json_of(Reminder const& it) {
  return {{"id", it.id},
          {"business", it.business},
          {"text", it.facts.text},
          {"dueOn", to_iso(it.facts.due_on)},
          {"agent", it.facts.agent},
          {"doneAt", it.done_at},
          {"version", it.version}};
}

// Columns of a list, for the value of `organisation`.
std::string shown_columns() { return fmt::format("{}, {} as takes_part", columns, internal::takes_part_sql("reminder", "organisation")); }

Result<std::vector<Reminder>> listed(Result<std::vector<sql::Row>> rows) {
  if (!rows.ok()) return std::move(rows).error();
  std::vector<Reminder> out;
  for (auto const& row : *rows) {
    out.push_back(reminder_of(row));
    if (!row.flag("takes_part")) out.back().facts.follow_up.clear();
  }
  return out;
}

Result<ReminderFacts> clean(sql::Session& session, Act const& act, ReminderFacts facts) {
  BASSIN_TRY(facts.text, base::clean("text", facts.text, base::reason_most, base::Lines::several));
  BASSIN_TRY(auto const role, partners::role_in(session, facts.agent, act.reader.organisation));
  if (!role) return Error("partners.unknown_agent");
  return facts;
}

Result<Reminder> changeable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = fmt::format("select {} from reminder where id = :id and organisation = :organisation", columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_reminder", {{"id", id}});
  auto reminder = reminder_of(*row);
  bool const wrote = reminder.created_by == act.reader.agent;
  if (!wrote && !access::may_change(act.reader, reminder.organisation, reminder.facts.agent)) return Error("support.not_yours");
  if (reminder.version != version) return Error("support.changed", {{"now", access::text_of(json_of(reminder))}});
  return reminder;
}

Result<Reminder> keep(sql::Session& session, Act const& act, std::string_view action, Reminder const& before, Reminder after) {
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(
      session.run("update reminder set text = :text, due_on = :due_on, agent = :agent, follow_up = :follow_up, version = :version, "
                  "changed_at = :changed_at, done_at = :done_at, done_by = :done_by where id = :id",
                  {{"id", after.id},
                   {"text", after.facts.text},
                   {"due_on", to_iso(after.facts.due_on)},
                   {"agent", after.facts.agent},
                   {"follow_up", sql::or_null(after.facts.follow_up)},
                   {"version", after.version},
                   {"changed_at", after.changed_at},
                   {"done_at", sql::or_null(after.done_at)},
                   {"done_by", sql::or_null(after.done_by)}}));
  auto now = json_of(after);
  if (after.facts.follow_up != before.facts.follow_up) now["followUp"] = after.facts.follow_up;
  BASSIN_DO(
      access::record(session, act, action, "reminder", after.id, access::text_of(json_of(before)), access::text_of(now), after.business));
  return after;
}

}  // namespace

Result<std::vector<Reminder>> open_reminders(sql::Session& session, access::Reader const& reader, std::string const& agent) {
  static std::string const statement = fmt::format(
      "select {} from reminder where organisation = :organisation and (:agent = '' or agent = :agent) and done_at is null "
      "order by due_on, id limit :most",
      shown_columns());
  if (reader.standing != access::Reader::Standing::member) return std::vector<Reminder>{};
  return listed(session.rows(statement, {{"organisation", reader.organisation}, {"agent", agent}, {"most", open_reminders_most}}));
}

Result<std::vector<Reminder>> reminders_about(sql::Session& session, access::Reader const& reader, std::string const& business) {
  auto const about = internal::about_file("business", "reminder", business);
  auto const to_do =
      fmt::format("select {} from reminder where organisation = :organisation and {} and done_at is null order by due_on, id limit :most",
                  shown_columns(), about);
  auto const done = fmt::format(
      "select {} from reminder where organisation = :organisation and {} and done_at is not null order by done_at desc limit 10",
      shown_columns(), about);
  if (reader.standing != access::Reader::Standing::member) return std::vector<Reminder>{};
  BASSIN_TRY(auto out,
             listed(session.rows(to_do, {{"organisation", reader.organisation}, {"business", business}, {"most", open_reminders_most}})));
  BASSIN_TRY(auto const past, listed(session.rows(done, {{"organisation", reader.organisation}, {"business", business}})));
  out.insert(out.end(), past.begin(), past.end());
  return out;
}

Result<std::vector<Reminder>> reminders_of(sql::Session& session, access::Reader const& reader,
                                           std::vector<std::string> const& follow_ups) {
  if (follow_ups.empty() || reader.standing != access::Reader::Standing::member) return std::vector<Reminder>{};
  auto const these = sql::listed(follow_ups);
  auto const statement = fmt::format(
      "select * from (select {} from reminder where organisation = :organisation and follow_up in {}) r where takes_part = 1 order by case "
      "when done_at is null then 0 else 1 end, case when done_at is null then due_on end, done_at desc, id limit 200",
      shown_columns(), these.places);
  std::vector<sql::Named> values = {{"organisation", reader.organisation}};
  values.insert(values.end(), these.values.begin(), these.values.end());
  return listed(session.rows(statement, sql::Session::Values(values)));
}

Result<Reminder> remind(sql::Session& session, Act const& act, Subject const& subject, ReminderFacts const& facts) {
  Reminder made;
  BASSIN_TRY(made.facts, clean(session, act, facts));
  if (!facts.follow_up.empty()) BASSIN_DO(check_belongs(session, act.reader, facts.follow_up, subject.business));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.created_by = act.reader.agent;
  made.business = subject.business;
  made.commune = subject.commune;
  made.version = 1;
  made.created_at = base::to_iso(act.actor.at);
  made.changed_at = made.created_at;
  BASSIN_DO(
      session.run("insert into reminder (id, organisation, created_by, business, commune, text, due_on, agent, follow_up, version, "
                  "created_at) values (:id, "
                  ":organisation, :created_by, :business, :commune, :text, :due_on, :agent, :follow_up, :version, :created_at)",
                  {{"id", made.id},
                   {"organisation", made.organisation},
                   {"created_by", made.created_by},
                   {"business", sql::or_null(made.business)},
                   {"commune", sql::or_null(made.commune)},
                   {"text", made.facts.text},
                   {"due_on", to_iso(made.facts.due_on)},
                   {"agent", made.facts.agent},
                   {"follow_up", sql::or_null(made.facts.follow_up)},
                   {"version", made.version},
                   {"created_at", made.created_at}}));
  auto entry = json_of(made);
  entry["followUp"] = made.facts.follow_up;
  BASSIN_DO(access::record(session, act, "reminder.added", "reminder", made.id, "", access::text_of(entry), made.business));
  return made;
}

Result<Reminder> change_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 ReminderFacts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(session, act, facts));
  BASSIN_TRY(after.facts.follow_up, internal::linked(session, act.reader, before.facts.follow_up, facts.follow_up, after.business));
  return keep(session, act, "reminder.changed", before, std::move(after));
}

Result<Reminder> finish_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, bool done) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  auto after = before;
  after.done_at = done ? base::to_iso(act.actor.at) : "";
  after.done_by = done ? act.reader.agent : "";
  return keep(session, act, done ? "reminder.done" : "reminder.reopened", before, std::move(after));
}

Result<void> delete_reminder(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  BASSIN_DO(session.run("delete from reminder where id = :id", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "reminder", id));
  return access::record(session, act, "reminder.deleted", "reminder", id, "", "", before.business);
}

}  // namespace bassin::support
