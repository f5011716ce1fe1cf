#include "service/accounts.h"

#include <map>
#include <nlohmann/json.hpp>

#include "partners/reader_cache.h"
#include "partners/secret.h"
#include "query/view.h"
#include "reference/territory.h"
#include "registry/snapshot.h"
#include "service/register_source.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Result;
using partners::State;

Json organisation_json(partners::Membership const& it) { return {{"id", it.organisation}, {"name", it.name}, {"kind", it.kind}}; }

void add_person(Json& out, State const& state, base::Date today) {
  out["agent"] = {{"id", state.agent.id}, {"name", state.agent.name}, {"email", state.agent.email}, {"second_factor", state.second_factor}};
  for (auto const& it : state.memberships) {
    auto organisation = organisation_json(it);
    organisation["role"] = access::id_of(it.role);
    out["organisations"].push_back(std::move(organisation));
  }
  if (!state.organisation) return;
  out["organisation"] = organisation_json(*state.organisation);
  out["role"] = access::id_of(state.organisation->role);
  auto const& territory = state.organisation->territory;
  if (!territory.empty()) out["territory"] = {{"code", territory}, {"label", territory_label(territory, today)}};
}

// Another program may have set it up since.
Result<void> look_again(Accounts& accounts) {
  if (accounts.set_up) return {};
  BASSIN_TRY(accounts.set_up, accounts.desk->store.read([](sql::Session& session) { return partners::has_agents(session); }));
  return {};
}

Json provider_json(Accounts const& accounts) {
  return accounts.provider.provider == nullptr ? Json(nullptr) : Json{{"name", accounts.provider.name}};
}

Json installation_json(Call const& call, Accounts const& accounts) {
  auto const view = call.context.registry->view();
  return {{"name", accounts.desk->policy.installation},
          {"fictitious", view && view->snapshot().manifest().fictitious},
          {"ready", view != nullptr},
          {"set_up", accounts.set_up.load()}};
}

}  // namespace

std::string cookie_name(http::Request const& request, std::string_view name) {
  return (request.secure ? "__Host-" : "") + std::string(name);
}

std::string cookie_of(http::Request const& request, std::string_view name) {
  auto rest = request.header("Cookie").value_or("");
  auto const wanted = cookie_name(request, name);
  while (!rest.empty()) {
    auto const end = rest.find(';');
    auto part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part.size() > wanted.size() && part.starts_with(wanted) && part[wanted.size()] == '=')
      return std::string(part.substr(wanted.size() + 1));
  }
  return {};
}

std::string session_secret(http::Request const& request) { return cookie_of(request, "bassin"); }

std::string session_cookie(http::Request const& request, std::string_view secret) {
  std::string cookie = cookie_name(request, "bassin") + "=" + std::string(secret) + "; Path=/; HttpOnly; SameSite=Strict";
  if (request.secure) cookie += "; Secure";
  if (secret.empty()) cookie += "; Max-Age=0";
  return cookie;
}

partners::Visitor visitor_of(Call const& call) {
  return {call.request.client, std::string(call.request.header("User-Agent").value_or("")), call.place()};
}

access::Actor actor_of(Call const& call, partners::Desk const& desk) {
  return {call.reader.agent, call.reader.organisation, call.place(), desk.now()};
}

Result<std::string> territory_code(std::string_view text, base::Date today) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return std::string();
  BASSIN_TRY(auto const territory, reference::find_territory(text, today));
  return std::string(reference::id_of(territory.kind)) + ":" + territory.id;
}

std::shared_ptr<std::vector<std::string> const> territory_communes(std::string const& territory, base::Date today) {
  using Codes = std::shared_ptr<std::vector<std::string> const>;
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::int32_t>, Codes> kept;
  std::lock_guard const guard(mutex);
  auto const key = std::pair(territory, today.days);
  if (auto const found = kept.find(key); found != kept.end()) return found->second;
  if (!kept.empty() && kept.begin()->first.second != today.days) kept.clear();
  Codes codes;
  auto const found = territory.empty() ? Result<reference::Territory>(base::Error("reference.unknown_territory"))
                                       : reference::find_territory(territory, today);
  if (found.ok()) {
    std::vector<std::string> all;
    for (auto& code : reference::register_codes(*found)) all.push_back(std::move(code.code));
    codes = std::make_shared<std::vector<std::string> const>(std::move(all));
  }
  return kept[key] = codes;
}

std::string territory_label(std::string const& territory, base::Date today) {
  auto const found = reference::find_territory(territory, today);
  return found.ok() && !found->name.empty() ? found->name : territory;
}

Result<Json> session_json(Call const& call, Accounts& accounts, std::string_view secret) {
  BASSIN_DO(look_again(accounts));
  BASSIN_TRY(auto const state, partners::state_of(*accounts.desk, secret));
  Json out{{"step", "out"},
           {"token", nullptr},
           {"agent", nullptr},
           {"organisation", nullptr},
           {"organisations", Json::array()},
           {"role", nullptr},
           {"may", Json::array()},
           {"territory", nullptr},
           {"time_left", nullptr},
           {"provider", provider_json(accounts)},
           {"installation", installation_json(call, accounts)}};
  access::Reader reader;
  if (state) {
    out["step"] = partners::id_of(state->session.step);
    out["token"] = partners::token_of(secret);
    add_person(out, *state, call.context.today());
    auto const left = partners::time_left(state->session, accounts.desk->now());
    out["time_left"] = {{"seconds", left.seconds}, {"most_seconds", left.most_seconds}};
    BASSIN_TRY(reader, accounts.readers->load(secret, partners::Use::unattended));  // the gate has noted the use
  }
  reader.public_register = accounts.public_register;
  for (auto const need : access::needs_of(reader)) out["may"].push_back(access::id_of(need));
  return out;
}

Result<http::Response> session_answer(Call const& call, Accounts& accounts, std::string_view secret) {
  BASSIN_TRY(auto json, session_json(call, accounts, secret));
  auto response = answer_of(std::move(json), call.context, call.request);
  response.headers.emplace_back("Set-Cookie", session_cookie(call.request, secret));
  return response;
}

}  // namespace bassin::service
