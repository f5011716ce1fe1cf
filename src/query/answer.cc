#include "query/answer.h"

#include <array>

namespace bassin::query {

std::string_view id_of(Caveat::Code code) {
  static constexpr std::array<std::string_view, 15> ids = {"today-value",          "no-history",
                                                           "rows-without-history", "legal-form-unknown",
                                                           "activity-2025-absent", "territory-approximate",
                                                           "territory-absent",     "state-overrides-field",
                                                           "positions-masked",     "after-data",
                                                           "fictitious",           "corrections-undated",
                                                           "positions-absent",     "overlay-unresolved",
                                                           "businesses-absent"};
  return ids[static_cast<std::size_t>(code)];
}

}  // namespace bassin::query
