// Stations of river levels that the installation watches, and the marks whose passing proposes to open a crisis. They are the
// installation's, for all of its organisations. docs/decisions/0043-river-levels.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/act.h"
#include "base/instant.h"
#include "base/result.h"
#include "waters/answer.h"
#include "waters/rising.h"

namespace bassin::sql {
class Session;
}

namespace bassin::waters {

using access::Act;

inline constexpr std::size_t stations_most = 60;
inline constexpr std::size_t thresholds_most = 12;  // of a station
inline constexpr std::int64_t margin_most = 5'000, lasts_minutes_most = 1'440;

struct ThresholdFacts {
  std::int64_t mark = 0;  // in the unit of the station
  std::string word;       // "Vigilance", "Juin 2016"
};

struct StationFacts {
  std::string code;  // of the national dictionary (Sandre): "A123456789"; of a section of Vigicrues "LO18"
  std::string name;
  std::string river;  // ""
  Format format = Format::hubeau;
  std::string url;  // whose answer is of that format; "": its levels come as files
  Habit habit;      // of sections the margin is 0: colours have their own order
  std::vector<ThresholdFacts> thresholds;
};

struct Threshold {
  ThresholdFacts facts;
  Mark state;
};

// Why the last question to its source gave no level.
struct Failing {
  base::Instant since;
  std::string code;
  std::vector<std::pair<std::string, std::string>> values;
  // Of this object: it refers to its code.
  [[nodiscard]] base::Error error() const&;
};

struct Station {
  std::string id;
  StationFacts facts;
  std::vector<Threshold> thresholds;  // by mark, lowest first
  std::optional<Level> last;
  std::optional<base::Instant> tried_at, heard_at;  // asked; answered with a level, or given a file with one
  std::optional<Failing> failing;
  std::int64_t version = 0;
};

// By river, then name. A few statements, however many there are.
[[nodiscard]] base::Result<std::vector<Station>> stations(sql::Session& session);
// Errors: "waters.unknown" (id).
[[nodiscard]] base::Result<Station> find_station(sql::Session& session, std::string const& id);

// Errors of both: those of base::clean(), "waters.bad_value" (field, allowed), "waters.twice" (code), "waters.bad_url" (url).
// Errors: also "waters.too_many_stations" (most).
[[nodiscard]] base::Result<Station> add_station(sql::Session& session, Act const& act, StationFacts const& facts);
// A mark that stays keeps whether it is passed. With another code or format it is another station: its levels go. Errors: also
// "waters.unknown" (id), "waters.changed".
[[nodiscard]] base::Result<Station> change_station(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   StationFacts const& facts);
// With its levels. What it proposed stays. Errors: "waters.unknown" (id), "waters.changed".
[[nodiscard]] base::Result<void> remove_station(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

struct Watching {
  bool on = false;  // off until an administrator says otherwise
  std::int64_t version = 0;
};
[[nodiscard]] base::Result<Watching> watching(sql::Session& session);
// Errors: "waters.changed".
[[nodiscard]] base::Result<Watching> switch_watching(sql::Session& session, Act const& act, std::int64_t version, bool on);

}  // namespace bassin::waters
