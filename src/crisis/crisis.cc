#include "crisis/crisis.h"

#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/rooms.h"
#include "partners/organisation.h"

namespace bassin::crisis {

namespace {

using access::text_of;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, kind_count> kinds{"flood", "storm", "fire", "pollution", "accident", "other"};
constexpr std::string_view columns =
    "id, kind, title, description, began_at, exercise, organisation, state, zone, version, opened_at, opened_by, changed_at, closed_at, "
    "follows_on, anonymised";

Crisis crisis_of(sql::Row const& row) {
  Crisis out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.facts = {parse_kind(row.text("kind")).value_or(Kind::other), row.text("title"), row.text("description"),
               base::parse_instant(row.text("began_at")).value_or(base::Instant{}), row.integer("exercise") != 0};
  out.state = row.text("state") == "open" ? State::open : State::closed;
  out.zone = row.integer("zone");
  out.version = row.integer("version");
  out.opened_at = row.text("opened_at");
  out.opened_by = row.text("opened_by");
  out.changed_at = row.text("changed_at");
  out.closed_at = row.optional_text("closed_at").value_or("");
  out.follows_on = row.optional_text("follows_on").value_or("");
  out.anonymised = row.integer("anonymised") != 0;
  return out;
}

std::string json_of(Crisis const& it) {
  access::Json out{{"kind", id_of(it.facts.kind)},
                   {"title", it.facts.title},
                   {"description", it.facts.description},
                   {"beganAt", base::to_iso(it.facts.began_at)},
                   {"exercise", it.facts.exercise},
                   {"organisation", it.organisation},
                   {"state", id_of(it.state)},
                   {"zone", it.zone},
                   {"version", it.version}};
  if (!it.follows_on.empty()) out["followsOn"] = it.follows_on;
  return text_of(out);
}

bool runs_rooms(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

Result<CrisisFacts> clean(Act const& act, CrisisFacts it) {
  BASSIN_TRY(it.title, base::clean("title", it.title, base::line_most));
  BASSIN_TRY(it.description, base::clean_or_empty("description", it.description, base::description_most, base::Lines::several));
  if (it.began_at > act.actor.at) return Error("crisis.bad_value", {{"field", "beganAt"}, {"allowed", "≤ " + base::to_iso(act.actor.at)}});
  return it;
}

Result<std::vector<Crisis>> read_where(sql::Session& session, access::Reader const& reader, std::string const& condition,
                                       std::string const& id) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select " + std::string(columns) + " from crisis where " + condition +
                       " and exists (select 1 from crisis_member m where m.crisis = crisis.id and m.organisation = :organisation and "
                       "m.left_at is null) order by began_at desc, id desc",
                   {{"id", id}, {"organisation", reader.organisation}}));
  std::vector<Crisis> out;
  for (auto const& row : rows) out.push_back(crisis_of(row));
  return out;
}

Result<void> save(sql::Session& session, Crisis const& it) {
  return session.run(
      "update crisis set kind = :kind, title = :title, description = :description, began_at = :began, state = :state, zone = :zone, "
      "version "
      "= :version, changed_at = :changed, closed_at = :closed, follows_on = :follows where id = :id",
      {{"kind", id_of(it.facts.kind)},
       {"title", it.facts.title},
       {"description", it.facts.description},
       {"began", base::to_iso(it.facts.began_at)},
       {"state", id_of(it.state)},
       {"zone", it.zone},
       {"version", it.version},
       {"changed", it.changed_at},
       {"closed", sql::or_null(it.closed_at)},
       {"follows", sql::or_null(it.follows_on)},
       {"id", it.id}});
}

// How many were new: one or none.
Result<std::uint64_t> add_member(sql::Session& session, Act const& act, std::string const& id, std::string const& organisation) {
  return session.execute(
      "insert into crisis_member (crisis, organisation, asked_at, asked_by) values (:crisis, :organisation, :at, :by) on conflict (crisis, "
      "organisation) do update set asked_at = :at, asked_by = :by, joined_at = null, joined_by = null, left_at = null where "
      "crisis_member.left_at is not null",
      {{"crisis", id}, {"organisation", organisation}, {"at", base::to_iso(act.actor.at)}, {"by", act.reader.agent}});
}

Result<std::uint64_t> set_joined(sql::Session& session, Act const& act, std::string const& id) {
  return session.execute(
      "update crisis_member set joined_at = :at, joined_by = :by where crisis = :crisis and organisation = :organisation and joined_at is "
      "null",
      {{"crisis", id}, {"organisation", act.reader.organisation}, {"at", base::to_iso(act.actor.at)}, {"by", act.reader.agent}});
}

Result<Crisis> known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto it, internal::run_by(session, act.reader, id));
  if (it.version != version) return Error("crisis.changed", {{"now", json_of(it)}});
  return it;
}

}  // namespace

std::string_view id_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view id) { return base::parse_id<Kind>(kinds, id); }
std::string_view id_of(State state) { return state == State::open ? "open" : "closed"; }

Result<std::vector<Crisis>> crises_of(sql::Session& session, access::Reader const& reader) {
  return read_where(session, reader, "id <> :id", "");
}

Result<Crisis> find_crisis(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, reader, "id = :id", id));
  if (found.empty()) return Error("crisis.unknown", {{"id", id}});
  return std::move(found.front());
}

Result<std::vector<Member>> members_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_crisis(session, reader, id));
  BASSIN_TRY(auto const rows,
             session.rows("select organisation, asked_at, joined_at, left_at from crisis_member where crisis = :id order by "
                          "asked_at, organisation",
                          {{"id", id}}));
  std::vector<Member> out;
  for (auto const& row : rows)
    out.push_back({row.text("organisation"), row.text("asked_at"), row.optional_text("joined_at").value_or(""),
                   row.optional_text("left_at").value_or("")});
  return out;
}

Result<std::set<std::string>> rooms_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const rows, session.rows("select crisis from crisis_member where organisation = :organisation and joined_at is not null "
                                           "and left_at is null",
                                           {{"organisation", reader.organisation}}));
  std::set<std::string> out;
  for (auto const& row : rows) out.insert(row.text("crisis"));
  return out;
}

Result<bool> is_in(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select 1 as there from crisis_member where crisis = :id and organisation = :organisation and "
                                         "joined_at is not null and left_at is null",
                                         {{"id", id}, {"organisation", reader.organisation}}));
  return row.has_value();
}

Result<Crisis> open_crisis(sql::Session& session, Act const& act, CrisisFacts const& facts) {
  if (!runs_rooms(act.reader)) return Error("crisis.not_yours");
  Crisis made;
  BASSIN_TRY(made.facts, clean(act, facts));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.version = 1;
  made.opened_at = made.changed_at = base::to_iso(act.actor.at);
  made.opened_by = act.reader.agent;
  BASSIN_DO(
      session.run("insert into crisis (id, kind, title, description, began_at, exercise, organisation, state, zone, version, opened_at, "
                  "opened_by, changed_at) values (:id, :kind, :title, :description, :began, :exercise, :organisation, 'open', 0, 1, "
                  ":at, :by, :at)",
                  {{"id", made.id},
                   {"kind", id_of(made.facts.kind)},
                   {"title", made.facts.title},
                   {"description", made.facts.description},
                   {"began", base::to_iso(made.facts.began_at)},
                   {"exercise", std::int64_t{made.facts.exercise}},
                   {"organisation", made.organisation},
                   {"at", made.opened_at},
                   {"by", made.opened_by}}));
  BASSIN_TRY([[maybe_unused]] auto const asked, add_member(session, act, made.id, made.organisation));
  BASSIN_TRY([[maybe_unused]] auto const joined, set_joined(session, act, made.id));
  BASSIN_DO(access::record(session, act, "crisis.opened", "crisis", made.id, "", json_of(made)));
  return made;
}

Result<Crisis> change_crisis(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, CrisisFacts const& facts) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  if (before.state == State::closed) return Error("crisis.closed");
  auto after = before;
  BASSIN_TRY(after.facts, clean(act, facts));
  after.facts.exercise = before.facts.exercise;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(save(session, after));
  BASSIN_DO(access::record(session, act, "crisis.changed", "crisis", id, json_of(before), json_of(after)));
  return after;
}

Result<Crisis> set_state(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, State state,
                         std::string const& follows_on) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  if (before.state == state) return before;
  if (before.anonymised) return Error("crisis.anonymised");
  auto after = before;
  after.state = state;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  after.closed_at = state == State::closed ? after.changed_at : "";
  after.follows_on.clear();
  if (state == State::closed && !follows_on.empty()) {
    BASSIN_DO(internal::check_member(session, id, follows_on));
    after.follows_on = follows_on;
  }
  BASSIN_DO(save(session, after));
  std::string_view deed = "crisis.reopened";
  if (state == State::closed) deed = "crisis.ended";
  BASSIN_DO(access::record(session, act, deed, "crisis", id, json_of(before), json_of(after)));
  return after;
}

Result<void> ask_in(sql::Session& session, Act const& act, std::string const& id, std::string const& organisation) {
  BASSIN_TRY(auto const it, internal::run_by(session, act.reader, id));
  if (it.state == State::closed) return Error("crisis.closed");
  BASSIN_TRY(auto const found,
             session.row("select 1 as there from organisation where id = :id and successor is null and (active_until is null "
                         "or active_until >= :today)",
                         {{"id", organisation}, {"today", base::to_iso(act.actor.at).substr(0, 10)}}));
  if (!found) return Error("crisis.unknown_partner", {{"organisation", organisation}});
  BASSIN_TRY(auto const asked, add_member(session, act, id, organisation));
  if (asked == 0) return {};
  return access::record(session, act, "crisis.partner_asked", "crisis", id, "", text_of({{"organisation", organisation}}));
}

Result<void> join(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const it, find_crisis(session, act.reader, id));
  if (!runs_rooms(act.reader)) return Error("crisis.not_yours");
  if (it.state == State::closed) return Error("crisis.closed");
  BASSIN_TRY(auto const joined, set_joined(session, act, id));
  if (joined == 0) return {};
  return access::record(session, act, "crisis.joined", "crisis", id, "", text_of({{"organisation", act.reader.organisation}}));
}

Result<void> leave(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const it, find_crisis(session, act.reader, id));
  if (!runs_rooms(act.reader)) return Error("crisis.not_yours");
  if (it.organisation == act.reader.organisation) return Error("crisis.keeper_stays");
  BASSIN_DO(session.run("update crisis_member set left_at = :at where crisis = :crisis and organisation = :organisation",
                        {{"at", base::to_iso(act.actor.at)}, {"crisis", id}, {"organisation", act.reader.organisation}}));
  BASSIN_DO(
      session.run("update crisis_case set organisation = null, agent = null, version = version + 1, changed_at = :at where crisis = "
                  ":crisis and organisation = :organisation",
                  {{"at", base::to_iso(act.actor.at)}, {"crisis", id}, {"organisation", act.reader.organisation}}));
  BASSIN_DO(session.run("update crisis set follows_on = null where id = :crisis and follows_on = :organisation",
                        {{"crisis", id}, {"organisation", act.reader.organisation}}));
  // Nor is an agent of it on the line with a business any more, but for who works for another organisation of the room too.
  BASSIN_DO(session.run(
      "update crisis_case set held_by = null, held_until = null where crisis = :crisis and held_by in (select agent from membership where "
      "organisation = :organisation) and held_by not in (select o.agent from membership o join crisis_member m on m.organisation = "
      "o.organisation where m.crisis = :crisis and m.joined_at is not null and m.left_at is null)",
      {{"crisis", id}, {"organisation", act.reader.organisation}}));
  return access::record(session, act, "crisis.left", "crisis", id, text_of({{"organisation", act.reader.organisation}}), "");
}

namespace internal {

Result<Crisis> entered(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto it, find_crisis(session, reader, id));
  BASSIN_TRY(auto const in, is_in(session, reader, id));
  if (!in || !access::allows(reader, access::Need::see_personal)) return Error("crisis.unknown", {{"id", id}});
  return it;
}

Result<Crisis> writable(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto it, entered(session, reader, id));
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  if (it.state == State::closed) return Error("crisis.closed");
  return it;
}

Result<Crisis> run_by(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto it, find_crisis(session, reader, id));
  if (!runs_rooms(reader) || it.organisation != reader.organisation) return Error("crisis.not_yours");
  return it;
}

Result<void> check_member(sql::Session& session, std::string const& crisis, std::string const& organisation) {
  BASSIN_TRY(auto const in, session.row("select 1 as there from crisis_member where crisis = :crisis and organisation = :organisation and "
                                        "joined_at is not null and left_at is null",
                                        {{"crisis", crisis}, {"organisation", organisation}}));
  if (!in) return Error("crisis.unknown_partner", {{"organisation", organisation}});
  return {};
}

Result<void> set_zone_number(sql::Session& session, Act const& act, Crisis const& crisis, std::int64_t number) {
  auto after = crisis;
  after.zone = number;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  return save(session, after);
}

}  // namespace internal

}  // namespace bassin::crisis
