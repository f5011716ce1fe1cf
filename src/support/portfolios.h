// Portfolios (portefeuilles): the businesses that an agent or a team looks after. Seen by their organisation only.
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

struct Portfolio {
  std::string id;
  std::string organisation;
  std::string team, agent;  // ids; exactly one is set
  std::string name, folded;
  std::int64_t version = 0;
  std::uint64_t businesses = 0;  // not in Words
};

// Of the reader's organisation, by name.
[[nodiscard]] base::Result<std::vector<Portfolio>> portfolios_of(sql::Session& session, access::Reader const& reader);

// `team`: an id, or "" for one of the agent's own. Names are unique within the organisation. Errors: "support.portfolio_exists" (name),
// those of clean_word().
[[nodiscard]] base::Result<Portfolio> create_portfolio(sql::Session& session, Act const& act, std::string_view name,
                                                       std::string const& team);
// One of a colleague's, by whoever may change it. Errors: also "support.not_yours".
[[nodiscard]] base::Result<Portfolio> create_portfolio_of(sql::Session& session, Act const& act, std::string_view name,
                                                          std::string const& agent);
// An agent's is changed by that agent and by administrators and coordinators, a team's by every adviser of the organisation.
// Errors: "support.unknown_portfolio" (id), "support.not_yours", "support.changed" (now), "support.portfolio_exists" (name).
[[nodiscard]] base::Result<Portfolio> rename_portfolio(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                       std::string_view name);
[[nodiscard]] base::Result<void> delete_portfolio(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// Whether that changed anything. Errors: "support.unknown_portfolio" (id), "support.not_yours".
[[nodiscard]] base::Result<bool> put_in_portfolio(sql::Session& session, Act const& act, std::string const& id, Subject const& subject);
[[nodiscard]] base::Result<bool> take_from_portfolio(sql::Session& session, Act const& act, std::string const& id,
                                                     std::string const& business);
// Takes out what was put in at that moment, whosever the portfolio is. Whether it is gone: one that was put in again since stays.
[[nodiscard]] base::Result<bool> take_back_from_portfolio(sql::Session& session, Act const& act, std::string const& id,
                                                          std::string const& business, std::string const& since);
// Deletes one that nobody changed and that is empty. Whether it is gone.
[[nodiscard]] base::Result<bool> take_back_empty_portfolio(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::support
