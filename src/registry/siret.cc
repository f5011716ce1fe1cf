#include "registry/siret.h"

namespace bassin::registry {

bool control_digit_holds(std::uint64_t number) {
  constexpr std::uint64_t la_poste = 356'000'000;
  bool const is_la_poste = number / 100'000 == la_poste;
  unsigned luhn = 0;
  unsigned sum = 0;
  bool twice = false;
  for (auto rest = number; rest > 0; rest /= 10, twice = !twice) {
    auto const digit = static_cast<unsigned>(rest % 10);
    auto const doubled = digit * 2;
    sum += digit;
    luhn += twice ? (doubled > 9 ? doubled - 9 : doubled) : digit;
  }
  return luhn % 10 == 0 || (is_la_poste && sum % 5 == 0);
}

}  // namespace bassin::registry
