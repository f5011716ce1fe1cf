// POST /api/v1/setup: the first run in a browser, for whoever reads the terminal on which the server was started.
#include <nlohmann/json.hpp>

#include "partners/lock_out.h"
#include "partners/reader_cache.h"
#include "partners/secret.h"
#include "partners/set_up.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/organisation_body.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

Result<void> check_code(Call const& call, Accounts const& accounts, std::string const& code) {
  auto const& desk = *accounts.desk;
  if (accounts.setup_code.empty()) return Error("partners.set_up");
  BASSIN_DO(desk.store.write([&](sql::Session& session) {
    return partners::count_attempt(session, partners::address_subject(call.request.client), partners::address_tolerance, desk.now());
  }));
  // Hashes differ at once or not at all: the time tells nothing of the code.
  if (partners::hash_of_text(code) != partners::hash_of_text(accounts.setup_code)) return Error("partners.setup_code");
  return {};
}

Result<http::Response> post_setup(Call const& call, Accounts& accounts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"code", "organisation", "agent"}));
  BASSIN_TRY(auto const code, body.text("code"));
  BASSIN_DO(check_code(call, accounts, code));
  partners::FirstRun first;
  BASSIN_TRY(auto const organisation, body.object("organisation", {"name", "kind", "siren", "territory"}));
  BASSIN_TRY(first.organisation, organisation_values(organisation, call.context.today()));
  BASSIN_TRY(auto const agent, body.object("agent", {"name", "email", "password"}));
  BASSIN_TRY(first.name, agent.text("name"));
  BASSIN_TRY(first.email, agent.text("email"));
  BASSIN_TRY(first.password, agent.text("password"));
  auto const& desk = *accounts.desk;
  BASSIN_TRY([[maybe_unused]] auto const made, partners::set_up(desk.store, {"", "", call.place(), desk.now()}, first, desk.policy.cost));
  accounts.set_up = true;
  accounts.readers->forget();
  BASSIN_TRY(auto const secret, partners::sign_in(desk, first.email, first.password, visitor_of(call)));
  return session_answer(call, accounts, secret);
}

}  // namespace

void add_setup_endpoints(Routes& routes, Accounts& accounts) {
  routes.add_raw({http::Method::post, "/api/v1/setup", access::Need::nothing, http::Lane::secret},
                 [&accounts](Call const& call) { return post_setup(call, accounts); });
}

}  // namespace bassin::service
