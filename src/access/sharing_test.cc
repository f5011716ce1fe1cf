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
  // Every party of every other, exchanges alone.
  void open(std::string const& convention, std::vector<std::string> const& parties, std::vector<std::string> const& communes, Level level,
            std::string_view from = "2018-01-01", std::optional<Date> to = {}) {
    std::vector<Grant> grants;
    for (auto const& owner : parties) {
      for (auto const& reader : parties) {
        if (owner != reader) grants.push_back({owner, reader, RecordKind::exchange, level});
      }
    }
    std::vector<SharedPlace> places;
    for (auto const& commune : communes) places.push_back({commune, {}, {}});
    ASSERT_TRUE(store_->write([&](sql::Session& s) { return set_sharing(s, convention, day(from), to, grants, places); }).ok());
  }
  // By both ways, which must agree.
  std::string level_of(Reader const& reader, Record const& record, std::string_view on) {
    auto const sharing = store_->read([&](sql::Session& s) { return Sharing::read(s, reader, day(on)); }).value();
    auto const told = sharing.level(record);
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

TEST_P(Sharings, ANewAnnexEndsTheOneBefore) {
  open("c1", {"pays", "cci"}, {"77142"}, Level::content);
  open("c1", {"pays", "cci"}, {"77142"}, Level::presence, "2019-01-01");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-12-31"), "content");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-01-01"), "presence");
  open("c1", {"pays", "cci"}, {"77142"}, Level::header, "2018-06-01");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-06-01"), "header") << "what was planned for later is replaced";
  open("c1", {}, {"77142"}, Level::header, "2019-03-01");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-03-01"), "nothing") << "closed";
  EXPECT_EQ(exchange("cci", "pays", "77142", "2019-02-28"), "header");
}

TEST_P(Sharings, EndOnTheLastDay) {
  open("c1", {"pays", "cci"}, {"77142"}, Level::header, "2018-01-01", day("2020-12-31"));
  EXPECT_EQ(exchange("cci", "pays", "77142", "2020-12-31"), "header");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2021-01-01"), "nothing");
}

TEST_P(Sharings, PlacesHaveTheirDaysToo) {
  std::vector<Grant> const grants = {{"pays", "cci", RecordKind::exchange, Level::header}};
  std::vector<SharedPlace> const places = {{"77142", {}, day("2018-06-30")}, {"77171", day("2018-07-01"), {}}};
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return set_sharing(s, "c1", day("2018-01-01"), {}, grants, places); }).ok());
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-06-30"), "header");
  EXPECT_EQ(exchange("cci", "pays", "77142", "2018-07-01"), "nothing");
  EXPECT_EQ(exchange("cci", "pays", "77171", "2018-06-30"), "nothing");
  EXPECT_EQ(exchange("cci", "pays", "77171", "2018-07-01"), "header");
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
