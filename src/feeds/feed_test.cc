#include "feeds/feed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "access/migrations.h"
#include "feeds/comparison.h"
#include "feeds/migrations.h"
#include "partners/migrations.h"
#include "partners/organisation.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::feeds {
namespace {

using sql::Session;

std::vector<sql::Migration> all_migrations() {
  std::vector<sql::Migration> all;
  for (auto const some : {access::migrations(), partners::migrations(), migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

// What is shown, by kind and record.
using World = std::map<std::pair<Kind, std::string>, std::string>;
// Its copy in a program that asks for what changed.
struct Copy {
  World records;
  std::uint64_t number = 0;
};

class Feeds : public testing::TestWithParam<sql::Dialect> {
 protected:
  template <class Fn>
  auto write(Fn&& fn) {
    auto done = store_->write(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  Feeds() {
    cci_.standing = access::Reader::Standing::member;
    cci_.organisation = organisation("CCI");
    cci_.agent = "agent";
    cma_ = cci_;
    cma_.organisation = organisation("CMA");
  }
  std::string organisation(std::string name) {
    return write([&](Session& s) { return partners::add_organisation(s, actor(), {.name = name, .kind = "other"}); }).id;
  }
  access::Actor actor() { return {"agent", cci_.organisation, "test", base::Instant{clock_ms_ += 1000}}; }
  Act as(access::Reader const& reader) { return {reader, actor()}; }
  template <class Fn>
  std::string refusal(Fn&& fn) {
    auto const done = store_->write(fn);
    return done.ok() ? "" : std::string(done.error().code);
  }
  MadeFeed make(std::vector<Kind> kinds = {Kind::exchange, Kind::contact}) {
    return write([&](Session& s) { return make_feed(s, as(cci_), {"CRM", std::move(kinds), false, false}); });
  }
  std::optional<Feed> of_key(std::string const& key) {
    return write([&](Session& s) { return feed_of_key(s, key, today_); });
  }

  // A comparison from where it stands to its end, in stretches of that many records.
  Feed compare_all(Feed feed, World const& world, std::size_t size) {
    do {
      feed = write([&](Session& s) -> base::Result<Feed> {
        BASSIN_TRY(auto begun, begin_comparison(s, feed.id, today_));
        Stretch stretch{begun.at->kind, begun.at->after, "", {}};
        for (auto const& [key, words] : world) {
          if (key.first != stretch.kind || key.second <= stretch.after) continue;
          if (stretch.shown.size() == size) {
            stretch.to = stretch.shown.back().record;
            break;
          }
          stretch.shown.push_back({key.second, words});
        }
        return compare(s, std::move(begun), stretch, today_);
      });
    } while (feed.at);
    return feed;
  }
  // As the program of a partner does, some changes at a time.
  void follow(Feed const& feed, World const& world, Copy& copy, std::size_t size) {
    for (;;) {
      auto const changes = write([&](Session& s) { return changes_after(s, feed, copy.number, size); });
      for (auto const& it : changes) {
        auto const key = std::pair(it.kind, it.record);
        EXPECT_GT(it.number, copy.number);
        copy.number = it.number;
        if (it.gone) {
          copy.records.erase(key);
        } else {
          copy.records[key] = world.at(key);
        }
      }
      if (changes.size() < size) return;
    }
  }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(all_migrations());
  std::int64_t clock_ms_ = 1'600'000'000'000;
  base::Date today_ = base::make_date(2026, 11, 28);
  access::Reader cci_, cma_;
};

INSTANTIATE_TEST_SUITE_P(Both, Feeds, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Feeds, AreOfOneOrganisationAndReadByTheirKey) {
  auto const made = make();
  EXPECT_EQ(of_key(made.key)->id, made.feed.id);
  EXPECT_FALSE(of_key("x"));
  EXPECT_EQ(write([&](Session& s) { return feeds_of(s, cci_); }).size(), 1U);
  EXPECT_EQ(write([&](Session& s) { return feeds_of(s, cma_); }).size(), 0U);
  EXPECT_EQ(refusal([&](Session& s) { return renew_key(s, as(cma_), made.feed.id); }), "feeds.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return delete_feed(s, as(cma_), made.feed.id); }), "feeds.unknown");
  auto const key = write([&](Session& s) { return renew_key(s, as(cci_), made.feed.id); });
  EXPECT_FALSE(of_key(made.key)) << "renewed";
  EXPECT_EQ(of_key(key)->facts.kinds, (std::vector{Kind::exchange, Kind::contact}));
  EXPECT_EQ(refusal([&](Session& s) { return delete_feed(s, as(cci_), made.feed.id); }), "");
  EXPECT_FALSE(of_key(key));
}

TEST_P(Feeds, StopWithTheirOrganisation) {
  auto const made = make();
  auto const until = [this](std::string day) {
    write([&](Session& s) { return partners::change_organisation(s, actor(), cci_.organisation, {.active_until = day}); });
  };
  until("2026-11-28");
  EXPECT_TRUE(of_key(made.key));
  until("2026-11-27");
  EXPECT_FALSE(of_key(made.key));
}

TEST_P(Feeds, HaveANameAndAKind) {
  auto const make_of = [&](std::string name, std::vector<Kind> kinds) {
    return refusal([&](Session& s) { return make_feed(s, as(cci_), {std::move(name), std::move(kinds), false, false}); });
  };
  EXPECT_EQ(make_of("", {Kind::need}), "text.empty");
  EXPECT_EQ(make_of("CRM", {}), "feeds.bad_value");
  for (std::size_t i = 0; i < feeds_most; ++i) EXPECT_EQ(make_of("CRM", {Kind::need, Kind::need}), "");
  EXPECT_EQ(make_of("CRM", {Kind::need}), "feeds.too_many");
}

// Whatever is written, changed, hidden and shown again, in whatever stretches: after a comparison the copy is what is shown.
TEST_P(Feeds, MakeACopyTheSame) {
  std::mt19937 chance(20180131);
  auto const any = [&chance](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(chance); };
  auto feed = make().feed;
  World world;
  Copy always, seldom;
  for (int round = 0; round < 40; ++round) {
    for (std::size_t changes = any(12); changes > 0; --changes) {
      std::pair const key{any(2) == 0 ? Kind::exchange : Kind::contact, "id " + std::to_string(any(30))};
      if (any(3) == 0) {
        world.erase(key);
      } else {
        world[key] = std::to_string(any(5));
      }
    }
    feed = compare_all(feed, world, 1 + any(9));
    follow(feed, world, always, 1 + any(9));
    EXPECT_EQ(always.records, world) << "round " << round;
    if (round % 7 != 6) continue;
    follow(feed, world, seldom, 1 + any(9));
    EXPECT_EQ(seldom.records, world) << "round " << round;
    Copy fresh;
    follow(feed, world, fresh, 4);
    EXPECT_EQ(fresh.records, world) << "round " << round;
  }
}

TEST_P(Feeds, TellNothingWhereNothingChanged) {
  auto feed = make().feed;
  World const world{{{Kind::exchange, "a"}, "1"}, {{Kind::contact, "a"}, "1"}};
  feed = compare_all(feed, world, 5);
  EXPECT_EQ(feed.number, 2U);
  EXPECT_EQ(compare_all(feed, world, 1).number, 2U);
  EXPECT_EQ(refusal([&](Session& s) { return changes_after(s, feed, 3, 10); }), "feeds.unknown_number");
}

TEST_P(Feeds, ForgetWhatIsLongGone) {
  auto feed = make().feed;
  World world{{{Kind::exchange, "a"}, "1"}, {{Kind::exchange, "b"}, "1"}};
  feed = compare_all(feed, world, 5);
  world.erase({Kind::exchange, "a"});
  feed = compare_all(feed, world, 5);
  EXPECT_EQ(feed.number, 3U);
  today_.days += gone_days;
  feed = compare_all(feed, world, 5);
  EXPECT_EQ(feed.forgotten, 0U);
  today_.days += 1;
  feed = compare_all(feed, world, 5);
  EXPECT_EQ(feed.forgotten, 3U);
  EXPECT_EQ(refusal([&](Session& s) { return changes_after(s, feed, 2, 10); }), "feeds.too_long_ago");
  EXPECT_EQ(refusal([&](Session& s) { return changes_after(s, feed, 3, 10); }), "");
  Copy fresh;
  follow(feed, world, fresh, 10);
  EXPECT_EQ(fresh.records, world);
}

}  // namespace
}  // namespace bassin::feeds
