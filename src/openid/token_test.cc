// Tokens that a provider signed, and what somebody makes of them.
#include "openid/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "openid/document.h"
#include "openid/token_test_support.h"

namespace bassin::openid {
namespace {

using testing::ElementsAre;

constexpr std::int64_t at = 1'795'636'200;
constexpr std::string_view nonce = "nonce-of-this-sign-in-0123456789-abcdef";

Json good_claims() {
  return {{"iss", "https://provider.test"},
          {"sub", "42"},
          {"aud", "bassin"},
          {"exp", at + 300},
          {"iat", at},
          {"nonce", nonce},
          {"amr", {"pwd", "mfa"}},
          {"idp_id", "idp-1"},
          {"given_name", "Ann"},
          {"usual_name", "Bol"},
          {"siret", "24770043800011"}};
}

class TokenTest : public testing::Test {
 protected:
  static Signer& rsa() {
    static Signer signer(Signer::Kind::rsa, "rsa-1");
    return signer;
  }
  static Signer& ec() {
    static Signer signer(Signer::Kind::ec, "ec-1");
    return signer;
  }
  static Keys keys(std::vector<Json> const& list) { return parse_keys(Json{{"keys", list}}.dump()).value(); }

  Keys keys_ = keys({rsa().jwk(), ec().jwk()});

  // "" where it is taken to the end; else the error's code and reason.
  std::string judged(std::string const& token, std::string const& secret = "") const {
    auto const claims = verify_signature(token, {keys_, secret});
    if (!claims.ok()) return std::string(claims.error().code) + " " + std::string(claims.error().value("reason"));
    auto const done = check_id_token(*claims, {"https://provider.test", "bassin", base::Instant{at * 1000}}, nonce);
    return done.ok() ? "" : std::string(done.error().code) + " " + std::string(done.error().value("reason"));
  }
  // The good claims with others in their place; null takes one away.
  static std::string signed_with(Json const& changes) {
    auto claims = good_claims();
    for (auto const& [name, value] : changes.items()) {
      if (value.is_null())
        claims.erase(name);
      else
        claims[name] = value;
    }
    return rsa().token(claims);
  }
};

TEST_F(TokenTest, TakesWhatTheProviderSigned) {
  EXPECT_EQ(judged(rsa().token(good_claims())), "");
  EXPECT_EQ(judged(ec().token(good_claims())), "");
  auto const claims = verify_signature(ec().token(good_claims()), {keys_, ""}).value();
  EXPECT_EQ(claims.name, "Ann Bol");
  EXPECT_EQ(claims.idp, "idp-1");
  EXPECT_EQ(claims.siret, "24770043800011");
  EXPECT_THAT(claims.methods, ElementsAre("pwd", "mfa"));
}

TEST_F(TokenTest, WithoutAnIdTheKeyIsFound) {
  EXPECT_EQ(judged(ec().token({{"alg", "ES256"}}, good_claims())), "");
  keys_ = keys({Signer(Signer::Kind::ec, "other").jwk(), ec().jwk()});
  EXPECT_EQ(judged(ec().token({{"alg", "ES256"}}, good_claims())), "");
}

TEST_F(TokenTest, RefusesNoAlgorithm) {
  for (auto const* const name : {"none", "None", "NONE", "nOnE", ""}) {
    auto const text = base64url(Json{{"alg", name}}.dump()) + "." + base64url(good_claims().dump()) + ".";
    EXPECT_NE(judged(text), "") << name;
    EXPECT_NE(judged(text + "AAAA"), "") << name;
  }
  EXPECT_NE(judged(base64url(R"({"kid":"rsa-1"})") + "." + base64url(good_claims().dump()) + "."), "");
}

TEST_F(TokenTest, RefusesAlgorithmsThatAreNotOurs) {
  for (auto const* const name : {"RS384", "RS512", "PS256", "ES384", "HS384", "HS512", "dir", "RSA-OAEP"})
    EXPECT_EQ(judged(rsa().token({{"alg", name}, {"kid", "rsa-1"}}, good_claims())).substr(0, 12), "openid.token") << name;
}

// The public key is known to everybody: as a secret it must be worth nothing, in whatever form it was taken.
TEST_F(TokenTest, RefusesAPublicKeyAsASecret) {
  Json const header{{"alg", "HS256"}, {"kid", "rsa-1"}};
  for (auto const& secret : {rsa().jwk().dump(), rsa().jwk()["n"].get<std::string>(), keys_[0].json, std::string()}) {
    EXPECT_EQ(judged(hs256(header, good_claims(), secret)), "openid.token algorithm");
    EXPECT_EQ(judged(hs256(header, good_claims(), secret), "the client's secret"), "openid.token signature");
  }
}

TEST_F(TokenTest, TakesTheSecretWhereItIsAgreedAlone) {
  std::string const secret = "a secret between the two, 32 bytes";
  auto const token = hs256({{"alg", "HS256"}}, good_claims(), secret);
  EXPECT_EQ(judged(token, secret), "");
  EXPECT_EQ(judged(token), "openid.token algorithm");
  EXPECT_EQ(judged(token, secret + "x"), "openid.token signature");
  EXPECT_EQ(judged(hs256({{"alg", "RS256"}, {"kid", "rsa-1"}}, good_claims(), secret), secret), "openid.token signature");
}

TEST_F(TokenTest, RefusesWhatWasChanged) {
  auto const token = rsa().token(good_claims());
  auto const first = token.find('.'), second = token.rfind('.');
  auto const other = base64url([] {
    auto claims = good_claims();
    claims["sub"] = "43";
    return claims.dump();
  }());
  EXPECT_EQ(judged(token.substr(0, first + 1) + other + token.substr(second)), "openid.token signature");
  EXPECT_EQ(judged(token.substr(0, second + 1)), "openid.token signature");
  EXPECT_EQ(judged(token.substr(0, second)), "openid.token form");
  EXPECT_EQ(judged(token + ".x"), "openid.token form");
  EXPECT_EQ(judged(""), "openid.token form");
  EXPECT_EQ(judged("a.b.c"), "openid.token form");
  for (std::size_t place = 0; place + 1 < token.size(); place += 7) {
    auto changed = token;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    EXPECT_NE(judged(changed), "") << place;
  }
}

// Found by the fuzzer: a letter, then padding, and the library asserted.
TEST_F(TokenTest, RefusesPaddingAndOtherLetters) {
  auto const token = rsa().token(good_claims());
  auto const first = token.find('.'), second = token.rfind('.');
  for (std::string const part : {"A=", "A===", "AAAAA===", "=", "A=AA", "A A", "AA+A", "AA/A", "A\xc3\xa9"}) {
    EXPECT_EQ(judged(part + token.substr(first)), "openid.token form") << part;
    EXPECT_EQ(judged(token.substr(0, first + 1) + part + token.substr(second)), "openid.token form") << part;
    EXPECT_EQ(judged(token.substr(0, second + 1) + part), "openid.token form") << part;
  }
}

TEST_F(TokenTest, RefusesKeysOfOthers) {
  Signer const stranger(Signer::Kind::ec, "ec-1"), unknown(Signer::Kind::ec, "ec-2");
  EXPECT_EQ(judged(stranger.token(good_claims())), "openid.token signature");
  EXPECT_EQ(judged(unknown.token(good_claims())), "openid.unknown_key ");
  EXPECT_EQ(judged(ec().token({{"alg", "ES256"}, {"kid", "rsa-1"}}, good_claims())), "openid.unknown_key ");
  // A key that comes with the token is not looked at.
  EXPECT_EQ(judged(stranger.token({{"alg", "ES256"}, {"kid", "ec-1"}, {"jwk", stranger.jwk()}}, good_claims())), "openid.token signature");
  keys_ = keys({unknown.jwk()});
  EXPECT_EQ(judged(unknown.token(good_claims())), "") << "after a rotation";
}

TEST_F(TokenTest, RefusesWhatMustBeUnderstood) {
  Json header = ec().header();
  header["crit"] = {"b64"};
  header["b64"] = false;
  EXPECT_EQ(judged(ec().token(header, good_claims())), "openid.token crit");
}

TEST_F(TokenTest, RefusesOtherIssuersAudiencesAndSignIns) {
  EXPECT_EQ(judged(signed_with({{"iss", "https://provider.test/"}})), "openid.token iss");
  EXPECT_EQ(judged(signed_with({{"iss", nullptr}})), "openid.token iss");
  EXPECT_EQ(judged(signed_with({{"aud", "another"}})), "openid.token aud");
  EXPECT_EQ(judged(signed_with({{"aud", nullptr}})), "openid.token aud");
  EXPECT_EQ(judged(signed_with({{"aud", {"bassin", "another"}}})), "openid.token azp");
  EXPECT_EQ(judged(signed_with({{"aud", {"bassin", "another"}}, {"azp", "bassin"}})), "");
  EXPECT_EQ(judged(signed_with({{"azp", "another"}})), "openid.token azp");
  EXPECT_EQ(judged(signed_with({{"nonce", "nonce-of-another-sign-in"}})), "openid.token nonce");
  EXPECT_EQ(judged(signed_with({{"nonce", nullptr}})), "openid.token nonce");
  EXPECT_EQ(judged(signed_with({{"sub", nullptr}})), "openid.token sub");
}

TEST_F(TokenTest, RefusesOtherTimes) {
  EXPECT_EQ(judged(signed_with({{"exp", at - skew_seconds}})), "openid.token exp");
  EXPECT_EQ(judged(signed_with({{"exp", at - skew_seconds + 1}})), "");
  EXPECT_EQ(judged(signed_with({{"exp", nullptr}})), "openid.token exp");
  EXPECT_EQ(judged(signed_with({{"iat", at + skew_seconds + 1}})), "openid.token iat");
  EXPECT_EQ(judged(signed_with({{"iat", at - most_age_seconds - skew_seconds - 1}})), "openid.token iat");
  EXPECT_EQ(judged(signed_with({{"iat", nullptr}})), "openid.token iat");
  for (auto const& odd : {Json("soon"), Json(-1), Json(1e300), Json(true), Json::array()})
    EXPECT_EQ(judged(signed_with({{"exp", odd}})), "openid.token exp") << odd;
}

TEST_F(TokenTest, RefusesClaimsOfOtherTypes) {
  for (auto const* const name : {"iss", "sub", "nonce", "azp", "idp_id", "siret", "email", "given_name"}) {
    EXPECT_EQ(judged(signed_with({{name, 1}})), "openid.token " + std::string(name));
    EXPECT_EQ(judged(signed_with({{name, "a\r\nb"}})), "openid.token " + std::string(name));
  }
  EXPECT_EQ(judged(signed_with({{"aud", {"bassin", 1}}})), "openid.token aud");
  EXPECT_EQ(judged(signed_with({{"amr", 1}})), "openid.token amr");
  EXPECT_EQ(judged(signed_with({{"sub", std::string(501, 'x')}})), "openid.token sub");
}

TEST_F(TokenTest, RefusesTokensThatAreTooLarge) {
  auto claims = good_claims();
  claims["filling"] = std::string(most_token_bytes, 'x');
  EXPECT_EQ(judged(rsa().token(claims)), "openid.token form");
  claims = good_claims();
  claims["deep"] = Json::parse(std::string(20, '[') + std::string(20, ']'));
  EXPECT_EQ(judged(rsa().token(claims)), "openid.token form");
}

TEST_F(TokenTest, TakesKeysThatAreFitForIt) {
  EXPECT_EQ(keys_.size(), 2U);
  EXPECT_TRUE(keys({Signer(Signer::Kind::rsa, "small", 1024).jwk()}).empty());
  auto encryption = rsa().jwk(), other_algorithm = rsa().jwk(), curve = ec().jwk(), odd = ec().jwk();
  encryption["use"] = "enc";
  other_algorithm["alg"] = "PS256";
  curve["crv"] = "P-384";
  odd["x"] = "AAAA\",\"d\":\"";
  EXPECT_TRUE(keys({encryption, other_algorithm, curve, odd, "text", {{"kty", "oct"}, {"k", "c2VjcmV0"}}}).empty());
  EXPECT_EQ(keys(std::vector<Json>(200, ec().jwk())).size(), 50U);
  for (auto const* const text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":1})", "{\"keys\":[{\"kty\":\"RSA\""})
    EXPECT_FALSE(parse_keys(text).ok()) << text;
  EXPECT_FALSE(parse_keys(R"({"keys":[)" + std::string(most_keys_bytes, ' ') + "]}").ok());
  auto off_curve = ec().jwk();
  off_curve["y"] = off_curve["x"];
  keys_ = keys({off_curve});
  EXPECT_EQ(judged(ec().token(good_claims())), "openid.token signature");
}

Json good_document() {
  return {{"issuer", "https://provider.test/a"},
          {"authorization_endpoint", "https://provider.test/a/authorize"},
          {"token_endpoint", "https://provider.test/a/token"},
          {"jwks_uri", "https://provider.test/a/keys"},
          {"userinfo_endpoint", "https://provider.test/a/me"},
          {"authorization_response_iss_parameter_supported", true}};
}
std::string refusal(Json const& document) {
  auto const read = parse_document(document.dump(), "https://provider.test/a");
  return read.ok() ? "" : std::string(read.error().code) + " " + std::string(read.error().value("what"));
}

TEST(Document, IsReadWithSuspicion) {
  EXPECT_EQ(document_address("https://provider.test/api/v2"), "https://provider.test/api/v2/.well-known/openid-configuration");
  EXPECT_EQ(document_address("https://provider.test/"), "https://provider.test/.well-known/openid-configuration");
  EXPECT_EQ(refusal(good_document()), "");
  EXPECT_TRUE(parse_document(good_document().dump(), "https://provider.test/a").value().names_itself);
  auto other = good_document();
  other["issuer"] = "https://provider.test/b";
  EXPECT_EQ(refusal(other), "openid.issuer ");
  for (auto const* const name : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
    auto without = good_document();
    without.erase(name);
    EXPECT_EQ(refusal(without), "openid.document " + std::string(name));
    for (auto const& bad : {Json("http://provider.test/x"), Json("javascript:alert(1)"), Json("https://"), Json("/token"), Json(1),
                            Json("https://user@provider.test/"), Json("https://provider.test/ x"), Json("https://provider.test/#x")}) {
      without[name] = bad;
      EXPECT_EQ(refusal(without), "openid.document " + std::string(name)) << bad;
    }
  }
  EXPECT_FALSE(parse_document(std::string(most_document_bytes + 1, ' '), "https://provider.test/a").ok());
}

TEST(Document, PlainAddressesAreThisMachineAlone) {
  for (auto const* const good : {"http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:1/a", "https://a.test"})
    EXPECT_TRUE(is_endpoint(good)) << good;
  for (auto const* const bad :
       {"http://127.0.0.1.evil.test/", "http://localhost.evil.test/", "http://10.0.0.1/", "http:///a", "ftp://a.test"})
    EXPECT_FALSE(is_endpoint(bad)) << bad;
}

}  // namespace
}  // namespace bassin::openid
