#include "ingest/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <utility>

#include "base/file.h"

namespace bassin::ingest {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

// A zip (several entries) or, without a name, a gzip file.
std::string packed(Entries const& entries, bool gzip) {
  std::string bytes(4U << 20U, '\0');
  std::size_t used = 0;
  auto* const writer = archive_write_new();
  if (gzip) {
    archive_write_add_filter_gzip(writer);
    archive_write_set_format_raw(writer);
  } else {
    archive_write_set_format_zip(writer);
  }
  archive_write_set_bytes_per_block(writer, 1);
  archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
  for (auto const& [name, text] : entries) {
    auto* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  return bytes.substr(0, used);
}

std::string sample() {
  std::string text = "siret,enseigne\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919) + ",\"A, " + std::to_string(i) + "\nB\"\n";
  return text;
}

class SourceTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(base::real_files().make_directories(folder_).ok()); }
  void TearDown() override { ASSERT_TRUE(base::real_files().remove(folder_).ok()); }

  base::Result<std::unique_ptr<Source>> open(std::string const& bytes, std::size_t block = 4096) {
    auto const path = folder_ + "/file.bin";
    auto const file = base::real_files().create(path);
    EXPECT_TRUE(file.ok() && (*file)->append(std::string_view(bytes)).ok() && (*file)->close().ok());
    return open_source(base::real_files(), path, block);
  }
  // All text after the header, or the error's code and reason.
  std::string read_all(std::string const& bytes) {
    auto source = open(bytes);
    if (!source.ok()) return std::string(source.error().code);
    std::string text;
    while (true) {
      auto const block = (*source)->next();
      if (!block.ok()) return std::string(block.error().code);
      if (!block->has_value()) return text;
      text += (*block)->text;
    }
  }

  std::string folder_ = ::testing::TempDir() + "ingest_source_" + std::to_string(::getpid());
};

TEST_F(SourceTest, ReadsPlainZipAndGzipAlike) {
  auto const text = sample();
  auto const rows = text.substr(text.find('\n') + 1);
  EXPECT_EQ(read_all(text), rows);
  EXPECT_EQ(read_all(packed({{"StockEtablissement_utf8.csv", text}}, false)), rows);
  EXPECT_EQ(read_all(packed({{"", text}}, true)), rows);
}

TEST_F(SourceTest, TakesTheOnlyCsvOfAZip) {
  auto const text = sample();
  auto const rows = text.substr(text.find('\n') + 1);
  EXPECT_EQ(read_all(packed({{"readme.txt", "hello"}, {"a.csv", text}, {"__MACOSX/._a.csv", "x"}}, false)), rows);
  EXPECT_EQ(read_all(packed({{"a.csv", text}, {"b.csv", text}}, false)), "ingest.archive_entries");
  EXPECT_EQ(read_all(packed({{"readme.txt", "hello"}}, false)), "ingest.archive_entries");
}

TEST_F(SourceTest, NamesInAZipNeedNotBeAsciiNorOfOneCase) {
  auto const text = sample();
  auto bytes = packed({{"r__sum_.CsV", text}}, false);
  for (auto at = bytes.find("r__sum_"); at != std::string::npos; at = bytes.find("r__sum_")) bytes.replace(at, 7, "r\x82\x82sum\x82");
  EXPECT_EQ(read_all(bytes), text.substr(text.find('\n') + 1));
  auto const several = open(packed({{"a.csv", text}, {"b.CSV", text}, {"readme.txt", "x"}}, false));
  EXPECT_EQ(several.error().value("entries"), "a.csv, b.CSV, readme.txt");
}

TEST_F(SourceTest, SaysWhenTheFileIsEmptyOrNoText) {
  EXPECT_EQ(read_all(""), "ingest.empty_file");
  EXPECT_EQ(read_all("\xEF\xBB\xBF"), "ingest.empty_file");
  EXPECT_EQ(read_all(std::string("a\0b,c\n", 6)), "ingest.unknown_file");
  EXPECT_EQ(read_all(std::string(100'000, 'x')), "ingest.unknown_file");
}

TEST_F(SourceTest, ATruncatedArchiveIsDamagedAtAnyLength) {
  auto const whole = packed({{"a.csv", sample()}}, false);
  for (std::size_t length = 4; length < whole.size(); length += whole.size() / 40) {
    EXPECT_EQ(read_all(whole.substr(0, length)), "ingest.damaged_archive") << length;
  }
  auto const gzip = packed({{"", sample()}}, true);
  for (std::size_t length = 4; length < gzip.size(); length += gzip.size() / 40) {
    EXPECT_EQ(read_all(gzip.substr(0, length)), "ingest.damaged_archive") << length;
  }
}

TEST_F(SourceTest, AFlippedBitNeverPassesAsOtherText) {
  auto const text = sample();
  auto const rows = text.substr(text.find('\n') + 1);
  for (bool const gzip : {false, true}) {
    auto const whole = packed({{gzip ? "" : "a.csv", text}}, gzip);
    for (std::size_t i = 0; i < 60; ++i) {
      auto bytes = whole;
      auto const at = 40 + i * (whole.size() - 40) / 60;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << (i % 8)));
      auto const read = read_all(bytes);
      EXPECT_TRUE(read == rows || read.starts_with("ingest.")) << at;
    }
  }
}

TEST_F(SourceTest, TellsLinesAcrossBlocks) {
  auto const source = std::move(open("h\n\"a\nb\"\nc\nd\n", 4)).value();
  std::vector<std::uint64_t> lines;
  for (auto block = source->next(); block.ok() && block->has_value(); block = source->next()) lines.push_back((*block)->first_line);
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{2, 5}));
}

}  // namespace
}  // namespace bassin::ingest
