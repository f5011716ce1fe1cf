// Names and addresses as words that can be compared: folded, abbreviations written out, what says little marked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bassin::matching {

// The words of a name: legal forms, titles and articles left out where others are there, "ST" as SAINT, "ETS" left out, letters with
// points put together ("S.N.C.F.").
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

struct AddressLine {
  std::uint32_t number = 0;         // 0: none
  std::string repetition;           // "B" for bis, "T" for ter, else the letter; empty: none
  std::string kind;                 // "RUE", "AVENUE": written out; empty: none
  std::vector<std::string> street;  // words: titles and ranks written out, articles left out
  std::string postal_code;          // where the line ends with it and a commune
  std::string commune;

  [[nodiscard]] bool empty() const { return street.empty() && kind.empty(); }
};

// "12 bis, av. du Gal de Gaulle - 77120 COULOMMIERS". What stands before the number (a building, a floor) is left out.
[[nodiscard]] AddressLine read_address(std::string_view line);
// From the register's own columns.
[[nodiscard]] AddressLine address_of(std::string_view number, std::string_view repetition, std::string_view kind, std::string_view street);

// A commune's name as words: "ST" as SAINT, articles left out, CEDEX, arrondissements and what follows left out.
[[nodiscard]] std::string commune_key(std::string_view name);

}  // namespace bassin::matching
