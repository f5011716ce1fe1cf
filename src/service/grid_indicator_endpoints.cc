// Indicators under headings of a grid, and the values that are entered for them.
#include <nlohmann/json.hpp>

#include "grids/indicator.h"
#include "service/casework_call.h"
#include "service/convention_json.h"
#include "service/grid_endpoints.h"
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

Result<Json> post_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, indicator_fields()));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, grids::add_indicator(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(indicator_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, grids::change_indicator(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_indicator(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(grids::remove_indicator(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> get_values(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const values, grids::values_of(session, call.reader, id_in(call)));
    return values_json(session, values);
  });
}

Result<Json> post_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, entered_fields()));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, grids::enter(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(entered_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, grids::correct(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_value(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(grids::withdraw(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_grid_indicator_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::post, "/api/v1/grid-headings/{id}/indicators", Need::run_conventions, post_indicator);
  add(Method::put, "/api/v1/grid-indicators/{id}", Need::run_conventions, put_indicator);
  add(Method::remove, "/api/v1/grid-indicators/{id}", Need::run_conventions, delete_indicator);
  add(Method::get, "/api/v1/grid-indicators/{id}/values", Need::see_conventions, get_values);
  add(Method::post, "/api/v1/grid-indicators/{id}/values", Need::run_conventions, post_value);
  add(Method::put, "/api/v1/grid-values/{id}", Need::run_conventions, put_value);
  add(Method::remove, "/api/v1/grid-values/{id}", Need::run_conventions, delete_value);
}

}  // namespace bassin::service
