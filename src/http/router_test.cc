#include <gtest/gtest.h>

#include "http/router.h"

namespace bassin::http {
namespace {

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    for (auto const& [method, pattern] : {std::pair{Method::get, "/api/establishments"},
                                          {Method::get, "/api/establishments/{siret}"},
                                          {Method::get, "/api/establishments/near"},
                                          {Method::put, "/api/establishments/{siret}"},
                                          {Method::post, "/api/teams/{team}/agents/{agent}"},
                                          {Method::get, "/"}}) {
      router_.add({method, pattern, Lane::direct, [](Request const&) { return Response{}; }});
    }
  }
  Router router_;
};

TEST_F(RouterTest, FindsTheRouteAndItsValues) {
  auto const match = router_.match(Method::get, "/api/establishments/12345678900011");
  ASSERT_EQ(match.kind, Match::Kind::found);
  EXPECT_EQ(match.route->pattern, "/api/establishments/{siret}");
  EXPECT_EQ(match.values, (Pairs{{"siret", "12345678900011"}}));
  auto const two = router_.match(Method::post, "/api/teams/7/agents/8");
  EXPECT_EQ(two.values, (Pairs{{"team", "7"}, {"agent", "8"}}));
  EXPECT_EQ(router_.match(Method::get, "/").route->pattern, "/");
}

TEST_F(RouterTest, ASegmentAsWrittenComesFirst) {
  EXPECT_EQ(router_.match(Method::get, "/api/establishments/near").route->pattern, "/api/establishments/near");
}

TEST_F(RouterTest, HeadIsAnsweredByGet) { EXPECT_EQ(router_.match(Method::head, "/api/establishments").kind, Match::Kind::found); }

TEST_F(RouterTest, TellsAPathThatIsNotThereFromAMethodThatIsNot) {
  for (auto const* path : {"/api", "/api/", "/api/establishments/", "/api/establishments/1/2", "//", "/api//establishments"})
    EXPECT_EQ(router_.match(Method::get, path).kind, Match::Kind::no_path) << path;
  auto const match = router_.match(Method::remove, "/api/establishments/1");
  EXPECT_EQ(match.kind, Match::Kind::no_method);
  EXPECT_EQ(match.allowed, "GET, HEAD, PUT");
}

}  // namespace
}  // namespace bassin::http
