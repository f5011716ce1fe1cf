#include "query/point_order.h"

#include <gtest/gtest.h>

#include "query/parse.h"

namespace bassin::query {
namespace {

std::string suggested(std::string_view value, std::vector<double> const& numbers) {
  auto const checked = check_order("radius", value, numbers);
  if (checked.ok()) return "";
  EXPECT_EQ(checked.error().code, "query.swapped_point");
  EXPECT_EQ(checked.error().value("value"), value);
  return std::string(checked.error().value("suggestion"));
}

TEST(PointOrder, RefusesWhatLiesInFranceTheOtherWayRound) {
  EXPECT_EQ(suggested("48.8575,2.8797,500", {48.8575, 2.8797, 500}), "2.8797,48.8575,500");
  EXPECT_EQ(suggested("-20.88,55.45", {-20.88, 55.45}), "55.45,-20.88");
  EXPECT_EQ(suggested("4.93,-52.33", {4.93, -52.33}), "-52.33,4.93");
  EXPECT_EQ(suggested("16.24,-61.53", {16.24, -61.53}), "-61.53,16.24");
  EXPECT_EQ(suggested("-12.78,45.22", {-12.78, 45.22}), "45.22,-12.78");
  EXPECT_EQ(suggested("46.78,-56.17", {46.78, -56.17}), "-56.17,46.78");
  EXPECT_EQ(suggested("-22.27,166.44", {-22.27, 166.44}), "166.44,-22.27");
  EXPECT_EQ(suggested("-17.53,-149.57", {-17.53, -149.57}), "-149.57,-17.53");
  EXPECT_EQ(suggested("-13.28,-176.18", {-13.28, -176.18}), "-176.18,-13.28");
}

TEST(PointOrder, LetsEverythingElseThrough) {
  EXPECT_EQ(suggested("2.8797,48.8575,500", {2.8797, 48.8575, 500}), "");
  EXPECT_EQ(suggested("55.45,-20.88", {55.45, -20.88}), "");
  EXPECT_EQ(suggested("0,0", {0, 0}), "");
  EXPECT_EQ(suggested("-74,40.7", {-74, 40.7}), "");  // New York, either way round
  EXPECT_EQ(suggested("40.7,-74", {40.7, -74}), "");
}

TEST(PointOrder, ABoxIsRefusedByBothOfItsCorners) {
  EXPECT_EQ(suggested("48.8,2.8,48.9,3.1", {48.8, 2.8, 48.9, 3.1}), "2.8,48.8,3.1,48.9");
  EXPECT_EQ(suggested("2.8,48.8,3.1,48.9", {2.8, 48.8, 3.1, 48.9}), "");
  EXPECT_EQ(suggested("-10,35,48.9,3.1", {-10, 35, 48.9, 3.1}), "");
}

std::string code_of(Parameters const& parameters) {
  auto const filter = parse_filter(parameters, base::make_date(2026, 7, 1));
  return filter.ok() ? "" : std::string(filter.error().code);
}

TEST(PointOrder, IsCheckedWhereverAPointIsRead) {
  EXPECT_EQ(code_of({{"radius", "48.8575,2.8797,500"}}), "query.swapped_point");
  EXPECT_EQ(code_of({{"radius", "2.8797,48.8575,500"}}), "");
  EXPECT_EQ(code_of({{"radius", "-17.53,-149.57,500"}}), "query.swapped_point");  // no latitude at all as given
  EXPECT_EQ(code_of({{"box", "48.8,2.8,48.9,3.1"}}), "query.swapped_point");
  EXPECT_EQ(code_of({{"box", "2.8,48.8,3.1,48.9"}}), "");
  auto const sort = parse_sort_text("distance:48.8575, 2.8797");
  ASSERT_FALSE(sort.ok());
  EXPECT_EQ(sort.error().code, "query.swapped_point");
  EXPECT_EQ(sort.error().value("suggestion"), "2.8797,48.8575");
  EXPECT_TRUE(parse_sort_text("distance:2.8797,48.8575").ok());
}

}  // namespace
}  // namespace bassin::query
