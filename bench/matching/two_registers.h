// One synthetic register twice: whole, from which rows are drawn, and with a part left out, against which they are matched. So rows that
// are absent look like those that are there: same places, same streets, often the same unit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "query/view.h"
#include "synthesis/synthesis.h"

namespace bassin::bench {

struct TwoRegisters {
  std::shared_ptr<query::View const> whole, part;
};

// Writes into the folder. `left_out_percent` of the establishments, half of them with their whole unit, are not in `part`.
[[nodiscard]] base::Result<TwoRegisters> make_registers(std::string const& folder, synthesis::Parameters parameters,
                                                        unsigned left_out_percent);

}  // namespace bassin::bench
