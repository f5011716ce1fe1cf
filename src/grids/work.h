// All work of one organisation within a period, each piece once: what counts towards actions, from the ledger, and what counts towards
// none, from the records of the casework.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "convention/ledger.h"
#include "convention/reading.h"

namespace bassin::sql {
class Session;
}

namespace bassin::grids {

// A campaign is told from its first day on. Its exchanges are work by themselves.
inline constexpr std::string_view campaign_kind = "campaign";
// Kinds of work beside the ways of exchanges, as a choice may name them.
inline constexpr std::string_view other_kinds[] = {"need", "need_taken", "follow_up", "project", "project_settled", campaign_kind};

struct Piece {
  convention::Source source;
  convention::Contribution work;  // its action "": towards no convention
  std::string theme;              // of its record; a project's is what it means to do; "" where the record is gone
};

// In no order. Whose work it is says the ledger; of what stands in none, who keeps the record.
[[nodiscard]] base::Result<std::vector<Piece>> work_of_organisation(sql::Session& session, std::string const& organisation,
                                                                    convention::Period const& period);

}  // namespace bassin::grids
