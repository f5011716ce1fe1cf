// Organisations and their teams.
#include <nlohmann/json.hpp>

#include "partners/organisation.h"
#include "partners/reader_cache.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/organisation_body.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using partners::Organisation;
using partners::Team;

Result<partners::OrganisationValues> organisation_values(Body const& body, base::Date today) {
  partners::OrganisationValues out;
  BASSIN_TRY(out.name, body.optional_text("name"));
  BASSIN_TRY(out.kind, body.optional_text("kind"));
  BASSIN_TRY(out.siren, body.optional_text("siren"));
  BASSIN_TRY(out.active_from, body.optional_text("active_from"));
  BASSIN_TRY(out.active_until, body.optional_text("active_until"));
  BASSIN_TRY(out.successor, body.optional_text("successor"));
  BASSIN_TRY(auto const territory, body.optional_text("territory"));
  if (territory) {
    BASSIN_TRY(out.territory, territory_code(*territory, today));
  }
  return out;
}

namespace {

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json territory_json(std::string const& territory, base::Date today) {
  if (territory.empty()) return nullptr;
  return {{"code", territory}, {"label", territory_label(territory, today)}};
}

Json json_of(Organisation const& it, base::Date today) {
  return {{"id", it.id},
          {"name", it.name},
          {"kind", it.kind},
          {"siren", or_null(it.siren)},
          {"territory", territory_json(it.territory, today)},
          {"active_from", or_null(it.active_from)},
          {"active_until", or_null(it.active_until)},
          {"successor", or_null(it.successor)}};
}

Json json_of(Team const& it, base::Date today) {
  return {{"id", it.id},         {"organisation", it.organisation},
          {"name", it.name},     {"territory", territory_json(it.territory, today)},
          {"themes", it.themes}, {"agents", it.agents},
          {"closed", it.closed}};
}

// Whoever runs the installation sees all; another agent those in which they have a role.
bool sees(Call const& call, std::vector<partners::Membership> const& memberships, std::string const& organisation) {
  if (call.reader.installation || call.reader.organisation == organisation) return true;
  return std::any_of(memberships.begin(), memberships.end(), [&](auto const& it) { return it.organisation == organisation; });
}

Result<std::vector<partners::Membership>> own(Call const& call, Accounts const& accounts) {
  auto const day = base::to_iso(accounts.desk->now()).substr(0, 10);
  return accounts.desk->store.read([&](sql::Session& session) { return partners::memberships_of(session, call.reader.agent, day); });
}

Result<Json> get_organisations(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const memberships, own(call, accounts));
  BASSIN_TRY(auto const all, accounts.desk->store.read([](sql::Session& session) { return partners::organisations(session); }));
  Json out{{"organisations", Json::array()}};
  for (auto const& it : all) {
    if (sees(call, memberships, it.id)) out["organisations"].push_back(json_of(it, call.context.today()));
  }
  return out;
}

Result<Json> get_organisation(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const memberships, own(call, accounts));
  std::string const id(call.request.path_value("id"));
  if (!sees(call, memberships, id)) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const it, accounts.desk->store.read([&](sql::Session& session) { return partners::find_organisation(session, id); }));
  return json_of(it, call.context.today());
}

Result<Json> post_organisation(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "kind", "siren", "territory", "active_from", "active_until", "successor"}));
  BASSIN_TRY(auto const values, organisation_values(body, call.context.today()));
  BASSIN_TRY(auto const it, accounts.desk->store.write([&](sql::Session& session) {
    return partners::add_organisation(session, actor_of(call, *accounts.desk), values);
  }));
  return json_of(it, call.context.today());
}

// An administrator names and describes; kind, territory and dates rule what others see, and are the installation's.
Result<Json> patch_organisation(Call const& call, Accounts const& accounts) {
  std::string const id(call.request.path_value("id"));
  if (!manages(call.reader, id)) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "kind", "siren", "territory", "active_from", "active_until", "successor"}));
  for (auto const* const field : {"kind", "siren", "territory", "active_from", "active_until", "successor"}) {
    if (body.has(field) && !call.reader.installation) return Error("access.denied", {{"need", "manage_installation"}});
  }
  BASSIN_TRY(auto const values, organisation_values(body, call.context.today()));
  BASSIN_TRY(auto const it, accounts.desk->store.write([&](sql::Session& session) {
    return partners::change_organisation(session, actor_of(call, *accounts.desk), id, values);
  }));
  accounts.readers->forget();
  return json_of(it, call.context.today());
}

Result<Json> get_teams(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const memberships, own(call, accounts));
  std::string const id(call.request.path_value("id"));
  if (!sees(call, memberships, id)) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const teams, accounts.desk->store.read([&](sql::Session& session) { return partners::teams_of(session, id); }));
  Json out{{"teams", Json::array()}};
  for (auto const& it : teams) out["teams"].push_back(json_of(it, call.context.today()));
  return out;
}

Result<partners::TeamValues> team_values(Call const& call) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "territory", "themes", "agents", "closed"}));
  partners::TeamValues out;
  BASSIN_TRY(out.name, body.optional_text("name"));
  BASSIN_TRY(out.themes, body.optional_texts("themes"));
  BASSIN_TRY(out.agents, body.optional_texts("agents"));
  BASSIN_TRY(out.closed, body.optional_flag("closed"));
  BASSIN_TRY(auto const territory, body.optional_text("territory"));
  if (territory) {
    BASSIN_TRY(out.territory, territory_code(*territory, call.context.today()));
  }
  return out;
}

Result<Json> post_team(Call const& call, Accounts const& accounts) {
  std::string const id(call.request.path_value("id"));
  if (!manages(call.reader, id)) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const values, team_values(call));
  BASSIN_TRY(auto const team, accounts.desk->store.write([&](sql::Session& session) {
    return partners::add_team(session, actor_of(call, *accounts.desk), id, values);
  }));
  return json_of(team, call.context.today());
}

Result<Json> patch_team(Call const& call, Accounts const& accounts) {
  std::string const id(call.request.path_value("id"));
  BASSIN_TRY(auto const values, team_values(call));
  BASSIN_TRY(auto const team, accounts.desk->store.write([&](sql::Session& session) -> Result<Team> {
    BASSIN_TRY(auto const it, partners::find_team(session, id));
    if (!manages(call.reader, it.organisation)) return Error("partners.unknown_team");
    return partners::change_team(session, actor_of(call, *accounts.desk), id, values);
  }));
  return json_of(team, call.context.today());
}

}  // namespace

bool manages(access::Reader const& reader, std::string_view organisation) {
  bool const own_one = reader.organisation == organisation && access::allows(reader, access::Need::manage_partners);
  return reader.installation || own_one;
}

void add_organisation_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add(Method::get, "/api/v1/organisations", Need::signed_in, get_organisations);
  add(Method::post, "/api/v1/organisations", Need::manage_installation, post_organisation);
  add(Method::get, "/api/v1/organisations/{id}", Need::signed_in, get_organisation);
  add(Method::patch, "/api/v1/organisations/{id}", Need::manage_partners, patch_organisation);
  add(Method::get, "/api/v1/organisations/{id}/teams", Need::signed_in, get_teams);
  add(Method::post, "/api/v1/organisations/{id}/teams", Need::manage_partners, post_team);
  add(Method::patch, "/api/v1/teams/{id}", Need::manage_partners, patch_team);
}

}  // namespace bassin::service
