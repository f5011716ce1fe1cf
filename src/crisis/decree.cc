#include "crisis/decree.h"

#include <fmt/format.h>

#include "reference/geography.h"

namespace bassin::crisis {

std::optional<Fault> fault_of(Decree const& it, base::Date today) {
  if (reference::geography().versions(it.commune).empty()) return Fault{"commune", "77142"};
  if (it.from > it.to) return Fault{"to", "≥ " + base::to_iso(it.from)};
  // The rules begin with the law of 13 July 1982.
  if (it.from < base::make_date(1980, 1, 1)) return Fault{"from", "≥ 1980-01-01"};
  if (it.published < it.from || it.published > today)
    return Fault{"published", fmt::format("{} … {}", base::to_iso(it.from), base::to_iso(today))};
  return std::nullopt;
}

}  // namespace bassin::crisis
