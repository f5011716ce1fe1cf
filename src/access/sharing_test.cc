#include "access/sharing.h"

#include <gtest/gtest.h>

#include <random>

#include "access/migrations.h"
#include "access/reader.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::access {
namespace {

using base::Date;

Date day(std::string_view iso) { return base::parse_date(iso).value(); }

Reader member(std::string organisation) {
  Reader reader;
  reader.standing = Reader::Standing::member;
  reader.organisation = std::move(organisation);
  return reader;
}

class Sharings : public testing::TestWithParam<sql::Dialect> {
 protected:
  static Grant grant(std::string owner, std::string reader, Level level, std::string_view from = "2018-01-01",
                     std::optional<Date> to = {}) {
    return {std::move(owner), std::move(reader), RecordKind::exchange, level, day(from), to};
  }
  void set(std::string const& convention, std::vector<Grant> const& grants, std::vector<SharedPlace> const& places) {
    ASSERT_TRUE(store_->write([&](sql::Session& s) { return set_sharing(s, convention, grants, places); }).ok());
  }
  static std::vector<SharedPlace> all_days(std::vector<std::string> const& communes) {
    std::vector<SharedPlace> out;
    for (auto const& commune : communes) out.push_back({commune, day("2018-01-01"), {}, {}});
    return out;
  }
  // Every party of every other, exchanges alone.
  static std::vector<Grant> each_other(std::vector<std::string> const& parties, Level level, std::string_view from = "2018-01-01",
                                       std::optional<Date> to = {}) {
    std::vector<Grant> grants;
    for (auto const& owner : parties) {
      for (auto const& reader : parties) {
        if (owner != reader) grants.push_back(grant(owner, reader, level, from, to));
      }
    }
    return grants;
  }
  void open(std::string const& convention, std::vector<std::string> const& parties, std::vector<std::string> const& communes, Level level,
            std::string_view from = "2018-01-01", std::optional<Date> to = {}) {
    set(convention, each_other(parties, level, from, to), all_days(communes));
  }
  // By all ways, which must agree.
  std::string level_of(Reader const& reader, Record const& record, std::string_view on) {
    auto const sharing = store_->read([&](sql::Session& s) { return Sharing::read(s, reader, day(on)); }).value();
    auto const told = sharing.level(record);
    auto const all = store_->read([&](sql::Session& s) { return SharingOfAll::read(s, day(on)); }).value();
    EXPECT_EQ(told, all.of(reader).level(record)) << "read for everybody at once";
    auto const statement = "select " + level_sql(record.kind, "r.organisation", "r.commune", "r.kept_in") +
                           " as level from (select cast(:organisation as text) as organisation, cast(:commune as text) as commune, "
                           "cast(:kept_in as bigint) as kept_in) r";
    auto values = level_values(reader, std::string(on));
    values.insert(values.end(), {{"organisation", record.organisation}, {"commune", record.commune}, {"kept_in", record.kept_in ? 1 : 0}});
    auto const row = store_->read([&](sql::Session& s) { return s.row(statement, sql::Session::Values(values)); }).value();
    EXPECT_EQ(row->integer("level"), static_cast<int>(told)) << reader.organisation << " of " << record.organisation << " on " << on;
    return std::string(id_of(told));
  }
  std::string exchange(std::string const& reader, std::string_view owner, std::string_view commune, std::string_view on) {
    return level_of(member(reader), {owner, RecordKind::exchange, commune}, on);
  }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(migrations());
};
INSTANTIATE_TEST_SUITE_P(Both, Sharings, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Sharings, NothingCrossesWithoutAConvention) {
  EXPECT_EQ(exchange("cci", "cci", "77142", "2018-06-01"), "content") << "one's own";
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-06-01"), "nothing");
  open("c1", {"pays", "cci"}, {"77142", "77171"}, Level::header);
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-06-01"), "header");
  EXPECT_EQ(exchange("pays", "cci", "77171", "2018-06-01"), "header");
  EXPECT_EQ(exchange("cci", "pays", "77200", "2018-06-01"), "nothing") << "outside the perimeter";
  EXPECT_EQ(exchange("cma", "pays", "77142", "2018-06-01"), "nothing") << "not a party";
  EXPECT_EQ(exchange("cci", "pays", "77142", "2017-12-31"), "nothing") << "not yet in force";
  EXPECT_EQ(level_of(member("cci"), {"pays", RecordKind::need, "77142"}, "2018-06-01"), "nothing") << "another kind";
  EXPECT_EQ(level_of(Reader{}, {"pays", RecordKind::exchange, "77142"}, "2018-06-01"), "nothing") << "a stranger";
  auto unfinished = member("cci");
  unfinished.standing = Reader::Standing::unfinished;
  EXPECT_EQ(level_of(unfinished, {"cci", RecordKind::exchange, "77142"}, "2018-06-01"), "nothing");
}

TEST_P(Sharings, WhatIsKeptInStaysIn) {
  open("c1", {"pays", "cci"}, {"77142"}, Level::content);
  EXPECT_EQ(level_of(member("cci"), {"pays", RecordKind::exchange, "77142", true}, "2018-06-01"), "nothing");
  EXPECT_EQ(level_of(member("pays"), {"pays", RecordKind::exchange, "77142", true}, "2018-06-01"), "content");
}

TEST_P(Sharings, OfTwoConventionsTheLeast) {
  open("c1", {"pays", "cci"}, {"77142", "77171"}, Level::content);
  open("c2", {"pays", "cci", "cma"}, {"77142"}, Level::presence);
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-06-01"), "presence");
  EXPECT_EQ(exchange("cci", "pays", "77171", "2018-06-01"), "content") << "the other one does not reach there";
  EXPECT_EQ(exchange("cma", "pays", "77142", "2018-06-01"), "presence");
}

TEST_P(Sharings, OneLevelFollowsAnother) {
  auto grants = each_other({"pays", "cci"}, Level::content, "2018-01-01", day("2018-12-31"));
  auto const later = each_other({"pays", "cci"}, Level::presence, "2019-01-01");
  grants.insert(grants.end(), later.begin(), later.end());
  set("c1", grants, all_days({"77142"}));
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-12-31"), "content");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-01-01"), "presence");
  open("c1", {"pays", "cci"}, {"77142"}, Level::header);
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-06-01"), "header") << "what stood there is replaced";
  set("c1", {}, {});
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-03-01"), "nothing") << "closed";
}

TEST_P(Sharings, EndOnTheLastDay) {
  open("c1", {"pays", "cci"}, {"77142"}, Level::header, "2018-01-01", day("2020-12-31"));
  EXPECT_EQ(exchange("cci", "pays", "77142", "2020-12-31"), "header");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2021-01-01"), "nothing");
}

TEST_P(Sharings, PlacesHaveTheirDaysToo) {
  auto const named = day("2018-01-01");
  set("c1", {grant("pays", "cci", Level::header)}, {{"77142", named, {}, day("2018-06-30")}, {"77171", named, day("2018-07-01"), {}}});
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-06-30"), "header");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-07-01"), "nothing");
  EXPECT_EQ(exchange("cci", "pays", "77171", "2018-06-30"), "nothing");
  EXPECT_EQ(exchange("cci", "pays", "77171", "2018-07-01"), "header");
}

// 77142 has held the ground of 77092 for long; 95282 was a commune in 2019, and has been a part of 95169 since.
TEST_P(Sharings, PlacesAreKnownByAllTheirCodes) {
  open("c1", {"pays", "cci"}, {"77142"}, Level::header);
  EXPECT_EQ(exchange("cci", "pays", "77092", "2018-06-01"), "header") << "a former code";
  set("c2", {grant("pays", "cma", Level::header)}, {{"95282", day("2019-01-01"), {}, {}}});
  EXPECT_EQ(exchange("cma", "pays", "95282", "2026-06-01"), "header");
  EXPECT_EQ(exchange("cma", "pays", "95169", "2026-06-01"), "header") << "the commune that took it in";
  set("c3", {grant("pays", "agri", Level::header)},
      {{"95282", day("2019-01-01"), {}, day("2020-12-31")}, {"95169", day("2019-01-01"), {}, {}}});
  EXPECT_EQ(exchange("agri", "pays", "95169", "2026-06-01"), "header") << "one of the two went out, the other stays";
  set("c5", {grant("pays", "region", Level::header)}, {{"95282", day("2026-01-01"), {}, {}}});
  EXPECT_EQ(exchange("region", "pays", "95282", "2026-06-01"), "header") << "named by a code that was gone";
  set("c4", {grant("cci", "agri", Level::header)}, {{"ZZ999", day("2019-01-01"), {}, {}}});
  EXPECT_EQ(exchange("agri", "cci", "ZZ999", "2026-06-01"), "header") << "a code that no list knows is itself";
}

TEST_P(Sharings, WhoTookOverReadsAndOwns) {
  auto const took = [&](std::vector<TookOver> const& all) {
    ASSERT_TRUE(store_->write([&](sql::Session& s) { return set_took_over(s, all); }).ok());
  };
  open("c1", {"pays", "cci"}, {"77142"}, Level::header);
  EXPECT_EQ(exchange("agglo", "cci", "77142", "2020-06-01"), "nothing");
  took({{"agglo", "pays"}, {"region", "pays"}, {"region", "agglo"}});
  EXPECT_EQ(exchange("agglo", "cci", "77142", "2020-06-01"), "header") << "what the former was opened";
  EXPECT_EQ(exchange("region", "cci", "77142", "2020-06-01"), "header");
  EXPECT_EQ(exchange("agglo", "pays", "77999", "2020-06-01"), "content") << "what the former wrote";
  EXPECT_EQ(level_of(member("agglo"), {"pays", RecordKind::need, "77142", true}, "2020-06-01"), "content") << "its private notes too";
  EXPECT_EQ(exchange("cci", "agglo", "77142", "2020-06-01"), "nothing") << "its own records it has opened to nobody";
  took({});
  EXPECT_EQ(exchange("agglo", "cci", "77142", "2020-06-01"), "nothing");
}

TEST_P(Sharings, PlacesAreClaimedOnce) {
  auto const claim = [&] { return store_->write([](sql::Session& s) { return claim_places(s); }).value(); };
  EXPECT_TRUE(claim());
  EXPECT_FALSE(claim());
}

// Any annexes, readers, records and days: both ways agree (level_of), and one's own is content, what is kept in never leaves.
TEST_P(Sharings, BothWaysAgree) {
  std::mt19937 chance(19);
  auto const below = [&chance](std::size_t most) { return chance() % most; };
  std::vector<std::string> const organisations = {"pays", "cci", "cma"}, communes = {"77142", "77171", "2A004"};
  for (int step = 0; step < 25; ++step) {
    std::vector<std::string> parties, places;
    for (auto const& it : organisations) {
      if (below(4) != 0) parties.push_back(it);
    }
    for (auto const& it : communes) {
      if (below(2) == 0) places.push_back(it);
    }
    open("c" + std::to_string(below(3)), parties, places, static_cast<Level>(below(level_count)),
         to_iso(Date{day("2018-01-01").days + static_cast<int>(below(700))}));
    for (int asked = 0; asked < 12; ++asked) {
      auto const reader = organisations[below(3)], owner = organisations[below(3)], commune = communes[below(3)];
      auto const on = to_iso(Date{day("2018-01-01").days + static_cast<int>(below(800))});
      bool const kept_in = below(5) == 0;
      auto const level = level_of(member(reader), {owner, RecordKind::exchange, commune, kept_in}, on);
      if (reader == owner) {
        EXPECT_EQ(level, "content");
      } else if (kept_in) {
        EXPECT_EQ(level, "nothing");
      }
    }
  }
}

}  // namespace
}  // namespace bassin::access
