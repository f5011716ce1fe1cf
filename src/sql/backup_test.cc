// Backups taken while others write, restored, damaged; processes killed; disks that fill up.
#include "sql/backup.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "sql/check.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

namespace fs = std::filesystem;
using base::Result;

// Each transfer is a pair whose amounts cancel out; `step` counts without a gap in the order of commits.
constexpr Migration tables[] = {
    {1, "transfers",
     "create table transfer (id text primary key, step bigint not null unique, amount bigint not null);"
     "create table counter (id text primary key, step bigint not null);"
     "insert into counter values ('all', 0)",
     ""},
};
BackupFacts const by_test{"2026-11-24T20:00:00.000Z", "test 1", "", {}};

template <class T>
std::string code_of(Result<T> const& result) {
  return result.ok() ? "" : std::string(result.error().code);
}

Result<void> transfer(Store& store) {
  return store.write([](Session& session) -> Result<void> {
    BASSIN_TRY(auto const counter, session.row("update counter set step = step + 2 where id = 'all' returning step"));
    auto const step = counter->integer("step");
    for (auto const side : {0, 1}) {
      BASSIN_DO(session.execute("insert into transfer (id, step, amount) values (:id, :step, :amount)",
                                {{"id", std::to_string(step - side)}, {"step", step - side}, {"amount", side == 0 ? step : -step}}));
    }
    return {};
  });
}

// How many steps the store has; fails the test where they are no whole beginning of the committed order.
std::int64_t steps_of(Store& store) {
  auto const row = store.read([](Session& session) {
    return session.row(
        "select count(*) as n, coalesce(max(step), 0) as last, coalesce(sum(amount), 0) as sum, "
        "(select step from counter) as counter from transfer");
  });
  EXPECT_TRUE(row.ok()) << row.error().debug();
  if (!row.ok()) return -1;
  auto const& r = **row;
  EXPECT_EQ(r.integer("n"), r.integer("last"));
  EXPECT_EQ(r.integer("n"), r.integer("counter"));
  EXPECT_EQ(r.integer("sum"), 0);
  return r.integer("n");
}

class Backups : public testing::TestWithParam<Dialect> {
 protected:
  ThrowawayStore place_{GetParam()};
  ThrowawayStore other_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open(tables);
  std::string file_ = place_.folder() + "/backup.sqlite";

  static void transfer_times(Store& store, int times) {
    for (int i = 0; i < times; ++i) {
      auto const done = transfer(store);
      ASSERT_TRUE(done.ok()) << done.error().debug();
    }
  }
  [[nodiscard]] Result<BackupFacts> take() { return back_up(*store_, file_, tables, by_test); }
};

TEST_P(Backups, HoldWhatTheStoreHolds) {
  transfer_times(*store_, 20);
  auto const facts = take();
  ASSERT_TRUE(facts.ok()) << facts.error().debug();
  EXPECT_EQ(facts->tables, content(*store_).value());
  EXPECT_EQ(facts->level, "1");
  auto const checked = check_backup(file_);
  ASSERT_TRUE(checked.ok()) << checked.error().debug();
  EXPECT_EQ(checked->made_at, by_test.made_at);
  EXPECT_EQ(checked->program, by_test.program);
  EXPECT_EQ(checked->tables, facts->tables);
  EXPECT_EQ(fs::status(file_).permissions() & fs::perms::mask, fs::perms::owner_read | fs::perms::owner_write);
  for (auto const& entry : fs::directory_iterator(place_.folder())) {
    EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
  }
  auto const empty = other_.open();
  auto const restored = restore(file_, *empty, tables, "", by_test);
  ASSERT_TRUE(restored.ok()) << restored.error().debug();
  EXPECT_EQ(steps_of(*empty), 40);
  EXPECT_EQ(content(*empty).value(), facts->tables);
  transfer_times(*empty, 1);
  EXPECT_EQ(steps_of(*empty), 42);
}

TEST_P(Backups, TakenWhileOthersWriteAreABeginning) {
  std::atomic<int> written = 0;
  std::vector<std::jthread> writers;
  for (int i = 0; i < 3; ++i) {
    writers.emplace_back([&](std::stop_token const& stop) {
      while (!stop.stop_requested()) {
        auto const done = transfer(*store_);
        ASSERT_TRUE(done.ok()) << done.error().debug();
        ++written;
      }
    });
  }
  std::int64_t last = 0;
  for (int round = 0; round < 5; ++round) {
    auto const before = written.load();
    while (written < before + 10) std::this_thread::yield();
    int const committed = written.load();
    auto const facts = take();
    ASSERT_TRUE(facts.ok()) << facts.error().debug();
    ThrowawayStore const place(Dialect::sqlite);
    auto const restored = place.open();
    ASSERT_TRUE(restore(file_, *restored, tables, "", by_test).ok());
    auto const steps = steps_of(*restored);
    EXPECT_GE(steps, 2 * committed);  // all that was answered before it began
    EXPECT_LE(steps, 2 * (written + 3));
    EXPECT_GE(steps, last);
    last = steps;
  }
}

TEST_P(Backups, AStoreWhoseRestoreWasCutOffIsBackedUpAsAnyOther) {
  transfer_times(*store_, 3);
  ASSERT_TRUE(take().ok());
  ThrowawayStore const place(Dialect::sqlite);
  auto const path = place.folder() + "/pages.sqlite";
  fs::copy_file(file_, path);  // all pages are there, and what the backup says of itself
  Settings settings;
  settings.url = "sqlite:" + path;
  auto const store = Store::open(settings).value();
  ASSERT_TRUE(migrate(*store, tables).ok());
  auto const facts = back_up(*store, path + ".again", tables, by_test);
  ASSERT_TRUE(facts.ok()) << facts.error().debug();
  EXPECT_EQ(facts->tables, content(*store_).value());
  EXPECT_TRUE(check_backup(path + ".again").ok());
}

TEST_P(Backups, AStoreWithRowsIsNotReplacedUnasked) {
  transfer_times(*store_, 3);
  ASSERT_TRUE(take().ok());
  transfer_times(*store_, 2);
  EXPECT_EQ(code_of(restore(file_, *store_, tables, "", by_test)), "sql.not_empty");
  EXPECT_EQ(steps_of(*store_), 10);
  auto const aside = place_.folder() + "/aside.sqlite";
  auto const restored = restore(file_, *store_, tables, aside, by_test);
  if (GetParam() == Dialect::postgresql) {
    EXPECT_EQ(code_of(restored), "sql.not_empty");
    EXPECT_EQ(steps_of(*store_), 10);
    return;
  }
  ASSERT_TRUE(restored.ok()) << restored.error().debug();
  EXPECT_EQ(restored->aside, aside);
  EXPECT_EQ(steps_of(*store_), 6);
  ASSERT_TRUE(restore(aside, *store_, tables, place_.folder() + "/aside2.sqlite", by_test).ok());
  EXPECT_EQ(steps_of(*store_), 10);
}

TEST_P(Backups, OfANewerProgramAreRefused) {
  ASSERT_TRUE(take().ok());
  auto const empty = other_.open();
  EXPECT_EQ(code_of(restore(file_, *empty, {}, "", by_test)), "sql.newer_store");
  EXPECT_TRUE(content(*empty).value().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, Backups, testing::ValuesIn(both_dialects), dialect_name);

std::string read_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(std::string const& path, std::string const& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

TEST(Backup, ADamagedOneIsNotRestored) {
  ThrowawayStore const place(Dialect::sqlite);
  auto const store = place.open(tables);
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(transfer(*store).ok());
  auto const file = place.folder() + "/backup.sqlite";
  ASSERT_TRUE(back_up(*store, file, tables, by_test).ok());
  auto const sound = read_file(file);
  auto const damaged = place.folder() + "/damaged.sqlite";
  int noticed = 0;
  for (std::size_t at = 20; at < sound.size(); at += sound.size() / 97) {
    auto bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    write_file(damaged, bytes);
    auto const checked = check_backup(damaged);
    // A bit of a page that holds nothing, or of a number that nobody reads, may pass: what is read then is what was written.
    EXPECT_TRUE(!checked.ok() || checked->tables == content(*store).value()) << at;
    noticed += checked.ok() ? 0 : 1;
  }
  EXPECT_GT(noticed, 20);
  write_file(damaged, sound.substr(0, sound.size() / 2));
  EXPECT_EQ(code_of(check_backup(damaged)), "sql.backup_damaged");
  write_file(damaged, "no database");
  EXPECT_EQ(code_of(check_backup(damaged)), "sql.no_backup");
  EXPECT_EQ(code_of(check_backup(place.folder() + "/nowhere")), "file.missing");
  { auto const plain = place.open(); }
  EXPECT_EQ(code_of(check_backup(place.folder() + "/casework.sqlite")), "sql.no_backup");
}

// The child writes and says after each commit how far it is; it ends by SIGKILL alone.
pid_t start_writer(std::string const& url, int said) {
  pid_t const child = ::fork();
  if (child != 0) return child;
  Settings settings;
  settings.url = url;
  auto const store = Store::open(settings);
  for (std::int64_t steps = 2; store.ok() && transfer(**store).ok(); steps += 2) {
    if (::write(said, &steps, sizeof steps) != sizeof steps) break;
  }
  ::_exit(1);
}

TEST(Kill9, LosesNothingThatWasCommittedAndLeavesAWholeStore) {
  ThrowawayStore const place(Dialect::sqlite);
  { auto const made = place.open(tables); }
  std::int64_t base = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    auto const child = start_writer(place.url(), ends[1]);
    ::close(ends[1]);
    std::int64_t said = 0;
    std::int64_t steps = 0;
    for (int i = 0; i < 5 + 7 * round && ::read(ends[0], &steps, sizeof steps) == sizeof steps; ++i) said = steps;
    ::kill(child, SIGKILL);
    while (::read(ends[0], &steps, sizeof steps) == sizeof steps) said = steps;
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_GT(said, 0);

    auto const store = place.open(tables);
    EXPECT_TRUE(check(*store).ok());
    auto const there = steps_of(*store);
    EXPECT_GE(there, base + said);
    EXPECT_LE(there, base + said + 2);  // the one that was killed between its commit and its word
    auto const file = place.folder() + "/after.sqlite";
    ASSERT_TRUE(back_up(*store, file, tables, by_test).ok());
    ThrowawayStore const elsewhere(Dialect::sqlite);
    auto const restored = elsewhere.open();
    ASSERT_TRUE(restore(file, *restored, tables, "", by_test).ok());
    EXPECT_EQ(steps_of(*restored), there);
    base = there;
  }
}

// In a child, since the limit cannot be taken back: writes until there is no room. Exit code 0: an expected error, and reading went on.
int fill_up(std::string const& url, std::string const& backup, rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit const limit{bytes, bytes};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
  Settings settings;
  settings.url = url;
  auto const store = Store::open(settings);
  if (!store.ok()) return 3;
  for (int i = 0; i < 100'000; ++i) {
    auto const done = transfer(**store);
    if (done.ok()) continue;
    bool const expected = done.error().code == "sql.full" || done.error().code == "sql.failed";
    if (!expected) return 4;
    if (steps_of(**store) != 2 * i) return 5;
    rlimit const nothing{5000, bytes};
    ::setrlimit(RLIMIT_FSIZE, &nothing);
    auto const saved = back_up(**store, backup, tables, by_test);
    return saved.ok() || fs::exists(backup) || fs::exists(backup + ".part") ? 6 : 0;
  }
  return 7;
}

TEST(FullDisk, IsAnErrorAndNoDamage) {
  ThrowawayStore const place(Dialect::sqlite);
  { auto const made = place.open(tables); }
  auto const backup = place.folder() + "/backup.sqlite";
  pid_t const child = ::fork();
  if (child == 0) ::_exit(fill_up(place.url(), backup, 60'000));
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  auto const store = place.open(tables);
  EXPECT_TRUE(check(*store).ok());
  auto const steps = steps_of(*store);
  EXPECT_GT(steps, 0);
  ASSERT_TRUE(transfer(*store).ok());  // there is room again
  EXPECT_EQ(steps_of(*store), steps + 2);
}

}  // namespace
}  // namespace bassin::sql
