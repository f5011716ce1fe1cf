#include <gtest/gtest.h>

#include "http/target.h"

namespace bassin::http {
namespace {

TEST(Target, TakesPathAndQueryApart) {
  auto const target = parse_target("/api/v1/count?territory=Pays%20Cr%C3%A9%C3%A7ois&by=size+group&flag&by=").value();
  EXPECT_EQ(target.path, "/api/v1/count");
  EXPECT_EQ(target.query, (Pairs{{"territory", "Pays Créçois"}, {"by", "size group"}, {"flag", ""}, {"by", ""}}));
  EXPECT_EQ(parse_target("/caf%C3%A9+1")->path, "/café+1") << "in a path a plus is a plus";
  EXPECT_EQ(parse_target("/a?b=c#d=e")->query, (Pairs{{"b", "c"}}));
}

TEST(Target, RefusesWhatIsNoPathOfOurs) {
  for (auto const* bad : {"",        "x",       "*",         "http://host/", "/a/../b",   "/a/%2e%2e/b", "/..",  "/./a",           "/%2E",
                          "/a%2",    "/a%zz",   "/a%00b",    "/a%0d%0aX: y", "/a\\..\\b", "/%5c..%5cb",  "/%ff", "/%c0%ae%c0%ae/", "/?a=%",
                          "/?a=%00", "/?a=%ff", "/%ed%a0%80"}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
  EXPECT_TRUE(parse_target("/a..b/...")) << "dots within a name are a name";
}

TEST(Target, WhatIsEncodedReadsBack) {
  std::string text;
  for (int c = 1; c < 128; ++c) text += static_cast<char>(c);
  text += "é€😀";
  EXPECT_EQ(parse_query("a=" + percent_encode(text)).value(), (Pairs{{"a", text}}));
}

}  // namespace
}  // namespace bassin::http
