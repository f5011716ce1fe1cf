// Communes, EPCI, départements and regions as one dated history, merged at build time from every yearly official
// geographic code (COG) since 2019 and from the history of communes since 1943. docs/formats/reference.md describes the
// embedded file. Every text handed out lives as long as the program.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace bassin::reference {

// [from, to): `from` is the first day, `to` the first day after.
struct Validity {
  // No known start: valid since before the history begins.
  static constexpr base::Date always{std::numeric_limits<std::int32_t>::min()};
  // No known end: still valid in the newest vintage, and taken to hold after it.
  static constexpr base::Date open{std::numeric_limits<std::int32_t>::max()};
  base::Date from = always;
  base::Date to = open;
  [[nodiscard]] constexpr bool holds(base::Date at) const { return from <= at && at < to; }
  [[nodiscard]] constexpr bool ended() const { return to != open; }
};

enum class CommuneKind : std::uint8_t {
  commune,
  arrondissement,  // arrondissement municipal of Paris, Lyon, Marseille
  delegated,       // commune déléguée of a commune nouvelle
  associated,      // commune associée (law of 1971)
};

// One period during which a code kept its kind, name and parent. A code can have several at the same time: the
// commune that leads a commune nouvelle is both `commune` and `delegated`.
struct CommuneVersion {
  std::string_view code;         // 5 characters
  std::string_view name;         // with article: "La Ferté-sous-Jouarre"
  std::string_view departement;  // "77", "2A", "974"; for an overseas collectivity its three digits
  std::string_view parent;       // the commune that this is a part of; empty for a commune
  CommuneKind kind = CommuneKind::commune;
  Validity valid;
};

// The ground of `from` (a commune until `date`) belongs to commune `to` since `date`.
struct Succession {
  std::string_view from;
  std::string_view to;
  base::Date date;
  bool split = false;  // `to` was (re)created out of a part of `from`
};

enum class ResolvedBy : std::uint8_t {
  itself,          // a commune at that date
  arrondissement,  // part of Paris, Lyon or Marseille
  part,            // delegated or associated commune at that date
  succession,      // merged into, or renumbered as, the answer
  origin,          // did not exist yet: the answer is the commune whose ground it was taken from
};
struct Resolution {
  std::string_view code;
  ResolvedBy by = ResolvedBy::itself;
};

enum class EpciKind : std::uint8_t { cc, ca, cu, metropole };

// One EPCI (own-tax intercommunality) with its newest name. `valid.from` is Validity::always when it stands in the
// first vintage (2019), since its creation is not told.
struct Epci {
  std::string_view siren;
  std::string_view name;
  EpciKind kind = EpciKind::cc;
  Validity valid;
};

// `valid.from` is Validity::always for a membership found in the first vintage (2019-01-01).
struct EpciMembership {
  std::string_view commune;
  std::string_view epci;
  Validity valid;
};

struct Departement {
  std::string_view code;
  std::string_view name;
  std::string_view region;
  std::string_view seat;  // commune code of the chef-lieu
};

struct Region {
  std::string_view code;
  std::string_view name;
  std::string_view seat;
};

struct Population {
  std::uint32_t inhabitants = 0;  // municipal population
  int vintage = 0;                // year of the COG that carries it
};

namespace internal {
struct GeographyTables;
}

// Immutable; every function may be called from several threads. Codes that do not exist give an empty answer.
class Geography {
 public:
  explicit Geography(internal::GeographyTables const& tables) : tables_(&tables) {}

  // Vintages, ascending, as 1 January dates.
  [[nodiscard]] base::Date first_vintage() const;
  [[nodiscard]] base::Date last_vintage() const;

  // The commune (kind commune) with that code at that date.
  [[nodiscard]] std::optional<CommuneVersion> commune(std::string_view code, base::Date at) const;
  // Every version of a code, by start, then commune before parts.
  [[nodiscard]] std::vector<CommuneVersion> versions(std::string_view code) const;
  // The name of a code whatever its kind: at that date, else the nearest version. Empty for an unknown code.
  [[nodiscard]] std::string_view commune_name(std::string_view code, base::Date at) const;
  // Codes of all communes at a date, sorted. Communes of overseas collectivities are included.
  [[nodiscard]] std::vector<std::string_view> communes(base::Date at) const;
  // Those of one département, by its code: "77", "2A", "974".
  [[nodiscard]] std::vector<std::string_view> communes_of(std::string_view departement, base::Date at) const;
  // Arrondissements, delegated and associated communes of a commune at a date, sorted, with it left out.
  [[nodiscard]] std::vector<CommuneVersion> parts(std::string_view commune, base::Date at) const;
  // The same at any date: every version of them, the commune's own delegated part included.
  [[nodiscard]] std::vector<CommuneVersion> all_parts(std::string_view commune) const;
  // Arrondissements municipaux of Paris, Lyon or Marseille; empty for any other commune.
  [[nodiscard]] std::vector<std::string_view> arrondissements(std::string_view commune) const;
  // Every code that was ever in use, with all its versions: for indexes built by others.
  [[nodiscard]] std::vector<CommuneVersion> all_versions() const;

  // The commune that holds at `at` the ground that the code stood for. A code that was split among several gives the
  // one that carries on its own code, else the first by code.
  [[nodiscard]] std::optional<Resolution> resolve(std::string_view code, base::Date at) const;
  [[nodiscard]] std::vector<Succession> successors(std::string_view code) const;
  [[nodiscard]] std::vector<Succession> predecessors(std::string_view code) const;

  // Of the newest vintage not after `at`, else the oldest that has one. Arrondissements included.
  [[nodiscard]] std::optional<Population> population(std::string_view code, base::Date at) const;

  [[nodiscard]] std::optional<Epci> epci(std::string_view siren) const;
  [[nodiscard]] std::vector<Epci> epcis() const;
  // One row for each name that an EPCI bore, with the dates of the name.
  [[nodiscard]] std::vector<Epci> epci_versions() const;
  // The EPCI's name as it stood at a date.
  [[nodiscard]] std::string_view epci_name(std::string_view siren, base::Date at) const;
  [[nodiscard]] std::vector<std::string_view> members(std::string_view siren, base::Date at) const;
  // Empty where the commune belongs to none (some islands), or is unknown.
  [[nodiscard]] std::string_view epci_of(std::string_view commune, base::Date at) const;
  // In order of time.
  [[nodiscard]] std::vector<EpciMembership> memberships_of(std::string_view commune) const;

  [[nodiscard]] std::optional<Departement> departement(std::string_view code) const;
  [[nodiscard]] std::vector<Departement> departements() const;
  [[nodiscard]] std::optional<Region> region(std::string_view code) const;
  [[nodiscard]] std::vector<Region> regions() const;
  // By the code alone ("77142" -> "77", "97411" -> "974", "2A004" -> "2A"); empty for a text that is no commune code.
  [[nodiscard]] static std::string_view departement_of(std::string_view commune_code);

 private:
  internal::GeographyTables const* tables_;
};

// The embedded history; made at first use, in microseconds.
[[nodiscard]] Geography const& geography();

}  // namespace bassin::reference
