#include "openid/keys.h"

#include <algorithm>
#include <optional>

#include "openid/internal/json.h"

namespace bassin::openid {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

constexpr std::size_t most_keys = 50, most_id = 200;
constexpr std::size_t least_modulus = 342, most_modulus = 1366, most_exponent = 8, coordinate = 43;  // letters of base64url

bool is_number(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

std::string member(Json const& key, char const* name) { return text_of(key, name).value_or("\x01"); }

std::optional<Key> key_of(Json const& json) {
  if (!json.is_object()) return std::nullopt;
  Key out;
  out.id = member(json, "kid");
  auto const use = member(json, "use"), type = member(json, "kty"), algorithm = member(json, "alg");
  if (out.id.size() > most_id || out.id == "\x01" || (!use.empty() && use != "sig")) return std::nullopt;
  if (type == "RSA") {
    auto const n = member(json, "n"), e = member(json, "e");
    if (!is_number(n, least_modulus, most_modulus) || !is_number(e, 1, most_exponent)) return std::nullopt;
    if (!algorithm.empty() && algorithm != "RS256") return std::nullopt;
    out.algorithm = Algorithm::rs256;
    out.json = Json{{"kty", type}, {"n", n}, {"e", e}}.dump();
    return out;
  }
  auto const x = member(json, "x"), y = member(json, "y");
  bool const fits = type == "EC" && member(json, "crv") == "P-256" && is_number(x, coordinate, coordinate) &&
                    is_number(y, coordinate, coordinate) && (algorithm.empty() || algorithm == "ES256");
  if (!fits) return std::nullopt;
  out.algorithm = Algorithm::es256;
  out.json = Json{{"kty", type}, {"crv", "P-256"}, {"x", x}, {"y", y}}.dump();
  return out;
}

}  // namespace

Result<Keys> parse_keys(std::string_view json) {
  auto const object = json.size() > most_keys_bytes ? Json() : read_object(json);
  auto const list = object.is_object() ? object.find("keys") : object.end();
  if (!object.is_object() || list == object.end() || !list->is_array()) return Error("openid.keys");
  Keys out;
  for (auto const& it : *list) {
    auto key = key_of(it);
    if (key && out.size() < most_keys) out.push_back(std::move(*key));
  }
  return out;
}

}  // namespace bassin::openid
