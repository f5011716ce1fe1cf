#include "waters/rising.h"

#include <algorithm>

namespace bassin::waters {

Risen follow(Mark const& mark, Habit const& habit, std::span<Level const> levels) {
  Risen out{mark, std::nullopt};
  auto const below = mark.at - std::max<std::int64_t>(habit.margin, 1);
  std::optional<Level> first;  // of those in a row that speak for a turn
  for (auto const& it : levels) {
    auto& now = out.mark;
    if (now.turned_at && it.at <= *now.turned_at) continue;
    bool const speaks = now.passed ? it.value <= below : it.value >= mark.at;
    if (!speaks) {
      first.reset();
      continue;
    }
    if (!first) first = it;
    auto const minutes = now.passed ? std::max(habit.lasts_minutes, down_minutes_least) : habit.lasts_minutes;
    if (it.at < first->at.plus_seconds(minutes * 60)) continue;
    now.passed = !now.passed;
    now.turned_at = it.at;
    out.since = now.passed ? first : std::nullopt;
    first.reset();
  }
  return out;
}

}  // namespace bassin::waters
