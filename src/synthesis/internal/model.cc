#include "synthesis/internal/model.h"

namespace bassin::synthesis::internal {

std::uint32_t luhn_digit(std::uint64_t digits) {
  std::uint32_t sum = 0;
  for (bool twice = true; digits > 0; digits /= 10, twice = !twice) {
    auto const digit = static_cast<std::uint32_t>(digits % 10);
    sum += twice ? digit * 2 / 10 + digit * 2 % 10 : digit;
  }
  return (10 - sum % 10) % 10;
}

}  // namespace bassin::synthesis::internal
