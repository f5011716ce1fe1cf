// What a room learned, and what stays open before it is closed.
#include <nlohmann/json.hpp>

#include "crisis/closing.h"
#include "crisis/lessons.h"
#include "service/body.h"
#include "service/body_day.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json lesson_json(crisis::Lesson const& lesson, CaseworkNames const& names) {
  auto const& it = lesson.facts;
  return {{"id", lesson.id},
          {"heading", id_of(it.heading)},
          {"text", it.text},
          {"charge", names.organisation(it.charge)},
          {"person", it.person},
          {"until", it.until ? Json(base::to_iso(*it.until)) : Json(nullptr)},
          {"done", it.done},
          {"organisation", names.organisation(lesson.organisation)},
          {"agent", names.agent(lesson.agent)},
          {"version", lesson.version},
          {"changedAt", lesson.changed_at}};
}

Result<Json> get_lessons(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::lessons_of(session, call.reader, id_in(call)));
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(lesson_json(it, names));
    return Json{{"lessons", std::move(list)}};
  });
}

Result<Json> get_to_do(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::lessons_to_do(session, call.reader, call.context.today()));
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.lesson.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) {
      list.push_back(lesson_json(it.lesson, names));
      list.back()["crisis"] = {{"id", it.lesson.crisis}, {"title", it.title}};
      list.back()["late"] = it.lesson.facts.until && *it.lesson.facts.until < call.context.today();
    }
    return Json{{"lessons", std::move(list)}};
  });
}

Result<crisis::LessonFacts> facts_in(Body const& body) {
  crisis::LessonFacts out;
  BASSIN_TRY(auto const heading, body.text("heading"));
  auto const known = crisis::parse_heading(heading);
  if (!known) return bad_field("heading", "worked | lacked | to_do");
  out.heading = *known;
  BASSIN_TRY(out.text, body.text("text"));
  BASSIN_TRY(auto const charge, body.optional_text("charge"));
  out.charge = charge.value_or("");
  BASSIN_TRY(auto const person, body.optional_text("person"));
  out.person = person.value_or("");
  BASSIN_TRY(out.until, optional_day(body, "until"));
  BASSIN_TRY(auto const done, body.optional_flag("done"));
  out.done = done.value_or(false);
  return out;
}

std::vector<std::string_view> const lesson_fields = {"heading", "text", "charge", "person", "until", "done"};
std::vector<std::string_view> const changed_fields = {"version", "heading", "text", "charge", "person", "until", "done"};

Result<Json> post_lesson(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, lesson_fields));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::note_lesson(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_lesson(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, changed_fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::change_lesson(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_lesson(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::remove_lesson(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> get_closing(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const open, crisis::stays_open(session, call.reader, id_in(call), call.context.today()));
    return Json{{"unreached", open.unreached}, {"cases", open.cases},     {"nobodys", open.nobodys},     {"requests", open.requests},
                {"toDo", open.to_do},          {"reports", open.reports}, {"deadlines", open.deadlines}, {"toFollow", open.to_follow}};
  });
}

}  // namespace

void add_crisis_lesson_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/crisis-lessons", Need::see_personal, get_to_do);
  add(Method::get, "/api/v1/crises/{id}/lessons", Need::see_personal, get_lessons);
  add(Method::post, "/api/v1/crises/{id}/lessons", Need::edit_businesses, post_lesson);
  add(Method::put, "/api/v1/crisis-lessons/{id}", Need::edit_businesses, put_lesson);
  add(Method::remove, "/api/v1/crisis-lessons/{id}", Need::edit_businesses, delete_lesson);
  add(Method::get, "/api/v1/crises/{id}/closing", Need::see_personal, get_closing);
}

}  // namespace bassin::service
