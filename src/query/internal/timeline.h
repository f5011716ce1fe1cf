// A row's periods as a question about a series sees them.
#pragma once

#include <cstdint>

namespace bassin::query::internal {

// Days are DayCodes as numbers; 0: since ever.
struct Moment {
  std::uint32_t day = 0;  // first day of this state of things
  bool active = false;
  bool member = false;  // active, and by activity and employer what the filter asks
};

enum class Event : std::uint8_t { creation, reopening, closure, change_in, change_out, count };

// Walks the moments of one row in order of time and tells each event as tell(event, day).
template <class Tell>
class Timeline {
 public:
  explicit Timeline(Tell& tell) : tell_(tell) {}

  // From that day on; a later moment of the same day replaces what was said of it.
  void at(Moment const& now) {
    if (now.member && !member_) tell_(active_ ? Event::change_in : (was_active_ ? Event::reopening : Event::creation), now.day);
    if (!now.member && member_) tell_(now.active ? Event::change_out : Event::closure, now.day);
    active_ = now.active;
    member_ = now.member;
    was_active_ = was_active_ || now.active;
  }

 private:
  Tell& tell_;
  bool active_ = false, member_ = false, was_active_ = false;
};

}  // namespace bassin::query::internal
