// Decrees of natural disaster in the store: public facts of the installation, read by everybody who works with businesses, typed or taken
// from a file by coordinators and administrators. docs/decisions/0042-decrees-and-what-is-said-of-a-case.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crisis/crisis.h"
#include "crisis/decree.h"

namespace bassin::crisis {

enum class DecreeOrigin : std::uint8_t { hand, file };
[[nodiscard]] std::string_view id_of(DecreeOrigin origin);

struct KeptDecree {
  std::string id;
  Decree it;
  std::string current;  // the commune that held its ground when it was written down
  DecreeOrigin origin = DecreeOrigin::hand;
  std::string added_at, added_by;  // agent
};

// All codes under which decrees of a commune may stand: its own, those of its parts and of the communes that it took the place of.
[[nodiscard]] std::vector<std::string> codes_of_ground(std::string const& commune);

struct DecreeQuery {
  std::string commune;      // current code; "": any
  std::string departement;  // ""
  std::optional<Peril> peril;
  std::optional<base::Date> since, until;  // published between these days, both included
  std::string after;                       // id of the last one of the page before
  std::size_t limit = 100;
};
// The newest written down first. Errors: "crisis.not_yours" for who works with no business.
[[nodiscard]] base::Result<std::vector<KeptDecree>> decrees_of(sql::Session& session, access::Reader const& reader,
                                                               DecreeQuery const& query);
// Those that may speak of one of these communes, given by their current codes, by the day of their publication.
[[nodiscard]] base::Result<std::vector<KeptDecree>> decrees_about(sql::Session& session, std::span<std::string const> communes, Kind kind);

// What a second row of the same commune, peril, days and answer says is there already: `added` is false then. Errors: "crisis.not_yours",
// "crisis.bad_value" (field, allowed), those of base::clean_or_empty().
struct DecreeAdded {
  KeptDecree decree;
  bool added = false;
};
[[nodiscard]] base::Result<DecreeAdded> add_decree(sql::Session& session, Act const& act, Decree const& it);

struct DecreesTaken {
  std::uint64_t added = 0, already = 0;
};
// Rows as read_gaspar() gave them, at most gaspar_rows_most. Errors: "crisis.not_yours".
[[nodiscard]] base::Result<DecreesTaken> take_decrees(sql::Session& session, Act const& act, std::span<Decree const> rows);

// What take_decrees() would do, and nothing is written. Errors: "crisis.not_yours".
[[nodiscard]] base::Result<DecreesTaken> preview_decrees(sql::Session& session, access::Reader const& reader, std::span<Decree const> rows);

// Errors: "crisis.not_yours", "crisis.unknown_decree" (id).
[[nodiscard]] base::Result<void> remove_decree(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::crisis
