#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace bassin::base {

namespace {

Error failure(std::string_view code, std::string const& path, int number) {
  return Error(code, {{"path", path}, {"reason", std::generic_category().message(number)}});
}

std::string_view code_of(int number) {
  switch (number) {
    case ENOENT: return "file.missing";
    case ENOSPC:
    case EDQUOT: return "file.disk_full";
    case EACCES:
    case EPERM:
    case EROFS: return "file.no_permission";
    case EISDIR: return "file.is_folder";
    default: return "file.failed";
  }
}

Error failure(std::string const& path, int number) { return failure(code_of(number), path, number); }

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

class PosixWritableFile final : public WritableFile {
 public:
  PosixWritableFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}

  using WritableFile::append;
  Result<void> append(std::span<std::byte const> bytes) override {
    while (!bytes.empty()) {
      auto const written = ::write(fd_.get(), bytes.data(), bytes.size());
      if (written < 0) {
        if (errno == EINTR) continue;
        return failure(path_, errno);
      }
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  Result<void> sync() override {
    if (::fdatasync(fd_.get()) != 0) return failure(path_, errno);
    return {};
  }

  Result<void> close() override {
    if (::close(fd_.release()) != 0) return failure(path_, errno);
    return {};
  }

 private:
  Descriptor fd_;
  std::string path_;
};

class PosixMappedFile final : public MappedFile {
 public:
  PosixMappedFile(void* address, std::size_t size) : address_(address), size_(size) {}
  PosixMappedFile(PosixMappedFile const&) = delete;
  PosixMappedFile& operator=(PosixMappedFile const&) = delete;
  ~PosixMappedFile() override {
    if (size_ > 0) ::munmap(address_, size_);
  }
  [[nodiscard]] std::span<std::byte const> bytes() const override { return {static_cast<std::byte const*>(address_), size_}; }

 private:
  void* address_;
  std::size_t size_;
};

class PosixFileSystem final : public FileSystem {
 public:
  Result<std::unique_ptr<WritableFile>> create(std::string const& path) override { return create(path, 0644); }
  Result<std::unique_ptr<WritableFile>> create_private(std::string const& path) override { return create(path, 0600); }
  Result<std::unique_ptr<WritableFile>> extend(std::string const& path) override { return create(path, 0644, O_APPEND); }

  Result<std::unique_ptr<MappedFile>> map(std::string const& path) override {
    Descriptor const fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0) return failure(path, errno);
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) return failure(path, errno);
    if (S_ISDIR(status.st_mode)) return failure(path, EISDIR);
    auto const size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return std::unique_ptr<MappedFile>(std::make_unique<PosixMappedFile>(nullptr, 0));
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
    if (address == MAP_FAILED) return failure(path, errno);
    return std::unique_ptr<MappedFile>(std::make_unique<PosixMappedFile>(address, size));
  }

  Result<std::string> read(std::string const& path) override {
    BASSIN_TRY(auto const mapped, map(path));
    return std::string(mapped->text());
  }

  Result<FileStatus> status(std::string const& path) override {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return failure(path, errno);
    return FileStatus{.size = static_cast<std::uint64_t>(found.st_size),
                      .modified_ns = found.st_mtim.tv_sec * 1'000'000'000LL + found.st_mtim.tv_nsec,
                      .is_directory = S_ISDIR(found.st_mode)};
  }

  bool exists(std::string const& path) override { return ::access(path.c_str(), F_OK) == 0; }

  Result<std::vector<std::string>> list(std::string const& directory) override {
    std::unique_ptr<DIR, int (*)(DIR*)> const handle(::opendir(directory.c_str()), ::closedir);
    if (!handle) return failure(directory, errno);
    std::vector<std::string> names;
    while (auto const* entry = ::readdir(handle.get())) {
      std::string name(entry->d_name);
      if (name != "." && name != "..") names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<void> make_private_directory(std::string const& path) override {
    BASSIN_DO(make_directories(parent_of(path)));
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failure(path, errno);
    return {};
  }

  Result<void> make_directories(std::string const& path) override {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return failure(path, error.value());
    return {};
  }

  Result<void> rename(std::string const& from, std::string const& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) return failure(to, errno);
    return {};
  }

  Result<void> remove(std::string const& path) override {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    if (error) return failure(path, error.value());
    return {};
  }

  Result<void> sync_directory(std::string const& path) override {
    Descriptor const fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0) return failure(path, errno);
    if (::fsync(fd.get()) != 0) return failure(path, errno);
    return {};
  }

  Result<std::uint64_t> free_space(std::string const& path) override {
    struct statvfs found {};
    if (::statvfs(path.c_str(), &found) != 0) return failure(path, errno);
    return std::uint64_t{found.f_bavail} * found.f_frsize;
  }

  Result<std::shared_ptr<void>> lock(std::string const& path) override {
    int const fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) return failure(path, errno);
    auto held = std::make_shared<Descriptor>(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      return errno == EWOULDBLOCK ? failure("file.locked", path, errno) : failure(path, errno);
    }
    return std::shared_ptr<void>(std::move(held));
  }

 private:
  static Result<std::unique_ptr<WritableFile>> create(std::string const& path, mode_t mode, int where = O_TRUNC) {
    int const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | where, mode);
    if (fd < 0) return failure(path, errno);
    return std::unique_ptr<WritableFile>(std::make_unique<PosixWritableFile>(fd, path));
  }
};

}  // namespace

Result<std::unique_ptr<WritableFile>> FileSystem::extend(std::string const& path) {
  std::string held;
  if (exists(path)) {
    BASSIN_TRY(held, read(path));
  }
  BASSIN_TRY(auto file, create(path));
  BASSIN_DO(file->append(held));
  return file;
}

FileSystem& real_files() {
  static PosixFileSystem files;
  return files;
}

Result<void> replace_file(FileSystem& files, std::string const& path, std::string_view text) {
  auto const temporary = path + ".tmp";
  BASSIN_TRY(auto const file, files.create(temporary));
  BASSIN_DO(file->append(text));
  BASSIN_DO(file->sync());
  BASSIN_DO(file->close());
  BASSIN_DO(files.rename(temporary, path));
  return files.sync_directory(parent_of(path));
}

std::string parent_of(std::string const& path) {
  auto const slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace bassin::base
