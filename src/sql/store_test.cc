// Both databases behave alike behind Store.
#include "sql/store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <thread>

#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;
using namespace std::chrono_literals;

constexpr Migration tables[] = {
    {1, "people", "create table person (id text primary key, name text not null, age bigint, weight double precision)", ""},
    {2, "cats",
     "create table cat (id text primary key, person text not null references person (id), lives bigint not null check (lives > 0));"
     "create unique index cat_person on cat (person, lives)",
     ""},
};

class BothStores : public testing::TestWithParam<Dialect> {
 protected:
  ThrowawayStore place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open(tables);

  [[nodiscard]] std::string add(std::string const& id, std::string const& name = "Zoé") {
    return code_of(store_->write([&](Session& session) {
      return session.execute("insert into person (id, name) values (:id, :name)", {{"id", id}, {"name", name}});
    }));
  }
  [[nodiscard]] std::int64_t people() {
    return store_->read([](Session& session) { return session.row("select count(*) as n from person"); }).value()->integer("n");
  }
  template <class T>
  [[nodiscard]] static std::string code_of(Result<T> const& result) {
    return result.ok() ? "" : std::string(result.error().code);
  }
};

TEST_P(BothStores, ValuesComeBackAsTheyWent) {
  std::string const text = "L'Étoile d'Or « œuf » 🥚 \\ % ; -- :name $1 \"x\" \n";
  auto const done = store_->write([&](Session& session) {
    return session.execute("insert into person (id, name, age, weight) values (:id, :name, :age, :weight)",
                           {{"id", "a"}, {"name", text}, {"age", std::numeric_limits<std::int64_t>::min()}, {"weight", 0.1 + 0.2}});
  });
  ASSERT_TRUE(done.ok()) << done.error().debug();
  EXPECT_EQ(*done, 1U);
  auto const row = store_->read([](Session& session) { return session.row("select * from person where id = :id", {{"id", "a"}}); });
  ASSERT_TRUE(row.ok() && row.value().has_value());
  EXPECT_EQ((*row)->text("name"), text);
  EXPECT_EQ((*row)->integer("age"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ((*row)->real("weight"), 0.1 + 0.2);
}

TEST_P(BothStores, ExpressionsHaveTheSameTypes) {
  ASSERT_EQ(add("a"), "");
  auto const row = store_->read([](Session& session) {
    return session.row(
        "select count(*) as n, sum(5000000000) as total, sum(0.5) as halves, max(age) as age, :whole + 1 as next, :real * 2 as twice, "
        ":text || 'b' as joined, 1 = 1 as yes, avg(1.5) as mean, coalesce(:none, name) as name from person group by name",
        {{"whole", 4'999'999'999}, {"real", 0.25}, {"text", "a"}, {"none", std::nullopt}});
  });
  ASSERT_TRUE(row.ok()) << row.error().debug();
  auto const& r = **row;
  EXPECT_EQ(r.integer("n"), 1);
  EXPECT_EQ(r.integer("total"), 5'000'000'000);
  EXPECT_EQ(r.real("halves"), 0.5);
  EXPECT_EQ(r.optional_integer("age"), std::nullopt);
  EXPECT_TRUE(r.null("age"));
  EXPECT_EQ(r.integer("next"), 5'000'000'000);
  EXPECT_EQ(r.real("twice"), 0.5);
  EXPECT_EQ(r.text("joined"), "ab");
  EXPECT_TRUE(r.flag("yes"));
  EXPECT_EQ(r.real("mean"), 1.5);
  EXPECT_EQ(r.text("name"), "Zoé");
}

TEST_P(BothStores, ANameMayStandTwiceAndInTexts) {
  ASSERT_EQ(add("a", ":id"), "");
  auto const row = store_->read([](Session& session) {
    return session.row("select id, ':id' as quoted /* :id */ from person where name = ':id' and (id = :id or name = :id) -- :id",
                       {{"id", "a"}});
  });
  ASSERT_TRUE(row.ok()) << row.error().debug();
  ASSERT_TRUE(row.value().has_value());
  EXPECT_EQ((*row)->text("quoted"), ":id");
}

TEST_P(BothStores, ALoneNullFitsAnyColumn) {
  auto const done = store_->write([](Session& session) {
    return session.execute("insert into person (id, name, age, weight) values ('a', 'b', :age, :weight)",
                           {{"age", std::optional<int>()}, {"weight", std::optional<double>()}});
  });
  ASSERT_TRUE(done.ok()) << done.error().debug();
}

TEST_P(BothStores, TextsAreOrderedByTheirBytesAndLikeTellsCapitals) {
  for (auto const* const id : {"b", "É", "a", "Z", "é", "_"}) ASSERT_EQ(add(id), "");
  auto const rows = store_->read([](Session& session) { return session.rows("select id from person order by id"); });
  std::string order;
  for (auto const& row : rows.value()) order += row.text("id");
  EXPECT_EQ(order, "Z_abÉé");
  auto const like = store_->read([](Session& s) { return s.rows("select id from person where id like :p", {{"p", "z%"}}); });
  EXPECT_TRUE(like.value().empty());
}

TEST_P(BothStores, ConstraintsAreExpectedErrors) {
  ASSERT_EQ(add("a"), "");
  auto const again = store_->write([](Session& s) { return s.execute("insert into person (id, name) values ('a', 'b')"); });
  EXPECT_EQ(code_of(again), "sql.conflict");
  EXPECT_EQ(again.error().value("table"), "person");
  auto const insert_cat = [](std::string const& person, int lives) {
    return [=](Session& s) {
      return s.execute("insert into cat (id, person, lives) values (:id, :person, :lives)",
                       {{"id", "x"}, {"person", person}, {"lives", lives}});
    };
  };
  EXPECT_EQ(code_of(store_->write(insert_cat("nobody", 1))), "sql.no_parent");
  EXPECT_EQ(code_of(store_->write(insert_cat("a", 0))), "sql.check");
  EXPECT_EQ(code_of(store_->write(insert_cat("a", 9))), "");
  EXPECT_EQ(code_of(store_->write([](Session& s) { return s.execute("delete from person"); })), "sql.no_parent");
  EXPECT_EQ(code_of(store_->write([](Session& s) {
              return s.execute("insert into person (id, name) values ('n', :n)", {{"n", std::nullopt}});
            })),
            "sql.check");
}

TEST_P(BothStores, TextsThatNoDatabaseTakesAreRefusedBefore) {
  for (auto const& bad : {std::string("a\0b", 3), std::string("\xFF"), std::string("\xC0\x80"), std::string("\xED\xA0\x80"),
                          std::string("\xF4\x90\x80\x80"), std::string("\xE2\x82")}) {
    EXPECT_EQ(add("a", bad), "sql.bad_text");
  }
  EXPECT_EQ(people(), 0);
}

TEST_P(BothStores, AfterAnErrorNothingIsKept) {
  ASSERT_EQ(add("a"), "");
  auto const swallowed = store_->write([](Session& session) -> Result<int> {
    EXPECT_TRUE(session.execute("insert into person (id, name) values ('b', 'b')").ok());
    EXPECT_EQ(code_of(session.execute("insert into person (id, name) values ('a', 'a')")), "sql.conflict");
    EXPECT_EQ(code_of(session.execute("insert into person (id, name) values ('c', 'c')")), "sql.conflict");
    return 1;
  });
  EXPECT_EQ(code_of(swallowed), "sql.conflict");
  EXPECT_EQ(people(), 1);
  auto const own = store_->write([](Session& session) -> Result<int> {
    EXPECT_TRUE(session.execute("insert into person (id, name) values ('b', 'b')").ok());
    return Error("test.own");
  });
  EXPECT_EQ(code_of(own), "test.own");
  EXPECT_THROW(static_cast<void>(store_->write([](Session& session) -> Result<int> {
                 EXPECT_TRUE(session.execute("insert into person (id, name) values ('b', 'b')").ok());
                 throw std::runtime_error("x");
               })),
               std::runtime_error);
  EXPECT_EQ(people(), 1);
}

TEST_P(BothStores, ConflictsCanBePassedOver) {
  ASSERT_EQ(add("a"), "");
  auto const done = store_->write(
      [](Session& session) { return session.execute("insert into person (id, name) values ('a', 'a') on conflict do nothing"); });
  EXPECT_EQ(done.value(), 0U);
  auto const both = store_->write([](Session& session) {
    return session.rows(
        "insert into person (id, name) values ('a', 'A'), ('b', 'B') on conflict (id) do update set name = excluded.name "
        "returning id, name");
  });
  ASSERT_TRUE(both.ok()) << both.error().debug();
  EXPECT_EQ(both->size(), 2U);
}

TEST_P(BothStores, ReadingCannotWrite) {
  EXPECT_THROW(static_cast<void>(store_->read([](Session& s) { return s.execute("insert into person (id, name) values ('a', 'a')"); })),
               std::logic_error);
  EXPECT_EQ(add("b"), "");
  EXPECT_EQ(people(), 1);
}

TEST_P(BothStores, OurBugsThrowWithoutAValue) {
  auto const bug = [&](std::string_view statement, std::initializer_list<Named> values) -> std::string {
    try {
      static_cast<void>(store_->write([&](Session& session) { return session.execute(statement, values); }));
    } catch (std::logic_error const& error) {
      EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
      return error.what();
    }
    return "";
  };
  EXPECT_NE(bug("insert into nowhere values (:a)", {{"a", "secret"}}).find("nowhere"), std::string::npos);
  EXPECT_NE(bug("select :a", {{"b", "secret"}}).find("no value for :a"), std::string::npos);
  EXPECT_NE(bug("select :a", {{"a", 1}, {"b", "secret"}}).find("no place for :b"), std::string::npos);
  EXPECT_NE(bug("select 1; select 2", {}), "");
  auto const unknown = store_->read([](Session& session) { return session.row("select 1 as one"); });
  EXPECT_THROW(static_cast<void>(unknown.value()->text("one")), std::logic_error);
  EXPECT_THROW(static_cast<void>(unknown.value()->text("two")), std::logic_error);
}

TEST_P(BothStores, AReaderSeesOneState) {
  ASSERT_EQ(add("a"), "");
  auto const seen = store_->read([&](Session& session) -> Result<int> {
    auto const count = [&] { return session.row("select count(*) as n from person").value()->integer("n"); };
    EXPECT_EQ(count(), 1);
    std::thread([&] { EXPECT_EQ(add("b"), ""); }).join();
    EXPECT_EQ(count(), 1);
    return 0;
  });
  EXPECT_TRUE(seen.ok());
  EXPECT_EQ(people(), 2);
}

// What was read still holds when it is committed: no update is lost, whatever meets.
TEST_P(BothStores, WritersThatMeetRunAgain) {
  ASSERT_EQ(add("a"), "");
  ASSERT_TRUE(store_->write([](Session& s) { return s.execute("update person set age = 0"); }).ok());
  std::atomic<int> runs = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        auto const done = store_->write([&](Session& session) -> Result<std::uint64_t> {
          ++runs;
          BASSIN_TRY(auto const row, session.row("select age from person where id = 'a'"));
          return session.execute("update person set age = :age where id = 'a'", {{"age", row->integer("age") + 1}});
        });
        EXPECT_TRUE(done.ok()) << done.error().debug();
      }
    });
  }
  threads.clear();
  auto const row = store_->read([](Session& session) { return session.row("select age from person"); });
  EXPECT_EQ(row.value()->integer("age"), 100);
  EXPECT_GE(runs, 100);
}

TEST_P(BothStores, WritersOfOneTurnComeOneAfterTheOther) {
  ASSERT_EQ(add("a"), "");
  ASSERT_TRUE(store_->write([](Session& s) { return s.execute("update person set age = 0"); }).ok());
  std::atomic<int> runs = 0, inside = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        auto const done = store_->write_in_turn("crue", [&](Session& session) -> Result<std::uint64_t> {
          ++runs;
          EXPECT_EQ(++inside, 1);
          auto const row = session.row("select age from person where id = 'a'");
          auto done_so_far =
              row.ok() ? session.execute("update person set age = :age where id = 'a'", {{"age", row.value()->integer("age") + 1}})
                       : Result<std::uint64_t>(row.error());
          --inside;
          return done_so_far;
        });
        EXPECT_TRUE(done.ok()) << done.error().debug();
      }
    });
  }
  threads.clear();
  auto const row = store_->read([](Session& session) { return session.row("select age from person"); });
  EXPECT_EQ(row.value()->integer("age"), 100);
  EXPECT_EQ(runs, 100) << "none was in another's way";
}

TEST_P(BothStores, ATurnIsWaitedForAndThenLeft) {
  ASSERT_EQ(add("a"), "");
  Settings settings;
  settings.patience = 200ms;
  auto const other = place_.open(settings, {});
  auto const age = [](Session& session) { return session.execute("update person set age = 1"); };
  auto const held = other->write_in_turn("crue", [&](Session& session) {
    EXPECT_EQ(code_of(other->write_in_turn("crue", age)), "sql.busy");
    return age(session);
  });
  EXPECT_TRUE(held.ok());
}

TEST_P(BothStores, AnotherProgramThatHoldsTheStoreIsWaitedForAndThenLeft) {
  ASSERT_EQ(add("a"), "");
  Settings settings;
  settings.patience = 200ms;
  auto const other = place_.open(settings, {});
  auto const rename = [](Session& session) { return session.execute("update person set name = name || '+'"); };
  std::jthread late;
  auto const held = store_->write([&](Session& session) -> Result<std::uint64_t> {
    auto const done = rename(session);
    EXPECT_EQ(code_of(other->write(rename)), "sql.busy");
    late = std::jthread([&] { EXPECT_EQ(code_of(other->write(rename)), ""); });
    std::this_thread::sleep_for(50ms);
    return done;
  });
  EXPECT_TRUE(held.ok());
}

TEST_P(BothStores, MoreThreadsThanConnectionsWaitInLine) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 12; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i) EXPECT_EQ(add(std::to_string(t) + "-" + std::to_string(i)), "");
    });
  }
  threads.clear();
  EXPECT_EQ(people(), 60);
}

TEST_P(BothStores, PatternsStandForThemselves) {
  for (auto const* const id : {"a%", "a_b", "a\\", "ab", "Ab"}) ASSERT_EQ(add(id), "");
  auto const found = [&](std::string const& pattern) {
    auto const rows = store_->read([&](Session& session) {
      return session.rows("select id from person where id like :p escape '\\' order by id", {{"p", pattern}});
    });
    std::string all;
    for (auto const& row : rows.value()) all += row.text("id") + " ";
    return all;
  };
  EXPECT_EQ(found(beginning_with("a%")), "a% ");
  EXPECT_EQ(found(beginning_with("a_")), "a_b ");
  EXPECT_EQ(found(containing("\\")), "a\\ ");
  EXPECT_EQ(found(containing("b")), "Ab a_b ab ");
}

INSTANTIATE_TEST_SUITE_P(Both, BothStores, testing::ValuesIn(both_dialects), dialect_name);

TEST(Store, AddressesThatLeadNowhereAreTold) {
  auto const code = [](std::string const& url) {
    Settings settings;
    settings.url = url;
    settings.patience = 100ms;
    auto const opened = Store::open(settings);
    EXPECT_FALSE(opened.ok());
    if (opened.ok()) return std::string();
    EXPECT_EQ(opened.error().debug().find("geheim"), std::string::npos) << opened.error().debug();
    return std::string(opened.error().code);
  };
  EXPECT_EQ(code("mysql:geheim"), "sql.bad_url");
  EXPECT_EQ(code("sqlite:"), "sql.bad_url");
  EXPECT_EQ(code("geheim"), "sql.bad_url");
  EXPECT_EQ(code("postgresql://u:geheim@127.0.0.1:1/x"), "sql.unavailable");
  EXPECT_EQ(code("postgresql://u:ge/geheim@127.0.0.1:1/x"), "sql.bad_url");
  EXPECT_EQ(code("postgresql://u:ge@geheim@127.0.0.1:1/x"), "sql.bad_url");
  EXPECT_EQ(code("postgresql://u:%zzgeheim@127.0.0.1:1/x"), "sql.bad_url");
  EXPECT_EQ(code("postgresql://127.0.0.1:1/x?user=u&password=geheim"), "sql.unavailable");
}

}  // namespace
}  // namespace bassin::sql
