// Exchanges (échanges): that an agent was in touch with a business, when, in which way, about what. Partners see of them what the
// conventions open (docs/decisions/0019-what-a-convention-opens.md); each counts towards an action in the transaction that keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "support/act.h"
#include "support/theme.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// The kind of contribution that an exchange states in the ledger, too.
enum class Way : std::uint8_t { visit, call, meeting, mail };
inline constexpr std::size_t way_count = 4;
// "visit".
[[nodiscard]] std::string_view id_of(Way way);
[[nodiscard]] std::optional<Way> parse_way(std::string_view id);

inline constexpr std::int64_t minutes_most = 24 * 60;

// What an agent writes.
struct ExchangeFacts {
  Way way = Way::visit;
  Theme theme = Theme::acquaintance;
  base::Date on;
  std::int64_t minutes = 0;  // time spent; 0: not said
  std::string notes;         // compte rendu; ""
  std::string met;           // whom one spoke to, in words; ""
  std::string action;        // towards which it counts; "": none
  std::string follow_up;     // to which it belongs; "": none
  bool kept_in = false;      // for one's own organisation alone; always so for a sensitive theme
};

struct Exchange {
  std::string id;
  std::string organisation, agent;  // who was in touch
  std::string business;             // that of which it was kept: a local business's too, where that was matched
  std::string commune;
  ExchangeFacts facts;
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

// As one reader sees it: below `level` the fields are empty, and those of an enumeration mean nothing.
// presence: organisation, business, on. header: also agent, way, theme, action, minutes. content: all. The follow-up from header on, for
// who takes part in it.
struct SeenExchange {
  Exchange exchange;
  access::Level level = access::Level::nothing;
};

inline constexpr std::size_t exchanges_page = 50;

// What follows the last one of the page before.
struct After {
  std::string on, id;  // "": from the newest
};
struct ExchangePage {
  std::vector<SeenExchange> exchanges;  // by day, newest first
  bool more = false;
};
// With the business, or with what was matched with it, on the conventions of `today`.
[[nodiscard]] base::Result<ExchangePage> exchanges_with(sql::Session& session, access::Reader const& reader, base::Date today,
                                                        std::string const& business, After const& after);
// Of one agent of the reader's own organisation; "": of all of them.
[[nodiscard]] base::Result<ExchangePage> exchanges_by(sql::Session& session, access::Reader const& reader, std::string const& agent,
                                                      After const& after);

// The agent's choice of the newest day, which the next exchange begins with.
struct LastChoice {
  std::string action;
  std::optional<Theme> theme;
};
[[nodiscard]] base::Result<LastChoice> last_choice(sql::Session& session, access::Reader const& reader);

// Errors: those of base::clean(), "support.bad_value" (field, allowed): a day to come, minutes; "convention.not_countable" (action),
// "support.unknown_follow_up" (id): of another business, closed, or one in which the organisation is no member.
[[nodiscard]] base::Result<Exchange> note_exchange(sql::Session& session, Act const& act, base::Date today, Subject const& subject,
                                                   ExchangeFacts const& facts);
// One of the organisation's past, from a file: of the agent who was in touch, "" where nobody is known; never of a follow-up. The caller
// has seen to it that its action counts on the day. Kept and counted like any other. Errors: as above.
[[nodiscard]] base::Result<Exchange> keep_past_exchange(sql::Session& session, Act const& act, base::Date today, Subject const& subject,
                                                        ExchangeFacts const& facts, std::string const& agent);
// Errors: also "support.unknown_exchange" (id), for one of another organisation too, "support.not_yours", "support.changed" (now).
[[nodiscard]] base::Result<Exchange> change_exchange(sql::Session& session, Act const& act, base::Date today, std::string const& id,
                                                     std::int64_t version, ExchangeFacts const& facts);
// One that was written by mistake: it is gone, and the ledger counts it no more.
[[nodiscard]] base::Result<void> delete_exchange(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);
// The same of one that a file brought, whosever it is. Whether it is gone: one that was changed, handed on, or given documents stays.
[[nodiscard]] base::Result<bool> take_back_exchange(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
