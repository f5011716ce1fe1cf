// Records that pass from one organisation to another, which inherits the commune where they lie: which they are, and how each passes on and
// comes back. Who inherits what is decided above (succession/). docs/decisions/0032-change-of-territory.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// In the order in which they pass.
enum class Inherited : std::uint8_t {
  exchange,
  need_given,
  need_received,
  follow_up,         // kept by the organisation, with its own part in it
  follow_up_member,  // of others, in which it takes part
  reminder,
  contact,     // where the first of its businesses lies; of an organisation that goes on, where all of them leave together
  opposition,  // whose contact is gone
  local_business,
  correction,
  business_tag,        // a tag put
  portfolio_business,  // an entry
  membership,          // what a chamber states of its members
  document,
  zone,
  selection,
  import,
  project,
  campaign,
};
inline constexpr std::size_t inherited_count = 19;
// "follow_up".
[[nodiscard]] std::string_view id_of(Inherited kind);
[[nodiscard]] std::optional<Inherited> parse_inherited(std::string_view id);

// A select of record, extra (the tag or the portfolio, else ""), organisation, commune ("": about none), kept (1: the organisation's alone,
// or not wholly of one commune), version, business ("") of all records of the kind; of exchanges, of which there are most, also on_day:
// an index has those of an organisation in that order.
[[nodiscard]] std::string_view inherited_sql(Inherited kind);

// Of a move `m` (record, extra, extra_now, former, heir, version, gone) of the kind: that the record is as it was left and has where to
// come back to.
[[nodiscard]] std::string as_left_sql(Inherited kind);

// Of such a move: that the record, or the heir's own with which it became one, is with the heir, changed or not.
[[nodiscard]] std::string with_heir_sql(Inherited kind);

// Of such a move: that neither has anybody any more, neither the heir nor anybody else. It was erased.
[[nodiscard]] std::string erased_sql(Inherited kind);

struct Passing {
  std::string record, extra, former, heir;
  std::string change, agent;  // the change of territory, and who carries it out
  base::Instant at;
};
struct Passed {
  std::string extra;         // as it is now
  std::string was = "null";  // JSON of what else was changed, for take_back()
  bool gone = false;         // the heir had the same already (`extra`: which): this one is put away until it is taken back
};
[[nodiscard]] base::Result<Passed> pass_on(sql::Session& session, Inherited kind, Passing const& it);
// As it was before.
[[nodiscard]] base::Result<void> take_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed);

}  // namespace bassin::support
