// What a change of territory would do, before anything is done.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "succession/change.h"

namespace bassin::succession {

// Records of a kind in a commune ("": in none of the plan) that an organisation has now, with those of the ones that it had taken over.
struct Count {
  std::string former, kind, commune, heir;  // heir "": it stays with the former one
  std::int64_t records = 0;
};
// In one statement a kind.
[[nodiscard]] base::Result<std::vector<Count>> counts_of(sql::Session& session, TerritoryChange const& change);

enum class Then : std::uint8_t {
  heirs_join,      // an amendment with which the heirs become parties is prepared
  communes_leave,  // an amendment that takes the communes out is prepared
  communes_come,   // one that adds them
  goes_on,         // nothing has to be prepared: under the successor, or with parties that are there
  by_hand,         // still a draft, or without a commune after it: its parties decide
};
[[nodiscard]] std::string_view id_of(Then then);
struct Touched {
  std::string convention, title, keeper;
  std::string party;  // the organisation by which it is touched
  std::int64_t version = 0;
  std::vector<std::string> communes;  // of its perimeter, touched; codes
  std::vector<std::string> joining;   // heirs
  Then then = Then::goes_on;
};
// Those that run on the day of the change or later, drafts too; one for each convention and organisation.
[[nodiscard]] base::Result<std::vector<Touched>> touched_by(sql::Session& session, TerritoryChange const& change);

struct Person {
  std::string agent, former, role;
  std::string heir;                // by the plan; "": none yet
  std::vector<std::string> teams;  // names, of the former
};
// Agents of those that end.
[[nodiscard]] base::Result<std::vector<Person>> people_of(sql::Session& session, TerritoryChange const& change);

}  // namespace bassin::succession
