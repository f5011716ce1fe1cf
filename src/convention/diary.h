// What conventions put into an agent's diary: sittings of committees, milestones of the actions that they lead.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access/reader.h"
#include "base/date.h"
#include "base/result.h"
#include "convention/committee.h"

namespace bassin::convention {

struct DiarySitting {
  std::string id, convention, convention_title;
  Committee committee = Committee::steering;
  base::Date on;
  std::string place;  // ""
  std::int64_t version = 0;
  std::string changed_at;
};
// From `from` on, by day, of conventions to which the reader's organisation, or one that it took over, is a party on that day: all for its
// coordinators and administrators, for others those in whose attendance it names them. At most 200.
[[nodiscard]] base::Result<std::vector<DiarySitting>> sittings_from(sql::Session& session, access::Reader const& reader, base::Date from);

struct DiaryMilestone {
  std::string action, code, title, convention;
  std::string label;
  std::size_t alike = 0;  // how many of that label stand before it
  base::Date due_on;
  std::int64_t version = 0;  // of the action
  std::string changed_at;
};
// Dated and still to reach, by day, of actions whose pilot the reader is and that are neither done nor dropped.
[[nodiscard]] base::Result<std::vector<DiaryMilestone>> milestones_led(sql::Session& session, access::Reader const& reader);

}  // namespace bassin::convention
