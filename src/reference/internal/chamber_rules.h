// The two inputs of the chamber rule that are read from tables: what a legal category means for it, and which forms of
// exercise an activity may take.
#pragma once

#include <cstdint>
#include <string_view>

#include "reference/chambers.h"

namespace bassin::reference::internal {

// Every category of one class attaches alike.
enum class LegalClass : std::uint8_t {
  unknown,
  sole_trader,
  commercial,  // commercial by its form (code de commerce, L210-1)
  liberal,     // company of a regulated liberal profession, and its holding
  civil,       // civil company that does not farm
  farming,     // GAEC, EARL, SCEA, land groups, farm cooperatives, CUMA, SICA
  outside,     // public bodies, associations, social bodies, and the banks and insurers that the chamber tax leaves out
  other,
};
inline constexpr std::size_t legal_class_count = 8;
[[nodiscard]] LegalClass legal_class_of(std::uint16_t legal_category);
// A category of that class.
[[nodiscard]] std::uint16_t example_of(LegalClass legal_class);

struct ActivityForms {
  Natures under_11;
  Natures from_11;
  friend bool operator==(ActivityForms const& a, ActivityForms const& b) {
    return a.under_11.bits == b.under_11.bits && a.from_11.bits == b.from_11.bits;
  }
};
// Of data/reference/chambers_by_activity.tsv; empty for a code that it does not hold. By index in naf_rev2().
[[nodiscard]] ActivityForms const& forms_of(std::uint16_t naf_index);

// The chambers of those forms; 0 for forms that belong to none.
[[nodiscard]] ChamberMask chambers_of(Natures natures);
// The forms among them that lead to that chamber.
[[nodiscard]] Natures forms_for(Natures natures, Chamber chamber);
// Whether a form stands among them that is known to belong to no chamber (liberal, lessor, no activity...).
[[nodiscard]] bool has_outside_form(Natures natures);

}  // namespace bassin::reference::internal
