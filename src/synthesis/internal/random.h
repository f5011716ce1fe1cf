// Pseudo-random numbers of our own: the standard library's distributions differ from one implementation to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bassin::synthesis::internal {

// SplitMix64's last step: spreads every bit of `value` over all bits.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return mix(mix(a) ^ b); }

// xoshiro256** (Blackman and Vigna, public domain).
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) {
    for (auto& word : state_) word = seed = mix(seed);
  }

  constexpr std::uint64_t next() {
    std::uint64_t const result = rotate(state_[1] * 5, 7) * 9;
    std::uint64_t const shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // 0 <= result < bound; bound from 1 to 2^32 - 1.
  constexpr std::uint32_t below(std::uint64_t bound) { return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U); }
  // first <= result <= last.
  constexpr std::int32_t between(std::int32_t first, std::int32_t last) {
    return first + static_cast<std::int32_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  }
  // 0 <= result < 1.
  constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  constexpr bool chance(double probability) { return unit() < probability; }

  template <class T>
  auto const& one_of(T const& items) {
    return items[below(items.size())];
  }

 private:
  static constexpr std::uint64_t rotate(std::uint64_t x, unsigned by) { return (x << by) | (x >> (64U - by)); }
  std::uint64_t state_[4] = {};
};

// Draws an index in proportion to its weight.
class Weighted {
 public:
  void add(std::uint64_t weight) { sums_.push_back(total() + weight); }
  [[nodiscard]] std::uint64_t total() const { return sums_.empty() ? 0 : sums_.back(); }
  [[nodiscard]] std::size_t size() const { return sums_.size(); }
  // total() > 0.
  [[nodiscard]] std::uint32_t draw(Random& random) const { return draw_among(random, 0, static_cast<std::uint32_t>(size())); }
  // Among the indexes first <= i < last, whose weights are not all 0.
  [[nodiscard]] std::uint32_t draw_among(Random& random, std::uint32_t first, std::uint32_t last) const;

 private:
  std::vector<std::uint64_t> sums_;
};

}  // namespace bassin::synthesis::internal
