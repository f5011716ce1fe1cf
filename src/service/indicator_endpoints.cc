// Indicators of actions, and the values that are entered for them.
#include <nlohmann/json.hpp>

#include "service/convention_endpoints.h"
#include "service/convention_json.h"
#include "service/indicator_answer.h"
#include "service/indicator_body.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

std::vector<std::string_view> with_version(std::vector<std::string_view> fields) {
  fields.insert(fields.begin(), "version");
  return fields;
}

Result<Json> get_of_convention(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) { return indicators_answer(session, call, id_in(call), ""); });
}

Result<Json> get_of_action(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const action, convention::find_action(session, call.reader, id_in(call)));
    return indicators_answer(session, call, action.convention, action.id);
  });
}

Result<Json> post_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, indicator_fields()));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::add_indicator(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(indicator_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::change_indicator(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::remove_indicator(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> get_values(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const values, convention::values_of(session, call.reader, id_in(call)));
    return values_json(session, values);
  });
}

Result<Json> post_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, entered_fields()));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::enter(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(entered_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::correct(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::withdraw(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_indicator_endpoints(Routes& routes, Casework const& casework) {
  using http::Method;
  // Whoever may change the action writes its indicators, its pilot whatever their role: the module knows who that is.
  auto const add = [&](Method method, std::string_view path, auto endpoint) {
    routes.add({method, path, access::Need::see_conventions, http::Lane::store},
               [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/conventions/{id}/indicators", get_of_convention);
  add(Method::get, "/api/v1/actions/{id}/indicators", get_of_action);
  add(Method::post, "/api/v1/actions/{id}/indicators", post_indicator);
  add(Method::put, "/api/v1/indicators/{id}", put_indicator);
  add(Method::remove, "/api/v1/indicators/{id}", delete_indicator);
  add(Method::get, "/api/v1/indicators/{id}/values", get_values);
  add(Method::post, "/api/v1/indicators/{id}/values", post_value);
  add(Method::put, "/api/v1/indicator-values/{id}", put_value);
  add(Method::remove, "/api/v1/indicator-values/{id}", delete_value);
}

}  // namespace bassin::service
