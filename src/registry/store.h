// The data folder: snapshots/<id>/…, CURRENT (id of the one in use), work/ (an import under way), lock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "registry/manifest.h"
#include "registry/snapshot.h"

namespace bassin::registry {

// The form of an id: the time of making and four digits, "20261123-231500-5f3a".
[[nodiscard]] bool is_snapshot_id(std::string_view name);

struct SnapshotEntry {
  std::string id;                     // the name of its folder
  Manifest manifest;                  // empty when damaged
  std::optional<base::Error> damage;  // why the manifest cannot be read
  bool current = false;
  std::uint64_t bytes = 0;
};

struct Rollback {
  std::string id;                    // now in use
  std::vector<std::string> damaged;  // nearer ones, passed over
};

class Store {
 public:
  Store(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // The snapshot in use. Errors: "store.empty" (path) when nothing was imported yet.
  [[nodiscard]] base::Result<std::shared_ptr<Snapshot const>> current() const;
  [[nodiscard]] base::Result<std::string> current_id() const;
  [[nodiscard]] base::Result<std::shared_ptr<Snapshot const>> open(std::string const& id) const;
  // All snapshots, newest first: each folder whose name is an id. Only the manifests are read.
  [[nodiscard]] base::Result<std::vector<SnapshotEntry>> list() const;

  // Moves a finished folder (manifest included) into place and makes it current by one rename of CURRENT; then
  // removes the oldest beyond `keep`, never the current one nor its predecessor nor what is no snapshot. What cannot be
  // removed is no error: the next publication tries again.
  [[nodiscard]] base::Result<void> publish(std::string const& finished_folder, std::string const& id, std::size_t keep);
  // Makes the latest whole snapshot before the current one current, or the one of that id; every byte is checked first.
  // Errors: "store.no_previous" (id), "store.no_whole_previous" (id, damaged), "store.no_snapshot" (id); of a damaged
  // snapshot of that id, what is wrong with it.
  [[nodiscard]] base::Result<Rollback> rollback(std::optional<std::string> const& id);

  [[nodiscard]] std::string snapshot_folder(std::string const& id) const;
  [[nodiscard]] std::string work_folder() const { return folder_ + "/work"; }
  // Held by whatever writes: "file.locked" while another import runs. Makes the folder where it is not there.
  [[nodiscard]] base::Result<std::shared_ptr<void>> lock() const;

 private:
  [[nodiscard]] base::Result<void> make_folder() const;
  [[nodiscard]] SnapshotEntry entry_of(std::string const& id) const;
  [[nodiscard]] base::Result<void> check_whole(std::string const& id) const;
  [[nodiscard]] base::Result<Rollback> use(Rollback chosen);
  void remove_excess(std::string const& current, std::string const& before, std::size_t keep);

  base::FileSystem& files_;
  std::string folder_;
};

}  // namespace bassin::registry
