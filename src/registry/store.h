// The data folder: snapshots/<id>/…, CURRENT (id of the one in use), work/ (an import under way), lock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/manifest.h"
#include "registry/snapshot.h"

namespace bassin::registry {

struct SnapshotEntry {
  Manifest manifest;
  bool current = false;
  std::uint64_t bytes = 0;
};

class Store {
 public:
  Store(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // The snapshot in use. Errors: "store.empty" (path) when nothing was imported yet.
  [[nodiscard]] base::Result<std::shared_ptr<Snapshot const>> current() const;
  [[nodiscard]] base::Result<std::string> current_id() const;
  [[nodiscard]] base::Result<std::shared_ptr<Snapshot const>> open(std::string const& id) const;
  // All snapshots, newest first. A folder without a readable manifest is left out.
  [[nodiscard]] base::Result<std::vector<SnapshotEntry>> list() const;

  // Moves a finished folder (manifest included) into place and makes it current by one rename of CURRENT; then
  // removes the oldest beyond `keep`, never the current one nor its predecessor.
  [[nodiscard]] base::Result<void> publish(std::string const& finished_folder, std::string const& id, std::size_t keep);
  // Makes the snapshot before the current one current, or the one of that id. Returns the id now in use.
  // Errors: "store.no_previous", "store.no_snapshot" (id).
  [[nodiscard]] base::Result<std::string> rollback(std::optional<std::string> id);

  [[nodiscard]] std::string snapshot_folder(std::string const& id) const;
  [[nodiscard]] std::string work_folder() const { return folder_ + "/work"; }
  // Held by whatever writes: "file.locked" while another import runs.
  [[nodiscard]] base::Result<std::shared_ptr<void>> lock() const;

 private:
  base::FileSystem& files_;
  std::string folder_;
};

}  // namespace bassin::registry
