// The committees that follow a convention: their sittings, who attended, what they decided and who sees to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/convention.h"

namespace bassin::convention {

enum class Committee : std::uint8_t {
  steering,   // comité de pilotage
  technical,  // comité technique
};
inline constexpr std::size_t committee_count = 2;
// "steering".
[[nodiscard]] std::string_view id_of(Committee committee);
[[nodiscard]] std::optional<Committee> parse_committee(std::string_view id);

enum class Presence : std::uint8_t { present, excused, absent };
inline constexpr std::size_t presence_count = 3;
// "excused".
[[nodiscard]] std::string_view id_of(Presence presence);
[[nodiscard]] std::optional<Presence> parse_presence(std::string_view id);

enum class Outcome : std::uint8_t { open, done, dropped };
inline constexpr std::size_t outcome_count = 3;
// "dropped".
[[nodiscard]] std::string_view id_of(Outcome outcome);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view id);

inline constexpr std::size_t attendees_most = 100;
inline constexpr std::size_t decisions_most = 100;  // of a sitting

struct Attendee {
  std::string organisation;       // a party; "": see `organisation_name`
  std::string organisation_name;  // "Préfecture"
  std::string person, title;      // who came for it; ""
  Presence presence = Presence::present;
};

// What an agent writes.
struct SittingFacts {
  Committee committee = Committee::steering;
  base::Date on;
  std::string place, agenda, minutes;  // ""
  std::vector<Attendee> attendance;
};
struct DecisionFacts {
  std::string text;
  std::string follower;  // a party: who sees to it
  std::optional<base::Date> due_on;
  Outcome outcome = Outcome::open;
  std::string note;  // what became of it; ""

  friend bool operator==(DecisionFacts const&, DecisionFacts const&) = default;
};

struct Decision {
  std::string id, sitting;
  DecisionFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;

  [[nodiscard]] bool late_on(base::Date day) const { return facts.outcome == Outcome::open && facts.due_on && *facts.due_on < day; }
};
struct Sitting {
  std::string id, convention;
  SittingFacts facts;
  std::vector<Decision> decisions;  // in the order in which they were noted
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// Of a convention that the reader sees, the latest first. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<Sitting>> sittings_of(sql::Session& session, access::Reader const& reader,
                                                             std::string const& convention);

// Whether the reader writes sittings and decisions: the keeper, until the convention is abandoned.
[[nodiscard]] bool may_note(Rights const& rights, Convention const& convention);
// Whether the reader may say what becomes of it: who notes it, and who sees to it.
[[nodiscard]] bool may_close(Rights const& rights, Convention const& convention, Decision const& decision);

// Errors of all: "convention.unknown" (id), "convention.unknown_sitting" (id), "convention.unknown_decision" (id),
// "convention.not_yours", "convention.changed" (now), those of base::clean(), "convention.bad_value" (field, allowed),
// "convention.unknown_party" (organisation).
[[nodiscard]] base::Result<Sitting> add_sitting(sql::Session& session, Act const& act, std::string const& convention,
                                                SittingFacts const& facts);
[[nodiscard]] base::Result<Sitting> change_sitting(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   SittingFacts const& facts);
// Errors: also "convention.has_decisions".
[[nodiscard]] base::Result<void> remove_sitting(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

[[nodiscard]] base::Result<Decision> add_decision(sql::Session& session, Act const& act, std::string const& sitting,
                                                  DecisionFacts const& facts);
// Who only sees to it changes outcome and note alone, else "convention.not_yours".
[[nodiscard]] base::Result<Decision> change_decision(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     DecisionFacts const& facts);
[[nodiscard]] base::Result<void> remove_decision(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::convention
