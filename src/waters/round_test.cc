#include "waters/round.h"

#include <gmock/gmock.h>

#include "jobs/job.h"
#include "outward/testing/peer_test_support.h"
#include "waters/source.h"
#include "waters/testing/stations_test_support.h"

namespace bassin::waters {
namespace {

using sql::Session;

class Rounds : public WithStations {
 protected:
  std::size_t planned() {
    return read([](Session& s) { return jobs::list(s, {.kind = round_kind_name, .before = ""}); }).size();
  }
  void plan() { ASSERT_TRUE(plan_round(*store_, now_).ok()); }
  Round round() {
    auto const done = do_round(*store_, {}, [this] { return now_; });
    EXPECT_TRUE(done.ok());
    return done.ok() ? *done : Round{};
  }
  static StationFacts asked(std::string const& url) {
    auto facts = crecy();
    facts.url = url;
    return facts;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Rounds, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Rounds, ArePlannedEveryQuarterOfAnHourWhereSomethingIsWatched) {
  plan();
  add(asked("https://example.invalid/"));
  plan();
  EXPECT_EQ(planned(), 0U) << "nobody switched it on";
  EXPECT_EQ(refusal([&](Session& s) { return ask_for_round(s, "agent", now_); }), "waters.not_watching");
  watch();
  plan();
  plan();
  EXPECT_EQ(planned(), 1U);
  wait(15);
  plan();
  EXPECT_EQ(planned(), 1U) << "the one before is still waiting";
  std::vector<jobs::Kind> const kinds{{.name = round_kind_name, .run = [](jobs::Attempt const&) { return base::Result<void>(); }}};
  EXPECT_EQ(jobs::Worker::run_due(*store_, kinds, [this] { return now_; }), 1U);
  wait(14);
  plan();
  auto const waiting = [&] {
    return read([](Session& s) { return jobs::list(s, {.state = jobs::State::waiting, .kind = "", .before = ""}); }).size();
  };
  EXPECT_EQ(waiting(), 0U);
  wait(1);
  plan();
  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(planned(), 1U) << "what is done is forgotten";
  watch(false);
  wait(15);
  plan();
  EXPECT_EQ(planned(), 1U);
}

TEST_P(Rounds, ArePlannedForStationsWithAnAddressAlone) {
  add(crecy());
  watch();
  plan();
  EXPECT_EQ(planned(), 0U);
}

TEST_P(Rounds, TellSinceWhenASourceFailsAndTouchNothingElse) {
  outward::Peer const peer("web_server.py", {});
  auto const made = add(asked("http://127.0.0.1:" + std::to_string(peer.port()) + "/nowhere"));
  EXPECT_EQ(round().failed, 0U) << "off: nobody is asked";
  watch();
  take(made.id, series({1000}));
  auto const since = now_;
  wait(15);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(round().failed, 1U);
    wait(15);
  }
  auto const after = station(made.id);
  ASSERT_TRUE(after.failing);
  EXPECT_EQ(after.failing->since, since.plus_seconds(900));
  EXPECT_EQ(after.failing->error().code, "waters.status");
  EXPECT_EQ(after.failing->error().value("status"), "404");
  EXPECT_EQ(after.heard_at, since);
  EXPECT_EQ(after.last->value, 1000);
  take(made.id, series({1010}));
  EXPECT_FALSE(station(made.id).failing) << "heard again";
}

TEST_P(Rounds, RefuseWhatIsNoAnswerOfThatForm) {
  outward::Peer const peer("web_server.py", {});
  watch();
  auto const made = add(asked("http://127.0.0.1:" + std::to_string(peer.port()) + "/log"));
  round();
  EXPECT_EQ(station(made.id).failing->code, "waters.not_json");
}

TEST(Redirections, LeadToEncryptedAddressesOrWithinTheSameServer) {
  EXPECT_EQ(redirection("https://a.fr/b?c", "/d"), "https://a.fr/d");
  EXPECT_EQ(redirection("https://a.fr", "https://b.fr/d"), "https://b.fr/d");
  EXPECT_EQ(redirection("http://127.0.0.1:80/a", "http://127.0.0.1:80/b"), "http://127.0.0.1:80/b");
  EXPECT_EQ(redirection("https://a.fr/b", "http://127.0.0.1/d"), "");
  EXPECT_EQ(redirection("http://127.0.0.1:80/a", "http://127.0.0.1:81/b"), "");
  EXPECT_EQ(redirection("https://a.fr/b", "//b.fr"), "");
  EXPECT_EQ(redirection("https://a.fr/b", "file:///etc/passwd"), "");
  EXPECT_EQ(redirection("https://a.fr/b", ""), "");
}

TEST(Sources, AreFollowedThroughARedirectionAndNotWithoutEnd) {
  outward::Peer const peer("web_server.py", {});
  auto const at = [&](std::string const& path) { return "http://127.0.0.1:" + std::to_string(peer.port()) + path; };
  EXPECT_TRUE(ask_source(at("/moved"), {}, {}).ok());
  auto const refused = [&](std::string const& path, double seconds = 20) {
    auto const answer = ask_source(at(path), {.ca_file = "", .answer_seconds = seconds}, {});
    return answer.ok() ? "" : std::string(answer.error().code);
  };
  EXPECT_EQ(refused("/loop"), "waters.redirected");
  EXPECT_EQ(refused("/away"), "waters.redirected");
  EXPECT_EQ(refused("/scheme"), "waters.redirected");
  EXPECT_EQ(refused("/slow", 0.5), "outward.timeout");
  EXPECT_EQ(refused("/short"), "outward.cut_short");
  EXPECT_EQ(refused("/nowhere"), "waters.status");
}

}  // namespace
}  // namespace bassin::waters
