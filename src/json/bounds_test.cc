#include "json/bounds.h"

#include <gtest/gtest.h>

#include <string>

namespace bassin::json {

namespace {

std::string repeated(std::string_view one, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += (i == 0 ? "" : ",") + std::string(one);
  return "[" + out + "]";
}

TEST(Bounds, HoldWhatIsWithinThem) {
  Bounds const bounds{3, 4, 2};
  for (auto const* const text : {"1", "null", "\"é\"", "[]", "{}", R"({"a":[1,2.5,-3,true,[]],"b":{"c":1e3,"d":null}})", " [[[1]]] "})
    EXPECT_TRUE(within(text, bounds)) << text;
}

TEST(Bounds, EachEndsTheLook) {
  EXPECT_FALSE(within("[[[[1]]]]", {3, 9, 9}));
  EXPECT_FALSE(within(R"({"a":{"b":{"c":{}}}})", {3, 9, 9}));
  EXPECT_TRUE(within(R"([[1],[2],{"a":[]},[3]])", {3, 9, 9})) << "beside, not within";
  EXPECT_TRUE(within(R"({"a":1,"a":2})", {3, 2, 9})) << "a name twice counts twice";
  EXPECT_FALSE(within(R"([{"a":1},{"a":1,"b":1}])", {3, 2, 9}));
  EXPECT_TRUE(within("[{},{}]", {3, 2, 2}));
  EXPECT_FALSE(within("[{},{},{}]", {3, 2, 2}));
}

TEST(Bounds, HoldNothingThatIsNotJson) {
  for (auto const* const text : {"", " ", "{", "[1,]", "{a:1}", "nul", "1 2", "[\"\xC3\"]", "<html>", "{\"a\":1}}"})
    EXPECT_FALSE(within(text, {9, 9, 9})) << text;
  EXPECT_FALSE(within(std::string(1 << 20, '['), {9, 9, 9}));
}

// Each object that ends costs the same, wherever it stands: as a search of its list this would take minutes.
TEST(Bounds, AreLookedAtInOnePass) {
  EXPECT_TRUE(within(repeated("{}", 1'000'000), {2, 0, 1'000'000}));
  EXPECT_FALSE(within(repeated("{}", 1'000'000), {2, 0, 1'000}));
}

}  // namespace

}  // namespace bassin::json
