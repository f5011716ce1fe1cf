// How long a convention lasts: renewals, notice, denunciation. Pure: whoever asks brings the day.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace bassin::convention {

enum class Renewal : std::uint8_t {
  none,     // ends
  express,  // renewed by a decision of the parties, which is an amendment
  tacit,    // tacite reconduction: goes on unless somebody denounces it in time
};
inline constexpr std::size_t renewal_count = 3;
// "tacit".
[[nodiscard]] std::string_view id_of(Renewal renewal);
[[nodiscard]] std::optional<Renewal> parse_renewal(std::string_view id);

struct Term {
  base::Date starts_on, ends_on;  // both included, as signed
  Renewal renewal = Renewal::none;
  int renewal_months = 0;                    // tacit: how long each time, 1 or more
  int renewals_most = 0;                     // tacit: how often; 0: without end
  int notice_months = 0;                     // préavis of a denunciation; 0: none
  std::optional<base::Date> last_day_early;  // a denunciation has it end on this day, where that is before its end
};

enum class Phase : std::uint8_t { coming, running, over };
inline constexpr std::size_t phase_count = 3;
// "running".
[[nodiscard]] std::string_view id_of(Phase phase);

// The last day of the period that runs on `day`: of the first one before it begins, of the last one once all is over.
[[nodiscard]] base::Date last_day_on(Term const& term, base::Date day);
// The last day of all, renewals included; nothing where it goes on without end.
[[nodiscard]] std::optional<base::Date> last_day_of_all(Term const& term);
[[nodiscard]] Phase phase_on(Term const& term, base::Date day);

// The last day on which a denunciation keeps the period that runs on `day` from being followed by another: whole months of notice
// remain. Only of a tacit one that may still be renewed and that nobody has denounced.
[[nodiscard]] std::optional<base::Date> last_day_to_denounce(Term const& term, base::Date day);

// The last day of a convention that is denounced on `day`: the notice runs from the day after; never later than it would end anyway.
[[nodiscard]] base::Date last_day_if_denounced(Term const& term, base::Date day);

}  // namespace bassin::convention
