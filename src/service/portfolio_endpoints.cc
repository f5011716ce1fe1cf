// Portfolios of agents and teams.
#include <map>
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "partners/organisation.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_overlay.h"
#include "service/casework_people.h"
#include "service/casework_source.h"
#include "sql/store.h"
#include "support/portfolios.h"

namespace bassin::service {

using base::Result;
using support::Portfolio;

namespace {

using TeamNames = std::map<std::string, std::string>;

Json team_json(TeamNames const& teams, std::string const& id) {
  auto const found = teams.find(id);
  return found == teams.end() ? Json(nullptr) : Json{{"id", id}, {"name", found->second}};
}

Result<Json> to_json(People& people, TeamNames const& teams, access::Reader const& reader, Portfolio const& portfolio) {
  bool const changeable = access::allows(reader, access::Need::edit_businesses) &&
                          (portfolio.agent.empty() || access::may_change(reader, portfolio.organisation, portfolio.agent));
  Json out{{"id", portfolio.id}, {"name", portfolio.name}, {"version", portfolio.version}, {"businesses", portfolio.businesses}};
  BASSIN_TRY(out["agent"], people.agent(portfolio.agent));
  out["team"] = team_json(teams, portfolio.team);
  out["mine"] = portfolio.agent == reader.agent;
  out["changeable"] = changeable;
  return out;
}

Result<Json> to_json(sql::Session& session, access::Reader const& reader, Portfolio const& portfolio) {
  People people(session);
  auto const ids = portfolio.team.empty() ? std::set<std::string>() : std::set<std::string>{portfolio.team};
  BASSIN_TRY(auto const teams, partners::team_names(session, ids));
  return to_json(people, teams, reader, portfolio);
}

Result<TeamNames> teams_in(sql::Session& session, std::vector<Portfolio> const& portfolios) {
  std::set<std::string> ids;
  for (auto const& it : portfolios) {
    if (!it.team.empty()) ids.insert(it.team);
  }
  return partners::team_names(session, ids);
}

Result<Json> get_portfolios(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  auto const counts = seeing.casework ? portfolio_counts(*seeing.casework) : std::map<std::string, std::uint64_t>();
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    People people(session);
    BASSIN_TRY(auto portfolios, support::portfolios_of(session, call.reader));
    BASSIN_DO(people.know(portfolios, [](auto const& it) { return it.agent; }));
    BASSIN_TRY(auto const teams, teams_in(session, portfolios));
    Json out = Json::array();
    for (auto& portfolio : portfolios) {
      auto const found = counts.find(portfolio.name);
      portfolio.businesses = found == counts.end() ? 0 : found->second;
      BASSIN_TRY(auto json, to_json(people, teams, call.reader, portfolio));
      out.push_back(std::move(json));
    }
    return Json{{"portfolios", std::move(out)}};
  });
}

// A team of another organisation is none.
Result<void> check_team(sql::Session& session, access::Reader const& reader, std::string const& id) {
  if (id.empty()) return {};
  BASSIN_TRY(auto const team, partners::find_team(session, id));
  if (team.organisation != reader.organisation) return base::Error("partners.unknown_team");
  return {};
}

Result<Json> post_portfolio(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "team"}));
  BASSIN_TRY(auto const name, body.text("name"));
  BASSIN_TRY(auto const team, body.optional_text("team"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(check_team(session, call.reader, team.value_or("")));
    BASSIN_TRY(auto const made, support::create_portfolio(session, act, name, team.value_or("")));
    return to_json(session, call.reader, made);
  });
}

Result<Json> patch_portfolio(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const name, body.text("name"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const id = std::string(call.request.path_value("id"));
    BASSIN_TRY(auto const renamed, support::rename_portfolio(session, act, id, version, name));
    return to_json(session, call.reader, renamed);
  });
}

Result<Json> delete_portfolio(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_portfolio(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

Result<Json> put_business(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const subject, subject_of(call, casework, call.request.path_value("business")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::put_in_portfolio(session, act, std::string(call.request.path_value("id")), subject));
    return Json{{"changed", changed}};
  });
}

Result<Json> delete_business(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("business")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::take_from_portfolio(session, act, std::string(call.request.path_value("id")), business));
    return Json{{"changed", changed}};
  });
}

}  // namespace

void add_portfolio_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/portfolios", Need::see_businesses, Lane::store}, with(get_portfolios));
  routes.add({Method::post, "/api/v1/portfolios", Need::edit_businesses, Lane::store}, with(post_portfolio));
  routes.add({Method::patch, "/api/v1/portfolios/{id}", Need::edit_businesses, Lane::store}, with(patch_portfolio));
  routes.add({Method::remove, "/api/v1/portfolios/{id}", Need::edit_businesses, Lane::store}, with(delete_portfolio));
  routes.add({Method::put, "/api/v1/portfolios/{id}/businesses/{business}", Need::edit_businesses, Lane::store}, with(put_business));
  routes.add({Method::remove, "/api/v1/portfolios/{id}/businesses/{business}", Need::edit_businesses, Lane::store}, with(delete_business));
}

}  // namespace bassin::service
