// What a provider of OpenID Connect sends: its document, its keys and a token, each on a line of its own. The keys of the input may
// verify its token; one of ours never does.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "openid/document.h"
#include "openid/token.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view line(std::string_view& rest) {
  auto const end = rest.find('\n');
  auto const out = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return out;
}

// The base point of the curve mirrored: nobody signs with its private half by chance.
constexpr std::string_view own_key = R"({"keys":[{"kty":"EC","crv":"P-256",)"
                                     R"("x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",)"
                                     R"("y":"sBy9HAHlgGVxGBS1g_Bh6dQxzKmUzqExNEm_l8hArgo"}]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::openid;
  std::string_view rest(reinterpret_cast<char const*>(data), size);
  auto const document = line(rest), keys = line(rest), token = line(rest);
  if (auto const read = parse_document(document, "https://p.test"); read.ok()) {
    require(is_endpoint(read->authorization) && is_endpoint(read->token) && is_endpoint(read->keys));
    require(read->issuer == "https://p.test");
  }
  static Keys const own = parse_keys(own_key).value();
  auto const read = parse_keys(keys);
  auto const& tried = read.ok() && !read->empty() ? *read : own;
  for (auto const& key : tried) require(key.algorithm != Algorithm::hs256 && !key.json.empty());
  require(!verify_signature(token, {own, ""}).ok());
  auto const claims = verify_signature(token, {tried, ""});
  if (claims.ok()) (void)check_id_token(*claims, {"https://p.test", "client", {0}}, "nonce").ok();
  if (auto const said = parse_claims(document); said.ok()) require(said->subject.size() <= 500 && said->audience.size() <= 20);
  return 0;
}
