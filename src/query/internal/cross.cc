#include "query/internal/cross.h"

#include <utility>

namespace bassin::query::internal {

namespace {

constexpr std::uint64_t dense_most = 1U << 18U;
constexpr std::size_t first_slots = 4096;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 31U)) * 0x9e3779b97f4a7c15ULL;
  return x ^ (x >> 29U);
}

}  // namespace

PairCounter::PairCounter(std::uint64_t first_keys, std::uint64_t second_keys) : second_keys_(second_keys == 0 ? 1 : second_keys) {
  if (first_keys != 0 && first_keys * second_keys_ <= dense_most) {
    dense_.resize(first_keys * second_keys_);
  } else {
    slots_.resize(first_slots);
  }
}

std::uint64_t& PairCounter::slot(std::uint64_t pair) {
  if (used_ * 2 >= slots_.size()) grow();
  auto const mask = slots_.size() - 1;
  auto i = mix(pair) & mask;
  while (slots_[i].count != 0 && slots_[i].pair != pair) i = (i + 1) & mask;
  if (slots_[i].count == 0) ++used_;
  slots_[i].pair = pair;
  return slots_[i].count;
}

void PairCounter::grow() {
  auto old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  used_ = 0;
  for (auto const& s : old) {
    if (s.count != 0) slot(s.pair) = s.count;
  }
}

}  // namespace bassin::query::internal
