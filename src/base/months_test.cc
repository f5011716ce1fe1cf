#include "base/months.h"

#include <gtest/gtest.h>

namespace bassin::base {
namespace {

std::string on(std::string_view date, int months) { return to_iso(plus_months(*parse_date(date), months)); }

TEST(Months, KeepTheDayOrTakeTheLastOne) {
  EXPECT_EQ(on("2018-01-15", 1), "2018-02-15");
  EXPECT_EQ(on("2018-01-31", 1), "2018-02-28");
  EXPECT_EQ(on("2020-01-31", 1), "2020-02-29");
  EXPECT_EQ(on("2020-02-29", 12), "2021-02-28");
  EXPECT_EQ(on("2018-11-30", 3), "2019-02-28");
  EXPECT_EQ(on("2018-03-31", -1), "2018-02-28");
  EXPECT_EQ(on("2018-01-01", -1), "2017-12-01");
  EXPECT_EQ(on("2018-05-05", 0), "2018-05-05");
}

TEST(Months, StayWithinTheYearsOfDates) {
  EXPECT_EQ(on("9999-12-31", 1), "9999-12-31");
  EXPECT_EQ(on("0001-01-31", -40), "0001-01-31");
  EXPECT_EQ(on("2018-01-01", 2'000'000'000), "9999-12-01");
}

TEST(Months, BackAndForthIsTheSameWhereTheDayIsInEveryMonth) {
  for (int day = 0; day < 3'000; ++day) {
    Date const date{day};
    if (to_iso(date).substr(8) > "28") continue;
    for (int months : {1, 7, 12, 37}) EXPECT_EQ(plus_months(plus_months(date, months), -months), date);
  }
}

TEST(Months, OfAPeriod) {
  EXPECT_EQ(to_iso(last_day_of(*parse_date("2018-01-01"), 36)), "2020-12-31");
  EXPECT_EQ(to_iso(last_day_of(*parse_date("2019-03-01"), 12)), "2020-02-29");
}

}  // namespace
}  // namespace bassin::base
