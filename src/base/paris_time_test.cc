#include "base/paris_time.h"

#include <gtest/gtest.h>

namespace bassin::base {
namespace {

TEST(ParisTime, FollowsTheSun) {
  struct Case {
    std::string_view utc, day;
    int hour;
  };
  for (auto const& it : {Case{"2026-03-29T00:59:59.999Z", "2026-03-29", 1},
                         {"2026-03-29T01:00:00.000Z", "2026-03-29", 3},
                         {"2026-10-25T00:59:59.999Z", "2026-10-25", 2},
                         {"2026-10-25T01:00:00.000Z", "2026-10-25", 2},
                         {"2026-12-31T23:00:00.000Z", "2027-01-01", 0},
                         {"2026-06-30T21:59:00.000Z", "2026-06-30", 23},
                         {"2026-06-30T22:00:00.000Z", "2026-07-01", 0}}) {
    auto const found = paris_time(parse_instant(it.utc).value());
    EXPECT_EQ(to_iso(found.day), it.day) << it.utc;
    EXPECT_EQ(found.hour, it.hour) << it.utc;
  }
}

}  // namespace
}  // namespace bassin::base
