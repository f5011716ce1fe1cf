#include "openid/token.h"

#include <algorithm>
#include <cmath>

#include "openid/internal/json.h"
#include "openid/internal/signature.h"

namespace bassin::openid {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

constexpr std::size_t most_list = 20, most_text = 500;
constexpr double most_seconds = 1e11;

Error refused(std::string_view reason) { return Error("openid.token", {{"reason", std::string(reason)}}); }

Result<void> take_text(Json const& object, char const* name, std::string& into) {
  auto text = text_of(object, name);
  if (!text || text->size() > most_text) return refused(name);
  into = std::move(*text);
  return {};
}

Result<void> take_time(Json const& object, char const* name, std::optional<std::int64_t>& into) {
  auto const found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  if (!found->is_number()) return refused(name);
  auto const seconds = found->get<double>();
  if (!(seconds >= 0 && seconds < most_seconds)) return refused(name);
  into = static_cast<std::int64_t>(std::floor(seconds));
  return {};
}

// A text, or a list of texts.
Result<void> take_list(Json const& object, char const* name, std::vector<std::string>& into) {
  auto const found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  auto const list = found->is_array() ? *found : Json::array({*found});
  if (list.size() > most_list) return refused(name);
  for (auto const& it : list) {
    auto const* const text = it.get_ptr<std::string const*>();
    if (text == nullptr || text->size() > most_text) return refused(name);
    into.push_back(*text);
  }
  return {};
}

Result<std::string> name_of(Json const& object) {
  std::string given, usual, family, whole;
  BASSIN_DO(take_text(object, "given_name", given));
  BASSIN_DO(take_text(object, "usual_name", usual));
  BASSIN_DO(take_text(object, "family_name", family));
  BASSIN_DO(take_text(object, "name", whole));
  auto const& last = usual.empty() ? family : usual;
  if (given.empty() || last.empty()) return whole.empty() ? given + last : whole;
  return given + " " + last;
}

// Three parts in base64url without padding (RFC 7515 §7.1), judged here: libcjose 0.6 ends the process over a part whose letters
// stop ("=") one after a multiple of four.
bool is_compact(std::string_view token) {
  auto const is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return token.size() <= most_token_bytes && std::count(token.begin(), token.end(), '.') == 2 &&
         std::all_of(token.begin(), token.end(), is_letter);
}

}  // namespace

Result<Claims> parse_claims(std::string_view json) {
  auto const object = json.size() > most_token_bytes ? Json() : read_object(json);
  if (object.is_null()) return refused("form");
  Claims out;
  BASSIN_DO(take_text(object, "iss", out.issuer));
  BASSIN_DO(take_text(object, "sub", out.subject));
  BASSIN_DO(take_text(object, "nonce", out.nonce));
  BASSIN_DO(take_text(object, "azp", out.party));
  BASSIN_DO(take_text(object, "idp_id", out.idp));
  BASSIN_DO(take_text(object, "siret", out.siret));
  BASSIN_DO(take_text(object, "email", out.email));
  BASSIN_DO(take_list(object, "aud", out.audience));
  BASSIN_DO(take_list(object, "amr", out.methods));
  BASSIN_DO(take_time(object, "exp", out.expires));
  BASSIN_DO(take_time(object, "iat", out.issued));
  BASSIN_TRY(out.name, name_of(object));
  return out;
}

Result<Claims> verify_signature(std::string_view token, Trust const& trust) {
  if (!is_compact(token)) return refused("form");
  auto const signed_text = SignedText::read(token);
  if (!signed_text) return refused("form");
  if (signed_text->is_critical()) return refused("crit");
  auto const name = signed_text->algorithm();
  if (name == "HS256") {
    if (trust.secret.empty()) return refused("algorithm");
    auto const content = signed_text->verified_with_secret(trust.secret);
    return content ? parse_claims(*content) : refused("signature");
  }
  if (name != "RS256" && name != "ES256") return refused("algorithm");
  auto const algorithm = name == "RS256" ? Algorithm::rs256 : Algorithm::es256;
  auto const id = signed_text->key_id();
  bool known = false;
  for (auto const& key : trust.keys) {
    if (key.algorithm != algorithm || (!id.empty() && key.id != id)) continue;
    known = true;
    if (auto const content = signed_text->verified_with(key)) return parse_claims(*content);
  }
  return known ? refused("signature") : Error("openid.unknown_key");
}

Result<void> check_claims(Claims const& claims, Expected const& expected) {
  auto const now = expected.now.ms / 1000;
  auto const& audience = claims.audience;
  if (claims.issuer != expected.issuer) return refused("iss");
  if (std::find(audience.begin(), audience.end(), expected.client) == audience.end()) return refused("aud");
  if (claims.party.empty() ? audience.size() > 1 : claims.party != expected.client) return refused("azp");
  if (claims.expires && *claims.expires + skew_seconds <= now) return refused("exp");
  if (claims.issued && (*claims.issued > now + skew_seconds || *claims.issued + most_age_seconds + skew_seconds < now))
    return refused("iat");
  return {};
}

Result<void> check_id_token(Claims const& claims, Expected const& expected, std::string_view nonce) {
  BASSIN_DO(check_claims(claims, expected));
  if (claims.subject.empty()) return refused("sub");
  if (!claims.expires) return refused("exp");
  if (!claims.issued) return refused("iat");
  if (nonce.empty() || claims.nonce != nonce) return refused("nonce");
  return {};
}

}  // namespace bassin::openid
