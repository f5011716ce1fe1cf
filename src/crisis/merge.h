// Two cases of one business made one: a place entered by hand that proves to be an establishment, two rows of the register for one
// premises. Said by a person, never by itself; both histories stay, and it is taken back as long as it is the last one.
// docs/decisions/0050-two-cases-of-one-business.md
#pragma once

#include <string>
#include <vector>

#include "crisis/cases.h"

namespace bassin::crisis {

struct CaseAsRead {
  std::string id;
  std::int64_t version = 0;
};
// Steps, words of its rights, damage reports with their photos, requests and letters of `gone` are of `kept` from then on. Where both have
// a word of one term, a request for one right or a word on a loss, one holds and the other is told apart. The state is that of the newest
// step (never "potential" where one was begun), the trade what an agent said last, the urgency the higher. Errors: "crisis.unknown_case"
// (id), "crisis.closed", "crisis.not_yours", "crisis.on_the_line" (by, until), "crisis.changed" (now), "crisis.bad_value" (field, allowed):
// the same, or of two crises.
[[nodiscard]] base::Result<Case> merge_cases(sql::Session& session, Act const& act, CaseAsRead const& kept, CaseAsRead const& gone);

// What holds no more since: of which case it was, and what it said.
struct ToldApart {
  std::string of;    // "kept" or "gone"
  std::string kind;  // "after", "request", "loss"
  std::string term, fares, right, name, decision, note, at;
};
struct Merge {
  std::string id, crisis, record, kept;  // record: the case that is gone
  std::string business, commune;         // its
  std::string organisation, agent, at;   // who said so
  bool last = false;                     // it can be taken back
  std::vector<ToldApart> apart;
};
// Into that case, the oldest first. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<std::vector<Merge>> merges_of(sql::Session& session, access::Reader const& reader, std::string const& record);

// The case stands as before, with all that was its own; what was done since stays where it was done. The kept one gets back its state where
// nobody changed it since. `version`: of the kept one. Errors: as merge_cases(), "crisis.unknown_merge" (id), "crisis.merged_since": the
// kept case was merged again, or what was told apart stands in the way of what was noted since.
[[nodiscard]] base::Result<Case> part_cases(sql::Session& session, Act const& act, std::string const& merge, std::int64_t version);

// The business that a case was of when it was read: also of one that is gone, for who names it late. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<Place> place_of_case(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                std::string const& record);

// Two cases that are not one business: their pair is not proposed again.
[[nodiscard]] base::Result<void> keep_apart(sql::Session& session, Act const& act, std::string const& one, std::string const& other);
struct Pair {
  std::string one, other;  // ids of cases, the lower first
  friend auto operator<=>(Pair const&, Pair const&) = default;
};
[[nodiscard]] Pair pair_of(std::string const& one, std::string const& other);
// Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<Pair>> kept_apart(sql::Session& session, access::Reader const& reader, std::string const& crisis);

}  // namespace bassin::crisis
