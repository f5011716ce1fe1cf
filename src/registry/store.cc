#include "registry/store.h"

#include <algorithm>

namespace bassin::registry {

std::string Store::snapshot_folder(std::string const& id) const { return folder_ + "/snapshots/" + id; }

base::Result<std::shared_ptr<void>> Store::lock() const {
  BASSIN_DO(files_.make_directories(folder_));
  return files_.lock(folder_ + "/lock");
}

base::Result<std::string> Store::current_id() const {
  auto const path = folder_ + "/CURRENT";
  if (!files_.exists(path)) return base::Error("store.empty", {{"path", folder_}});
  BASSIN_TRY(auto id, files_.read(path));
  while (!id.empty() && (id.back() == '\n' || id.back() == ' ')) id.pop_back();
  // The name becomes part of a path: nothing but the characters of an id may stand in it.
  bool const well_formed = !id.empty() && id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
  if (!well_formed) return base::Error("store.current_unreadable", {{"path", path}});
  return id;
}

base::Result<std::shared_ptr<Snapshot const>> Store::current() const {
  BASSIN_TRY(auto const id, current_id());
  return open(id);
}

base::Result<std::shared_ptr<Snapshot const>> Store::open(std::string const& id) const {
  auto const folder = snapshot_folder(id);
  if (!files_.exists(folder)) return base::Error("store.no_snapshot", {{"id", id}});
  return Snapshot::open(files_, folder);
}

base::Result<std::vector<SnapshotEntry>> Store::list() const {
  std::vector<SnapshotEntry> entries;
  auto const folder = folder_ + "/snapshots";
  if (!files_.exists(folder)) return entries;
  auto const current = current_id();
  BASSIN_TRY(auto const names, files_.list(folder));
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    auto const path = folder + "/" + *name + "/manifest.json";
    auto const json = files_.read(path);
    if (!json.ok()) continue;
    auto manifest = parse_manifest(*json, path);
    if (!manifest.ok()) continue;
    SnapshotEntry entry{.manifest = std::move(manifest).value()};
    entry.current = current.ok() && *current == *name;
    for (auto const& component : entry.manifest.components) entry.bytes += component.bytes;
    entries.push_back(std::move(entry));
  }
  return entries;
}

base::Result<void> Store::publish(std::string const& finished_folder, std::string const& id, std::size_t keep) {
  auto const before = current_id();
  BASSIN_DO(files_.make_directories(folder_ + "/snapshots"));
  BASSIN_DO(files_.sync_directory(finished_folder));
  BASSIN_DO(files_.rename(finished_folder, snapshot_folder(id)));
  BASSIN_DO(files_.sync_directory(folder_ + "/snapshots"));
  BASSIN_DO(base::replace_file(files_, folder_ + "/CURRENT", id + "\n"));
  BASSIN_TRY(auto const names, files_.list(folder_ + "/snapshots"));
  auto excess = names.size() > keep ? names.size() - keep : 0;
  for (auto const& name : names) {
    if (excess == 0) break;
    if (name == id || (before.ok() && name == *before)) continue;
    BASSIN_DO(files_.remove(snapshot_folder(name)));
    --excess;
  }
  return {};
}

base::Result<std::string> Store::rollback(std::optional<std::string> id) {
  BASSIN_TRY(auto const current, current_id());
  BASSIN_TRY(auto const entries, list());
  auto const wanted = std::find_if(entries.begin(), entries.end(),
                                   [&](SnapshotEntry const& entry) { return id ? entry.manifest.id == *id : entry.manifest.id < current; });
  if (wanted == entries.end()) {
    return id ? base::Error("store.no_snapshot", {{"id", *id}}) : base::Error("store.no_previous", {{"id", current}});
  }
  auto const& chosen = wanted->manifest.id;
  BASSIN_TRY(auto const opened, open(chosen));  // a snapshot that does not open is not put in use
  BASSIN_DO(base::replace_file(files_, folder_ + "/CURRENT", opened->id() + "\n"));
  return chosen;
}

}  // namespace bassin::registry
