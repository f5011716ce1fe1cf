// What the records of a crisis say beside the states of its cases: jobs, losses, aid, needs, and how fresh all of it is. For situation
// reports. docs/decisions/0045-the-situation-report.md
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "crisis/answer.h"
#include "crisis/case_state.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

// Cases by what they said to one question. Of the others nobody knows whether they were asked.
struct Answered {
  std::uint64_t given = 0, unknown = 0, refused = 0;
  friend bool operator==(Answered const&, Answered const&) = default;
};

// Amounts are missing where they are not told: told_to_all().
using Amount = std::optional<std::int64_t>;

// A count that businesses were asked for: persons.
struct Headcount {
  Answered cases;
  Amount sum = 0;
  std::int64_t capped = 0;  // the same, each case counting for persons_cap at most
  friend bool operator==(Headcount const&, Headcount const&) = default;
};

// Euros between what they are at least and at most.
struct Sum {
  std::uint64_t cases = 0;
  Amount from = 0, to = 0;
  std::uint64_t endless = 0;  // of these cases: in the band without an end, which `to` counts as its beginning
  friend bool operator==(Sum const&, Sum const&) = default;
};

struct Loss {
  Answered cases;
  Sum sum;
  std::array<Sum, 3> by_certainty;              // Certainty; of the whole damage a case may stand under several
  std::int64_t capped_from = 0, capped_to = 0;  // of `sum`, each case counting for loss_cap at most
  friend bool operator==(Loss const&, Loss const&) = default;
};
// The heading of all headings of damage together; loss of turnover stands beside it.
inline constexpr std::string_view whole_damage = "damage", turnover_loss = "turnover_loss";

struct AidSum {
  std::uint64_t cases = 0, priced = 0;  // priced: of these, with an amount
  Amount from = 0, to = 0;
  std::int64_t capped_from = 0, capped_to = 0;  // each case counting for aid_cap at most
  friend bool operator==(AidSum const&, AidSum const&) = default;
};
// A case counts once for each aid: as noted on it, else as its damage reports say.
struct AidLine {
  AidSum asked, granted, paid;
  std::uint64_t refused = 0;
  friend bool operator==(AidLine const&, AidLine const&) = default;
};

// The last word of cases of one state: a step, a damage report, what was said of their rights, asked or answered for them.
struct Word {
  std::uint64_t cases = 0, heard = 0;  // heard: of these, with a word at all
  Amount newest, median;               // minutes ago
  friend bool operator==(Word const&, Word const&) = default;
};

struct Findings {
  std::uint64_t cases = 0;  // all on the list: "known for n of"
  Headcount employees, stopped;
  std::map<std::string, std::uint64_t> short_time;  // "asked"; "unknown" and "refused" of those who said that
  std::map<std::string, Loss> losses;               // "stock"; whole_damage, turnover_loss
  std::map<std::string, AidLine> aid;               // id of a right, "municipality", "other"
  std::map<std::string, std::uint64_t> needs;       // "pumping"; urgent needs of cases that are not at their end
  std::map<CaseState, Word> words;
  std::uint64_t silent = 0;  // not at their end, reported or further, and without a word for silent_hours
  friend bool operator==(Findings const&, Findings const&) = default;
};
inline constexpr std::int64_t silent_hours = 48;

// Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<Findings> findings_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                 base::Instant now);

// What elected members and the public are told. Numbers of cases to the nearest five, each by itself. An amount only where at least
// told_least such cases stand behind it, to the nearest cap, which is also the most that one case counts for: whichever case comes,
// changes or goes, what is told moves by one step or not at all. Amounts by certainty are not told, nor the newest word.
inline constexpr std::int64_t persons_cap = 100, loss_cap = 500'000, aid_cap = 50'000;
inline constexpr std::uint64_t told_least = 10;
[[nodiscard]] std::uint64_t told_count(std::uint64_t count);
[[nodiscard]] Findings told_to_all(Findings const& findings);

}  // namespace bassin::crisis
