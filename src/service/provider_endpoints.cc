// /api/v1/session/provider: signing in through a provider of OpenID Connect, and the links of accounts to it.
//
// A browser that comes or comes back by a link is answered by another page, never by JSON: failures are a word in the address of
// the page that follows, which has the sentences.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/target.h"
#include "openid/provider.h"
#include "partners/invitation.h"
#include "partners/provider.h"
#include "partners/reader_cache.h"
#include "partners/secret.h"
#include "service/accounts.h"
#include "service/body.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;
using http::Response;
using partners::ProviderPurpose;

constexpr std::string_view attempt_cookie = "bassin-provider", sign_in_page = "/connexion", account_page = "/compte";
constexpr std::size_t most_path = 1000, most_parameter = 4000;

std::string parameter(Call const& call, std::string_view name) {
  for (auto const& [key, value] : call.request.query) {
    if (key == name) return value.size() <= most_parameter ? value : std::string();
  }
  return {};
}

// A path of this server's pages, or "".
std::string own_path(std::string const& text) {
  bool const fits = text.size() <= most_path && text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/api/");
  bool const clean = text.find('\\') == std::string::npos &&
                     std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return fits && clean ? text : std::string();
}

// Unlike the session's, this cookie must come along when another site sends the browser back here.
std::string cookie_for_attempt(http::Request const& request, std::string_view value) {
  std::string cookie = cookie_name(request, attempt_cookie) + "=" + std::string(value) +
                       "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(value.empty() ? 0 : partners::attempt_seconds);
  if (request.secure) cookie += "; Secure";
  return cookie;
}

Response sent_to(std::string_view address) {
  Response response;
  response.status = 303;
  response.set_header("Location", address);
  response.set_header("Cache-Control", "no-store");
  return response;
}

// What the page that follows can say of an error; "down" where it lies with the provider or the way to it.
std::string_view word_of(Error const& error) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"partners.provider_attempt", "expired"},
      {"openid.code", "expired"},
      {"partners.no_step", "expired"},
      {"partners.provider_unlinked", "unlinked"},
      {"partners.provider_organisation", "siret"},
      {"partners.provider_taken", "taken"},
      {"partners.provider_known_account", "known"},
      {"partners.no_invitation", "invitation"},
      {"partners.locked", "locked"},
      {"service.provider_cancelled", "cancelled"},
      {"openid.token", "refused"},
      {"openid.unknown_key", "refused"},
      {"openid.issuer", "refused"},
      {"openid.client", "refused"},
      {"service.provider_refused", "refused"},
  };
  for (auto const& [code, word] : words) {
    if (error.code == code) return word;
  }
  return error.code.starts_with("outward.") || error.code.starts_with("openid.") ? "down" : "trouble";
}

Response failed_at(std::string_view page, Error const& error) {
  return sent_to(std::string(page) + "?fournisseur=" + std::string(word_of(error)));
}

// For whoever keeps the server, where it lies with the provider or the way to it.
void report(Accounts const& accounts, Error const& error) {
  bool const lies_there = error.code.starts_with("outward.") || error.code.starts_with("openid.");
  if (lies_there && accounts.provider.said) accounts.provider.said(error);
}

struct Begun {
  std::string address, cookie;
};
Result<Begun> begin(Call const& call, Accounts& accounts, ProviderPurpose const& purpose) {
  auto* const provider = accounts.provider.provider;
  if (provider == nullptr) return Error("service.no_provider");
  auto const attempt = partners::new_provider_attempt();
  auto const address = provider->sign_in_address({attempt.state, attempt.nonce, attempt.verifier});
  if (!address.ok()) {
    report(accounts, address.error());
    return address.error();
  }
  BASSIN_DO(partners::begin_provider(*accounts.desk, attempt, purpose, visitor_of(call)));
  return Begun{*address, cookie_for_attempt(call.request, attempt.browser)};
}

Result<Response> get_start(Call const& call, Accounts& accounts) {
  if (accounts.provider.provider == nullptr) return Error("service.no_provider");
  ProviderPurpose purpose;
  purpose.return_path = own_path(parameter(call, "suite"));
  auto const begun = begin(call, accounts, purpose);
  if (!begun.ok()) return failed_at(sign_in_page, begun.error());
  auto response = sent_to(begun->address);
  response.headers.emplace_back("Set-Cookie", begun->cookie);
  return response;
}

// For a page that goes there itself.
Response address_answer(Call const& call, Begun const& begun) {
  auto response = answer_of(Json{{"address", begun.address}}, call.context, call.request);
  response.headers.emplace_back("Set-Cookie", begun.cookie);
  return response;
}

Result<Response> post_link(Call const& call, Accounts& accounts) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  ProviderPurpose purpose;
  purpose.agent = call.reader.agent;
  purpose.session = partners::hash_of_secret(session_secret(call.request));
  BASSIN_TRY(auto const begun, begin(call, accounts, purpose));
  return address_answer(call, begun);
}

Result<Response> post_invitation(Call const& call, Accounts& accounts) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  if (accounts.provider.provider == nullptr) return Error("service.no_provider");
  auto const token = call.request.path_value("token");
  BASSIN_TRY([[maybe_unused]] auto const found, partners::find_invitation(*accounts.desk, token));
  ProviderPurpose purpose;
  purpose.invitation = partners::hash_of_secret(token);
  BASSIN_TRY(auto const begun, begin(call, accounts, purpose));
  return address_answer(call, begun);
}

Result<partners::ProviderIdentity> identity_of(Call const& call, Accounts const& accounts, partners::ProviderAttempt const& attempt) {
  auto const refusal = parameter(call, "error");
  if (refusal == "access_denied") return Error("service.provider_cancelled");
  auto const code = parameter(call, "code");
  if (!refusal.empty() || code.empty()) return Error("service.provider_refused");
  BASSIN_TRY(auto it,
             accounts.provider.provider->identify({code, parameter(call, "iss")}, {attempt.state, attempt.nonce, attempt.verifier}));
  auto const siret = accounts.provider.follows_siret ? std::optional(it.siret) : std::nullopt;
  return partners::ProviderIdentity{it.issuer, it.idp, it.subject, it.name, siret, it.methods, it.id_token};
}

// The secret of the session that follows; "" for a link, which changes no session.
Result<std::string> finish(Call const& call, Accounts& accounts, partners::TakenAttempt const& taken) {
  auto const& desk = *accounts.desk;
  auto const& purpose = taken.purpose;
  BASSIN_TRY(auto const identity, identity_of(call, accounts, taken.attempt));
  if (!purpose.invitation.empty()) return partners::accept_by_provider(desk, purpose.invitation, identity, visitor_of(call));
  if (purpose.agent.empty()) return partners::sign_in_by_provider(desk, identity, visitor_of(call));
  BASSIN_DO(partners::link_provider(desk, purpose, identity, visitor_of(call)));
  return std::string();
}

Result<Response> get_callback(Call const& call, Accounts& accounts) {
  if (accounts.provider.provider == nullptr) return Error("service.no_provider");
  auto const& desk = *accounts.desk;
  auto const taken =
      partners::take_provider_attempt(desk, cookie_of(call.request, attempt_cookie), parameter(call, "state"), visitor_of(call));
  auto const secret = taken.ok() ? finish(call, accounts, *taken) : Result<std::string>(taken.error());
  bool const links = taken.ok() && !taken->purpose.agent.empty();
  auto const page = links ? account_page : sign_in_page;
  if (!secret.ok()) {
    report(accounts, secret.error());
    if (secret.error().code != "partners.locked")
      BASSIN_DO(partners::record_provider_failure(desk, links ? taken->purpose.agent : "", secret.error().code, visitor_of(call)));
    auto response = failed_at(page, secret.error());
    if (taken.ok()) response.headers.emplace_back("Set-Cookie", cookie_for_attempt(call.request, ""));
    return response;
  }
  // Whatever session the browser brought is no longer of use.
  if (!secret->empty()) BASSIN_DO(partners::sign_out(desk, session_secret(call.request), visitor_of(call)));
  accounts.readers->forget();
  auto const& path = taken->purpose.return_path;
  auto response = sent_to(links          ? std::string(page) + "?fournisseur=linked"
                          : path.empty() ? std::string(page)
                                         : std::string(page) + "?suite=" + http::percent_encode(path));
  response.headers.emplace_back("Set-Cookie", cookie_for_attempt(call.request, ""));
  if (!secret->empty()) response.headers.emplace_back("Set-Cookie", session_cookie(call.request, *secret));
  return response;
}

Result<Json> get_links(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  BASSIN_TRY(auto const links,
             desk.store.read([&](sql::Session& session) { return partners::provider_links(session, call.reader.agent); }));
  Json out{{"links", Json::array()}};
  for (auto const& it : links) out["links"].push_back({{"id", it.id}, {"issuer", it.issuer}, {"idp", it.idp}, {"linked", it.linked_at}});
  return out;
}

Result<Json> delete_link(Call const& call, Accounts& accounts) {
  auto const& desk = *accounts.desk;
  std::string const id(call.request.path_value("id"));
  BASSIN_DO(desk.store.write([&](sql::Session& session) { return partners::unlink_provider(session, actor_of(call, desk), id); }));
  accounts.readers->forget();
  return Json::object();
}

}  // namespace

void add_provider_endpoints(Routes& routes, Accounts& accounts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, Lane::store}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  auto const add_raw = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add_raw({method, path, need, Lane::outside}, [&accounts, endpoint](Call const& call) { return endpoint(call, accounts); });
  };
  add_raw(Method::get, "/api/v1/session/provider", Need::nothing, get_start);
  add_raw(Method::get, "/api/v1/session/provider/callback", Need::nothing, get_callback);
  add_raw(Method::post, "/api/v1/session/provider/links", Need::signed_in, post_link);
  add(Method::get, "/api/v1/session/provider/links", Need::signed_in, get_links);
  add(Method::remove, "/api/v1/session/provider/links/{id}", Need::signed_in, delete_link);
  add_raw(Method::post, "/api/v1/invitations/{token}/provider", Need::nothing, post_invitation);
}

}  // namespace bassin::service
