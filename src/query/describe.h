// One business: everything that is known of it, each value with where it comes from and of when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/row.h"
#include "query/view.h"

namespace bassin::query {

enum class DataSource : std::uint8_t { establishments, units, history, positions, overlay, reference };
// "establishments": also the kind of the manifest's source file.
[[nodiscard]] std::string_view id_of(DataSource source);

struct Origin {
  DataSource source = DataSource::establishments;
  std::optional<base::Date> date;  // of the value: last treatment, year of reference (1 January), else the register's date
  std::string file;                // its name as imported; "" for the overlay, for our own lists, and where the manifest names none
};

// A value with its origin. `id` is the official column name ("enseigne1Etablissement"), or a word of ours
// ("display_name") that docs/formats/query.md lists. Several values of one property stand in one text, parted by ", ".
struct Attribute {
  std::string_view id;
  registry::Value value;
  std::string label_fr, label_en;  // of a code; empty where the value speaks for itself
  Origin origin;
};

struct LifePeriod {
  std::string from, to;  // ISO; "" since ever, still running
  registry::State state = registry::State::unknown;
  registry::Tri employer = registry::Tri::unknown;
  RowActivity activity;
  registry::Value usual_name;
  std::vector<registry::Value> brands;  // those known; one masked where some are kept back and none is known
};

struct SisterEstablishment {
  std::uint64_t siret = 0;
  registry::State state = registry::State::unknown;
  bool head_office = false;
  registry::Value name;
  std::string commune_code, commune_label;
};

struct PrivacyNotes {
  registry::Diffusion establishment = registry::Diffusion::unknown;
  registry::Diffusion unit = registry::Diffusion::unknown;
  std::uint8_t hidden = 0;    // Privacy bits that the row keeps from the audience asking; asked by an agent: from `open`
  bool shown_to_you = false;  // the audience asking is entitled to them
  bool as_person = false;     // kept back only from the audience `impersonal`: the unit is, or may be, a natural person
};

struct EstablishmentFile {
  std::string snapshot;
  Row row;  // the same as in lists
  std::vector<Attribute> identity, unit, address, second_address, activity, size, position;
  std::vector<LifePeriod> life;  // oldest first
  // Else the stock row's own period is all that is known; the caveats say whether the history file lacks the row
  // ("rows-without-history") or is absent itself ("no-history").
  bool life_from_history = false;
  std::uint64_t sisters_total = 0;
  std::vector<SisterEstablishment> sisters;  // head office, then active, then by SIRET; at most 100
  reference::Membership membership;
  bool membership_by_hand = false;
  PrivacyNotes privacy;
  std::vector<Caveat> caveats;
};

// Errors: "query.unknown_business" (id), "image.damaged".
[[nodiscard]] base::Result<EstablishmentFile> describe(View const& view, BusinessId const& id, registry::Audience audience);

}  // namespace bassin::query
