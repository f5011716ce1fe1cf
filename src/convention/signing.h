// From a draft to a signed convention, and to its end.
//
// Errors of all: "convention.unknown" (id), "convention.not_yours", "convention.changed" (now), "convention.wrong_status" (status),
// "convention.bad_value" (field, allowed), those of base::clean().
#pragma once

#include <optional>
#include <string>

#include "convention/convention.h"

namespace bassin::convention {

// Draft -> in deliberation: the text stands still while the bodies vote on it; and back.
[[nodiscard]] base::Result<Convention> submit(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);
[[nodiscard]] base::Result<Convention> take_back(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

struct Deliberation {
  std::string body, number;    // « conseil communautaire », "2018-42"
  std::string on;              // ISO
  std::string transmitted_on;  // to the prefecture, which makes it enforceable (art. L2131-1 CGCT); ""
  std::string signatory, signatory_title;
};
// What a party's body decided. By the keeper, or by coordinators and administrators of that party; at any time before the signing, and
// after it `transmitted_on` alone. Errors: also "convention.unknown_party" (organisation).
[[nodiscard]] base::Result<Convention> note_deliberation(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                         std::string const& organisation, Deliberation const& deliberation);

// In deliberation -> signed. Errors: also "convention.needs_parties", "convention.needs_deliberation" (organisation: its name),
// "convention.needs_dates", "convention.needs_perimeter", "convention.needs_axis"; of an amendment, which is carried out at once, those of
// internal::amend() (convention/amendment.h).
[[nodiscard]] base::Result<Convention> sign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                            base::Date on);

struct Denunciation {
  std::string by;                      // organisation, a party
  base::Date on;                       // received
  std::optional<base::Date> last_day;  // nothing: when the notice is over
  std::string why;
};
// Signed -> denounced: it ends for all parties on that day.
[[nodiscard]] base::Result<Convention> denounce(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                Denunciation const& denunciation);
// One party leaves, the others go on. Errors: also "convention.unknown_party" (organisation), "convention.needs_parties" where fewer than
// two would stay, "convention.keeper_stays".
[[nodiscard]] base::Result<Convention> leave(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                             Denunciation const& departure);
// Draft or in deliberation -> abandoned.
[[nodiscard]] base::Result<Convention> abandon(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::convention
