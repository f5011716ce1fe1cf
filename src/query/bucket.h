// How many of one key.
#pragma once

#include <cstdint>
#include <string>

namespace bassin::query {

struct Bucket {
  std::string key;
  std::uint64_t count = 0;
  friend bool operator==(Bucket const&, Bucket const&) = default;
};

}  // namespace bassin::query
