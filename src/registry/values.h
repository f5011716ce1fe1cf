// The small values that columns of the register hold. Every list starts with 0 for "not known".
#pragma once

#include <cstdint>

#include "base/strong.h"

namespace bassin::registry {

using EstablishmentRow = base::Strong<std::uint32_t, struct EstablishmentRowTag>;
using UnitRow = base::Strong<std::uint32_t, struct UnitRowTag>;

// etatAdministratifEtablissement A / F, etatAdministratifUniteLegale A / C.
enum class State : std::uint8_t { unknown, active, closed };

// statutDiffusion O / P (N before 2022-11 reads as P).
enum class Diffusion : std::uint8_t { unknown, open, partial };

enum class Tri : std::uint8_t { unknown, no, yes };

// categorieEntreprise.
enum class UnitCategory : std::uint8_t { unknown, pme, eti, ge };

// qualite_xy of the geolocation file: 11, 12, 21, 22, 33; `given` for the columns of the stock file and for
// longitude/latitude files, which state no quality.
enum class PositionQuality : std::uint8_t { none, street_number, street, likely_street_number, likely_street, commune, given };

enum class PositionSource : std::uint8_t { none, geolocation_file, stock_columns, longitude_latitude_file, corrected };

// Who asks: `impersonal` sees the least, `agent` all. `impersonal` is whoever reads the register without personal data
// (an analyst): natural persons' rows show nothing that says who they are. `open` is anybody without a right to
// protected data (the public, elected members); `agent` is entitled to them (code de commerce, R123-232-1).
enum class Audience : std::uint8_t { open, agent, impersonal };

// What a row keeps back; bits of the column `privacy`. Written at import from the diffusion status of the establishment
// and of its unit and from the unit's nature. From the audience `open` (INSEE, « diffusion partielle », as the
// State's own search of enterprises applies it):
//   natural person (or nature unknown), establishment or unit P: all five;
//   legal person: establishment or unit P: address and position; unit P: acronym too.
// From `impersonal` that, and all five of every natural person (or nature unknown), whatever the diffusion.
enum Privacy : std::uint8_t {
  hides_nothing = 0,
  hides_names = 1,    // name of the unit: nom, prénoms, pseudonyme, dénomination of a natural person
  hides_acronym = 2,  // sigle
  hides_brands = 4,   // enseignes and usual name
  hides_address = 8,  // everything of the address but the commune; the postal code too
  hides_position = 16,
  hides_all = 31,
  of_natural_person = 32,  // or of a unit whose nature is unknown: hides nothing from `open`
};
inline constexpr std::uint8_t privacy_bits = hides_all | of_natural_person;

// The bits of a row, by the rule above.
[[nodiscard]] constexpr std::uint8_t privacy_of(Diffusion establishment, Diffusion unit, Tri natural_person) {
  bool const partial_establishment = establishment == Diffusion::partial;
  bool const partial_unit = unit == Diffusion::partial;
  bool const partial = partial_establishment || partial_unit;
  if (natural_person != Tri::no) return static_cast<std::uint8_t>(of_natural_person | (partial ? hides_all : hides_nothing));
  if (!partial) return hides_nothing;
  return static_cast<std::uint8_t>(hides_address | hides_position | (partial_unit ? hides_acronym : 0));
}

// The bits of `privacy` any of which hides `what`, one or more of the five kinds, from the audience.
[[nodiscard]] constexpr std::uint8_t hiding(std::uint8_t what, Audience audience) {
  if (audience == Audience::agent || what == hides_nothing) return hides_nothing;
  return audience == Audience::open ? what : static_cast<std::uint8_t>(what | of_natural_person);
}

[[nodiscard]] constexpr bool visible(std::uint8_t privacy, Privacy what, Audience audience) {
  return (privacy & hiding(what, audience)) == 0;
}

// The kinds that the row keeps from the audience.
[[nodiscard]] constexpr std::uint8_t hidden_from(std::uint8_t privacy, Audience audience) {
  if (audience == Audience::agent) return hides_nothing;
  bool const as_person = audience == Audience::impersonal && (privacy & of_natural_person) != 0;
  return as_person ? std::uint8_t{hides_all} : static_cast<std::uint8_t>(privacy & hides_all);
}

}  // namespace bassin::registry
