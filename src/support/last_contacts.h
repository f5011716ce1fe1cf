// The last day of exchanges with each business, by who was in touch and where: what a server keeps in memory, from which it says when
// each organisation knows of a last contact. Grouped by the store: of many exchanges there are few of these.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct LastExchange {
  std::string organisation, commune;  // with kept_in they decide who knows of it: access::Sharing::level()
  bool kept_in = false;
  base::Date on;
};
using LastExchanges = std::unordered_map<std::string, std::vector<LastExchange>>;  // by business, as exchanges are kept

[[nodiscard]] base::Result<LastExchanges> read_all_last_exchanges(sql::Session& session);
// Of these businesses; one without an exchange has no entry.
[[nodiscard]] base::Result<LastExchanges> read_last_exchanges(sql::Session& session, std::vector<std::string> const& businesses);

}  // namespace bassin::support
