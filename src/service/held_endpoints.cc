// What the installation holds of an agent: for themselves, and for who answers those who left.
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

#include "crisis/held_of_agent.h"
#include "exposure/held_of_agent.h"
#include "letters/held_of_agent.h"
#include "partners/held_of_agent.h"
#include "retention/reads.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/store.h"
#include "support/held_of_agent.h"
#include "waters/held_of_agent.h"

namespace bassin::service {

namespace {

using base::Result;

Json cell_json(sql::Value const& cell) {
  return std::visit(
      [](auto const& value) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
          return nullptr;
        else
          return value;
      },
      cell);
}

Result<Json> held_of(sql::Session& session, std::string const& agent, base::Instant now) {
  Json parts = Json::array();
  for (auto const some : {partners::held_of_agent(), letters::held_of_agent(), support::held_of_agent(), waters::held_of_agent(),
                          crisis::held_of_agent(), exposure::held_of_agent(), retention::held_reads(), access::held_in_trail()}) {
    BASSIN_TRY(auto const found, access::read_held(session, some, agent));
    for (auto const& part : found) {
      Json rows = Json::array();
      for (auto const& row : part.rows) {
        Json cells = Json::array();
        for (auto const& cell : row) cells.push_back(cell_json(cell));
        rows.push_back(std::move(cells));
      }
      parts.push_back({{"part", part.part}, {"columns", part.columns}, {"rows", std::move(rows)}});
    }
  }
  return Json{{"at", base::to_iso(now)}, {"parts", std::move(parts)}};
}

Result<Json> get_own(Call const& call, Accounts const& accounts) {
  auto const& desk = *accounts.desk;
  return desk.store.read([&](sql::Session& session) { return held_of(session, call.reader.agent, desk.now()); });
}

Result<Json> post_agent(Call const& call, Accounts const& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const body, Body::of(call.request, {"email"}));
  BASSIN_TRY(auto const email, body.text("email"));
  return desk.store.write([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const agent, partners::agent_by_email(session, email));
    if (!agent) return base::Error("partners.unknown_agent");
    BASSIN_TRY(auto answer, held_of(session, agent->id, desk.now()));
    // What agents keep for themselves they read themselves.
    auto& parts = answer["parts"];
    for (auto it = parts.begin(); it != parts.end();) it = it->at("part") == "lists" ? parts.erase(it) : it + 1;
    BASSIN_DO(access::record(session, {.actor = actor_of(call, desk),
                                       .action = "agent.told",
                                       .kind = "agent",
                                       .record = agent->id,
                                       .before = {},
                                       .after = {},
                                       .note = {},
                                       .subject = {}}));
    return answer;
  });
}

}  // namespace

void add_held_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Method;
  routes.add({Method::get, "/api/v1/session/data", Need::signed_in, http::Lane::store},
             [&accounts](Call const& call) { return get_own(call, accounts); });
  routes.add({Method::post, "/api/v1/agents/data", Need::manage_installation, http::Lane::store},
             [&accounts](Call const& call) { return post_agent(call, accounts); });
}

}  // namespace bassin::service
