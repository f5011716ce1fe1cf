#include "ingest/internal/predecessor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace bassin::ingest::internal {

namespace {

constexpr double least_share = 0.98;

// In percent, rounded down, where too little is left.
std::optional<std::string> shortfall(std::uint64_t before, std::uint64_t after) {
  if (before == 0) return std::nullopt;
  auto const share = static_cast<double>(after) / static_cast<double>(before);
  if (share >= least_share) return std::nullopt;
  return fmt::format("{:.1f}", std::floor(share * 1000) / 10);
}

base::Error unreadable(std::string path, base::Error const& cause) {
  return base::Error("ingest.current_unreadable", {{"path", std::move(path)}, {"reason", cause.debug()}});
}

}  // namespace

base::Result<Predecessor> Predecessor::read(base::FileSystem& files, registry::Store const& store, std::string_view scope) {
  auto const id = store.current_id();
  if (!id.ok() && id.error().code == "store.empty") return Predecessor();
  if (!id.ok()) return unreadable("CURRENT", id.error());
  auto const path = store.snapshot_folder(*id) + "/manifest.json";
  auto const json = files.read(path);
  if (!json.ok()) return unreadable(path, json.error());
  auto manifest = registry::parse_manifest(*json, path);
  if (!manifest.ok()) return unreadable(path, manifest.error());
  Predecessor found;
  if (manifest->scope == scope) found.manifest_ = *std::move(manifest);
  return found;
}

base::Result<void> Predecessor::check_given(std::vector<GivenFile> const& given) const {
  if (!manifest_) return {};
  for (auto const& source : manifest_->sources) {
    auto const of_kind = [&](registry::SourceFile const& file) { return file.kind == source.kind; };
    auto const stated = [](GivenFile const& file) -> registry::SourceFile const& { return file.stated; };
    // Two files of positions are of one kind.
    if (std::ranges::count_if(given, of_kind, stated) >= std::ranges::count_if(manifest_->sources, of_kind)) continue;
    if (std::ranges::any_of(given, [&](GivenFile const& file) { return of_kind(file.stated) && file.stated.name == source.name; }))
      continue;
    return base::Error("ingest.not_given", {{"kind", source.kind}, {"file", source.name}});
  }
  return {};
}

base::Result<void> Predecessor::check_kept(registry::SourceFile const& source) const {
  if (!manifest_) return {};
  auto const former = std::ranges::find(manifest_->sources, source.kind, &registry::SourceFile::kind);
  if (former == manifest_->sources.end()) return {};
  auto const percent = shortfall(former->kept, source.kept);
  if (!percent) return {};
  return base::Error("ingest.shrunk", {{"kind", source.kind},
                                       {"file", source.name},
                                       {"before", std::to_string(former->kept)},
                                       {"after", std::to_string(source.kept)},
                                       {"percent", *percent},
                                       {"rejects", ""}});
}

base::Result<void> Predecessor::check_positions(std::uint64_t known) const {
  if (!manifest_) return {};
  auto const percent = shortfall(manifest_->positions, known);
  if (!percent) return {};
  return base::Error(
      "ingest.fewer_positions",
      {{"before", std::to_string(manifest_->positions)}, {"after", std::to_string(known)}, {"percent", *percent}, {"rejects", ""}});
}

}  // namespace bassin::ingest::internal
