// What persons are told of what is kept, by whom and for how long: read by everybody, without signing in.
#include <nlohmann/json.hpp>

#include "retention/controllers.h"
#include "retention/settings.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/retention_endpoints.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;
using retention::Controllers;

namespace {

Json json_of(Controllers const& it) {
  Json parties = Json::array();
  for (auto const& one : it.parties) parties.push_back({{"id", one.id}, {"name", one.name}, {"kind", one.kind}});
  Json levels = Json::array();
  for (auto const& one : it.levels)
    levels.push_back({{"owner", one.owner}, {"reader", one.reader}, {"kind", one.kind}, {"level", one.level}});
  Json texts = Json::array();
  for (auto const& one : it.texts) texts.push_back({{"section", one.section}, {"version", one.version}, {"text", one.text}});
  return {{"convention", it.convention},   {"title", it.title},           {"keeper", it.keeper},
          {"parties", std::move(parties)}, {"levels", std::move(levels)}, {"texts", std::move(texts)}};
}

Result<Json> get_notice(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, retention::controllers(session, call.context.today()));
    BASSIN_TRY(auto const settings, retention::settings(session));
    Json conventions = Json::array();
    for (auto const& it : all) conventions.push_back(json_of(it));
    Json kinds = Json::array();
    for (std::size_t i = 0; i < settings.size(); ++i)
      kinds.push_back({{"kind", settings[i].kind}, {"months", settings[i].months}, {"fate", id_of(retention::rules()[i].fate)}});
    return Json{{"conventions", std::move(conventions)}, {"kinds", std::move(kinds)}};
  });
}

Result<Json> put_notice(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "text"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const text, body.text("text"));
  auto const convention = std::string(call.request.path_value("id"));
  auto const section = std::string(call.request.path_value("kind"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, retention::write_notice(session, act, convention, section, version, text));
    return written_json(now.section, now.version);
  });
}

}  // namespace

void add_notice_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/personal-data", Need::nothing, Lane::store}, with(get_notice));
  routes.add({Method::put, "/api/v1/conventions/{id}/notice/{kind}", Need::run_conventions, Lane::store}, with(put_notice));
}

}  // namespace bassin::service
