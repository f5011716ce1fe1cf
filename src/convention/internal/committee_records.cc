#include "convention/internal/committee_records.h"

#include <fmt/format.h>

#include <map>

#include "access/record_json.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view sitting_columns =
    "id, convention, committee, on_day, place, agenda, minutes, version, created_at, created_by, changed_at";
constexpr std::string_view decision_columns =
    "id, sitting, text, follower, due_on, outcome, note, version, created_at, created_by, changed_at";

Sitting sitting_of(sql::Row const& row) {
  Sitting out;
  out.id = row.text("id");
  out.convention = row.text("convention");
  out.facts.committee = parse_committee(row.text("committee")).value_or(Committee::steering);
  out.facts.on = base::parse_date(row.text("on_day")).value_or(base::Date{});
  out.facts.place = row.text("place");
  out.facts.agenda = row.text("agenda");
  out.facts.minutes = row.text("minutes");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

Attendee attendee_of(sql::Row const& row) {
  return {row.optional_text("organisation").value_or(""), row.text("organisation_name"), row.text("person"), row.text("title"),
          parse_presence(row.text("presence")).value_or(Presence::present)};
}

Decision decision_of(sql::Row const& row) {
  Decision out;
  out.id = row.text("id");
  out.sitting = row.text("sitting");
  out.facts = {row.text("text"), row.text("follower"), day_of(row.optional_text("due_on")),
               parse_outcome(row.text("outcome")).value_or(Outcome::open), row.text("note")};
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

// `wanted`: "id" or "convention".
Result<std::vector<Sitting>> read_where(sql::Session& session, std::string_view wanted, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from committee_sitting where {} = :id order by on_day desc, id desc",
                                                       sitting_columns, wanted),
                                           {{"id", id}}));
  std::vector<Sitting> out;
  for (auto const& row : rows) out.push_back(sitting_of(row));
  std::map<std::string, Sitting*> by_id;
  for (auto& it : out) by_id[it.id] = &it;
  auto const within = fmt::format("sitting in (select id from committee_sitting where {} = :id)", wanted);
  BASSIN_TRY(auto const people,
             session.rows(fmt::format("select sitting, organisation, organisation_name, person, title, presence from committee_attendee "
                                      "where {} order by sitting, place",
                                      within),
                          {{"id", id}}));
  for (auto const& row : people) by_id.at(row.text("sitting"))->facts.attendance.push_back(attendee_of(row));
  BASSIN_TRY(auto const decisions,
             session.rows(fmt::format("select {} from committee_decision where {} order by id", decision_columns, within), {{"id", id}}));
  for (auto const& row : decisions) by_id.at(row.text("sitting"))->decisions.push_back(decision_of(row));
  return out;
}

Result<void> write_attendance(sql::Session& session, Sitting const& sitting) {
  BASSIN_DO(session.run("delete from committee_attendee where sitting = :id", {{"id", sitting.id}}));
  int place = 0;
  for (auto const& it : sitting.facts.attendance)
    BASSIN_DO(
        session.run("insert into committee_attendee (sitting, place, organisation, organisation_name, person, title, presence) values "
                    "(:sitting, :place, :organisation, :name, :person, :title, :presence)",
                    {{"sitting", sitting.id},
                     {"place", place++},
                     {"organisation", sql::or_null(it.organisation)},
                     {"name", it.organisation_name},
                     {"person", it.person},
                     {"title", it.title},
                     {"presence", id_of(it.presence)}}));
  return {};
}

std::vector<sql::Named> values_of(Sitting const& sitting) {
  auto const& it = sitting.facts;
  return {{"id", sitting.id},           {"committee", id_of(it.committee)},
          {"on_day", to_iso(it.on)},    {"place", it.place},
          {"agenda", it.agenda},        {"minutes", it.minutes},
          {"version", sitting.version}, {"changed_at", sitting.changed_at}};
}

std::vector<sql::Named> values_of(Decision const& decision) {
  auto const& it = decision.facts;
  return {{"id", decision.id},
          {"text", it.text},
          {"follower", it.follower},
          {"due_on", iso(it.due_on)},
          {"outcome", id_of(it.outcome)},
          {"note", it.note},
          {"version", decision.version},
          {"changed_at", decision.changed_at}};
}

}  // namespace

Result<std::vector<Sitting>> read_sittings(sql::Session& session, std::string const& convention) {
  return read_where(session, "convention", convention);
}

Result<Sitting> read_sitting(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, "id", id));
  if (found.empty()) return Error("convention.unknown_sitting", {{"id", id}});
  return std::move(found.front());
}

Result<void> insert(sql::Session& session, Sitting const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"convention", it.convention}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(
      session.run("insert into committee_sitting (id, convention, committee, on_day, place, agenda, minutes, version, created_at, "
                  "created_by, changed_at) values (:id, :convention, :committee, :on_day, :place, :agenda, :minutes, :version, "
                  ":created_at, :created_by, :changed_at)",
                  sql::Session::Values(values)));
  return write_attendance(session, it);
}

Result<void> update(sql::Session& session, Sitting const& it) {
  auto const values = values_of(it);
  BASSIN_DO(
      session.run("update committee_sitting set committee = :committee, on_day = :on_day, place = :place, agenda = :agenda, minutes = "
                  ":minutes, version = :version, changed_at = :changed_at where id = :id",
                  sql::Session::Values(values)));
  return write_attendance(session, it);
}

Result<void> erase(sql::Session& session, Sitting const& it) {
  BASSIN_DO(session.run("delete from committee_attendee where sitting = :id", {{"id", it.id}}));
  return session.run("delete from committee_sitting where id = :id", {{"id", it.id}});
}

std::string json_of(Sitting const& sitting) {
  auto const& it = sitting.facts;
  Json out{{"id", sitting.id},
           {"convention", sitting.convention},
           {"committee", id_of(it.committee)},
           {"on", to_iso(it.on)},
           {"place", it.place},
           {"agenda", it.agenda},
           {"minutes", it.minutes},
           {"attendance", Json::array()},
           {"version", sitting.version}};
  for (auto const& one : it.attendance)
    out["attendance"].push_back(
        {{"organisation", one.organisation}, {"organisation_name", one.organisation_name}, {"presence", id_of(one.presence)}});
  return access::text_of(out);
}

Result<Decision> read_decision(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from committee_decision where id = :id", decision_columns), {{"id", id}}));
  if (!row) return Error("convention.unknown_decision", {{"id", id}});
  return decision_of(*row);
}

Result<void> insert(sql::Session& session, Decision const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"sitting", it.sitting}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  return session.run(
      "insert into committee_decision (id, sitting, text, follower, due_on, outcome, note, version, created_at, created_by, "
      "changed_at) values (:id, :sitting, :text, :follower, :due_on, :outcome, :note, :version, :created_at, :created_by, "
      ":changed_at)",
      sql::Session::Values(values));
}

Result<void> update(sql::Session& session, Decision const& it) {
  auto const values = values_of(it);
  return session.run(
      "update committee_decision set text = :text, follower = :follower, due_on = :due_on, outcome = :outcome, note = :note, "
      "version = :version, changed_at = :changed_at where id = :id",
      sql::Session::Values(values));
}

Result<void> erase(sql::Session& session, Decision const& it) {
  return session.run("delete from committee_decision where id = :id", {{"id", it.id}});
}

std::string json_of(Decision const& decision) {
  auto const& it = decision.facts;
  return access::text_of({{"id", decision.id},
                          {"sitting", decision.sitting},
                          {"text", it.text},
                          {"follower", it.follower},
                          {"due_on", day_json(it.due_on)},
                          {"outcome", id_of(it.outcome)},
                          {"note", it.note},
                          {"version", decision.version}});
}

}  // namespace bassin::convention::internal
