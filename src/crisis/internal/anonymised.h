// What records of a crisis give up when it is made anonymous; called by anonymise.cc alone.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::crisis {

// Takes what the words of a crisis say of people: notes, who wrote them, their trail. How many words.
[[nodiscard]] base::Result<std::uint64_t> anonymise_after(sql::Session& session, std::string const& crisis);

// The ledger names nobody for it any more: it keeps days, kinds, minutes, organisations and actions.
[[nodiscard]] base::Result<void> anonymise_counted(sql::Session& session, std::string const& crisis);

// With what the trail holds of them.
[[nodiscard]] base::Result<void> drop_lessons(sql::Session& session, std::string const& crisis);

// Words, names, numbers and who wrote go, with what the trail holds; kinds, quantities and states stay as figures.
[[nodiscard]] base::Result<void> anonymise_help(sql::Session& session, std::string const& crisis);

// What mergings remember of the cases that went, with the trail of words and requests that stand in them alone.
[[nodiscard]] base::Result<void> anonymise_merges(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis
