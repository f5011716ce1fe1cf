// Sorts more 64-bit keys than memory should hold: runs sorted in memory, spilled, merged at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace bassin::registry::internal {

class PairSorter {
 public:
  // Runs go to `path_prefix`.<n>.run, removed when this object goes.
  PairSorter(base::FileSystem& files, std::string path_prefix, std::size_t run_pairs)
      : files_(files), path_prefix_(std::move(path_prefix)), run_pairs_(run_pairs) {}
  ~PairSorter();
  PairSorter(PairSorter const&) = delete;
  PairSorter& operator=(PairSorter const&) = delete;

  [[nodiscard]] static constexpr std::uint64_t pair(std::uint32_t high, std::uint32_t low) {
    return (static_cast<std::uint64_t>(high) << 32U) | low;
  }

  // An error of a spill is kept for merge().
  void add(std::uint64_t key) {
    if (run_.size() >= run_pairs_) spill();
    run_.push_back(key);
  }
  // Calls `take` with every distinct key, ascending. Once.
  [[nodiscard]] base::Result<void> merge(std::function<void(std::uint64_t)> const& take);

 private:
  void spill();
  void sort_run();
  [[nodiscard]] base::Result<void> write_run();
  [[nodiscard]] std::string path(std::size_t run) const;

  base::FileSystem& files_;
  std::string path_prefix_;
  std::size_t run_pairs_;
  std::vector<std::uint64_t> run_;
  std::size_t spilled_ = 0;
  base::Result<void> status_;
};

}  // namespace bassin::registry::internal
