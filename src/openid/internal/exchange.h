// The questions that are put to a provider itself: each ends within seconds, and its answer has a size.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "openid/document.h"
#include "openid/keys.h"
#include "openid/provider.h"

namespace bassin::openid {

[[nodiscard]] base::Result<Document> ask_document(Settings const& settings, std::stop_token const& stop);
[[nodiscard]] base::Result<Keys> ask_keys(Settings const& settings, Document const& document);

struct Tokens {
  std::string access_token, id_token;
};
[[nodiscard]] base::Result<Tokens> exchange_code(Settings const& settings, Document const& document, std::string const& code,
                                                 std::string const& verifier);
struct UserInfo {
  std::string text;
  bool is_signed = false;  // a token; else the claims themselves
};
[[nodiscard]] base::Result<UserInfo> ask_userinfo(Settings const& settings, Document const& document, std::string const& access_token);

}  // namespace bassin::openid
