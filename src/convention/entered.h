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
// Of one indicator with all versions, the newest day first, of each value the version in force first. Errors:
// "convention.unknown_indicator" (id).
[[nodiscard]] base::Result<std::vector<EnteredValue>> values_of(sql::Session& session, access::Reader const& reader,
                                                                std::string const& indicator);

// By whoever may change the action. Errors: "convention.unknown_indicator" (id), "convention.not_yours", "convention.computed", those of
// base::clean(), "convention.bad_value" (field, allowed).
[[nodiscard]] base::Result<EnteredValue> enter(sql::Session& session, Act const& act, std::string const& indicator,
                                               EnteredFacts const& facts);
// Errors: also "convention.unknown_value" (id), "convention.changed" (now).
[[nodiscard]] base::Result<EnteredValue> correct(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 EnteredFacts const& facts);
// It counts no more; it stays readable.
[[nodiscard]] base::Result<void> withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::convention
