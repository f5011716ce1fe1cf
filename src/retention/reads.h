// Who read what is sensitive, in the audit trail: once a day for each agent and record. Kept as long as "access_log".
#pragma once

#include <string>
#include <vector>

#include "access/act.h"
#include "access/held.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::retention {

// Of those records of a kind, at most 250 of them, the ones whose reading by that agent is not noted yet that day.
[[nodiscard]] base::Result<std::vector<std::string>> unread_of(sql::Session& session, std::string const& agent, std::string const& day,
                                                               std::string const& kind, std::vector<std::string> records);
// Noted as "sensitive.read"; each once, whoever else notes it at the same time.
[[nodiscard]] base::Result<void> note_reads(sql::Session& session, access::Act const& act, std::string const& day, std::string const& kind,
                                            std::vector<std::string> const& records);

// What of it is held of an agent.
[[nodiscard]] std::span<access::Held const> held_reads();

}  // namespace bassin::retention
