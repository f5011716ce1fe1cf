#include "service/indicator_handlers.h"

#include <nlohmann/json.hpp>

#include "service/convention_json.h"
#include "service/indicator_body.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;
using Keeper = convention::IndicatorKeeper;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

std::vector<std::string_view> with_version(std::vector<std::string_view> fields) {
  fields.insert(fields.begin(), "version");
  return fields;
}

Result<Json> post_indicator(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const body, Body::of(call.request, indicator_fields()));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, keeper.add(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_indicator(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(indicator_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, indicator_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, keeper.change(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_indicator(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(keeper.remove(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> get_values(Call const& call, Casework const& casework, Keeper const& keeper) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const values, keeper.values(session, call.reader, id_in(call)));
    return values_json(session, values);
  });
}

Result<Json> post_value(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const body, Body::of(call.request, entered_fields()));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, keeper.enter(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_value(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const body, Body::of(call.request, with_version(entered_fields())));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, entered_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, keeper.correct(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_value(Call const& call, Casework const& casework, Keeper const& keeper) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(keeper.withdraw(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_indicator_handlers(Routes& routes, Casework const& casework, Keeper const& keeper, IndicatorPaths const& paths) {
  using http::Method;
  auto const add = [&](Method method, std::string_view path, access::Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store},
               [&casework, &keeper, endpoint](Call const& call) { return endpoint(call, casework, keeper); });
  };
  add(Method::post, paths.indicators, paths.writes, post_indicator);
  add(Method::put, paths.indicator, paths.writes, put_indicator);
  add(Method::remove, paths.indicator, paths.writes, delete_indicator);
  add(Method::get, paths.values, access::Need::see_conventions, get_values);
  add(Method::post, paths.values, paths.writes, post_value);
  add(Method::put, paths.value, paths.writes, put_value);
  add(Method::remove, paths.value, paths.writes, delete_value);
}

}  // namespace bassin::service
