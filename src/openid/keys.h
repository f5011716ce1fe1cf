// The keys by which a provider signs (RFC 7517): those that we verify with, the rest is left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::openid {

inline constexpr std::size_t most_keys_bytes = 256 * 1024;

enum class Algorithm : std::uint8_t { rs256, es256, hs256 };

struct Key {
  std::string id;  // "kid"; ""
  Algorithm algorithm = Algorithm::rs256;
  std::string json;  // its public part alone
};
using Keys = std::vector<Key>;

// RSA keys of 2,048 to 8,192 bits for RS256 and keys of the curve P-256 for ES256 that are not stated for another use; the first 50
// of them. Errors: "openid.keys" (): no set of keys.
[[nodiscard]] base::Result<Keys> parse_keys(std::string_view json);

}  // namespace bassin::openid
