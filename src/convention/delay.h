// How long work took from one of its steps to another, as its records tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace bassin::convention {

enum class DelayKind : std::uint8_t {
  taken,      // a need, from its first handing to the first partner who takes it
  closed,     // a need, from its first handing to its outcome
  follow_up,  // a follow-up, from its opening to its closing
};
inline constexpr std::size_t delay_kind_count = 3;
// "taken".
[[nodiscard]] std::string_view id_of(DelayKind kind);
[[nodiscard]] std::optional<DelayKind> parse_delay_kind(std::string_view id);

// Who has a record from a day on.
struct Holding {
  base::Date from;
  std::string organisation;
};
// Of one record and one action that it counts towards.
struct Delay {
  std::string record;        // id
  std::string action;        // ""
  std::string organisation;  // who took or closed it; of an open one, who has it now
  std::string theme;         // of the record
  DelayKind kind = DelayKind::taken;
  base::Date from;
  std::optional<base::Date> to;  // nothing: not yet
  std::vector<Holding> held;     // the oldest first; none: by that organisation all the while
};
// Of whom it tells in a period that ends on that day: who took or closed it by then, else who had it then.
[[nodiscard]] std::string const& told_of(Delay const& delay, base::Date to);

struct DelayTally {
  std::uint64_t counted = 0;  // records whose delay ended within the period
  std::uint64_t within = 0;   // of these, after as many days at most
  std::int64_t days = 0;      // of all together
  std::uint64_t waiting = 0;  // begun by the end of the period and not ended by then
};
// Of those that are given, each record once. `most`: days.
[[nodiscard]] DelayTally tally_of(std::vector<Delay const*> const& delays, base::Date from, base::Date to, std::int64_t most);

}  // namespace bassin::convention
