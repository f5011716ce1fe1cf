// Local truth: businesses that the register does not (yet) hold. Once the register has one, it is matched with its SIRET; whatever was
// said of it counts for that SIRET from then on, and a mistaken match is undone without loss.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct LocalFacts {
  std::string name;
  std::string address;                              // one line, without the commune; ""
  std::string commune;                              // current code
  std::optional<double> longitude, latitude;        // degrees; both or neither
  std::string nomenclature, activity;               // "" unknown
  std::string size;                                 // code of a band; "" unknown
  std::string legal_category;                       // four digits; "" unknown
  bool natural_person = true;                       // its name and place are a person's: kept from who sees no personal data
  std::optional<std::string> opened_on, closed_on;  // ISO dates
  bool closed = false;
  std::string source;  // how one knows of it
};

struct LocalBusiness {
  std::string id;
  std::string organisation;
  LocalFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by;
  std::string matched_siret, matched_at, matched_by;  // "": not matched
  [[nodiscard]] std::string key() const { return "local:" + id; }
};

inline constexpr std::string_view local_columns =
    "id, organisation, commune, name, address, longitude, latitude, nomenclature, activity, size, legal_category, natural_person, "
    "opened_on, closed_on, closed, source, version, created_at, created_by, matched_siret, matched_at, matched_by";

// Shared with the partners, as corrections are. Codes are checked by the caller, who knows the code lists. Errors:
// "support.outside_territory", those of clean() (name, address, source).
[[nodiscard]] base::Result<LocalBusiness> add_local(sql::Session& session, Act const& act, LocalFacts const& facts);

// Errors: "support.unknown_local" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<LocalBusiness> find_local(sql::Session& session, access::Reader const& reader, std::string const& id);
// Those that the reader sees, newest first; matched ones too.
[[nodiscard]] base::Result<std::vector<LocalBusiness>> locals_of(sql::Session& session, access::Reader const& reader);

// Errors: "support.unknown_local" (id), "support.changed" (now), "support.matched" (siret), and those of add_local().
[[nodiscard]] base::Result<LocalBusiness> change_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                       LocalFacts const& facts);
// Errors: "support.unknown_local" (id), "support.changed" (now); "support.matched" (siret): already.
[[nodiscard]] base::Result<LocalBusiness> match_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                      std::string const& siret);
// Errors: as above; "support.not_matched" (id).
[[nodiscard]] base::Result<LocalBusiness> unmatch_local(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
