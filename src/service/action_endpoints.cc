// Action sheets: those of a convention, one of them, and who writes it.
#include <nlohmann/json.hpp>

#include "service/action_body.h"
#include "service/action_json.h"
#include "service/casework_call.h"
#include "service/casework_people.h"
#include "service/convention_endpoints.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;
using convention::Action;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<Json> action_answer(sql::Session& session, Call const& call, Action const& action) {
  BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, action.convention));
  BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
  BASSIN_TRY(auto const names, Organisations::read(session));
  BASSIN_TRY(auto pilot, People(session).agent(action.sheet.pilot));
  bool const mine = convention::may_change(rights, call.reader, text.convention, action);
  return action_json(action, std::move(pilot), {text, names, call.context.today(), mine});
}

Result<Json> get_actions(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const actions, convention::actions_of(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json out = Json::array();
    for (auto const& it : actions) {
      bool const mine = convention::may_change(rights, call.reader, text.convention, it);
      out.push_back(summary_json(it, {text, names, call.context.today(), mine}));
    }
    return Json{{"actions", std::move(out)}, {"mayAdd", convention::may_add(rights, text)}};
  });
}

Result<Json> post_action(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, action_fields()));
  BASSIN_TRY(auto const sheet, action_sheet(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::add_action(session, act, id_in(call), sheet));
    return action_answer(session, call, made);
  });
}

Result<Json> get_action(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const action, convention::find_action(session, call.reader, id_in(call)));
    return action_answer(session, call, action);
  });
}

Result<Json> put_action(Call const& call, Casework const& casework) {
  auto fields = action_fields();
  fields.insert(fields.begin(), "version");
  BASSIN_TRY(auto const body, Body::of(call.request, fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const sheet, action_sheet(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::change_action(session, act, id_in(call), version, sheet));
    return action_answer(session, call, changed);
  });
}

Result<Json> get_people(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const people, convention::possible_pilots(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json out = Json::array();
    for (auto const& it : people) out.push_back({{"id", it.id}, {"name", it.name}, {"organisation", names.named(it.organisation)}});
    return Json{{"people", std::move(out)}};
  });
}

}  // namespace

void add_action_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/conventions/{id}/people", Need::run_conventions, Lane::store}, with(get_people));
  routes.add({Method::get, "/api/v1/conventions/{id}/actions", Need::see_conventions, Lane::store}, with(get_actions));
  routes.add({Method::post, "/api/v1/conventions/{id}/actions", Need::run_conventions, Lane::store}, with(post_action));
  routes.add({Method::get, "/api/v1/actions/{id}", Need::see_conventions, Lane::store}, with(get_action));
  // A pilot writes their sheet whatever their role: the module knows who that is.
  routes.add({Method::put, "/api/v1/actions/{id}", Need::see_conventions, Lane::store}, with(put_action));
}

}  // namespace bassin::service
