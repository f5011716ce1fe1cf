// Which words are due, and what all of them come to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crisis/after.h"

namespace bassin::crisis {

inline constexpr int due_ahead = 15;   // days before its day from which a term may be asked
inline constexpr int late_after = 15;  // days after it from which it is told as late

struct DueWord {
  std::string record, crisis, title, business, commune;
  std::string organisation, agent;  // who has it in hand; of a closed room without: who follows on
  CaseState state = CaseState::potential;
  int term = 1;
  base::Date on;
  bool late = false;
  std::optional<Fares> last;  // what was said of it before
};
struct DueQuery {
  std::string crisis;               // "": of all rooms of the reader's organisation, exercises left out
  std::string organisation, agent;  // ""
  bool nobodys = false;             // with `agent`: also those that no agent has in hand, of closed rooms
  int ahead = due_ahead;
  std::size_t limit = 500;
};
struct Due {
  std::vector<DueWord> all;  // by day, then case; of each case the last term that has come and was not told
  std::uint64_t total = 0, late = 0;
};
// Of cases that were hit and are not lost. Two statements. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<Due> due_words(sql::Session& session, access::Reader const& reader, DueQuery const& query, base::Date today);

// Of one term. due = reopened + closed + lost + unknown.
struct TermFigures {
  std::uint64_t due = 0;       // cases that were hit and whose day has come, or of which a word was said
  std::uint64_t followed = 0;  // of which a word was said
  std::array<std::uint64_t, fares_count> words{};
  std::uint64_t reopened = 0, closed = 0, lost = 0, unknown = 0;
  std::uint64_t jobs_known = 0;
  std::int64_t jobs = 0;
  std::int64_t jobs_capped = 0;  // the same, each case counting for persons_cap at most

  void add(TermFigures const& it);
  friend bool operator==(TermFigures const&, TermFigures const&) = default;
};
using Terms = std::array<TermFigures, terms.size()>;

// What is known of one case that was hit.
struct Track {
  std::string record, business, commune;
  CaseState state = CaseState::potential;
  base::Date hit;
  std::optional<base::Date> ended;                            // last step into the state where that is an end
  std::array<std::optional<AfterFacts>, terms.size()> words;  // by term
  // When it traded again: what was said, else the day of the first word that it does, else that of the step.
  [[nodiscard]] std::optional<base::Date> reopened_on() const;
};
// Only cases of which somebody said that they were hit, or that came to an end; never "nothing to do".
[[nodiscard]] base::Result<std::vector<Track>> tracks_of(sql::Session& session, std::string const& crisis);
[[nodiscard]] Terms terms_of(Track const& it, base::Date today);

struct AfterFigures {
  Terms all;
  std::map<std::string, Terms> by_commune;
  std::uint64_t hit = 0, lost = 0, proposed = 0;  // cases; lost: closed for good
};
[[nodiscard]] AfterFigures figures_after(std::vector<Track> const& tracks, base::Date today);
// Each to the nearest five, as told_to_all() of a situation.
[[nodiscard]] AfterFigures told_to_all(AfterFigures const& figures);
// By every organisation that has joined. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<AfterFigures> after_figures(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                       base::Date today);

}  // namespace bassin::crisis
