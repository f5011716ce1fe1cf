// A provider of OpenID Connect by which people sign in: the authorisation-code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).
// It knows no account: it says where to send a browser, and who came back. Safe in several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::openid {

struct Settings {
  enum class Authentication : std::uint8_t { basic, post };  // client_secret_basic, client_secret_post
  std::string issuer;                                        // https://…, or http to this machine itself
  std::string client, secret;
  Authentication authentication = Authentication::basic;
  std::string scopes = "openid";
  std::string redirect;                // where the browser comes back to, absolute
  std::string after_sign_out;          // and after signing out at the provider
  std::string acr_values;              // "": not asked
  bool asks_methods = false;           // the claim amr, by the parameter `claims`
  bool needs_idp = false;              // subjects are those of an identity provider behind this one: the claim idp_id must be there
  bool symmetric = false;              // HS256 with the secret too
  std::string ca_file;                 // PEM; "": the authorities that the system trusts
  std::int64_t document_seconds = 60;  // how long a browser is sent there without another look at the provider
};

// One sign-in under way: each of 256 bits of chance, in base64url.
struct Attempt {
  std::string state, nonce, verifier;
};

// What the browser brought back.
struct Returned {
  std::string code;
  std::string issuer;  // the parameter `iss`; ""
};

// Who it is, as the provider says: (issuer, idp, subject) is one person's for ever, nothing else is.
struct Identity {
  std::string issuer, idp, subject;
  std::string name, email, siret;    // ""
  std::vector<std::string> methods;  // how they proved it: "pwd", "mfa" …
  std::string id_token;              // for signing out there
};

class Provider {
 public:
  Provider(Settings settings, base::Clock now);
  ~Provider();
  Provider(Provider const&) = delete;
  Provider& operator=(Provider const&) = delete;

  // Where to send the browser. Each question to the provider ends within six seconds; one that failed is not asked again for ten,
  // or document_seconds where that is less, and the same error is returned at once.
  // Errors: those of outward::call and of parse_document; "openid.answer" (host, what): another status or form.
  [[nodiscard]] base::Result<std::string> sign_in_address(Attempt const& attempt);
  // Errors also: "openid.issuer"; "openid.code" (): the provider does not know the code, or no longer; "openid.client" (reason): nor
  // us; "openid.token" (reason), "openid.unknown_key", "openid.keys".
  [[nodiscard]] base::Result<Identity> identify(Returned const& returned, Attempt const& attempt);
  // Asks nobody. Nothing where the provider has no such place, or was never reached.
  [[nodiscard]] std::optional<std::string> sign_out_address(std::string_view id_token, std::string_view state) const;
  // Looks at the provider ahead of the first who needs it.
  void look(std::stop_token const& stop);

 private:
  struct Memory;
  Settings settings_;
  base::Clock now_;
  std::unique_ptr<Memory> memory_;
};

}  // namespace bassin::openid
