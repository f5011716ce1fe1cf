// SIRET and SIREN as people and spreadsheet programs write them.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::matching {

struct Number {
  std::uint64_t value = 0;
  bool given = false;  // something stood there
  bool good = false;   // as many digits as there must be, and a right control digit
};

// Blanks, dots and hyphens between digits are left out; zeros that a spreadsheet program ate are put back; "1.2345678901234E+13" and
// "12345678901234,00" are read where they name every digit. "FR" with two digits before a SIREN is a VAT number, and its SIREN is taken.
[[nodiscard]] Number read_siret(std::string_view cell);
[[nodiscard]] Number read_siren(std::string_view cell);

}  // namespace bassin::matching
