// Rows as people type them into spreadsheets, made from a register by chance that can be had again: misspelt, abbreviated, with words left
// out and cells left empty.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "matching/matching.h"

namespace bassin::bench {

// What the register says of an establishment.
struct Known {
  std::string name;
  bool person = false;  // "NOM PRENOM"
  std::string number, repetition, street_type, street;
  std::string postal_code, commune;
};

[[nodiscard]] matching::Wanted typed(Known const& known, std::mt19937_64& random);

}  // namespace bassin::bench
