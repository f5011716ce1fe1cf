// A store carried to another one, in each of the four directions.
#include "sql/copy.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <tuple>

#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

using base::Result;

// Tables that refer to themselves, to a later one and in a circle; a text index by triggers; rows of a migration's own.
constexpr Migration tables[] = {
    {1, "teams",
     "create table team (id text primary key, parent text references team (id), name text not null);"
     "insert into team (id, name) values ('everybody', 'Everybody')",
     ""},
    {2, "agents", "create table agent (id text primary key, team text not null references team (id), weight double precision, age bigint)",
     ""},
    {3, "words",
     "create virtual table team_words using fts5 (name, content = 'team');"
     "create trigger team_words_added after insert on team begin "
     "insert into team_words (rowid, name) values (new.rowid, new.name); end;"
     "insert into team_words (team_words) values ('rebuild')",
     "alter table team add column words tsvector generated always as (to_tsvector('simple', name)) stored"},
    {4, "order",
     "create table \"order\" (id text primary key, \"Odd \"\"name\" text);"
     "create table piece (file text not null, place bigint not null, content blob, primary key (file, place))",
     "create table \"order\" (id text primary key, \"Odd \"\"name\" text);"
     "create table piece (file text not null, place bigint not null, content bytea, primary key (file, place))"},
};
constexpr Migration more{5, "more", "create table more (n bigint); insert into more values (7)", ""};

template <class T>
std::string code_of(Result<T> const& result) {
  return result.ok() ? "" : std::string(result.error().code);
}

class Copies : public testing::TestWithParam<std::tuple<Dialect, Dialect>> {
 protected:
  ThrowawayStore from_place_{std::get<0>(GetParam())};
  ThrowawayStore to_place_{std::get<1>(GetParam())};
  std::unique_ptr<Store> from_ = from_place_.open(tables);
  std::unique_ptr<Store> to_ = to_place_.open();

  static constexpr int pieces = 100;
  // Every byte, 64 KiB, in hexadecimal.
  static std::string piece(int number) {
    std::string out;
    for (int i = 0; i < 64 * 1024; ++i) out += fmt::format("{:02x}", (i * 7 + number) % 256);
    return out;
  }
  static void fill(Store& store) {
    auto const done = store.write([](Session& session) -> Result<int> {
      BASSIN_DO(
          session.execute("insert into team (id, parent, name) values ('z', 'everybody', 'Zoé'), ('a', 'z', 'Été'), ('m', null, '')"));
      for (int i = 0; i < 2500; ++i) {
        BASSIN_DO(session.execute("insert into agent (id, team, weight, age) values (:id, :team, :weight, :age)",
                                  {{"id", std::to_string(i) + "\t\\N\n\r\\"},
                                   {"team", i % 2 == 0 ? "a" : "z"},
                                   {"weight", i % 3 == 0 ? std::optional<double>() : std::optional(i / 7.0 - 100)},
                                   {"age", i == 0 ? std::numeric_limits<std::int64_t>::min() : i * 1'000'000'007LL}}));
      }
      BASSIN_DO(session.execute("insert into \"order\" values ('', :text), ('é', null)", {{"text", "\\N"}}));
      for (int i = 0; i < pieces; ++i) {
        BASSIN_DO(
            session.execute("insert into piece values ('scan', :place, decode(:content, 'hex'))", {{"place", i}, {"content", piece(i)}}));
      }
      BASSIN_DO(session.execute("insert into piece values ('empty', 0, decode('', 'hex')), ('none', 0, null)"));
      return 0;
    });
    ASSERT_TRUE(done.ok()) << done.error().debug();
  }
  static std::int64_t count(Store& store, std::string const& table) {
    auto const row = store.read([&](Session& session) { return session.row("select count(*) as n from " + table); });
    return row.value()->integer("n");
  }
};

TEST_P(Copies, HoldTheSame) {
  fill(*from_);
  auto const copied = copy(*from_, *to_, tables, WhileCopying::nobody_writes);
  ASSERT_TRUE(copied.ok()) << copied.error().debug();
  ASSERT_EQ(copied->size(), 4U);
  EXPECT_EQ(copied->at(0).name, "agent");
  EXPECT_EQ(copied->at(0).rows, 2500U);
  EXPECT_EQ(copied->at(2).rows, pieces + 2U);
  EXPECT_EQ(copied->at(3).rows, 4U);
  auto const after = content(*to_);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(*after, *copied);
  auto const rows = [](Store& store) {
    return store.read([](Session& s) { return s.rows("select id, team, weight, age from agent order by id"); }).value();
  };
  auto const left = rows(*from_);
  auto const right = rows(*to_);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) ASSERT_EQ(left[i].cells(), right[i].cells()) << i;
}

TEST_P(Copies, FilesStayWhatTheyWere) {
  fill(*from_);
  auto const copied = copy(*from_, *to_, tables, WhileCopying::nobody_writes);
  ASSERT_TRUE(copied.ok()) << copied.error().debug();
  auto const read =
      to_->read([](Session& session) { return session.rows("select encode(content, 'hex') as content from piece order by file, place"); });
  ASSERT_TRUE(read.ok()) << read.error().debug();
  ASSERT_EQ(read->size(), pieces + 2U);
  EXPECT_EQ(read->at(0).text("content"), "");
  EXPECT_TRUE(read->at(1).null("content"));
  for (int i = 0; i < pieces; ++i) EXPECT_TRUE(read->at(static_cast<std::size_t>(i) + 2).text("content") == piece(i)) << i;
}

TEST_P(Copies, GoOnWithItsRules) {
  fill(*from_);
  ASSERT_TRUE(copy(*from_, *to_, tables, WhileCopying::others_may_write).ok());
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(code_of(to_->write([](Session& s) { return s.execute("insert into agent (id, team) values ('n', 'nobody')"); })),
              "sql.no_parent");
    EXPECT_EQ(code_of(to_->write([](Session& s) { return s.execute("insert into team (id, name) values ('z', '')"); })), "sql.conflict");
  }
  EXPECT_TRUE(pending(*to_, tables).value().empty());
  auto const* const found = to_->dialect() == Dialect::sqlite ? "select count(*) as n from team_words where team_words match 'Zoé'"
                                                              : "select count(*) as n from team where words @@ to_tsquery('simple', 'Zoé')";
  auto const row = to_->read([&](Session& session) { return session.row(found); });
  EXPECT_EQ(row.value()->integer("n"), 1);
}

TEST_P(Copies, ATargetWithRowsIsRefusedAndKept) {
  fill(*from_);
  ASSERT_TRUE(copy(*from_, *to_, tables, WhileCopying::nobody_writes).ok());
  auto const before = content(*to_).value();
  EXPECT_EQ(code_of(copy(*from_, *to_, tables, WhileCopying::nobody_writes)), "sql.not_empty");
  EXPECT_EQ(content(*to_).value(), before);
}

TEST_P(Copies, ComeFromAnOlderLevel) {
  fill(*from_);
  std::vector<Migration> newer(std::begin(tables), std::end(tables));
  newer.push_back(more);
  auto const copied = copy(*from_, *to_, newer, WhileCopying::nobody_writes);
  ASSERT_TRUE(copied.ok()) << copied.error().debug();
  EXPECT_TRUE(pending(*to_, newer).value().empty());
  EXPECT_EQ(count(*to_, "agent"), 2500);
  EXPECT_EQ(count(*to_, "more"), 1);
  EXPECT_EQ(pending(*from_, newer).value(), std::vector{5});
  EXPECT_EQ(code_of(copy(*to_, *from_, tables, WhileCopying::nobody_writes)), "sql.newer_store");
}

TEST_P(Copies, MayBeBegunAgainWhereTheyWereCutOff) {
  fill(*from_);
  ASSERT_TRUE(migrate(*to_, std::span(tables).first(1)).ok());
  auto const copied = copy(*from_, *to_, tables, WhileCopying::nobody_writes);
  ASSERT_TRUE(copied.ok()) << copied.error().debug();
  EXPECT_EQ(content(*to_).value(), *copied);
  EXPECT_TRUE(pending(*to_, tables).value().empty());
}

TEST_P(Copies, AnEmptyTargetOfAnotherLevelIsRefused) {
  ASSERT_TRUE(to_->write([](Session& s) { return s.execute("create table other (n bigint)"); }).ok());
  ASSERT_TRUE(migrate(*to_, std::span(&more, 1)).ok());
  ASSERT_TRUE(to_->write([](Session& s) { return s.execute("delete from more"); }).ok());
  EXPECT_EQ(code_of(copy(*from_, *to_, tables, WhileCopying::nobody_writes)), "sql.other_level");
}

TEST_P(Copies, AreOneStateOfAStoreThatIsWrittenTo) {
  fill(*from_);
  std::atomic<int> written = 0;
  std::jthread const writer([&](std::stop_token const& stop) {
    while (!stop.stop_requested()) {
      auto const id = std::to_string(++written);
      auto const done = from_->write([&](Session& session) -> Result<std::uint64_t> {  // a pair, or none of it
        BASSIN_DO(session.execute("insert into \"order\" values (:id, 'x')", {{"id", "first " + id}}));
        return session.execute("insert into \"order\" values (:id, 'x')", {{"id", "second " + id}});
      });
      ASSERT_TRUE(done.ok()) << done.error().debug();
    }
  });
  while (written < 3) std::this_thread::yield();
  bool noticed = false;
  // The writer may get no turn during one copy; in ten it does.
  for (int i = 0; i < 10; ++i) {
    ThrowawayStore const place(std::get<1>(GetParam()));
    auto const target = place.open();
    auto const done = copy(*from_, *target, tables, WhileCopying::nobody_writes);
    if (done.ok()) continue;
    EXPECT_EQ(code_of(done), "sql.changed_meanwhile");
    EXPECT_EQ(count(*target, "agent"), 0);
    EXPECT_EQ(count(*target, "team"), 1);  // the tables of that try, with what a migration put into one
    EXPECT_TRUE(copy(*from_, *target, tables, WhileCopying::others_may_write).ok());
    noticed = true;
    break;
  }
  EXPECT_TRUE(noticed);
  auto const copied = copy(*from_, *to_, tables, WhileCopying::others_may_write);
  ASSERT_TRUE(copied.ok()) << copied.error().debug();
  auto const orders = count(*to_, "\"order\"");
  EXPECT_GT(orders, 2);
  EXPECT_EQ(orders % 2, 0);
  EXPECT_EQ(count(*to_, "agent"), 2500);
}

INSTANTIATE_TEST_SUITE_P(All, Copies, testing::Combine(testing::ValuesIn(both_dialects), testing::ValuesIn(both_dialects)),
                         [](auto const& made) { return name_of(std::get<0>(made.param)) + "To" + name_of(std::get<1>(made.param)); });

TEST(Copy, ATableThatHasNoPlaceIsNamed) {
  ThrowawayStore const from_place(Dialect::sqlite);
  ThrowawayStore const to_place(Dialect::postgresql);
  Migration const one[] = {{1, "a", "create table a (n bigint)", ""}};
  auto const from = from_place.open(one);
  auto const to = to_place.open(one);
  ASSERT_TRUE(from->write([](Session& s) { return s.execute("create table extra (n bigint)"); }).ok());
  auto const copied = copy(*from, *to, one, WhileCopying::nobody_writes);
  EXPECT_EQ(code_of(copied), "sql.cannot_copy");
  EXPECT_EQ(copied.error().value("table"), "extra");
}

TEST(Copy, CountersGoOnBehindTheGreatestNumber) {
  ThrowawayStore const from_place(Dialect::sqlite);
  ThrowawayStore const to_place(Dialect::postgresql);
  Migration const counted[] = {
      {1, "a", "create table a (n integer primary key autoincrement, t text)", "create table a (n bigserial primary key, t text)"}};
  auto const from = from_place.open(counted);
  auto const to = to_place.open();
  ASSERT_TRUE(from->write([](Session& s) { return s.execute("insert into a (n, t) values (41, 'x')"); }).ok());
  ASSERT_TRUE(copy(*from, *to, counted, WhileCopying::nobody_writes).ok());
  auto const row = to->write([](Session& s) { return s.row("insert into a (t) values ('y') returning n"); });
  EXPECT_EQ(row.value()->integer("n"), 42);
}

TEST(Copy, AValueThatTheOtherDatabaseDoesNotTakeIsNamedByItsTable) {
  ThrowawayStore const from_place(Dialect::sqlite);
  ThrowawayStore const to_place(Dialect::postgresql);
  Migration const loose[] = {{1, "a", "create table a (n bigint)", ""}};
  auto const from = from_place.open(loose);
  auto const to = to_place.open();
  ASSERT_TRUE(from->write([](Session& s) { return s.execute("insert into a values ('no number')"); }).ok());
  auto const copied = copy(*from, *to, loose, WhileCopying::nobody_writes);
  EXPECT_EQ(code_of(copied), "sql.cannot_copy");
  EXPECT_EQ(copied.error().value("table"), "a");
  EXPECT_EQ(content(*to).value().at(0).rows, 0U);
  EXPECT_TRUE(to->write([](Session& s) { return s.execute("insert into a values (1)"); }).ok());  // the connection goes on
}

}  // namespace
}  // namespace bassin::sql
