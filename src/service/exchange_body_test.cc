#include "service/exchange_body.h"

#include <gtest/gtest.h>

namespace bassin::service {
namespace {

// The last day of an exchange noted at that moment, where the server's own day is that of UTC.
std::string latest(std::string const& moment) {
  Context context;
  context.today = [&moment] { return base::parse_date(moment.substr(0, 10)).value(); };
  http::Request const request;
  access::Reader const reader;
  Rule const rule;
  support::Act const act{reader, {"agent", "organisation", "test", base::parse_instant(moment).value()}};
  return to_iso(latest_day({context, request, reader, rule}, act));
}

TEST(LatestDay, IsThatWhichHasBegunInFrance) {
  EXPECT_EQ(latest("2026-11-28T12:00:00.000Z"), "2026-11-28");
  EXPECT_EQ(latest("2026-11-28T21:59:59.000Z"), "2026-11-28");
  EXPECT_EQ(latest("2026-11-28T23:15:00.000Z"), "2026-11-29") << "a quarter past midnight";
  EXPECT_EQ(latest("2026-07-31T22:00:00.000Z"), "2026-08-01") << "summer time";
}

}  // namespace
}  // namespace bassin::service
