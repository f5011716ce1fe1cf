// Values of indicators that somebody entered, each with its evidence; earlier versions stay.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "convention/indicator.h"

namespace bassin::convention {

struct EnteredFacts {
  base::Date on;
  double value = 0;
  std::string evidence;  // where it comes from, in words
  std::string link;      // "https://…"; ""
};

struct EnteredValue {
  std::string id, indicator;
  EnteredFacts facts;
  std::int64_t version = 0;
  std::string entered_by, organisation, entered_at;  // of this version: agent, for whom, moment
  std::string ended_at;                              // "": in force
};

// In force, of all indicators of the convention, by indicator and day. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& convention);

}  // namespace bassin::convention
