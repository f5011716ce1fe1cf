// For tests: the machine's files, where the n-th change fails, the disk is full from then on, or the power goes.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"

namespace bassin::ingest::testing {

enum class Fault { none, fail_once, disk_full, power_loss };

// Counts every change (create, append, sync, close, rename, remove, make_directories, sync_directory) from 1 on.
// Nothing is really synced: what a power loss would take is taken by lose_unsynced().
class FaultyFiles final : public base::FileSystem {
 public:
  FaultyFiles(Fault fault, std::size_t at) : fault_(fault), at_(at) {}

  [[nodiscard]] std::size_t changes() const { return changes_; }

  // After a power loss: bytes appended since the last sync are gone, and so are names that no sync of their folder kept;
  // renames that were not kept are undone. With a seed, some of each survive, in no order: a page that was not written
  // is then zeros.
  void lose_unsynced(std::optional<unsigned> seed = std::nullopt) {
    std::lock_guard const guard(mutex_);
    random_.seed(seed.value_or(0));
    some_survive_ = seed.has_value();
    for (auto done = renames_.rbegin(); done != renames_.rend(); ++done) {
      if (!survives()) undo(*done);
    }
    for (auto const& [path, state] : states_) cut(path, state);
  }

  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const& path) override {
    BASSIN_DO(change(path, true));
    BASSIN_TRY(auto file, real_.create(path));
    std::lock_guard const guard(mutex_);
    states_[path] = State{};
    return std::unique_ptr<base::WritableFile>(std::make_unique<File>(*this, path, std::move(file)));
  }
  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const& path) override { return real_.map(path); }
  base::Result<std::string> read(std::string const& path) override { return real_.read(path); }
  base::Result<base::FileStatus> status(std::string const& path) override { return real_.status(path); }
  bool exists(std::string const& path) override { return real_.exists(path); }
  base::Result<std::vector<std::string>> list(std::string const& directory) override { return real_.list(directory); }
  base::Result<void> make_directories(std::string const& path) override {
    BASSIN_DO(change(path, false));
    return real_.make_directories(path);
  }
  base::Result<void> rename(std::string const& from, std::string const& to) override {
    BASSIN_DO(change(to, false));
    Rename done{from, to, real_.read(to)};
    BASSIN_DO(real_.rename(from, to));
    std::lock_guard const guard(mutex_);
    renames_.push_back(std::move(done));
    rename_states(from, to);
    return {};
  }
  base::Result<void> remove(std::string const& path) override {
    BASSIN_DO(change(path, false));
    std::lock_guard const guard(mutex_);
    std::erase_if(states_, [&](auto const& entry) { return entry.first.starts_with(path); });
    return real_.remove(path);
  }
  base::Result<void> sync_directory(std::string const& path) override {
    BASSIN_DO(change(path, false));
    std::lock_guard const guard(mutex_);
    for (auto& [file, state] : states_) state.named = state.named || base::parent_of(file) == path;
    std::erase_if(renames_, [&](Rename const& done) { return base::parent_of(done.to) == path; });
    return {};
  }
  base::Result<std::uint64_t> free_space(std::string const& path) override { return real_.free_space(path); }
  base::Result<std::shared_ptr<void>> lock(std::string const& path) override { return real_.lock(path); }

 private:
  struct State {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
    bool named = false;
  };
  struct Rename {
    std::string from, to;
    base::Result<std::string> replaced;  // what stood there, if a file did
  };

  class File final : public base::WritableFile {
   public:
    File(FaultyFiles& owner, std::string path, std::unique_ptr<base::WritableFile> real)
        : owner_(owner), path_(std::move(path)), real_(std::move(real)) {}
    using base::WritableFile::append;
    base::Result<void> append(std::span<std::byte const> bytes) override {
      BASSIN_DO(owner_.change(path_, true));
      BASSIN_DO(real_->append(bytes));
      std::lock_guard const guard(owner_.mutex_);
      owner_.states_[path_].written += bytes.size();
      return {};
    }
    base::Result<void> sync() override {
      BASSIN_DO(owner_.change(path_, false));
      std::lock_guard const guard(owner_.mutex_);
      owner_.states_[path_].synced = owner_.states_[path_].written;
      return {};
    }
    base::Result<void> close() override {
      BASSIN_DO(owner_.change(path_, false));
      return real_->close();
    }

   private:
    FaultyFiles& owner_;
    std::string path_;
    std::unique_ptr<base::WritableFile> real_;
  };

  base::Result<void> change(std::string const& path, bool writes) {
    std::lock_guard const guard(mutex_);
    ++changes_;
    bool const reached = fault_ != Fault::none && changes_ >= at_;
    if (!reached) return {};
    if (fault_ == Fault::fail_once && changes_ == at_) return base::Error("file.failed", {{"path", path}, {"reason", "made to fail"}});
    if (fault_ == Fault::disk_full && writes) return base::Error("file.disk_full", {{"path", path}, {"reason", "made full"}});
    if (fault_ == Fault::power_loss) return base::Error("file.failed", {{"path", path}, {"reason", "power lost"}});
    return {};
  }

  void rename_states(std::string const& from, std::string const& to) {
    std::map<std::string, State> renamed;
    for (auto const& [path, state] : states_) {
      bool const moved = path == from || path.starts_with(from + "/");
      renamed.insert_or_assign(moved ? to + path.substr(from.size()) : path, state);
    }
    states_ = std::move(renamed);
  }

  void undo(Rename const& done) {
    (void)real_.rename(done.to, done.from);
    rename_states(done.to, done.from);
    if (!done.replaced.ok()) return;
    auto const file = real_.create(done.to);
    if (file.ok()) (void)(*file)->append(std::string_view(*done.replaced));
  }

  void cut(std::string const& path, State const& state) {
    if (!state.named && !survives()) return (void)real_.remove(path);
    if (state.synced == state.written) return;
    auto const bytes = real_.read(path);
    auto const file = real_.create(path);
    if (bytes.ok() && file.ok()) (void)(*file)->append(std::string_view(left_of(*bytes, state.synced)));
  }

  std::string left_of(std::string const& bytes, std::size_t synced) {
    auto left = bytes.substr(0, synced);
    constexpr std::size_t page = 4096;
    while (survives() && left.size() < bytes.size()) {
      auto const next = bytes.substr(left.size(), page - left.size() % page);
      left += survives() ? next : std::string(next.size(), '\0');
    }
    return left;
  }

  [[nodiscard]] bool survives() { return some_survive_ && random_() % 4 != 0; }

  base::FileSystem& real_ = base::real_files();
  Fault fault_;
  std::size_t at_;
  std::size_t changes_ = 0;
  std::map<std::string, State> states_;  // files created through this object
  std::vector<Rename> renames_;          // not kept yet
  std::mt19937 random_;
  bool some_survive_ = false;
  std::mutex mutex_;
};

}  // namespace bassin::ingest::testing
