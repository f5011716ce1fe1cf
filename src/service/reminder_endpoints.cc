// Reminders of an agent's own organisation, and the colleagues whom they may be for.
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "partners/agent.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_names.h"
#include "service/casework_titles.h"
#include "service/file_subject.h"
#include "service/reminder_json.h"
#include "sql/store.h"
#include "support/reminders.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::ReminderFacts;

namespace {

Result<Json> get_reminders(Call const& call, Casework const& casework) {
  bool everybody = false;
  for (auto const& [key, value] : call.request.query) {
    if (key == "of" && value != "me" && value != "organisation")
      return Error("query.bad_value", {{"name", "of"}, {"value", value.substr(0, 100)}, {"allowed", "me, organisation"}});
    everybody = everybody || (key == "of" && value == "organisation");
  }
  BASSIN_TRY(auto list, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const reminders, support::open_reminders(session, call.reader, everybody ? "" : call.reader.agent));
    return reminders_json(session, call.reader, reminders);
  }));
  BASSIN_DO(put_titles(call, casework, list));
  return Json{{"reminders", std::move(list)}};
}

Result<Json> get_reminders_about(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const reminders, support::reminders_about(session, call.reader, business));
    BASSIN_TRY(auto list, reminders_json(session, call.reader, reminders));
    return Json{{"reminders", std::move(list)}};
  });
}

Result<Json> get_colleagues(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, partners::colleagues_of(session, call.reader.organisation));
    Json out = Json::array();
    for (auto const& it : all) {
      if (access::allows(it.role, access::Need::edit_businesses))
        out.push_back({{"id", it.agent.id}, {"name", it.agent.name}, {"me", it.agent.id == call.reader.agent}});
    }
    return Json{{"colleagues", std::move(out)}};
  });
}

Result<ReminderFacts> facts_in(Call const& call, Body const& body) {
  ReminderFacts out;
  BASSIN_TRY(out.text, body.text("text"));
  BASSIN_TRY(auto const due, body.text("dueOn"));
  BASSIN_TRY(auto const follow_up, body.optional_text("followUp"));
  out.follow_up = follow_up.value_or("");
  auto const day = base::parse_date(due);
  if (!day) return bad_field("dueOn", "2018-01-31");
  out.due_on = *day;
  BASSIN_TRY(auto const agent, body.optional_text("agent"));
  out.agent = agent && !agent->empty() ? *agent : call.reader.agent;
  return out;
}

Result<Json> post_reminder(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"text", "dueOn", "agent", "business", "followUp"}));
  BASSIN_TRY(auto const facts, facts_in(call, body));
  BASSIN_TRY(auto const business, body.optional_text("business"));
  support::Subject subject;
  if (business && !business->empty()) {
    BASSIN_TRY(subject, file_subject_of(call, casework, *business));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::remind(session, act, subject, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_reminder(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "text", "dueOn", "agent", "followUp"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(call, body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::change_reminder(session, act, std::string(call.request.path_value("id")), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> put_done(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "done"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const done, body.optional_flag("done"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed,
               support::finish_reminder(session, act, std::string(call.request.path_value("id")), version, done.value_or(true)));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_reminder(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_reminder(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_reminder_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/colleagues", Need::edit_businesses, Lane::store}, with(get_colleagues));
  routes.add({Method::get, "/api/v1/reminders", Need::edit_businesses, Lane::store}, with(get_reminders));
  routes.add({Method::post, "/api/v1/reminders", Need::edit_businesses, Lane::store}, with(post_reminder));
  routes.add({Method::put, "/api/v1/reminders/{id}", Need::edit_businesses, Lane::store}, with(put_reminder));
  routes.add({Method::put, "/api/v1/reminders/{id}/done", Need::edit_businesses, Lane::store}, with(put_done));
  routes.add({Method::remove, "/api/v1/reminders/{id}", Need::edit_businesses, Lane::store}, with(delete_reminder));
  routes.add({Method::get, "/api/v1/establishments/{id}/reminders", Need::edit_businesses, Lane::store}, with(get_reminders_about));
}

}  // namespace bassin::service
