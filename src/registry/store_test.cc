#include "registry/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

namespace bassin::registry {
namespace {

// The machine's files, where removing fails if asked to; notes which folders were synced.
class WatchedFiles final : public base::FileSystem {
 public:
  bool removing_fails = false;
  std::vector<std::string> synced;

  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const& path) override { return real_.create(path); }
  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const& path) override { return real_.map(path); }
  base::Result<std::string> read(std::string const& path) override { return real_.read(path); }
  base::Result<base::FileStatus> status(std::string const& path) override { return real_.status(path); }
  bool exists(std::string const& path) override { return real_.exists(path); }
  base::Result<std::vector<std::string>> list(std::string const& directory) override { return real_.list(directory); }
  base::Result<void> make_directories(std::string const& path) override { return real_.make_directories(path); }
  base::Result<void> rename(std::string const& from, std::string const& to) override { return real_.rename(from, to); }
  base::Result<void> remove(std::string const& path) override {
    if (removing_fails) return base::Error("file.failed", {{"path", path}, {"reason", "made to fail"}});
    return real_.remove(path);
  }
  base::Result<void> sync_directory(std::string const& path) override {
    synced.push_back(path);
    return real_.sync_directory(path);
  }
  base::Result<std::uint64_t> free_space(std::string const& path) override { return real_.free_space(path); }
  base::Result<std::shared_ptr<void>> lock(std::string const& path) override { return real_.lock(path); }

 private:
  base::FileSystem& real_ = base::real_files();
};

constexpr char const* kFirst = "20260101-000000-000a";
constexpr char const* kSecond = "20260102-000000-000b";
constexpr char const* kThird = "20260103-000000-000c";
constexpr char const* kFourth = "20260104-000000-000d";

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(files_.remove(folder_).ok());
    ASSERT_TRUE(files_.make_directories(folder_).ok());
  }
  void TearDown() override { ASSERT_TRUE(base::real_files().remove(folder_).ok()); }

  void publish(std::string const& id, std::size_t keep = 3) {
    auto const work = folder_ + "/work/" + id;
    ASSERT_TRUE(files_.make_directories(work).ok());
    Manifest manifest;
    manifest.id = id;
    ASSERT_TRUE(base::replace_file(files_, work + "/manifest.json", to_json(manifest)).ok());
    ASSERT_TRUE(store_.publish(work, id, keep).ok());
  }
  // Newest first; a star marks the one in use, a question mark a damaged one.
  std::vector<std::string> ids() {
    auto const entries = store_.list();
    std::vector<std::string> found;
    for (auto const& entry : *entries) found.push_back(entry.id + (entry.current ? "*" : "") + (entry.damage ? "?" : ""));
    return found;
  }
  [[nodiscard]] std::string manifest_of(std::string const& id) const { return store_.snapshot_folder(id) + "/manifest.json"; }

  WatchedFiles files_;
  std::string folder_ = testing::TempDir() + "registry_store_" + std::to_string(::getpid());
  Store store_{files_, folder_};
};

TEST(SnapshotId, HasOneForm) {
  EXPECT_TRUE(is_snapshot_id("20261123-231500-5f3a"));
  for (auto const* name : {"", "20261123-231500-5f3", "20261123-231500-5f3a0", "20261123-231500-5F3A", "20261123-231500-5g3a",
                           "20261123_231500-5f3a", "2026112a-231500-5f3a", "../../../../../../etc"}) {
    EXPECT_FALSE(is_snapshot_id(name)) << name;
  }
}

TEST_F(StoreTest, IsEmptyBeforeTheFirstImport) {
  EXPECT_EQ(store_.current().error().code, "store.empty");
  EXPECT_TRUE(store_.list().value().empty());
  EXPECT_EQ(store_.rollback(std::nullopt).error().code, "store.empty");
}

TEST_F(StoreTest, KeepsTheLastOnes) {
  for (auto const* id : {kFirst, kSecond, kThird, kFourth}) publish(id);
  EXPECT_EQ(ids(), (std::vector<std::string>{std::string(kFourth) + "*", kThird, kSecond}));
}

TEST_F(StoreTest, NeverRemovesTheOneInUseBefore) {
  publish(kSecond);
  publish(kFirst, 1);  // published later although its name sorts before
  EXPECT_EQ(ids(), (std::vector<std::string>{kSecond, std::string(kFirst) + "*"}));
}

TEST_F(StoreTest, RemovesNothingThatIsNoSnapshot) {
  auto const kept = folder_ + "/snapshots/0-copy-of-last-year";
  ASSERT_TRUE(files_.make_directories(kept).ok());
  for (auto const* id : {kFirst, kSecond, kThird, kFourth}) publish(id, 2);
  EXPECT_TRUE(files_.exists(kept));
  EXPECT_EQ(ids(), (std::vector<std::string>{std::string(kFourth) + "*", kThird}));
}

TEST_F(StoreTest, PublishesAlthoughAnOldOneStays) {
  publish(kFirst);
  publish(kSecond);
  files_.removing_fails = true;
  publish(kThird, 1);
  EXPECT_EQ(store_.current_id().value(), kThird);
  files_.removing_fails = false;
  publish(kFourth, 2);
  EXPECT_EQ(ids(), (std::vector<std::string>{std::string(kFourth) + "*", kThird})) << "tried again";
}

TEST_F(StoreTest, ListsDamagedOnes) {
  publish(kFirst);
  publish(kSecond);
  publish(kThird);
  ASSERT_TRUE(base::replace_file(files_, manifest_of(kFirst), "{").ok());
  ASSERT_TRUE(files_.remove(manifest_of(kThird)).ok());
  EXPECT_EQ(ids(), (std::vector<std::string>{std::string(kThird) + "*?", kSecond, std::string(kFirst) + "?"}));
  EXPECT_EQ(store_.open(kThird).error().code, "manifest.unreadable");
}

TEST_F(StoreTest, RefusesToRollBackToWhatDoesNotOpen) {
  publish(kFirst);
  publish(kSecond);
  auto const refused = store_.rollback(std::nullopt);
  EXPECT_EQ(refused.error().code, "store.no_whole_previous");
  EXPECT_EQ(refused.error().value("damaged"), kFirst);
  EXPECT_EQ(store_.rollback(kFirst).error().code, "snapshot.component_missing");
  EXPECT_EQ(store_.current_id().value(), kSecond);
  EXPECT_EQ(store_.rollback("20250101-000000-0000").error().code, "store.no_snapshot");
}

TEST_F(StoreTest, RefusesAnIdThatIsAPath) {
  ASSERT_TRUE(base::replace_file(files_, folder_ + "/CURRENT", "../../etc\n").ok());
  EXPECT_EQ(store_.current_id().error().code, "store.current_unreadable");
  EXPECT_EQ(store_.open("..").error().code, "store.no_snapshot");
}

TEST_F(StoreTest, IsLockedByOneImportAtATime) {
  auto const held = store_.lock();
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(store_.lock().error().code, "file.locked");
}

TEST_F(StoreTest, TheNameOfANewDataFolderIsDurable) {
  Store const deeper(files_, folder_ + "/new/data");
  files_.synced.clear();
  ASSERT_TRUE(deeper.lock().ok());
  EXPECT_EQ(files_.synced, (std::vector<std::string>{folder_ + "/new", folder_}));
  files_.synced.clear();
  ASSERT_TRUE(deeper.lock().ok());
  EXPECT_TRUE(files_.synced.empty());
}

}  // namespace
}  // namespace bassin::registry
