// The cases of a crisis: one for each business that the zone holds or that somebody adds, whichever chamber it belongs to. Whoever works in
// the room reads and writes all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/case_state.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

// How a business came on the list.
enum class Entry : std::uint8_t {
  inside,     // its position lies in the zone
  unlocated,  // of a commune of the zone; without a position, or with one that the public may not know
  indirect,   // outside, but cut off: its road, its supplier
  added,      // by hand, or because somebody reported it
  parcels,    // its land lies in the zone, its address elsewhere: parcel_crossing.h
};
inline constexpr std::size_t entry_count = 5;
[[nodiscard]] std::string_view id_of(Entry entry);
[[nodiscard]] std::optional<Entry> parse_entry(std::string_view id);

struct Case {
  std::string id, crisis, business, commune;
  Entry entry = Entry::inside;
  std::int64_t entered = 0;               // number of the zone that first held it
  std::optional<std::int64_t> left_zone;  // number of the first that does not hold it any more; what was begun goes on
  CaseState state = CaseState::potential;
  CaseState reached = CaseState::potential;  // the furthest stage, also of one at its end: furthest_after()
  Trading trading = Trading::unknown;
  std::optional<int> priority;      // 1 (people in danger) to 4 (information)
  std::string organisation, agent;  // who has it in hand; ""
  std::string held_by, held_until;  // who is on the line with it; ""
  bool begun = false;               // something was said of its rights, or asked for
  std::int64_t version = 0;
  std::string changed_at;
};
// Nothing was said or done about it: what leaves the list with the zone.
[[nodiscard]] bool is_untouched(Case const& it);

struct Place {
  std::string business, commune;  // its key (support/file_key.h); current code
  Entry entry = Entry::inside;
};
struct Entered {
  std::uint64_t added = 0;  // new cases
  std::uint64_t back = 0;   // had left the zone
  std::uint64_t left = 0;   // are not in it any more
};
// Whom the zone before held, where the new one lacks them.
enum class Before : std::uint8_t {
  leaves,  // the zone was wrong
  stays,   // the zone was right: the water went on, and they were hit
};
// What the zone of that number, the last one, holds: all of it at once, each business once. Who came indirectly or by hand never leaves.
// Errors: "crisis.unknown" (id), "crisis.closed", "crisis.not_yours", "crisis.unknown_zone" (number) for another than the last: a slow
// answer never puts an older list back.
[[nodiscard]] base::Result<Entered> enter_zone(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone,
                                               std::span<Place const> places, Before before = Before::leaves);
// One that no zone holds. It stays as it is where it is there already; one that had left comes back, and no zone takes it away again.
// Errors as above.
[[nodiscard]] base::Result<Case> add_case(sql::Session& session, Act const& act, std::string const& crisis, Place const& place);

struct CaseQuery {
  std::vector<CaseState> states;  // none: all
  std::optional<Entry> entry;
  std::string commune;                      // ""
  std::optional<std::string> organisation;  // that has it in hand; "": nobody's
  std::string agent;                        // ""
  bool in_zone = true;                      // without those that left it untouched
  std::string after;                        // id of the last one of the page before
  std::size_t limit = 100;
};
inline constexpr std::size_t whole_list = 1'000'000;

// By id, which is the order in which they came. Errors of all that read: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<std::vector<Case>> cases_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                       CaseQuery const& query);
// Errors: "crisis.unknown_case" (id); "crisis.merged_away" (id, kept): it is one with that case since (merge.h), as all below say too.
[[nodiscard]] base::Result<Case> find_case(sql::Session& session, access::Reader const& reader, std::string const& id);

// Each business is called by one: who takes the line has it for so long, or until it is given back.
inline constexpr std::int64_t line_seconds = 15 * 60;
// Again by the same agent: longer. Errors: "crisis.unknown_case" (id), "crisis.closed", "crisis.not_yours", "crisis.on_the_line" (by,
// until).
[[nodiscard]] base::Result<Case> take_line(sql::Session& session, Act const& act, std::string const& id);
// Nothing where it is another's, or nobody's.
[[nodiscard]] base::Result<Case> give_line_back(sql::Session& session, Act const& act, std::string const& id);

struct CaseChange {
  std::int64_t version = 0;
  std::optional<CaseState> state;
  std::string why;  // of a step back; ""
  std::optional<Trading> trading;
  std::optional<int> priority;  // 0: none
};
// Errors: also "crisis.on_the_line" (by, until) of another agent, "crisis.changed" (now), "crisis.wants_reason": a step back without one,
// "crisis.bad_value" (field, allowed).
[[nodiscard]] base::Result<Case> change_case(sql::Session& session, Act const& act, std::string const& id, CaseChange const& change);

// Who has these in hand from now on: an organisation of the room, and an agent of it who works with businesses, or nobody yet. At most 250.
// How many were given: those that another agent is on the line with are left.
// Errors: also "crisis.unknown_partner" (organisation), "crisis.unknown_agent" (agent).
inline constexpr std::size_t assigned_most = 250;
[[nodiscard]] base::Result<std::uint64_t> assign(sql::Session& session, Act const& act, std::string const& crisis,
                                                 std::span<std::string const> cases, std::string const& organisation,
                                                 std::string const& agent);

struct CaseStep {
  std::string from, to, why, organisation, agent, at;
};
// The oldest first.
[[nodiscard]] base::Result<std::vector<CaseStep>> steps_of(sql::Session& session, access::Reader const& reader, std::string const& id);

}  // namespace bassin::crisis
