#include "registry/internal/pair_sorter.h"

#include <algorithm>
#include <cstring>
#include <queue>
#include <span>
#include <utility>

namespace bassin::registry::internal {

namespace {

// A sorted run being read.
struct Source {
  std::span<std::byte const> bytes;

  [[nodiscard]] bool empty() const { return bytes.size() < sizeof(std::uint64_t); }
  [[nodiscard]] std::uint64_t key() const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof(value));
    return value;
  }
  void next() { bytes = bytes.subspan(sizeof(std::uint64_t)); }
};

}  // namespace

PairSorter::~PairSorter() {
  for (std::size_t run = 0; run < spilled_; ++run) (void)files_.remove(path(run));
}

std::string PairSorter::path(std::size_t run) const { return path_prefix_ + "." + std::to_string(run) + ".run"; }

void PairSorter::sort_run() {
  std::sort(run_.begin(), run_.end());
  run_.erase(std::unique(run_.begin(), run_.end()), run_.end());
}

base::Result<void> PairSorter::write_run() {
  BASSIN_TRY(auto const file, files_.create(path(spilled_)));
  ++spilled_;
  BASSIN_DO(file->append(std::as_bytes(std::span(run_))));
  return file->close();
}

void PairSorter::spill() {
  sort_run();
  if (status_.ok()) status_ = write_run();
  run_.clear();
}

base::Result<void> PairSorter::merge(std::function<void(std::uint64_t)> const& take) {
  sort_run();
  if (!status_.ok()) return status_.error();
  std::vector<std::unique_ptr<base::MappedFile>> files;
  std::vector<Source> sources{{std::as_bytes(std::span(run_))}};
  for (std::size_t run = 0; run < spilled_; ++run) {
    BASSIN_TRY(auto file, files_.map(path(run)));
    sources.push_back({file->bytes()});
    files.push_back(std::move(file));
  }
  using Head = std::pair<std::uint64_t, std::size_t>;
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!sources[i].empty()) heads.emplace(sources[i].key(), i);
  }
  bool any = false;
  for (std::uint64_t last = 0; !heads.empty();) {
    auto const [key, i] = heads.top();
    heads.pop();
    sources[i].next();
    if (!sources[i].empty()) heads.emplace(sources[i].key(), i);
    if (any && key == last) continue;
    any = true;
    last = key;
    take(key);
  }
  run_ = {};
  return {};
}

}  // namespace bassin::registry::internal
