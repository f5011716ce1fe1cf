#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <utility>

#include "synthesis/files_for_test.h"

namespace bassin::synthesis::for_test {
namespace {

// The real files, but the append of a given number fails, counted over all files.
class FailingFiles final : public base::FileSystem {
 public:
  explicit FailingFiles(int fails_at) : left_(fails_at) {}

  base::Result<std::unique_ptr<base::WritableFile>> create(std::string const& path) override {
    BASSIN_TRY(auto file, real_.create(path));
    return std::unique_ptr<base::WritableFile>(std::make_unique<File>(std::move(file), left_));
  }
  base::Result<std::unique_ptr<base::MappedFile>> map(std::string const& path) override { return real_.map(path); }
  base::Result<std::string> read(std::string const& path) override { return real_.read(path); }
  base::Result<base::FileStatus> status(std::string const& path) override { return real_.status(path); }
  bool exists(std::string const& path) override { return real_.exists(path); }
  base::Result<std::vector<std::string>> list(std::string const& directory) override { return real_.list(directory); }
  base::Result<void> make_directories(std::string const& path) override { return real_.make_directories(path); }
  base::Result<void> rename(std::string const& from, std::string const& to) override { return real_.rename(from, to); }
  base::Result<void> remove(std::string const& path) override { return real_.remove(path); }
  base::Result<void> sync_directory(std::string const& path) override { return real_.sync_directory(path); }
  base::Result<std::uint64_t> free_space(std::string const& path) override { return real_.free_space(path); }
  base::Result<std::shared_ptr<void>> lock(std::string const& path) override { return real_.lock(path); }

 private:
  class File final : public base::WritableFile {
   public:
    File(std::unique_ptr<base::WritableFile> file, int& left) : file_(std::move(file)), left_(left) {}
    base::Result<void> append(std::span<std::byte const> bytes) override {
      if (left_-- == 0) return base::Error{"file.write", {{"path", "the disk"}, {"reason", "full"}}};
      return file_->append(bytes);
    }
    base::Result<void> sync() override { return file_->sync(); }
    base::Result<void> close() override { return file_->close(); }

   private:
    std::unique_ptr<base::WritableFile> file_;
    int& left_;
  };

  base::FileSystem& real_ = base::real_files();
  int left_;
};

TEST(Failure, AWriteThatFailsIsToldAndLeavesNoFile) {
  auto const folder = std::filesystem::temp_directory_path() / ("bassin_synthesis_failing_" + std::to_string(::getpid()));
  for (bool zipped : {false, true}) {
    bool complete = false;
    for (int fails_at = 0; !complete && fails_at < 200; ++fails_at) {
      auto parameters = of_size(6'000);
      parameters.departements = {"90"};
      parameters.zipped = zipped;
      parameters.output_folder = folder.string();
      FailingFiles files(fails_at);
      auto const made = generate(parameters, files);
      complete = made.ok();
      if (complete) continue;
      EXPECT_EQ(made.error().code, "file.write") << fails_at;
      EXPECT_TRUE(std::filesystem::is_empty(folder)) << fails_at;
    }
    EXPECT_TRUE(complete);
    std::filesystem::remove_all(folder);
  }
}

TEST(Failure, AFolderThatCannotBeMadeIsTold) {
  auto parameters = of_size(10);
  parameters.output_folder = "/dev/null/folder";
  auto const made = generate(parameters, base::real_files());
  ASSERT_FALSE(made.ok());
  EXPECT_TRUE(made.error().code.starts_with("file.")) << made.error().debug();
}

// Name and content of the only entry.
std::pair<std::string, std::string> unzipped(std::string const& path) {
  std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(reader.get());
  EXPECT_EQ(archive_read_open_filename(reader.get(), path.c_str(), 65536), ARCHIVE_OK);
  archive_entry* entry = nullptr;
  EXPECT_EQ(archive_read_next_header(reader.get(), &entry), ARCHIVE_OK);
  std::pair<std::string, std::string> found{archive_entry_pathname(entry), ""};
  std::array<char, 65536> buffer;
  for (la_ssize_t n = 1; n > 0;) {
    n = archive_read_data(reader.get(), buffer.data(), buffer.size());
    EXPECT_GE(n, 0);
    if (n > 0) found.second.append(buffer.data(), static_cast<std::size_t>(n));
  }
  EXPECT_EQ(archive_read_next_header(reader.get(), &entry), ARCHIVE_EOF);
  return found;
}

TEST(Zip, HoldsTheSameFileAlone) {
  auto parameters = of_size(3000);
  Written const plain(parameters, "plain");
  parameters.zipped = true;
  Written const zipped(parameters, "zipped"), again(parameters, "again");
  for (std::string_view const name : {stock_file, unit_file, history_file, position_file}) {
    auto const file = fmt::format("{}.zip", name);
    auto const [entry, content] = unzipped(fmt::format("{}/{}", zipped.folder(), file));
    EXPECT_EQ(entry, csv_name(name));
    EXPECT_EQ(content, plain.text(csv_name(name)));
    EXPECT_EQ(zipped.text(file), again.text(file)) << "the same bytes twice";
  }
  EXPECT_EQ(zipped.summary().bytes, plain.summary().bytes);
}

}  // namespace
}  // namespace bassin::synthesis::for_test
