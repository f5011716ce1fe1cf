#include "crisis/lessons.h"

#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/anonymised.h"
#include "crisis/internal/rooms.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, heading_count> headings{"worked", "lacked", "to_do"};
constexpr std::string_view columns = "id, crisis, heading, text, person, charge, until_day, done, organisation, agent, version, changed_at";

Lesson lesson_of(sql::Row const& row) {
  Lesson out;
  out.id = row.text("id");
  out.crisis = row.text("crisis");
  auto& it = out.facts;
  it.heading = parse_heading(row.text("heading")).value_or(Heading::worked);
  it.text = row.text("text");
  it.person = row.text("person");
  it.charge = row.optional_text("charge").value_or("");
  if (auto const day = row.optional_text("until_day")) it.until = base::parse_date(*day);
  it.done = row.flag("done");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

std::string json_of(Lesson const& lesson) {
  auto const& it = lesson.facts;
  access::Json out{{"heading", id_of(it.heading)}, {"text", it.text}, {"version", lesson.version}};
  if (!it.person.empty()) out["person"] = it.person;
  if (!it.charge.empty()) out["charge"] = it.charge;
  if (it.until) out["until"] = to_iso(*it.until);
  if (it.heading == Heading::to_do) out["done"] = it.done;
  return access::text_of(out);
}

Result<LessonFacts> clean(sql::Session& session, std::string const& crisis, LessonFacts it) {
  BASSIN_TRY(it.text, base::clean("text", it.text, base::reason_most, base::Lines::several));
  BASSIN_TRY(it.person, base::clean_or_empty("person", it.person, base::line_most));
  bool const plain = it.person.empty() && it.charge.empty() && !it.until && !it.done;
  if (it.heading != Heading::to_do && !plain) return Error("crisis.bad_value", {{"field", "heading"}, {"allowed", "to_do"}});
  if (!it.charge.empty()) BASSIN_DO(internal::check_member(session, crisis, it.charge));
  return it;
}

Result<Crisis> writable_room(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto room, internal::entered(session, reader, crisis));
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  if (room.anonymised) return Error("crisis.anonymised");
  return room;
}

struct Writable {
  Lesson it;
  Crisis room;
};
Result<Writable> writable_lesson(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = "select " + std::string(columns) + " from crisis_lesson where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_lesson", {{"id", id}});
  auto it = lesson_of(*row);
  auto room = writable_room(session, act.reader, it.crisis);
  if (!room.ok() && room.error().code == "crisis.unknown") return Error("crisis.unknown_lesson", {{"id", id}});
  if (!room.ok()) return room.error();
  if (it.version != version) return Error("crisis.changed", {{"now", json_of(it)}});
  return Writable{std::move(it), std::move(room).value()};
}

Result<void> put(sql::Session& session, Lesson const& it) {
  return session.run(
      "insert into crisis_lesson (id, crisis, heading, text, person, charge, until_day, done, organisation, agent, version, changed_at) "
      "values (:id, :crisis, :heading, :text, :person, :charge, :until, :done, :organisation, :agent, :version, :at) on conflict (id) do "
      "update set heading = "
      ":heading, text = :text, person = :person, charge = :charge, until_day = :until, done = :done, version = :version, changed_at = :at",
      {{"id", it.id},
       {"crisis", it.crisis},
       {"heading", id_of(it.facts.heading)},
       {"text", it.facts.text},
       {"person", it.facts.person},
       {"charge", sql::or_null(it.facts.charge)},
       {"until", it.facts.until ? std::optional(to_iso(*it.facts.until)) : std::nullopt},
       {"done", std::int64_t{it.facts.done}},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"version", it.version},
       {"at", it.changed_at}});
}

}  // namespace

std::string_view id_of(Heading heading) { return headings[static_cast<std::size_t>(heading)]; }
std::optional<Heading> parse_heading(std::string_view id) { return base::parse_id<Heading>(headings, id); }

Result<std::vector<Lesson>> lessons_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  static std::string const statement =
      "select " + std::string(columns) +
      " from crisis_lesson where crisis = :crisis order by case heading when 'worked' then 0 when 'lacked' then 1 else 2 end, id";
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  std::vector<Lesson> out;
  for (auto const& row : rows) out.push_back(lesson_of(row));
  return out;
}

Result<Lesson> note_lesson(sql::Session& session, Act const& act, std::string const& crisis, LessonFacts const& facts) {
  BASSIN_TRY([[maybe_unused]] auto const room, writable_room(session, act.reader, crisis));
  Lesson made{base::new_uuid(), crisis, {}, act.reader.organisation, act.reader.agent, 1, base::to_iso(act.actor.at)};
  BASSIN_TRY(made.facts, clean(session, crisis, facts));
  BASSIN_DO(put(session, made));
  BASSIN_DO(access::record(session, act, "crisis_lesson.noted", "crisis_lesson", made.id, "", json_of(made)));
  return made;
}

Result<Lesson> change_lesson(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, LessonFacts const& facts) {
  BASSIN_TRY(auto const found, writable_lesson(session, act, id, version));
  auto after = found.it;
  BASSIN_TRY(after.facts, clean(session, after.crisis, facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(put(session, after));
  BASSIN_DO(access::record(session, act, "crisis_lesson.changed", "crisis_lesson", id, json_of(found.it), json_of(after)));
  return after;
}

Result<void> remove_lesson(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const found, writable_lesson(session, act, id, version));
  bool const runs = internal::run_by(session, act.reader, found.room.id).ok();
  if (!runs && found.it.agent != act.reader.agent) return Error("crisis.not_yours");
  BASSIN_DO(session.run("delete from crisis_lesson where id = :id", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_lesson", id));
  return access::record(session, act, "crisis_lesson.removed", "crisis_lesson", id, access::text_of({{"crisis", found.room.id}}), "");
}

Result<std::vector<LessonToDo>> lessons_to_do(sql::Session& session, access::Reader const& reader, base::Date today) {
  std::vector<LessonToDo> out;
  if (!access::allows(reader, access::Need::see_personal)) return out;
  BASSIN_TRY(auto const rows,
             session.rows("select l.id, l.crisis, l.heading, l.text, l.person, l.charge, l.until_day, l.done, l.organisation, l.agent, "
                          "l.version, l.changed_at, c.title from crisis_lesson l join crisis c on c.id = l.crisis join crisis_member m on "
                          "m.crisis = c.id and m.organisation = :me and m.joined_at is not null and m.left_at is null where l.heading = "
                          "'to_do' and l.done = 0 and l.until_day <= :until and coalesce(l.charge, l.organisation) = :me order by "
                          "l.until_day, l.id limit 100",
                          {{"me", reader.organisation}, {"until", to_iso(base::Date{today.days + lesson_ahead})}}));
  for (auto const& row : rows) out.push_back({lesson_of(row), row.text("title")});
  return out;
}

Result<void> drop_lessons(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows, session.rows("select id from crisis_lesson where crisis = :crisis", {{"crisis", crisis}}));
  for (auto const& row : rows) {
    BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_lesson", row.text("id")));
  }
  return session.run("delete from crisis_lesson where crisis = :crisis", {{"crisis", crisis}});
}

}  // namespace bassin::crisis
