// Situation reports: the figures of a crisis as they were when somebody issued them. What is issued stays as it was.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crisis/crisis.h"
#include "crisis/situation.h"

namespace bassin::crisis {

struct Report {
  std::string id, crisis;
  std::int64_t number = 0;  // of the crisis, from 1
  std::int64_t zone = 0;    // of which the list was
  std::string words;        // « Décrue amorcée à Couilly »; ""
  std::string issued_at, organisation, agent;
  std::string situation;  // write_situation(); "" in lists
};

// The next report, of these figures. By whoever works in the room. Errors: "crisis.unknown" (id), "crisis.closed", "crisis.not_yours",
// those of base::clean().
[[nodiscard]] base::Result<Report> issue_report(sql::Session& session, Act const& act, std::string const& crisis, std::string const& words,
                                                Situation const& situation);
// The newest first. By every organisation that has joined, elected members too: what they read of one is told_to_all() of it. Errors:
// "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<Report>> reports_of(sql::Session& session, access::Reader const& reader, std::string const& crisis);
// Errors: also "crisis.unknown_report" (number).
[[nodiscard]] base::Result<Report> find_report(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                               std::int64_t number);

// What a map of a report is drawn from: by whoever reads it.
struct Ground {
  std::string outline;                // GeoJSON of the zone of which the list was; "" of streets and communes
  std::vector<std::string> communes;  // of the cases; codes, sorted
};
[[nodiscard]] base::Result<Ground> ground_of_report(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                    std::int64_t number);
// Of the list as it is. Errors: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<Ground> ground_now(sql::Session& session, access::Reader const& reader, std::string const& crisis);

// As it is kept: JSON by the names of the figures. What a later version adds reads as 0 in what was issued before it.
[[nodiscard]] std::string write_situation(Situation const& situation);
[[nodiscard]] Situation read_situation(std::string const& text);

}  // namespace bassin::crisis
