// The establishments of one legal unit.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "query/view.h"

namespace bassin::query {

struct UnitRows {
  std::vector<std::uint32_t> rows;  // head office, then active ones, then by SIRET; at most 100
  std::uint64_t total = 0;
};
// None for a SIREN that the snapshot does not hold. Errors: "image.damaged".
[[nodiscard]] base::Result<UnitRows> rows_of_unit(View const& view, std::uint32_t siren);

}  // namespace bassin::query
