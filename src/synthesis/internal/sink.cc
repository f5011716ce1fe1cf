#include "synthesis/internal/sink.h"

#include <archive.h>
#include <archive_entry.h>

#include <optional>
#include <utility>

namespace bassin::synthesis::internal {
namespace {

class PlainSink final : public Sink {
 public:
  explicit PlainSink(std::unique_ptr<base::WritableFile> file) : file_(std::move(file)) {}
  base::Result<void> write(std::string_view bytes) override { return file_->append(bytes); }
  base::Result<void> finish() override { return file_->close(); }

 private:
  std::unique_ptr<base::WritableFile> file_;
};

struct FreeArchive {
  void operator()(archive* handle) const { archive_write_free(handle); }
};

class ZipSink final : public Sink {
 public:
  ZipSink(std::unique_ptr<base::WritableFile> file, std::string path)
      : file_(std::move(file)), path_(std::move(path)), archive_(archive_write_new()) {}

  base::Result<void> start(std::string const& entry_name) {
    archive* handle = archive_.get();
    archive_write_set_format_zip(handle);
    archive_write_set_options(handle, "zip:compression-level=3");
    archive_write_set_bytes_per_block(handle, 1 << 20);
    archive_write_set_bytes_in_last_block(handle, 1);
    if (archive_write_open(handle, this, nullptr, &ZipSink::take, nullptr) != ARCHIVE_OK) return failure();
    std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), entry_name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 1'782'950'400, 0);  // fixed: the same bytes on another day
    if (archive_write_header(handle, entry.get()) != ARCHIVE_OK) return failure();
    return {};
  }

  base::Result<void> write(std::string_view bytes) override {
    if (archive_write_data(archive_.get(), bytes.data(), bytes.size()) < 0) return failure();
    return {};
  }

  base::Result<void> finish() override {
    if (archive_write_close(archive_.get()) != ARCHIVE_OK) return failure();
    return file_->close();
  }

 private:
  // Called by the archive with compressed bytes; -1 stops it.
  static la_ssize_t take(archive*, void* self, void const* bytes, size_t size) {
    auto& sink = *static_cast<ZipSink*>(self);
    auto written = sink.file_->append(std::span(static_cast<std::byte const*>(bytes), size));
    if (written.ok()) return static_cast<la_ssize_t>(size);
    sink.file_error_ = written.error();
    return -1;
  }

  base::Error failure() {
    if (file_error_) return *file_error_;
    char const* reason = archive_error_string(archive_.get());
    return base::Error{"synthesis.zip", {{"path", path_}, {"reason", reason != nullptr ? reason : ""}}};
  }

  std::unique_ptr<base::WritableFile> file_;
  std::string path_;
  std::optional<base::Error> file_error_;
  // Last: freeing it may still hand bytes to take().
  std::unique_ptr<archive, FreeArchive> archive_;
};

}  // namespace

base::Result<std::unique_ptr<Sink>> open_plain(base::FileSystem& files, std::string const& path) {
  BASSIN_TRY(auto file, files.create(path));
  return std::unique_ptr<Sink>(std::make_unique<PlainSink>(std::move(file)));
}

base::Result<std::unique_ptr<Sink>> open_zip(base::FileSystem& files, std::string const& path, std::string const& entry) {
  BASSIN_TRY(auto file, files.create(path));
  auto sink = std::make_unique<ZipSink>(std::move(file), path);
  BASSIN_DO(sink->start(entry));
  return std::unique_ptr<Sink>(std::move(sink));
}

}  // namespace bassin::synthesis::internal
