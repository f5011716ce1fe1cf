#include "registry/store.h"

#include <fmt/format.h>

#include <algorithm>

namespace bassin::registry {

bool is_snapshot_id(std::string_view name) {
  constexpr std::string_view kForm = "dddddddd-dddddd-xxxx";
  if (name.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool const digit = name[i] >= '0' && name[i] <= '9';
    bool const letter = kForm[i] == 'x' && name[i] >= 'a' && name[i] <= 'f';
    if (kForm[i] == '-' ? name[i] != '-' : !digit && !letter) return false;
  }
  return true;
}

std::string Store::snapshot_folder(std::string const& id) const { return folder_ + "/snapshots/" + id; }

// The name of every folder that had to be made is durable before anything is put there.
base::Result<void> Store::make_folder() const {
  std::vector<std::string> parents;
  for (auto path = folder_; !files_.exists(path); path = base::parent_of(path)) parents.push_back(base::parent_of(path));
  if (parents.empty()) return {};
  BASSIN_DO(files_.make_private_directory(folder_));  // it holds what the register does not show to everybody
  for (auto const& parent : parents) BASSIN_DO(files_.sync_directory(parent));
  return {};
}

base::Result<std::shared_ptr<void>> Store::lock() const {
  BASSIN_DO(make_folder());
  return files_.lock(folder_ + "/lock");
}

base::Result<std::string> Store::current_id() const {
  auto const path = folder_ + "/CURRENT";
  if (!files_.exists(path)) return base::Error("store.empty", {{"path", folder_}});
  BASSIN_TRY(auto id, files_.read(path));
  while (!id.empty() && (id.back() == '\n' || id.back() == ' ')) id.pop_back();
  // The name becomes part of a path.
  if (!is_snapshot_id(id)) return base::Error("store.current_unreadable", {{"path", path}});
  return id;
}

base::Result<std::shared_ptr<Snapshot const>> Store::current() const {
  BASSIN_TRY(auto const id, current_id());
  return open(id);
}

base::Result<std::shared_ptr<Snapshot const>> Store::open(std::string const& id) const {
  auto const folder = snapshot_folder(id);
  if (!is_snapshot_id(id) || !files_.exists(folder)) return base::Error("store.no_snapshot", {{"id", id}});
  return Snapshot::open(files_, folder);
}

SnapshotEntry Store::entry_of(std::string const& id) const {
  SnapshotEntry entry{.id = id};
  auto manifest = read_manifest(files_, snapshot_folder(id));
  if (manifest.ok()) {
    entry.manifest = std::move(manifest).value();
  } else {
    entry.damage = std::move(manifest).error();
  }
  for (auto const& component : entry.manifest.components) entry.bytes += component.bytes;
  return entry;
}

base::Result<std::vector<SnapshotEntry>> Store::list() const {
  std::vector<SnapshotEntry> entries;
  auto const folder = folder_ + "/snapshots";
  if (!files_.exists(folder)) return entries;
  auto const current = current_id();
  BASSIN_TRY(auto const names, files_.list(folder));
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (!is_snapshot_id(*name)) continue;
    entries.push_back(entry_of(*name));
    entries.back().current = current.ok() && *current == *name;
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
  remove_excess(id, before.ok() ? *before : std::string(), keep);
  return {};
}

void Store::remove_excess(std::string const& current, std::string const& before, std::size_t keep) {
  auto names = files_.list(folder_ + "/snapshots");
  if (!names.ok()) return;
  std::erase_if(*names, [](std::string const& name) { return !is_snapshot_id(name); });
  auto excess = names->size() > keep ? names->size() - keep : 0;
  for (auto const& name : *names) {
    if (excess == 0) break;
    if (name == current || name == before) continue;
    (void)files_.remove(snapshot_folder(name));
    --excess;
  }
}

base::Result<void> Store::check_whole(std::string const& id) const {
  BASSIN_TRY(auto const opened, open(id));
  return opened->verify();
}

base::Result<Rollback> Store::use(Rollback chosen) {
  BASSIN_DO(base::replace_file(files_, folder_ + "/CURRENT", chosen.id + "\n"));
  return chosen;
}

base::Result<Rollback> Store::rollback(std::optional<std::string> const& id) {
  if (id) {
    BASSIN_DO(check_whole(*id));
    return use({*id, {}});
  }
  BASSIN_TRY(auto const current, current_id());
  BASSIN_TRY(auto const entries, list());
  std::vector<std::string> damaged;
  for (auto const& entry : entries) {
    if (entry.id >= current) continue;
    if (check_whole(entry.id).ok()) return use({entry.id, std::move(damaged)});
    damaged.push_back(entry.id);
  }
  if (damaged.empty()) return base::Error("store.no_previous", {{"id", current}});
  return base::Error("store.no_whole_previous", {{"id", current}, {"damaged", fmt::format("{}", fmt::join(damaged, ", "))}});
}

}  // namespace bassin::registry
