// What the endpoints of people and partners share.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partners/desk.h"
#include "service/call.h"

namespace bassin::openid {
class Provider;
}
namespace bassin::partners {
class ReaderCache;
}

namespace bassin::service {

// A provider of OpenID Connect by which people may sign in.
struct SignInProvider {
  openid::Provider* provider = nullptr;  // null: none
  std::string name;                      // as screens say it
  bool follows_siret = false;            // the agent's organisation is the one that the provider states
  // What went wrong with the provider or on the way to it, for the log; names nobody. From several threads.
  std::function<void(base::Error const&)> said;
};

struct Accounts {
  partners::Desk* desk = nullptr;
  partners::ReaderCache* readers = nullptr;
  std::vector<partners::HandOverHook> hand_over;  // what others hold for an agent who leaves
  bool public_register = false;
  std::string setup_code;            // "": the installation is set up
  std::atomic<bool> set_up = false;  // once there is an agent there always is one
  std::string notice;                // the confidentiality notice in force; Markdown
  SignInProvider provider;
};

// The value of the request's cookie of that name; "" where it has none.
[[nodiscard]] std::string cookie_of(http::Request const& request, std::string_view name);
// "bassin"; over TLS "__Host-bassin", which browsers take from this host alone, for all paths.
[[nodiscard]] std::string cookie_name(http::Request const& request, std::string_view name);
// The secret of the request's session; "" where it has none.
[[nodiscard]] std::string session_secret(http::Request const& request);
// "__Host-bassin=…; Path=/; HttpOnly; …"; `secret` "": the cookie goes.
[[nodiscard]] std::string session_cookie(http::Request const& request, std::string_view secret);
[[nodiscard]] partners::Visitor visitor_of(Call const& call);
// Who acts, of a signed-in reader.
[[nodiscard]] access::Actor actor_of(Call const& call, partners::Desk const& desk);

// Whether the reader administers that organisation, or runs the installation.
[[nodiscard]] bool manages(access::Reader const& reader, std::string_view organisation);

// "epci:247700438" of a code or a name; "" of "". Errors: those of reference::find_territory.
[[nodiscard]] base::Result<std::string> territory_code(std::string_view text, base::Date today);
// Codes under which the register holds rows of the territory, sorted; null for "" and what is no territory. Kept.
[[nodiscard]] std::shared_ptr<std::vector<std::string> const> territory_communes(std::string const& territory, base::Date today);
[[nodiscard]] std::string territory_label(std::string const& territory, base::Date today);

// GET /api/v1/session, of the session with that secret.
[[nodiscard]] base::Result<Json> session_json(Call const& call, Accounts& accounts, std::string_view secret);
// The answer of a step: the new session, and its cookie.
[[nodiscard]] base::Result<http::Response> session_answer(Call const& call, Accounts& accounts, std::string_view secret);

void add_session_endpoints(Routes& routes, Accounts& accounts);
void add_provider_endpoints(Routes& routes, Accounts& accounts);
void add_setup_endpoints(Routes& routes, Accounts& accounts);
void add_organisation_endpoints(Routes& routes, Accounts& accounts);
void add_agent_endpoints(Routes& routes, Accounts& accounts);
void add_held_endpoints(Routes& routes, Accounts& accounts);
void add_invitation_endpoints(Routes& routes, Accounts& accounts);
void add_audit_endpoints(Routes& routes, Accounts& accounts);

}  // namespace bassin::service
