// Who changes something.
#pragma once

#include <string>
#include <string_view>

#include "access/audit.h"
#include "access/reader.h"

namespace bassin::access {

struct Act {
  Reader const& reader;  // a member who may do it: the gate has seen to it
  Actor actor;           // the same person, for the audit
};

// What the deed was, in the audit trail. `before` and `after`: JSON or "". `subject`: the person whom they may name, so that a purge finds
// them; "".
[[nodiscard]] base::Result<void> record(sql::Session& session, Act const& act, std::string_view action, std::string_view kind,
                                        std::string_view record, std::string before, std::string after, std::string subject = "");

}  // namespace bassin::access
