// Pairs of keys counted: densely where they are few, else in a hash table.
#pragma once

#include <cstdint>
#include <vector>

namespace bassin::query::internal {

class PairCounter {
 public:
  PairCounter(std::uint64_t first_keys, std::uint64_t second_keys);

  void add(std::uint32_t first, std::uint32_t second, std::uint64_t count = 1) {
    auto const pair = first * second_keys_ + second;
    (dense_.empty() ? slot(pair) : dense_[pair]) += count;
  }
  template <class Each>
  void for_each(Each const& each) const {
    for (std::uint64_t pair = 0; pair < dense_.size(); ++pair) {
      if (dense_[pair] != 0) tell(each, pair, dense_[pair]);
    }
    for (auto const& s : slots_) {
      if (s.count != 0) tell(each, s.pair, s.count);
    }
  }

 private:
  struct Slot {
    std::uint64_t pair = 0;
    std::uint64_t count = 0;
  };
  template <class Each>
  void tell(Each const& each, std::uint64_t pair, std::uint64_t count) const {
    each(static_cast<std::uint32_t>(pair / second_keys_), static_cast<std::uint32_t>(pair % second_keys_), count);
  }
  // The counter of that pair, which the caller makes more than 0.
  [[nodiscard]] std::uint64_t& slot(std::uint64_t pair);
  void grow();

  std::uint64_t second_keys_;
  std::vector<std::uint64_t> dense_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace bassin::query::internal
