// Writes that fail, a full disk, a power loss and a stop at every point of an import: what was in use stays whole, the
// error is told, and the next import goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "ingest/faulty_files_test_support.h"
#include "ingest/import_test_support.h"
#include "ingest/internal/orders.h"
#include "ingest/internal/ranks.h"
#include "reference/edition.h"

namespace bassin::ingest {
namespace {

using testing::Fault;
using testing::FaultyFiles;
using testing::period;
using testing::siren;
using testing::siret;
using testing::stock_row;
using testing::unit_row;

class ImportFault : public testing::ImportTest {
 protected:
  void SetUp() override {
    ImportTest::SetUp();
    std::vector<testing::Row> rows;
    std::vector<testing::Row> units;
    std::vector<testing::Row> periods;
    std::string points = "siret,longitude,latitude\n";
    for (unsigned i = 0; i < 40; ++i) {
      rows.push_back(stock_row(
          siret(i), {{"codeCommuneEtablissement", i % 2 == 0 ? "77142" : "01001"}, {"enseigne1Etablissement", "B" + std::to_string(i)}}));
      units.push_back(unit_row(siren(i)));
      periods.push_back(period(siret(i), "2015-03-01", ""));
      points += siret(i) + ",2.9,48." + std::to_string(10 + i) + "\n";
    }
    rows.push_back(stock_row(siret(99), {{"siret", "bad"}}));
    units.push_back(unit_row("bad"));
    points += "bad,2.9,48.1\n";
    before_ = imported({give_stock({stock_row(siret(1))})}).manifest.id;
    files_ = {give("stock.csv", testing::csv_of(testing::stock_header(), rows)), give_units(units), give_history(periods),
              give("points.csv", points)};
  }

  // Every other time all that was not synced is lost, else some of it.
  static std::optional<unsigned> seed_of(std::size_t at) { return at % 2 == 0 ? std::optional<unsigned>() : static_cast<unsigned>(at); }

  // Runs the import on files with that fault.
  base::Result<ImportReport> run(FaultyFiles& files) const { return run_import(request(files_), files, silent_progress(), {}); }

  // As run(), without what an earlier import under way left.
  base::Result<ImportReport> run_from_nothing(FaultyFiles& files) const {
    EXPECT_TRUE(base::real_files().remove(data() + "/work").ok());
    return run(files);
  }

  // Many of the changes that an import makes to the disk, and all of the last ones, which put the snapshot in use.
  std::vector<std::size_t> points_of_failure() {
    FaultyFiles files(Fault::none, 0);
    EXPECT_TRUE(run(files).ok());
    last_change_ = files.changes();
    start_again();
    std::vector<std::size_t> points;
    for (std::size_t at = 1; at <= last_change_; at += at + 30 < last_change_ ? 11 : 1) points.push_back(at);
    return points;
  }

  // The snapshot in use is whole: the one before, or the new one in full.
  void expect_whole(std::size_t at) const {
    auto const s = snapshot();
    ASSERT_TRUE(s) << at;
    EXPECT_TRUE(s->verify().ok()) << at;
    EXPECT_TRUE(s->id() == before_ ? s->rows() == 1 : s->rows() == 40) << at;
  }

  void start_again() {
    ASSERT_TRUE(base::real_files().remove(data()).ok());
    before_ = imported({give_stock({stock_row(siret(1))})}).manifest.id;
  }

  std::string before_;
  std::size_t last_change_ = 0;
  std::vector<std::string> files_;
};

TEST_F(ImportFault, AnyWriteMayFail) {
  for (auto const at : points_of_failure()) {
    FaultyFiles files(Fault::fail_once, at);
    auto const done = run_from_nothing(files);
    EXPECT_EQ(done.ok() ? "file.failed" : done.error().code, "file.failed") << at;
    EXPECT_TRUE(!done.ok() || at == last_change_) << at;  // the last one only tidies up
    expect_whole(at);
    if (HasFailure()) break;
  }
}

TEST_F(ImportFault, TheDiskMayFillUp) {
  for (auto const at : points_of_failure()) {
    FaultyFiles files(Fault::disk_full, at);
    auto const done = run_from_nothing(files);
    EXPECT_EQ(done.ok() ? "file.disk_full" : done.error().code, "file.disk_full") << at;
    expect_whole(at);
    if (HasFailure()) break;
  }
}

TEST_F(ImportFault, ThePowerMayGo) {
  for (auto const at : points_of_failure()) {
    FaultyFiles files(Fault::power_loss, at);
    EXPECT_TRUE(!run_from_nothing(files).ok() || at == last_change_) << at;
    files.lose_unsynced(seed_of(at));
    expect_whole(at);
    if (HasFailure()) break;
  }
}

TEST_F(ImportFault, WhatAPowerLossLeavesDoesNotMisleadTheNextImport) {
  for (auto const at : points_of_failure()) {
    if (at % 8 != 0) continue;
    start_again();
    FaultyFiles files(Fault::power_loss, at);
    EXPECT_FALSE(run(files).ok()) << at;
    files.lose_unsynced(seed_of(at / 8));
    auto const report = imported(files_);
    EXPECT_EQ(report.manifest.establishments, 40U) << at;
    EXPECT_EQ(report.sources[0].file.rejected, 1U) << at;
    auto const lines = base::real_files().read(report.rejects_path).value();
    EXPECT_EQ(std::ranges::count(lines, '\n'), 4) << at << ": " << lines;  // the header, and a line of three files
    EXPECT_TRUE(snapshot()->verify().ok()) << at;
    if (HasFailure()) break;
  }
}

// Asks to stop at the n-th report of progress.
class Stopper final : public Progress {
 public:
  Stopper(std::stop_source& source, int at) : source_(source), left_(at) {}
  void report(ProgressTick const&) override {
    if (--left_ == 0) source_.request_stop();
  }

 private:
  std::stop_source& source_;
  int left_;
};

TEST_F(ImportFault, AStoppedImportGoesOnWhereItStood) {
  for (int at = 1; at <= 7; ++at) {
    start_again();
    std::stop_source source;
    Stopper stopper(source, at);
    auto const stopped = run_import(request(files_), base::real_files(), stopper, source.get_token());
    ASSERT_FALSE(stopped.ok()) << at;
    EXPECT_EQ(stopped.error().code, "ingest.stopped");
    expect_whole(0);

    auto const report = imported(files_);
    auto const resumed = std::ranges::count_if(report.tasks, [](TaskTime const& task) { return task.resumed; });
    EXPECT_EQ(resumed, at) << "tasks done before the stop";
    EXPECT_EQ(report.manifest.establishments, 40U);
    EXPECT_EQ(report.manifest.periods, 40U);
    EXPECT_EQ(testing::rejected(report, "establishments", "bad_siret"), 1U);
    EXPECT_EQ(base::real_files().read(report.rejects_path).value().substr(0, 22), "file,line,reason,text\n");
    EXPECT_TRUE(snapshot()->verify().ok());
  }
}

TEST_F(ImportFault, EveryTaskTellsHowFarItIs) {
  class Last final : public Progress {
   public:
    void report(ProgressTick const& tick) override {
      if (tick.finished) totals[std::string(tick.task)] = tick.total_bytes;
      EXPECT_LE(tick.done_bytes, tick.total_bytes);
    }
    std::map<std::string, std::uint64_t> totals;
  };
  files_.push_back(give("geolocation.csv", testing::csv_of(testing::geolocation_header(), {{{"siret", siret(1)}, {"epsg", "2154"}}})));
  Last last;
  ASSERT_TRUE(run_import(request(files_), base::real_files(), last, {}).ok());
  EXPECT_EQ(last.totals.size(), 7U);
  for (auto const& [task, total] : last.totals) EXPECT_GT(total, 0U) << task;
  auto const bytes = [&](std::size_t file) { return base::real_files().status(files_[file]).value().size; };
  EXPECT_EQ(last.totals["positions"], bytes(3) + bytes(4));
  EXPECT_EQ(last.totals["history"], 2 * bytes(2));
}

TEST_F(ImportFault, SortingAndRankingCanBeStopped) {
  auto const never = [](std::uint64_t) { return false; };
  auto const s = snapshot();
  auto const orders = internal::write_orders(base::real_files(), folder(), s->establishments(), never);
  EXPECT_EQ(orders.error().code, "ingest.stopped");
  internal::NameRanks names(base::real_files(), folder());
  ASSERT_TRUE(names.add(0, 0, true, "A").ok());
  EXPECT_EQ(names.finish(1, never).error().code, "ingest.stopped");
}

TEST_F(ImportFault, LeftoversOfAnotherImportAreRemoved) {
  std::stop_source source;
  Stopper stopper(source, 2);
  EXPECT_FALSE(run_import(request(files_), base::real_files(), stopper, source.get_token()).ok());
  EXPECT_EQ(base::real_files().list(data() + "/work").value().size(), 1U);
  auto const report = imported({files_[0], files_[1]});
  EXPECT_EQ(std::ranges::count_if(report.tasks, [](TaskTime const& task) { return task.resumed; }), 0);
  EXPECT_TRUE(base::real_files().list(data() + "/work").value().empty());
}

TEST_F(ImportFault, LeftoversOfAnotherProgramVersionAreRemoved) {
  std::stop_source source;
  Stopper stopper(source, 2);
  EXPECT_FALSE(run_import(request(files_), base::real_files(), stopper, source.get_token()).ok());
  auto newer = request(files_);
  newer.made_by = "another version";
  auto const report = run_import(newer, base::real_files(), silent_progress(), {}).value();
  EXPECT_EQ(std::ranges::count_if(report.tasks, [](TaskTime const& task) { return task.resumed; }), 0);
  EXPECT_EQ(report.manifest.reference, reference::edition());
}

TEST_F(ImportFault, ADamagedLeftoverIsDoneAgain) {
  std::stop_source source;
  Stopper stopper(source, 2);
  EXPECT_FALSE(run_import(request(files_), base::real_files(), stopper, source.get_token()).ok());
  auto const work = data() + "/work/" + base::real_files().list(data() + "/work").value().front();
  auto const names = base::real_files().list(work);
  for (auto const& name : *names) {
    if (!name.starts_with("establishments-")) continue;
    auto bytes = base::real_files().read(work + "/" + name).value();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    ASSERT_TRUE(base::replace_file(base::real_files(), work + "/" + name, bytes).ok());
  }
  auto const report = imported(files_);
  EXPECT_FALSE(report.tasks[0].resumed);
  EXPECT_TRUE(report.tasks[1].resumed);
}

// A file system with so much room.
class Narrow final : public base::FileSystem {
 public:
  explicit Narrow(std::uint64_t room) : room_(room) {}
  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const& path) override { return real_.create(path); }
  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const& path) override { return real_.map(path); }
  base::Result<std::string> read(std::string const& path) override { return real_.read(path); }
  base::Result<base::FileStatus> status(std::string const& path) override { return real_.status(path); }
  bool exists(std::string const& path) override { return real_.exists(path); }
  base::Result<std::vector<std::string>> list(std::string const& path) override { return real_.list(path); }
  base::Result<void> make_directories(std::string const& path) override { return real_.make_directories(path); }
  base::Result<void> rename(std::string const& from, std::string const& to) override { return real_.rename(from, to); }
  base::Result<void> remove(std::string const& path) override { return real_.remove(path); }
  base::Result<void> sync_directory(std::string const& path) override { return real_.sync_directory(path); }
  // Left by another import.
  static std::string stale_of(std::string const& data) { return registry::Store(base::real_files(), data).work_folder() + "/stale"; }
  // What it takes is not free.
  base::Result<std::uint64_t> free_space(std::string const& path) override { return real_.exists(stale_of(path)) ? 0 : room_; }
  base::Result<std::shared_ptr<void>> lock(std::string const& path) override { return real_.lock(path); }

 private:
  base::FileSystem& real_ = base::real_files();
  std::uint64_t room_;
};

TEST_F(ImportFault, TooLittleRoomIsToldBeforeAnyWork) {
  class Count final : public Progress {
   public:
    void report(ProgressTick const&) override { ++ticks; }
    int ticks = 0;
  };
  Count progress;
  Narrow files(1000);
  auto const done = run_import(request(files_), files, progress, {});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, "ingest.disk_space");
  EXPECT_EQ(done.error().value("free"), "1000");
  EXPECT_EQ(progress.ticks, 0);
  auto smaller = request(files_);
  smaller.scope = parse_scope("departements:77").value();
  auto const of_a_part = run_import(smaller, files, silent_progress(), {});
  EXPECT_TRUE(of_a_part.ok()) << of_a_part.error().debug();
}

TEST_F(ImportFault, LeftoversOfThisImportAreNotAskedForAgain) {
  Narrow none(0);
  auto const error = run_import(request(files_), none, silent_progress(), {}).error();
  auto const needed = std::stoull(std::string(error.value("needed")));
  Narrow scarce(needed - 1);
  EXPECT_EQ(run_import(request(files_), scarce, silent_progress(), {}).error().code, "ingest.disk_space");
  std::stop_source source;
  Stopper stopper(source, 2);
  EXPECT_FALSE(run_import(request(files_), base::real_files(), stopper, source.get_token()).ok());
  auto const resumed = run_import(request(files_), scarce, silent_progress(), {});
  EXPECT_TRUE(resumed.ok()) << resumed.error().debug();
}

TEST_F(ImportFault, LeftoversOfAnotherImportMakeRoomFirst) {
  ASSERT_TRUE(base::real_files().make_directories(Narrow::stale_of(data())).ok());
  Narrow files(1U << 30U);
  EXPECT_TRUE(run_import(request(files_), files, silent_progress(), {}).ok());
}

}  // namespace
}  // namespace bassin::ingest
