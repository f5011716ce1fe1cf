// Which businesses a damage report may be about, and why; an agent says which it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crisis/damage_report.h"
#include "query/row.h"
#include "service/casework_call.h"

namespace bassin::service {

enum class Likeness : std::uint8_t {
  siret,    // that SIRET
  phone,    // a contact of the reader's organisation there, or another report of that business, has the number to call back
  name,     // a name like the one that was typed
  address,  // that address
  near,     // within near_m of where the phone was
};
// "siret".
[[nodiscard]] std::string_view id_of(Likeness likeness);

inline constexpr double near_m = 50;
inline constexpr std::size_t proposals_most = 8;

struct Proposal {
  std::string business;
  std::vector<Likeness> reasons;  // none twice, in their order
  double name = 0;                // how alike the names are, 0 to 1
  std::optional<double> metres;   // from where the phone was, where both are known to the reader
  query::Row row;                 // as the reader may see it
  std::optional<crisis::Case> it;
};
// The likeliest first. What the reader's view does not hold, or the reader may not read, takes no part; near businesses are those whose
// position is public. Errors: those of find_damage_report(), "service.not_ready".
[[nodiscard]] base::Result<std::vector<Proposal>> proposals_for(Call const& call, Casework const& casework, std::string const& report);

}  // namespace bassin::service
