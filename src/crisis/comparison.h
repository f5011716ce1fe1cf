// Crises beside each other, on the places that they share: how many were on the list, hit, contacted, visited, reopened, lost, and how long
// it took. docs/decisions/0049-closing-lessons-comparison.md
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crisis/crisis.h"
#include "crisis/findings.h"

namespace bassin::crisis {

// Days between the day on which a business was hit and another; of those of which both are known.
struct Delay {
  std::uint64_t cases = 0;
  std::optional<std::int64_t> median;  // nothing: of nobody, or not told
  friend bool operator==(Delay const&, Delay const&) = default;
};
// The lower of the two in the middle of an even number.
[[nodiscard]] Delay delay_of(std::vector<std::int64_t> days);

struct ComparedFigures {
  std::uint64_t listed = 0;     // businesses on the list
  std::uint64_t hit = 0;        // of whom somebody said so, or who came to an end other than "nothing to do"
  std::uint64_t contacted = 0;  // that stage or a later one was reached
  std::uint64_t visited = 0;
  std::uint64_t reopened = 0;  // traded again, by the last word said of it, else by the case
  std::uint64_t lost = 0;      // closed for good
  Delay contact, reopening;
  friend bool operator==(ComparedFigures const&, ComparedFigures const&) = default;
};
struct ComparedCrisis {
  Crisis crisis;
  ComparedFigures all, shared;  // shared: of communes that each of them has on its list
  std::map<std::string, ComparedFigures> by_commune;
  std::map<std::string, Loss> losses;  // by heading, as Findings
};
// A business that several of them hit, by its key; none of an anonymised crisis.
struct HitAgain {
  std::string business, commune;
  std::map<std::string, std::string> cases;  // by crisis: id of its case
};
struct Comparison {
  std::vector<ComparedCrisis> crises;  // the earliest beginning first
  std::vector<HitAgain> again;         // those hit most often first; to who may see what is personal alone
  std::uint64_t hit_again = 0;
  bool rounded = false;  // as told_to_all() of a situation: numbers to the nearest five, amounts and medians of ten and more
};
inline constexpr std::size_t compared_least = 2, compared_most = 6;
// Of rooms that the reader's organisation has joined. A bounded number of statements for each crisis. Errors: "crisis.unknown" (id);
// "crisis.bad_value" (field, allowed): fewer, more, or one twice; "crisis.mixed": exercises beside what was real.
[[nodiscard]] base::Result<Comparison> compare(sql::Session& session, access::Reader const& reader, std::vector<std::string> const& crises,
                                               base::Instant now);
[[nodiscard]] Comparison told_to_all(Comparison it);

}  // namespace bassin::crisis
