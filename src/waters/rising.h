// When water passes a mark: a pure function of the levels in their order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/instant.h"
#include "waters/answer.h"

namespace bassin::waters {

struct Habit {
  std::int64_t lasts_minutes = 30;  // above a mark before it counts as passed: one odd reading raises nothing
  std::int64_t margin = 100;        // how far below a mark the water must fall before it can pass it anew
};
// Below a mark by its margin for at least so long, and as long as `lasts_minutes`.
inline constexpr std::int64_t down_minutes_least = 60;

struct Mark {
  std::int64_t at = 0;                     // the level
  bool passed = false;                     // and not fallen back
  std::optional<base::Instant> turned_at;  // when that began; nothing: never passed
};

// What becomes of the mark by the levels after its last turn, of which those before are passed over. `since`: the first of the levels in a
// row above it that made it passed; of the last time, where it was passed several times.
struct Risen {
  Mark mark;
  std::optional<Level> since;  // it turned from not passed to passed, and stayed
};
[[nodiscard]] Risen follow(Mark const& mark, Habit const& habit, std::span<Level const> levels);

}  // namespace bassin::waters
