// Rows of crises, and who may do what in a room.
#pragma once

#include <string>

#include "crisis/crisis.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

// Errors: "crisis.unknown" (id) for whose organisation is not in its room.
[[nodiscard]] base::Result<Crisis> entered(sql::Session& session, access::Reader const& reader, std::string const& id);
// The same of one that is open, by an agent who works with businesses. Errors: also "crisis.closed", "crisis.not_yours".
[[nodiscard]] base::Result<Crisis> writable(sql::Session& session, access::Reader const& reader, std::string const& id);
// The same by those who run the room: coordinators and administrators of who opened it.
[[nodiscard]] base::Result<Crisis> run_by(sql::Session& session, access::Reader const& reader, std::string const& id);

// Whether that organisation has joined and not left: "crisis.unknown_partner" (organisation).
[[nodiscard]] base::Result<void> check_member(sql::Session& session, std::string const& crisis, std::string const& organisation);

[[nodiscard]] base::Result<void> set_zone_number(sql::Session& session, Act const& act, Crisis const& crisis, std::int64_t number);

}  // namespace bassin::crisis::internal
