// Pairs of cases of one crisis that may be one business, for a person to say.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crisis/case_state.h"
#include "geo/point.h"

namespace bassin::service {

enum class Alike : std::uint8_t {
  siret,    // one row of the register, or a report on the one that names the other's
  phone,    // one number, of contacts of the reader's organisation or given in reports
  name,     // one name within near_each_other metres, or where a place is not known, in one commune
  address,  // one address, of one unit, of names that share a word, or of a place entered by hand
};
inline constexpr std::size_t alike_count = 4;
[[nodiscard]] std::string_view id_of(Alike alike);
inline constexpr double near_each_other = 150;
// An address or a number of more cases than that says nothing: a mall, an accountant.
inline constexpr std::size_t crowd = 6;

// A case with what the reader may see of its business; "" and nothing otherwise.
struct AlikePlace {
  std::string record, business, commune;
  std::string row;  // the one of the register that it is shown as
  std::string siren, name, street, repetition;
  int number = 0;
  std::optional<geo::Point> point;
  crisis::CaseState reached = crisis::CaseState::potential;
};

struct AlikeCases {
  std::size_t one = 0, other = 0;  // of the places; `one` is proposed to be kept
  std::vector<Alike> reasons;      // none twice, in their order
  std::optional<double> metres;    // between both, where the reader may see both
};
struct Phones {
  std::vector<std::pair<std::string, std::string>> all;  // business, number in its normal form
};
struct SiretOnCase {
  std::string record, siret;
};
// The most reasons first; not those that `apart` names.
[[nodiscard]] std::vector<AlikeCases> alike_cases(std::vector<AlikePlace> const& places, Phones const& phones,
                                                  std::vector<SiretOnCase> const& sirets,
                                                  std::vector<std::pair<std::string, std::string>> const& apart);

}  // namespace bassin::service
