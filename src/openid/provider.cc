#include "openid/provider.h"

#include "openid/document.h"
#include "openid/internal/exchange.h"
#include "openid/internal/memory.h"
#include "openid/internal/query.h"
#include "openid/internal/signature.h"
#include "openid/token.h"

namespace bassin::openid {

namespace {

using base::Error;
using base::Result;

constexpr std::int64_t kept_seconds = 3600;  // for a sign-in that is under way

Error refused(std::string_view reason) { return Error("openid.token", {{"reason", std::string(reason)}}); }

// An id_token and the answer of userinfo, told together: what both say they must say alike.
Result<Identity> told_together(Claims const& token, Claims const& info, std::string id_token) {
  if (info.subject != token.subject) return refused("sub");
  if (!token.idp.empty() && !info.idp.empty() && token.idp != info.idp) return refused("idp_id");
  auto const first = [](std::string const& a, std::string const& b) { return a.empty() ? b : a; };
  Identity out;
  out.issuer = token.issuer;
  out.subject = token.subject;
  out.idp = first(token.idp, info.idp);
  out.name = first(info.name, token.name);
  out.email = first(info.email, token.email);
  out.siret = first(info.siret, token.siret);
  out.methods = token.methods.empty() ? info.methods : token.methods;
  out.id_token = std::move(id_token);
  return out;
}

}  // namespace

Provider::Provider(Settings settings, base::Clock now)
    : settings_(std::move(settings)), now_(std::move(now)), memory_(std::make_unique<Memory>(settings_, now_)) {}
Provider::~Provider() = default;

Result<std::string> Provider::sign_in_address(Attempt const& attempt) {
  BASSIN_TRY(auto const document, memory_->document(settings_.document_seconds));
  Query query;
  query.add("response_type", "code");
  query.add("client_id", settings_.client);
  query.add("redirect_uri", settings_.redirect);
  query.add("scope", settings_.scopes);
  query.add("state", attempt.state);
  query.add("nonce", attempt.nonce);
  query.add("code_challenge", challenge_of(attempt.verifier));
  query.add("code_challenge_method", "S256");
  if (!settings_.acr_values.empty()) query.add("acr_values", settings_.acr_values);
  if (settings_.asks_methods) query.add("claims", R"({"id_token":{"amr":{"essential":true}}})");
  return query.after(document.authorization);
}

Result<Identity> Provider::identify(Returned const& returned, Attempt const& attempt) {
  BASSIN_TRY(auto const document, memory_->document(kept_seconds));
  bool const same = returned.issuer.empty() ? !document.names_itself : returned.issuer == settings_.issuer;
  // What came in an address is anybody's: it is quoted where it is an address itself.
  auto const found = is_endpoint(returned.issuer) ? returned.issuer : std::string();
  if (!same) return Error("openid.issuer", {{"expected", settings_.issuer}, {"found", found}});
  BASSIN_TRY(auto const tokens, exchange_code(settings_, document, returned.code, attempt.verifier));
  Expected const expected{settings_.issuer, settings_.client, now_()};
  BASSIN_TRY(auto const token, memory_->verified(tokens.id_token));
  BASSIN_DO(check_id_token(token, expected, attempt.nonce));
  auto info = token;
  if (!document.userinfo.empty()) {
    BASSIN_TRY(auto const answer, ask_userinfo(settings_, document, tokens.access_token));
    BASSIN_TRY(info, answer.is_signed ? memory_->verified(answer.text) : parse_claims(answer.text));
    if (answer.is_signed) BASSIN_DO(check_claims(info, expected));
  }
  BASSIN_TRY(auto identity, told_together(token, info, tokens.id_token));
  if (!settings_.needs_idp) identity.idp.clear();
  if (settings_.needs_idp && identity.idp.empty()) return refused("idp_id");
  return identity;
}

std::optional<std::string> Provider::sign_out_address(std::string_view id_token, std::string_view state) const {
  auto const address = memory_->end_session();
  if (address.empty() || id_token.empty()) return std::nullopt;
  Query query;
  query.add("id_token_hint", id_token);
  query.add("post_logout_redirect_uri", settings_.after_sign_out);
  query.add("state", state);
  return query.after(address);
}

void Provider::look(std::stop_token const& stop) { memory_->look(stop); }

}  // namespace bassin::openid
