// The committees of a convention: sittings, and what they decided.
#include <nlohmann/json.hpp>

#include "convention/committee.h"
#include "service/action_body.h"
#include "service/casework_call.h"
#include "service/convention_endpoints.h"
#include "service/convention_json.h"
#include "service/erasing.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }
Json attendee_json(convention::Attendee const& it, Organisations const& names) {
  return {{"organisation", names.named(it.organisation)},
          {"organisationName", it.organisation_name},
          {"person", it.person},
          {"title", it.title},
          {"presence", id_of(it.presence)}};
}

Json decision_json(convention::Decision const& it, Organisations const& names, bool closes, base::Date today) {
  return {{"id", it.id},
          {"text", it.facts.text},
          {"follower", names.with_kind(it.facts.follower)},
          {"dueOn", day_json(it.facts.due_on)},
          {"outcome", id_of(it.facts.outcome)},
          {"note", it.facts.note},
          {"late", it.late_on(today)},
          {"mayClose", closes},
          {"version", it.version}};
}

Result<Json> get_sittings(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const sittings, convention::sittings_of(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json out = Json::array();
    for (auto const& it : sittings) {
      Json one{{"id", it.id},
               {"committee", id_of(it.facts.committee)},
               {"on", to_iso(it.facts.on)},
               {"place", it.facts.place},
               {"agenda", it.facts.agenda},
               {"minutes", it.facts.minutes},
               {"attendance", Json::array()},
               {"decisions", Json::array()},
               {"version", it.version}};
      for (auto const& attendee : it.facts.attendance) one["attendance"].push_back(attendee_json(attendee, names));
      for (auto const& decision : it.decisions) {
        bool const closes = convention::may_close(rights, text.convention, decision);
        one["decisions"].push_back(decision_json(decision, names, closes, call.context.today()));
      }
      out.push_back(std::move(one));
    }
    return Json{{"sittings", std::move(out)}, {"mayNote", convention::may_note(rights, text.convention)}};
  });
}

Result<convention::Attendee> attendee_of(Body const& body) {
  convention::Attendee out;
  BASSIN_TRY(out.organisation, body.text("organisation"));
  BASSIN_TRY(out.organisation_name, body.text("organisationName"));
  BASSIN_TRY(out.person, body.text("person"));
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(out.presence, word_in(body, "presence", "present, excused, absent", convention::parse_presence));
  return out;
}

Result<convention::SittingFacts> sitting_in(Body const& body) {
  convention::SittingFacts out;
  BASSIN_TRY(out.committee, word_in(body, "committee", "steering, technical", convention::parse_committee));
  BASSIN_TRY(auto const on, day_in(body, "on"));
  if (!on) return bad_field("on", "2018-01-31");
  out.on = *on;
  BASSIN_TRY(out.place, body.text("place"));
  BASSIN_TRY(out.agenda, body.text("agenda"));
  BASSIN_TRY(out.minutes, body.text("minutes"));
  BASSIN_TRY(auto const attendance, body.objects("attendance", {"organisation", "organisationName", "person", "title", "presence"}));
  for (auto const& it : attendance) {
    BASSIN_TRY(auto one, attendee_of(it));
    out.attendance.push_back(std::move(one));
  }
  return out;
}

Result<convention::DecisionFacts> decision_in(Body const& body) {
  convention::DecisionFacts out;
  BASSIN_TRY(out.text, body.text("text"));
  BASSIN_TRY(out.follower, body.text("follower"));
  BASSIN_TRY(out.due_on, day_in(body, "dueOn"));
  BASSIN_TRY(out.outcome, word_in(body, "outcome", "open, done, dropped", convention::parse_outcome));
  BASSIN_TRY(out.note, body.text("note"));
  return out;
}

Result<Json> post_sitting(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"committee", "on", "place", "agenda", "minutes", "attendance"}));
  BASSIN_TRY(auto const facts, sitting_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::add_sitting(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_sitting(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "committee", "on", "place", "agenda", "minutes", "attendance"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, sitting_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::change_sitting(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_sitting(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::remove_sitting(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> post_decision(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"text", "follower", "dueOn", "outcome", "note"}));
  BASSIN_TRY(auto const facts, decision_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::add_decision(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_decision(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "text", "follower", "dueOn", "outcome", "note"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, decision_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::change_decision(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_decision(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::remove_decision(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_committee_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/conventions/{id}/sittings", Need::see_conventions, get_sittings);
  add(Method::post, "/api/v1/conventions/{id}/sittings", Need::run_conventions, post_sitting);
  add(Method::put, "/api/v1/sittings/{id}", Need::run_conventions, put_sitting);
  add(Method::remove, "/api/v1/sittings/{id}", Need::run_conventions, delete_sitting);
  add(Method::post, "/api/v1/sittings/{id}/decisions", Need::run_conventions, post_decision);
  add(Method::put, "/api/v1/decisions/{id}", Need::run_conventions, put_decision);
  add(Method::remove, "/api/v1/decisions/{id}", Need::run_conventions, delete_decision);
}

}  // namespace bassin::service
