// What work of a crisis counts towards the conventions' actions. Each organisation of the room names one action for the crisis, or none;
// exercises count towards nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "crisis/cases.h"

namespace bassin::crisis {

inline constexpr std::string_view step_source = "crisis_step";
inline constexpr std::string_view after_source = "crisis_after";

// "call" of a step to contacted, "visit" of one to visited; "": of none of the others, of a correction, and of a step that a later
// correction took back. Of each of the steps of one case, the oldest first.
[[nodiscard]] std::vector<std::string_view> counted_kinds(std::span<CaseStep const> steps);

struct CountsTowards {
  std::string action;  // id; "": none
  std::int64_t version = 0;
};
// What the reader's organisation chose. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<CountsTowards> counts_towards(sql::Session& session, access::Reader const& reader, std::string const& crisis);
// All that the organisation did in the crisis counts towards it from now on, and no more towards another: what an agent of it noted as
// called or visited, and its words at the terms, each of them on a day of the action's convention. By coordinators and administrators of
// an organisation that has joined. Errors: "crisis.unknown" (id), "crisis.not_yours", "crisis.exercise", "crisis.anonymised",
// "crisis.changed" (now), "convention.not_countable" (action): on no day between the crisis's beginning and today.
[[nodiscard]] base::Result<CountsTowards> choose_action(sql::Session& session, Act const& act, std::string const& crisis,
                                                        std::int64_t version, std::string const& action);

// How much of it counts now, by kind.
struct Counted {
  std::uint64_t calls = 0, visits = 0, others = 0;
  std::int64_t minutes = 0;
};
[[nodiscard]] base::Result<Counted> counted_in(sql::Session& session, access::Reader const& reader, std::string const& crisis);

}  // namespace bassin::crisis
