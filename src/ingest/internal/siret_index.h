// Ascending keys (SIRET, or SIREN) and the place of each, found in a step or two.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bassin::ingest::internal {

inline constexpr std::uint64_t nics = 100'000;  // SIRET = SIREN * nics + NIC

template <class Key>
class SortedKeys {
 public:
  SortedKeys() = default;
  // `keys` ascending, each once, and staying where they are; `shift`: keys that share their upper bits are told apart by a search.
  SortedKeys(std::span<Key const> keys, std::uint64_t divisor) : keys_(keys), divisor_(divisor) {
    if (keys.empty()) return;
    first_.resize(static_cast<std::size_t>(keys.back() / divisor) + 2);
    for (auto const key : keys) ++first_[static_cast<std::size_t>(key / divisor) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  }

  [[nodiscard]] std::optional<std::uint32_t> find(Key key) const {
    auto const place = lower_bound(key);
    if (place == keys_.size() || keys_[place] != key) return std::nullopt;
    return place;
  }
  // Place of the first key that is not below.
  [[nodiscard]] std::uint32_t lower_bound(Key key) const {
    auto const bucket = static_cast<std::size_t>(key / divisor_);
    if (bucket + 1 >= first_.size()) return static_cast<std::uint32_t>(keys_.size());
    auto low = first_[bucket];
    auto high = first_[bucket + 1];
    while (low < high) {
      auto const middle = (low + high) / 2;
      (keys_[middle] < key ? low : high) = keys_[middle] < key ? middle + 1 : middle;
    }
    return low;
  }
  [[nodiscard]] std::span<Key const> keys() const { return keys_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }

 private:
  std::span<Key const> keys_;
  std::uint64_t divisor_ = 1;
  std::vector<std::uint32_t> first_;  // place of the first key of each bucket
};

// 16 MB of buckets each for the whole country.
inline constexpr std::uint64_t siren_bucket = 256;
inline constexpr std::uint64_t siret_bucket = siren_bucket * nics;

}  // namespace bassin::ingest::internal
