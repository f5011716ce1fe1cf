// Under which compensation each loss of a farm falls, as dated rules: data/reference/farm_regimes.tsv.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "reference/language.h"

namespace bassin::reference {

struct FarmRegime {
  std::string_view heading;               // "harvest"
  std::optional<base::Date> from, until;  // days of the event; both included
  std::string_view id;                    // "crop_insurance"
  Label name, source;
};
// In the order of the file.
[[nodiscard]] std::span<FarmRegime const> farm_regimes();
// The rule that holds of a loss under that heading on that day; nullptr: none is known.
[[nodiscard]] FarmRegime const* farm_regime(std::string_view heading, base::Date day);

}  // namespace bassin::reference
