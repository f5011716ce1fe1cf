// What an import made, so that it can be taken back as far as nobody changed it since.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/record_json.h"
#include "sql/session.h"
#include "support/contacts.h"
#include "support/memberships.h"

namespace bassin::support::internal {

// `sum`: the version of the record, or what it said, by which it is seen whether somebody changed it. No word of a person. `was`: of a
// membership what stood there before, of a channel its contact.
struct Made {
  std::string kind;  // "contact", "channel", "link", "membership", "exchange", "tag", "tag_put", "portfolio", "portfolio_put", "local"
  std::string record;
  std::int64_t number = 0;  // of the row
  std::string sum, was;
};
// What the same import made of the record before keeps its row and what stood there then.
[[nodiscard]] base::Result<void> note_made(sql::Session& session, std::string const& import, Made const& made);

// Those of a condition go with the row `number`, unless a further one has to do with them already.
[[nodiscard]] std::string last_row_sql(std::string_view condition);

[[nodiscard]] std::string sum_of(ContactChannel const& channel);

// All of it, to be restored.
[[nodiscard]] access::Json kept_of(Membership const& membership);
[[nodiscard]] Membership membership_in(std::string const& kept);
// With its audit entry; `was` where it stood before.
[[nodiscard]] base::Result<void> write_membership(sql::Session& session, Act const& act, Membership const& next,
                                                  std::optional<Membership> const& was);

[[nodiscard]] base::Result<void> set_state(sql::Session& session, Act const& act, std::string const& import, std::string_view state);

}  // namespace bassin::support::internal
