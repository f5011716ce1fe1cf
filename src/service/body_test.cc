#include "service/body.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bassin::service {

namespace {

http::Request sent(std::string body) {
  http::Request request;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(body);
  return request;
}

std::string code_of(std::string body) {
  auto const read = Body::of(sent(std::move(body)), {"a", "b"});
  return read.ok() ? "" : std::string(read.error().code);
}

std::string object_of(int names) {
  std::string out = "{";
  for (int i = 0; i < names; ++i) out += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
  return out + "}";
}

std::string list_of_empty(int objects) {
  std::string out = "{\"a\":[";
  for (int i = 0; i < objects; ++i) out += i == 0 ? "{}" : ",{}";
  return out + "]}";
}

TEST(Body, IsAnObjectOfKnownFields) {
  EXPECT_EQ(code_of("{}"), "");
  EXPECT_EQ(code_of(R"({"a":"x","b":null})"), "");
  EXPECT_EQ(code_of(R"({"c":1})"), "service.unknown_field");
  for (auto const* const no_object : {"", "[]", "null", "{", R"({"a":1}})", R"("a")"}) EXPECT_EQ(code_of(no_object), "service.bad_body");
  auto const body = Body::of(sent(R"({"a":"x","b":[{"c":[1,2]}]})"), {"a", "b"});
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(*body->text("a"), "x");
  EXPECT_EQ(body->value("b")->dump(), R"([{"c":[1,2]}])");
}

TEST(Body, HoldsListsOfObjects) {
  auto const read = [](std::string list) { return Body::of(sent(R"({"a":)" + std::move(list) + "}"), {"a"})->objects("a", {"c"}); };
  auto const two = read(R"([{"c":"x"},{}])");
  ASSERT_TRUE(two.ok());
  ASSERT_EQ(two->size(), 2U);
  EXPECT_EQ(*two->front().text("c"), "x");
  EXPECT_EQ(read("{}").error().code, "service.bad_field");
  EXPECT_EQ(read("[1]").error().code, "service.bad_field");
  EXPECT_EQ(read(R"([{"d":1}])").error().code, "service.unknown_field");
}

TEST(Body, HoldsSoManyNamesAndLevels) {
  EXPECT_EQ(code_of(object_of(1000)), "service.unknown_field");
  EXPECT_EQ(code_of(object_of(1001)), "service.bad_body");
  EXPECT_EQ(code_of(R"({"a":[)" + object_of(600) + "," + object_of(600) + "]}"), "service.bad_body") << "all of them together";
  EXPECT_EQ(code_of(list_of_empty(1000)), "service.bad_body") << "with the one that holds them";
  EXPECT_EQ(code_of(list_of_empty(999)), "");
  auto const nested = [](std::size_t levels) { return R"({"a":)" + std::string(levels, '[') + std::string(levels, ']') + "}"; };
  EXPECT_EQ(code_of(nested(20)), "");
  EXPECT_EQ(code_of(nested(40)), "service.bad_body");
  EXPECT_EQ(code_of(R"({"a":)" + std::string(100'000, '[')), "service.bad_body");
}

}  // namespace

}  // namespace bassin::service
