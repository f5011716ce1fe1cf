#include "query/internal/bound_territory.h"

#include "base/checksum.h"
#include "query/internal/tables.h"

namespace bassin::query::internal {

namespace {

constexpr std::size_t most_kept = 256;  // a region's takes about 100 kB

std::string key_of(reference::Territory const& territory) {
  std::string key = std::to_string(territory.date.days);
  key.reserve(key.size() + territory.communes.size() * 6);
  for (auto const& code : territory.communes) {
    key += ',';
    key += code;
  }
  return key;
}

BoundTerritory bind(reference::Territory const& territory, Tables const& tables) {
  BoundTerritory bound;
  auto const& first = tables.snapshot->establishments().commune_first;
  for (auto& code : reference::register_codes(territory)) {
    if (auto const commune = tables.find_commune(code.code)) {
      bound.rows.emplace_back(first[*commune], first[*commune + 1]);
      if (code.approximate) bound.approximate.push_back(code.code);
    }
    bound.codes.insert(std::move(code.code));
  }
  return bound;
}

}  // namespace

std::shared_ptr<BoundTerritory const> BoundTerritories::of(reference::Territory const& territory, Tables const& tables) {
  auto key = key_of(territory);
  {
    std::lock_guard const lock(mutex_);
    if (auto const known = kept_.find(key); known != kept_.end()) return known->second;
  }
  auto bound = bind(territory, tables);
  bound.fingerprint = base::checksum(key);
  auto shared = std::make_shared<BoundTerritory const>(std::move(bound));
  std::lock_guard const lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.emplace(std::move(key), shared);
  return shared;
}

}  // namespace bassin::query::internal
