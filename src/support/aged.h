// Records past the time for which they may be kept: which they are, what they hold, and how they go, so that nothing of them is left in the
// store. How long each kind is kept is decided above (retention/rules.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "base/date.h"
#include "base/result.h"
#include "sql/value.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// Each with the day from which its time is counted.
enum class Aged : std::uint8_t {
  exchange,   // the organisation's last contact with the business; while it has a need or a follow-up there, none of them is past its time;
              // a legal unit and its establishments are one business in that
  need,       // its last step, whatever its state
  follow_up,  // its closing; an open one is never past its time
  reminder,   // the day on which it was done
  contact,    // the day on which the person was last in touch
  channel,    // a number or an address, its own last day
  import,     // the end of an import, with the rows that it kept
  project,    // its last change, once nothing hangs on it any more
  campaign,   // its end; its targets go, its figures stay
  document,   // of a business itself, the day on which it was attached; as long as an exchange may not go, it stays too
  membership,  // the day as of which a chamber's roll states it
};
inline constexpr std::size_t aged_count = 11;
// "follow_up".
[[nodiscard]] std::string_view id_of(Aged kind);
[[nodiscard]] std::optional<Aged> parse_aged(std::string_view id);

// A select of id, business, commune ("": about none) and since (a day) of an organisation's records whose time began before a day, with the
// values of aged_values(); of a contact the business and commune are "". Those of organisations that it took over are its own.
[[nodiscard]] std::string aged_sql(Aged kind);
[[nodiscard]] std::vector<sql::Named> aged_values(std::string const& organisation, base::Date began_before);

// Of those ids, at most 250: all that the store holds of them, with what hangs on them: {"kind", "id", "need": {columns},
// "need_step": [{columns}]}; of an import not its rows, of a campaign's targets
// not the contact. One that is gone is left out.
[[nodiscard]] base::Result<std::vector<access::Json>> aged_content(sql::Session& session, Aged kind, std::span<std::string const> ids);

// Takes those, at most 250, out of the store with what hangs on them, and what the audit trail holds of them; that something was done, by
// whom and when, stays. What they contributed to the ledger stays; of a business of which no work is left there, a token of chance takes
// the place of its number. What a contact opposed stays as marks that name nobody. Ids that are not there are no error.
[[nodiscard]] base::Result<void> erase_aged(sql::Session& session, Aged kind, std::span<std::string const> ids);

// For records of other modules that named the business and do no more: where no work about it is left, the ledger does not either.
[[nodiscard]] base::Result<void> forget_idle(sql::Session& session, std::string const& business);

}  // namespace bassin::support
