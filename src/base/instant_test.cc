#include "base/instant.h"

#include <gtest/gtest.h>

namespace bassin::base {
namespace {

TEST(Instant, GoesToTextAndBack) {
  for (std::int64_t const ms : {0LL, 1LL, -1LL, 1'000LL, 1'795'636'200'123LL, -62'135'596'800'000LL}) {
    auto const text = to_iso(Instant{ms});
    ASSERT_TRUE(parse_instant(text).has_value()) << text;
    EXPECT_EQ(parse_instant(text)->ms, ms) << text;
  }
  EXPECT_EQ(to_iso(Instant{0}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso(Instant{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Instant, KnowsOneFormOnly) {
  for (auto const* const text : {"", "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000", "1970-01-01T00:00:00.0000Z",
                                 "1970-01-01T00:00:00,000Z", "1970-13-01T00:00:00.000Z", "1970-01-01T00:00:00.0a0Z"})
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
}

TEST(Instant, TextsSortAsMoments) { EXPECT_LT(to_iso(Instant{999}), to_iso(Instant{1000})); }

}  // namespace
}  // namespace bassin::base
