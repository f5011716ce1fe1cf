#include "query/testing/memory_files_test_support.h"

namespace bassin::query::testing {

namespace {

using Bytes = std::shared_ptr<std::string>;

class Writable final : public base::WritableFile {
 public:
  explicit Writable(Bytes bytes) : bytes_(std::move(bytes)) {}
  base::Result<void> append(std::span<std::byte const> bytes) override {
    bytes_->append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    return {};
  }
  base::Result<void> sync() override { return {}; }
  base::Result<void> close() override { return {}; }

 private:
  Bytes bytes_;
};

class Mapped final : public base::MappedFile {
 public:
  // Aligned as a real map is: std::string promises 16 bytes, columns of 8 need no more.
  explicit Mapped(Bytes bytes) : bytes_(std::move(bytes)) {}
  std::span<std::byte const> bytes() const override { return std::as_bytes(std::span(*bytes_)); }

 private:
  Bytes bytes_;
};

}  // namespace

base::Result<std::unique_ptr<base::WritableFile>> MemoryFiles::create(std::string const& path) {
  auto& bytes = files_[path] = std::make_shared<std::string>();
  return std::unique_ptr<base::WritableFile>(std::make_unique<Writable>(bytes));
}

base::Result<std::unique_ptr<base::MappedFile>> MemoryFiles::map(std::string const& path) {
  auto const found = files_.find(path);
  if (found == files_.end()) return base::Error("file.missing", {{"path", path}, {"reason", ""}});
  return std::unique_ptr<base::MappedFile>(std::make_unique<Mapped>(found->second));
}

base::Result<std::string> MemoryFiles::read(std::string const& path) {
  auto const found = files_.find(path);
  if (found == files_.end()) return base::Error("file.missing", {{"path", path}, {"reason", ""}});
  return *found->second;
}

base::Result<base::FileStatus> MemoryFiles::status(std::string const& path) {
  auto const found = files_.find(path);
  if (found == files_.end()) return base::Error("file.missing", {{"path", path}, {"reason", ""}});
  return base::FileStatus{found->second->size(), 0, false};
}

base::Result<std::vector<std::string>> MemoryFiles::list(std::string const& directory) {
  std::vector<std::string> out;
  for (auto const& [path, bytes] : files_) {
    if (base::parent_of(path) == directory) out.push_back(path.substr(directory.size() + 1));
  }
  return out;
}

base::Result<void> MemoryFiles::rename(std::string const& from, std::string const& to) {
  auto node = files_.extract(from);
  if (node.empty()) return base::Error("file.missing", {{"path", from}, {"reason", ""}});
  files_[to] = std::move(node.mapped());
  return {};
}

base::Result<void> MemoryFiles::remove(std::string const& path) {
  files_.erase(path);
  return {};
}

}  // namespace bassin::query::testing
