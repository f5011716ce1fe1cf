// What a provider of OpenID Connect says of itself: where its endpoints are (OpenID Connect Discovery 1.0).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::openid {

inline constexpr std::size_t most_document_bytes = 64 * 1024;

struct Document {
  std::string issuer;
  std::string authorization, token, keys;
  std::string userinfo, end_session;  // ""
  bool names_itself = false;          // its answers in the browser hold the parameter `iss` (RFC 9207)
};

// https://…, or http to this machine itself, without user, fragment, space or control character.
[[nodiscard]] bool is_endpoint(std::string_view address);
// "https://provider/a" -> "https://provider/a/.well-known/openid-configuration".
[[nodiscard]] std::string document_address(std::string_view issuer);
// Errors: "openid.document" (issuer, what): not JSON, or a member that is missing or no endpoint; "openid.issuer" (expected,
// found): it speaks for another one.
[[nodiscard]] base::Result<Document> parse_document(std::string_view json, std::string const& issuer);

}  // namespace bassin::openid
