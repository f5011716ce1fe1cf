// A territory: a dated set of communes. Found by code or by name; an EPCI that is gone is found at its last date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "reference/geography.h"
#include "reference/language.h"

namespace bassin::reference {

enum class TerritoryKind : std::uint8_t { commune, epci, departement, region, list };
// "commune", "epci", "departement", "region", "list".
[[nodiscard]] std::string_view id_of(TerritoryKind kind);

// A set of kinds to look among.
struct TerritoryKinds {
  std::uint8_t bits = 0xff;
  [[nodiscard]] static constexpr TerritoryKinds all() { return {}; }
  [[nodiscard]] static constexpr TerritoryKinds only(TerritoryKind kind) {
    return {static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind))};
  }
  [[nodiscard]] constexpr TerritoryKinds operator|(TerritoryKinds other) const { return {static_cast<std::uint8_t>(bits | other.bits)}; }
  [[nodiscard]] constexpr bool has(TerritoryKind kind) const { return (bits >> static_cast<unsigned>(kind)) & 1U; }
};

// What a reader must know beside the territory itself.
struct TerritoryNote {
  enum class Kind : std::uint8_t {
    ended,           // the EPCI no longer exists at the date asked; `values`: last day
    not_yet,         // the EPCI did not exist yet at the date asked; `values`: first day
    resolved,        // the code asked is no commune at that date; `values`: code asked, its name, commune answered
    before_history,  // perimeters are known from the first vintage on only; `values`: that date
  };
  Kind kind;
  std::vector<std::string> values;
  [[nodiscard]] std::string text(Language language) const;
};

struct Territory {
  TerritoryKind kind = TerritoryKind::commune;
  std::string id;  // commune code, SIREN, département or region code; for a list its codes joined by commas
  std::string name;
  base::Date date;                    // the date of the perimeter: the one asked, or the last of an EPCI that is gone
  std::vector<std::string> communes;  // codes valid at `date`, sorted, each once
  std::vector<TerritoryNote> notes;
  // Municipal population by the vintage in force at `date`; communes without one are left out.
  [[nodiscard]] std::uint64_t population() const;
};

// `text`: a code ("77142", "77", "247700438"), a code with its kind ("region:11", "dep:77", "commune:77142",
// "epci:247700438"; also "departement:", "dept:"), a list of codes ("77142,77171", or "list:" before it; one code alone
// after "list:" is a list), or a name. A bare number of two characters is a département. Names are compared folded: all exact matches, else
// all that start with the text, else those with every word of it; by kind, then population, at most 50. Delegated communes, arrondissements
// and names of former communes are found as the commune that holds them, with a note.
// Errors: "reference.unknown_territory" {text, near: up to three names that may have been meant, parted by "; "},
// "reference.unknown_code" {code} (in a list), "reference.empty_territory" {text}.
[[nodiscard]] base::Result<std::vector<Territory>> find_territories(std::string_view text, base::Date at,
                                                                    TerritoryKinds kinds = TerritoryKinds::all());

// As find_territories, for where exactly one is meant. "reference.ambiguous_territory" {text, choices} when several match.
[[nodiscard]] base::Result<Territory> find_territory(std::string_view text, base::Date at, TerritoryKinds kinds = TerritoryKinds::all());

// A list file: one code per line; after the code, anything following a blank, tab, comma or semicolon is left alone; a
// first line whose first word holds no digit is taken as a header; empty lines and lines from '#' are skipped.
// Errors: "reference.unknown_code" {code, line}, "reference.empty_territory" {text}.
[[nodiscard]] base::Result<Territory> territory_from_list(std::string_view content, std::string name, base::Date at);

struct TerritorySuccession {
  std::string commune;        // as in the territory
  std::string commune_after;  // the commune that holds it after; usually the same
  std::string epci_before;    // empty: in none
  std::string epci_after;
  base::Date date;  // first day of the new state
};
// For each commune of the territory, the changes of EPCI or of commune after the territory's date, in order of
// commune, then date. An EPCI that only changed its SIREN shows as a change.
[[nodiscard]] std::vector<TerritorySuccession> successions(Territory const& territory);

struct RegisterCode {
  std::string code;
  bool approximate = false;  // the code covers more than the territory (a commune merged since into a larger one)
  friend bool operator==(RegisterCode const&, RegisterCode const&) = default;
};
// All commune codes under which a register file may hold rows of these communes: the communes, their former codes,
// delegated and associated communes, arrondissements, and the communes that they became since. Sorted by code. A code is
// approximate when its commune took in ground from outside the territory since the territory's date, whether it is a
// successor or one of the territory's own codes.
[[nodiscard]] std::vector<RegisterCode> register_codes(Territory const& territory);

}  // namespace bassin::reference
