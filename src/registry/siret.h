// The control digit of the numbers that name establishments and units.
#pragma once

#include <cstdint>

namespace bassin::registry {

// Of a SIRET or a SIREN: Luhn, and for establishments of La Poste (SIREN 356000000) a digit sum that is a multiple of 5 too.
[[nodiscard]] bool control_digit_holds(std::uint64_t number);

}  // namespace bassin::registry
