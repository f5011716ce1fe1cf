// How a business that was hit fares 1, 3, 6 and 12 months later: one word for each term of its case. Words are said in rooms that are
// closed too, since most terms come then. docs/decisions/0046-after-the-crisis.md
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "crisis/cases.h"
#include "support/exchanges.h"

namespace bassin::crisis {

// Months after the day on which the business was hit.
inline constexpr std::array<int, 4> terms{1, 3, 6, 12};
[[nodiscard]] bool is_term(std::int64_t months);

enum class Fares : std::uint8_t {
  as_before,
  partly,      // open in part, or with fewer means
  closed,      // not open again yet
  moved,       // trades elsewhere
  difficulty,  // trades, and may not last
  ceased,      // has given up: proposed as lost, which an agent confirms
};
inline constexpr std::size_t fares_count = 6;
// "as_before".
[[nodiscard]] std::string_view id_of(Fares fares);
[[nodiscard]] std::optional<Fares> parse_fares(std::string_view id);
[[nodiscard]] constexpr bool trades(Fares it) { return it != Fares::closed && it != Fares::ceased; }

// What it still needs: coded, so that it is counted and names nobody.
inline constexpr std::array<std::string_view, 9> lacks{"premises", "equipment", "cash",      "insurance", "aid",
                                                       "staff",    "customers", "listening", "other"};

struct AfterFacts {
  int term = 1;
  Fares fares = Fares::as_before;
  support::Way way = support::Way::call;  // by which it was asked
  base::Date on;                          // when
  std::int64_t minutes = 0;               // time spent; 0: not said
  std::optional<std::int64_t> jobs;       // it has now
  std::optional<base::Date> reopened_on;  // never of one that is closed or has ceased
  std::vector<std::string> lacks;         // of crisis::lacks, each once
  std::string note;                       // ""
};
inline constexpr std::int64_t jobs_most = 100'000;

struct AfterWord {
  std::string id, record;  // the case
  AfterFacts facts;
  std::string organisation, agent;  // who asked it; whoever changes it later, it stays their work
  std::int64_t version = 0;
  std::string changed_at;
};

// By agents of the room who work with businesses, until the crisis is anonymised. Errors of all below: "crisis.not_yours",
// "crisis.anonymised", "crisis.bad_value" (field, allowed), those of base::clean().
// Errors: also "crisis.unknown_case" (id), "crisis.said_already" (term), "crisis.not_due" (from): a term may be told from 15 days before
// its day.
[[nodiscard]] base::Result<AfterWord> say_after(sql::Session& session, Act const& act, std::string const& record, AfterFacts const& facts);
// Its term stays. Errors: also "crisis.unknown_after" (id), "crisis.changed" (now).
[[nodiscard]] base::Result<AfterWord> change_after(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   AfterFacts const& facts);
// Taken back: as if it had not been said. Errors as above.
[[nodiscard]] base::Result<void> remove_after(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// By term. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<std::vector<AfterWord>> after_words_of(sql::Session& session, access::Reader const& reader,
                                                                  std::string const& record);

// The day of each of its terms. Errors: "crisis.unknown_case" (id).
[[nodiscard]] base::Result<std::array<base::Date, terms.size()>> term_days_of(sql::Session& session, access::Reader const& reader,
                                                                              std::string const& record);

// The day from which its terms are counted: what was said of when it was hit, else the day on which the crisis began, in Paris.
[[nodiscard]] base::Date hit_day(std::optional<std::string> const& said, base::Instant began);

}  // namespace bassin::crisis
