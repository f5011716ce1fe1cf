// Damage reports: what somebody said or saw of one business, once. Reports of one business stay beside each other; what holds of it now is
// worked out from them. docs/decisions/0041-damage-reports.md
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/answer.h"
#include "crisis/cases.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

enum class ReportSource : std::uint8_t {
  phone,  // an agent on the line, and sheets typed back
  field,  // an agent who stands there, perhaps without network
  owner,  // by the public form, without an account
};
[[nodiscard]] std::string_view id_of(ReportSource source);
[[nodiscard]] std::optional<ReportSource> parse_report_source(std::string_view id);

enum class ReportState : std::uint8_t {
  waiting,    // nobody has said yet which business it is about
  matched,    // it counts for its case
  set_aside,  // it counts for nothing: a joke, a mistake, another flood
};
[[nodiscard]] std::string_view id_of(ReportState state);
[[nodiscard]] std::optional<ReportState> parse_report_state(std::string_view id);

// Who it is about, in the words of who reported. Kept as it was typed, whatever it is matched with.
struct Typed {
  std::string siret;                          // 14 digits; ""
  std::string name;                           // of the business, or its sign; ""
  std::string address;                        // ""
  std::string person;                         // who reports; ""
  std::optional<double> longitude, latitude;  // WGS 84, of the phone: both or none
};

struct ReportFacts {
  std::string id;  // a UUID made by who sends it, who sends the same again where the answer was lost
  ReportSource source = ReportSource::phone;
  std::optional<Place> place;  // the business; nothing: as typed
  Typed typed;
  base::Instant seen_at;  // by the clock of the phone
  std::vector<Answer> answers;
};

struct DamageReport {
  std::string id, crisis, record;  // record: id of the case; "" while it waits
  ReportSource source = ReportSource::phone;
  ReportState state = ReportState::waiting;
  std::string organisation, agent;  // who sent it; "" of owners
  Typed typed;
  std::string seen_at, received_at;
  std::string holds_from;              // the earlier of both: a clock that goes ahead makes no report the newest for days
  std::string why;                     // it was set aside; ""
  std::string settled_at, settled_by;  // matched or set aside, later than received; ""
  std::int64_t version = 0;
  std::vector<Answer> answers;
};

struct Received {
  DamageReport report;
  bool fresh = true;  // false: the same was here already, and nothing was written
};
// By who works in the room. Of a business that has no case one is made, as add_case() does; a potential case is reported from then on, and
// whether it trades is taken over, unless somebody said so later. Errors: those of clean_answers(); "crisis.unknown" (id), "crisis.closed",
// "crisis.not_yours"; "crisis.bad_value" (field, allowed); "crisis.unnamed_report": neither a business nor a name, a SIRET or a position;
// "crisis.report_differs" (id): another report, of whatever crisis, has that id.
[[nodiscard]] base::Result<Received> receive_report(sql::Session& session, Act const& act, std::string const& crisis,
                                                    ReportFacts const& facts);

struct ReportQuery {
  ReportState state = ReportState::waiting;
  std::optional<ReportSource> source;
  std::string after;  // id of the last one of the page before
  std::size_t limit = 100;
};
// In the order in which they were received. Errors of all that read: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<DamageReport>> damage_reports_of(sql::Session& session, access::Reader const& reader,
                                                                        std::string const& crisis, ReportQuery const& query);
// How many of each state, in the order of ReportState.
[[nodiscard]] base::Result<std::array<std::uint64_t, 3>> report_counts(sql::Session& session, access::Reader const& reader,
                                                                       std::string const& crisis);
// Errors: "crisis.unknown_damage_report" (id).
[[nodiscard]] base::Result<DamageReport> find_damage_report(sql::Session& session, access::Reader const& reader, std::string const& id);

// What holds of one question: the newest answer that was given, by agents before owners; else the newest that nobody knows, or that was not
// said, likewise.
struct Present {
  Answer answer;
  std::string report;  // that it is from
  ReportSource source = ReportSource::phone;
  std::string holds_from;
};
struct CaseReports {
  std::vector<Present> present;
  std::vector<Present> proposed;      // by owners, seen later than what an agent noted, and otherwise: for an agent to confirm by a report
  std::vector<DamageReport> reports;  // the newest first; those set aside among them
};
// Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<CaseReports> reports_of_case(sql::Session& session, access::Reader const& reader, std::string const& id);

// It is about that business: one that waits, one that was set aside, or one that was matched wrongly. What was typed stays. A case that it
// is taken from keeps its state, which an agent steps back. Errors: "crisis.unknown_damage_report" (id), "crisis.closed",
// "crisis.not_yours", "crisis.changed" (now).
[[nodiscard]] base::Result<DamageReport> match_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                      Place const& place);
// Errors: also those of base::clean().
[[nodiscard]] base::Result<DamageReport> set_report_aside(sql::Session& session, Act const& act, std::string const& id,
                                                          std::int64_t version, std::string const& why);

// Takes what a crisis's reports say of people and businesses: words, numbers, positions, and by which they could be told again. That there
// was a report, when and from whom, and answers by choice stay. Photos are erased, and its public form is gone. How many reports.
[[nodiscard]] base::Result<std::uint64_t> anonymise_reports(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis
