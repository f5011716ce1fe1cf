// Finds communes, EPCI, départements and regions by name. Built at first use from the embedded geography.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/geography.h"
#include "reference/internal/tables.h"
#include "reference/territory.h"

namespace bassin::reference::internal {

// How a name met the text, best first.
enum class NameMatch : std::uint8_t {
  exact,      // the whole name
  exact_key,  // the name without its kind and article: "Ferté-sous-Jouarre", "Pays Créçois"
  prefix,
  words,  // every word of the text begins a word of the name
  none,
};

// A name in the form that is compared: folded (base/fold.h), with ST and STE written out.
struct NameForm {
  std::string text;
  std::size_t key = 0;     // where the name begins once words for a kind of EPCI and a leading article are left aside
  bool says_epci = false;  // words for a kind of EPCI stand before it: "CC", "communauté de communes"...
};
[[nodiscard]] NameForm name_form(std::string_view name);

struct NamedPlace {
  TerritoryKind kind = TerritoryKind::commune;
  // For a commune also an arrondissement, a part, or a commune under a former name.
  CommuneKind commune_kind = CommuneKind::commune;
  std::string_view id;
  Validity valid;  // when it bore that name
};

class NameIndex {
 public:
  explicit NameIndex(GeographyTables const& tables);

  struct Found {
    NamedPlace place;
    NameMatch match = NameMatch::none;
  };
  // The places that match exactly, in either way; else those that match as a prefix; else by words.
  [[nodiscard]] std::vector<Found> find(std::string_view text, TerritoryKinds kinds) const;

  struct Near {
    NamedPlace place;
    std::string_view name;  // as the official lists write it
    unsigned edits = 0;
  };
  // Names that may have been meant, whole or without kind and article: one edit away for three and four letters, two for
  // more. In no order.
  [[nodiscard]] std::vector<Near> near(std::string_view text, TerritoryKinds kinds) const;

 private:
  // Rows of the geography file: versions of communes, names of EPCI, départements, regions.
  struct Entry {
    std::uint32_t row;
    std::uint32_t begin;
    std::uint16_t size;
    std::uint8_t key;
    TerritoryKind kind;
  };
  void add(TerritoryKind kind, std::size_t row, std::string_view name);
  [[nodiscard]] NameMatch match(Entry const& entry, NameForm const& wanted) const;
  [[nodiscard]] unsigned edits_between(Entry const& entry, NameForm const& wanted, unsigned most) const;
  [[nodiscard]] NamedPlace place(Entry const& entry) const;
  [[nodiscard]] std::string_view name(Entry const& entry) const;

  GeographyTables const& tables_;
  std::vector<Entry> entries_;
  std::string names_;
};

[[nodiscard]] NameIndex const& name_index();

}  // namespace bassin::reference::internal
