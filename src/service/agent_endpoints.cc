// The people of an organisation: role, absence, leaving.
#include <nlohmann/json.hpp>

#include "partners/agent.h"
#include "partners/reader_cache.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

Json json_of(partners::Colleague const& it) {
  Json absence = nullptr;
  if (it.absence) {
    absence = {{"from", it.absence->from},
               {"until", it.absence->until},
               {"substitute", it.absence->substitute.empty() ? Json(nullptr) : Json(it.absence->substitute)}};
  }
  return {{"id", it.agent.id},
          {"name", it.agent.name},
          {"email", it.agent.email},
          {"role", access::id_of(it.role)},
          {"installation", it.agent.installation},
          {"second_factor", it.second_factor},
          {"absence", std::move(absence)}};
}

Result<Json> get_agents(Call const& call, Accounts const& accounts) {
  std::string const id(call.request.path_value("id"));
  if (!call.reader.installation && call.reader.organisation != id) return Error("partners.unknown_organisation");
  BASSIN_TRY(auto const people, accounts.desk->store.read([&](sql::Session& session) { return partners::colleagues_of(session, id); }));
  Json out{{"agents", Json::array()}};
  for (auto const& it : people) out["agents"].push_back(json_of(it));
  return out;
}

struct Changes {
  std::string organisation;
  std::optional<access::Role> role;
  std::optional<bool> installation;
  bool absent = false, present = false, reset_second_factor = false;
  partners::Absence absence;
};

Result<void> read_absence(Body const& body, Changes& out) {
  if (!body.has("absence")) return {};
  BASSIN_TRY(auto const absence, body.optional_object("absence", {"from", "until", "substitute"}));
  out.absent = absence.has_value();
  out.present = !absence;
  if (!absence) return {};
  BASSIN_TRY(out.absence.from, absence->text("from"));
  BASSIN_TRY(out.absence.until, absence->text("until"));
  BASSIN_TRY(auto const substitute, absence->optional_text("substitute"));
  out.absence.substitute = substitute.value_or("");
  return {};
}

Result<Changes> changes_of(Call const& call) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"organisation", "role", "absence", "installation", "reset_second_factor"}));
  Changes out;
  BASSIN_TRY(auto const organisation, body.optional_text("organisation"));
  out.organisation = organisation.value_or(call.reader.organisation);
  BASSIN_TRY(auto const role, body.optional_text("role"));
  if (role) {
    out.role = access::parse_role(*role);
    if (!out.role)
      return Error("partners.bad_value",
                   {{"field", "role"}, {"allowed", "administrator, coordinator, adviser, analyst, elected, field_agent"}});
  }
  BASSIN_TRY(out.installation, body.optional_flag("installation"));
  BASSIN_TRY(auto const reset, body.optional_flag("reset_second_factor"));
  out.reset_second_factor = reset.value_or(false);
  BASSIN_DO(read_absence(body, out));
  return out;
}

// One's own absence is everybody's to say; the rest is the administrator's, and what reaches beyond the organisation the
// installation's.
Result<void> check(Call const& call, std::string const& agent, Changes const& changes) {
  bool const manages_it = manages(call.reader, changes.organisation);
  bool const whole = changes.installation || changes.reset_second_factor;
  if (whole && !call.reader.installation) return Error("access.denied", {{"need", "manage_installation"}});
  if (changes.role && !manages_it) return Error("access.denied", {{"need", "manage_partners"}});
  bool const own = call.reader.agent == agent;
  if (!own && !manages_it) return Error("access.denied", {{"need", "manage_partners"}});
  return {};
}

Result<void> apply(sql::Session& session, access::Actor const& actor, std::string const& agent, Changes const& changes, bool even_last) {
  BASSIN_TRY(auto const there, partners::role_in(session, agent, changes.organisation));
  if (!there) return Error("partners.unknown_agent");
  if (changes.role) BASSIN_DO(partners::change_role(session, actor, agent, changes.organisation, *changes.role, even_last));
  if (changes.installation) BASSIN_DO(partners::set_installation(session, actor, agent, *changes.installation));
  if (changes.absent) BASSIN_DO(partners::set_absence(session, actor, agent, changes.organisation, changes.absence));
  if (changes.present) BASSIN_DO(partners::set_absence(session, actor, agent, changes.organisation, std::nullopt));
  if (changes.reset_second_factor) BASSIN_DO(partners::remove_second_factor(session, actor, agent));
  return {};
}

Result<Json> patch_agent(Call const& call, Accounts const& accounts) {
  std::string const agent(call.request.path_value("id"));
  BASSIN_TRY(auto const changes, changes_of(call));
  BASSIN_DO(check(call, agent, changes));
  BASSIN_TRY(auto const people, accounts.desk->store.write([&](sql::Session& session) -> Result<std::vector<partners::Colleague>> {
    BASSIN_DO(apply(session, actor_of(call, *accounts.desk), agent, changes, call.reader.installation));
    return partners::colleagues_of(session, changes.organisation);
  }));
  accounts.readers->forget();
  for (auto const& it : people) {
    if (it.agent.id == agent) return json_of(it);
  }
  return Error("partners.unknown_agent");
}

Result<Json> post_leave(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"organisation", "hand_over_to"}));
  BASSIN_TRY(auto const organisation, body.optional_text("organisation"));
  BASSIN_TRY(auto const to, body.optional_text("hand_over_to"));
  partners::HandOver const hand_over{std::string(call.request.path_value("id")), organisation.value_or(call.reader.organisation),
                                     to.value_or("")};
  if (!manages(call.reader, hand_over.organisation)) return Error("partners.unknown_agent");
  BASSIN_DO(accounts.desk->store.write([&](sql::Session& session) {
    return partners::leave(session, actor_of(call, *accounts.desk), hand_over, accounts.hand_over, call.reader.installation);
  }));
  accounts.readers->forget();
  return Json::object();
}

}  // namespace

void add_agent_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add(Method::get, "/api/v1/organisations/{id}/agents", Need::signed_in, get_agents);
  add(Method::patch, "/api/v1/agents/{id}", Need::signed_in, patch_agent);
  add(Method::post, "/api/v1/agents/{id}/leave", Need::manage_partners, post_leave);
}

}  // namespace bassin::service
