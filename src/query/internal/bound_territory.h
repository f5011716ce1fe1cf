// A territory as a snapshot holds it: the rows under its communes and under the codes that their ground bore before and
// since. Bound once and kept: following the codes of a département through the mergers takes longer than most answers.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "reference/territory.h"

namespace bassin::query::internal {

struct Tables;

struct BoundTerritory {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;  // [first, last) of each code that the register has, by code
  std::vector<std::string> approximate;                       // codes among them that cover more than the territory
  std::unordered_set<std::string> codes;                      // all of them, for businesses that the register lacks
  std::uint64_t fingerprint = 0;                              // of date and communes
};

// Those of one snapshot. May be asked by several threads.
class BoundTerritories {
 public:
  // Throws column::Damaged.
  [[nodiscard]] std::shared_ptr<BoundTerritory const> of(reference::Territory const& territory, Tables const& tables);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<BoundTerritory const>> kept_;  // by date and communes
};

}  // namespace bassin::query::internal
