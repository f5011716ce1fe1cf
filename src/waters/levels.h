// Levels of stations: kept for thirty days, and held against the marks whenever there are new ones.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "waters/answer.h"

namespace bassin::sql {
class Session;
}

namespace bassin::waters {

struct Station;

inline constexpr std::int64_t kept_days = 30;
// A station that was silent for longer says nothing about the water of now: it passes no mark, in either direction. Producers of heights
// send every 5 to 60 minutes; colours are told twice a day, at 10 and 16 h.
[[nodiscard]] std::int64_t fresh_seconds(Format format);
[[nodiscard]] bool is_fresh(Format format, Level const& level, base::Instant now);

struct Taken {
  std::size_t levels = 0;  // new or corrected
  std::string proposal;    // id of what they propose; ""
};
// Keeps what is new of the levels, in their order; what is older than it keeps, or ahead of the clock by more than a quarter of an hour, is
// passed over. What came late is taken for six hours. The station has been heard. Where watching is on and the last level is fresh, marks
// are followed: the highest that the water passed proposes, and overtakes what the station proposed before. Errors: "waters.no_levels"
// (code): there is none that could be kept.
[[nodiscard]] base::Result<Taken> take_levels(sql::Session& session, Station const& station, std::span<Level const> levels,
                                              base::Instant now);

// From that moment on, in their order; at most `most`, of which each is the highest of its part of the time.
[[nodiscard]] base::Result<std::vector<Level>> levels_of(sql::Session& session, std::string const& station, base::Instant from,
                                                         base::Instant to, std::size_t most);

// Levels past their thirty days, and proposals past their year, with what was replied. Rows deleted.
inline constexpr std::int64_t proposals_kept_days = 365;
[[nodiscard]] base::Result<std::uint64_t> drop_old(sql::Session& session, base::Instant now);

}  // namespace bassin::waters
