// Pairs of cases of one crisis that may be one business, for a person to say.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "service/crisis_list.h"

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

struct AlikeCases {
  std::size_t one = 0, other = 0;  // places in the rows; `one` is proposed to be kept
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
[[nodiscard]] std::vector<AlikeCases> alike_cases(std::vector<CrisisRow> const& rows, Phones const& phones,
                                                  std::vector<SiretOnCase> const& sirets,
                                                  std::vector<std::pair<std::string, std::string>> const& apart);

}  // namespace bassin::service
