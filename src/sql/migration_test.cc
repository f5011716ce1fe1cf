#include "sql/migration.h"

#include <gtest/gtest.h>

#include <thread>

#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

using base::Result;

constexpr Migration first{1, "first", "create table a (n bigint primary key)", ""};
constexpr Migration second{2, "second", "create table b (n bigint); insert into b values (1)",
                           "create table b (n bigint); insert into b values (2)"};
constexpr Migration broken{3, "broken", "create table c (n bigint); insert into a values (1), (1)", ""};

class Migrations : public testing::TestWithParam<Dialect> {
 protected:
  ThrowawayStore place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();

  template <class T>
  [[nodiscard]] static std::string code_of(Result<T> const& result) {
    return result.ok() ? "" : std::string(result.error().code);
  }
};

TEST_P(Migrations, RunOnceEach) {
  Migration const both[] = {first, second};
  EXPECT_EQ(pending(*store_, both).value(), (std::vector{1, 2}));
  EXPECT_EQ(migrate(*store_, std::span(both).first(1)).value(), std::vector{1});
  EXPECT_EQ(pending(*store_, both).value(), std::vector{2});
  EXPECT_EQ(migrate(*store_, both).value(), std::vector{2});
  EXPECT_TRUE(migrate(*store_, both).value().empty());
  auto const row = store_->read([](Session& session) { return session.row("select n from b"); });
  EXPECT_EQ(row.value()->integer("n"), GetParam() == Dialect::sqlite ? 1 : 2);
  auto const when = store_->read([](Session& session) { return session.row("select applied_at from schema_migration where number = 1"); });
  EXPECT_TRUE(when.value()->text("applied_at").starts_with("20")) << when.value()->text("applied_at");
  EXPECT_EQ(when.value()->text("applied_at").size(), 24U);
}

// Modules have blocks of numbers: the second step of one comes after the first of the next.
TEST_P(Migrations, ALowerNumberMayComeLater) {
  Migration const later[] = {second};
  Migration const both[] = {first, second};
  EXPECT_EQ(migrate(*store_, later).value(), std::vector{2});
  EXPECT_EQ(migrate(*store_, both).value(), std::vector{1});
}

TEST_P(Migrations, OneThatFailsLeavesNothing) {
  Migration const all[] = {first, second, broken};
  EXPECT_EQ(code_of(migrate(*store_, all)), "sql.conflict");
  EXPECT_EQ(pending(*store_, all).value(), std::vector{3});
  EXPECT_TRUE(store_->write([](Session& session) { return session.execute("create table c (n bigint)"); }).ok());
}

TEST_P(Migrations, AStoreOfANewerProgramIsRefused) {
  Migration const both[] = {first, second};
  ASSERT_TRUE(migrate(*store_, both).ok());
  auto const older = std::span(both).first(1);
  EXPECT_EQ(code_of(migrate(*store_, older)), "sql.newer_store");
  EXPECT_EQ(pending(*store_, older).error().value("number"), "2");
}

TEST_P(Migrations, AChangedOneIsRefused) {
  Migration const before[] = {first};
  ASSERT_TRUE(migrate(*store_, before).ok());
  Migration const after[] = {{1, "first", "create table a (n bigint)", ""}};
  EXPECT_EQ(code_of(migrate(*store_, after)), "sql.changed_migration");
}

TEST_P(Migrations, ProgramsThatStartAtOnceDoNotMeet) {
  Migration const both[] = {first, second};
  std::atomic<int> ran = 0;
  std::vector<std::jthread> programs;
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] {
      auto const own = place_.open();
      auto const done = migrate(*own, both);
      ASSERT_TRUE(done.ok()) << done.error().debug();
      ran += static_cast<int>(done->size());
    });
  }
  programs.clear();
  EXPECT_EQ(ran, 2);
}

INSTANTIATE_TEST_SUITE_P(Both, Migrations, testing::ValuesIn(both_dialects), dialect_name);

}  // namespace
}  // namespace bassin::sql
