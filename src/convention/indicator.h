// Indicators of an action: what partners want to know of it each year, and where the figure comes from: computed from the ledger of
// contributions, or entered with its evidence. convention/reading.h tells what they come to in a period.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/action.h"
#include "convention/delay.h"

namespace bassin::convention {

// What an indicator shows of an action.
enum class Effect : std::uint8_t {
  output,  // réalisation: what was done
  result,  // résultat: what it brought to whom it was for
  impact,  // what became of the territory
};
inline constexpr std::size_t effect_count = 3;
// "output".
[[nodiscard]] std::string_view id_of(Effect effect);
[[nodiscard]] std::optional<Effect> parse_effect(std::string_view id);

// What is counted of contributions.
enum class Measure : std::uint8_t {
  contributions,
  businesses,  // distinct
  visited,     // distinct, by kind "visit"
  half_days,   // of 3 h 30
  days,        // of 7 h
  coverage,    // distinct businesses of the perimeter, in per cent of its establishments in a field
  delay,       // mean days of a kind of delay
  within,      // delays of so many days at most, in per cent of all
};
inline constexpr std::size_t measure_count = 8;
// Of delays, not of contributions.
[[nodiscard]] bool is_of_delays(Measure measure);
// "half_days".
[[nodiscard]] std::string_view id_of(Measure measure);
[[nodiscard]] std::optional<Measure> parse_measure(std::string_view id);

// How values that were entered become that of a period.
enum class Gathering : std::uint8_t { sum, last };
inline constexpr std::size_t gathering_count = 2;
// "sum".
[[nodiscard]] std::string_view id_of(Gathering gathering);
[[nodiscard]] std::optional<Gathering> parse_gathering(std::string_view id);

inline constexpr std::size_t indicators_most = 50;  // of an action
inline constexpr std::size_t years_most = 30;
inline constexpr std::int64_t delay_most = 3660;  // days

// Of the contributions of its action.
struct Computed {
  Measure measure = Measure::contributions;
  std::vector<std::string> kinds;  // of contribution; none: all
  std::string organisation;        // whose work; "": all
  std::string field;               // of coverage: reference::Field, checked by the caller; else ""
  std::optional<DelayKind> delay;  // of delay and within
  std::int64_t most = 0;           // days; of within
};

// What an agent writes.
struct IndicatorFacts {
  std::string code, label;
  Effect effect = Effect::output;
  std::string unit;    // "entreprises"
  std::string method;  // ""
  std::optional<double> baseline;
  std::map<int, double> targets;     // by year
  std::optional<Computed> computed;  // nothing: entered
  Gathering gathering = Gathering::sum;
};

struct Indicator {
  std::string id;
  std::string owner;  // whose it is: an action; under a grid, a heading
  IndicatorFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// Of a convention that the reader sees, by action and code. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& convention);

class IndicatorKeeper;
// Of actions: written, and their values entered, by whoever may change the action. Errors: "convention.unknown_action",
// "convention.unknown_indicator", "convention.unknown_value" (id), "convention.not_yours", "convention.changed" (now); of facts those of
// base::clean(), "convention.bad_value" (field, allowed), "partners.unknown_organisation".
[[nodiscard]] IndicatorKeeper const& action_indicators();

}  // namespace bassin::convention
