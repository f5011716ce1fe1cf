// Files kept in memory: thousands of small registers a second.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/file.h"

namespace bassin::query::testing {

class MemoryFiles final : public base::FileSystem {
 public:
  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const& path) override;
  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const& path) override;
  base::Result<std::string> read(std::string const& path) override;
  base::Result<base::FileStatus> status(std::string const& path) override;
  // Of a folder: whether it holds a file.
  bool exists(std::string const& path) override {
    auto const within = files_.lower_bound(path + "/");
    return files_.contains(path) || (within != files_.end() && within->first.starts_with(path + "/"));
  }
  base::Result<std::vector<std::string>> list(std::string const& directory) override;
  base::Result<void> make_directories(std::string const&) override { return {}; }
  base::Result<void> rename(std::string const& from, std::string const& to) override;
  base::Result<void> remove(std::string const& path) override;
  base::Result<void> sync_directory(std::string const&) override { return {}; }
  base::Result<std::uint64_t> free_space(std::string const&) override { return std::uint64_t{1} << 40U; }
  base::Result<std::shared_ptr<void>> lock(std::string const&) override { return std::shared_ptr<void>(std::make_shared<int>(0)); }

  // For tests of damage. The file must exist and not be mapped yet.
  [[nodiscard]] std::string& bytes(std::string const& path) { return *files_.at(path); }

 private:
  std::map<std::string, std::shared_ptr<std::string>> files_;
};

}  // namespace bassin::query::testing
