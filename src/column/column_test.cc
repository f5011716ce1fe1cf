#include <gtest/gtest.h>
#include <unistd.h>

#include <numeric>

#include "column/image.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"

namespace bassin::column {
namespace {

std::string const path = testing::TempDir() + "column_test_" + std::to_string(::getpid()) + ".img";

// Enough numbers for several chunks and a part file.
std::vector<std::uint32_t> numbers() {
  std::vector<std::uint32_t> all(300'000);
  std::iota(all.begin(), all.end(), 7U);
  return all;
}

void write_sample() {
  ImageWriter writer(base::real_files(), path, "sample", 3);
  auto const all = numbers();
  writer.write<std::uint32_t>("numbers", all);
  DictionaryBuilder streets;
  EXPECT_EQ(streets.code("RUE DU PONT"), 1U);
  EXPECT_EQ(streets.code("AVENUE FOCH"), 2U);
  EXPECT_EQ(streets.code("RUE DU PONT"), 1U);
  EXPECT_EQ(streets.sort(), (std::vector<std::uint32_t>{0, 2, 1}));
  streets.write(writer, "street");
  SparseTextWriter notes(writer, "note");
  notes.push(4, "four");
  notes.push(5, "");
  notes.push(900, "nine hundred");
  ASSERT_TRUE(writer.finish().ok());
}

TEST(Image, GivesBackWhatWasWritten) {
  write_sample();
  auto const image = Image::open(base::real_files(), path, "sample", 3).value();
  auto const column = image->column<std::uint32_t>("numbers").value();
  auto const expected = numbers();
  ASSERT_EQ(column.size(), expected.size());
  EXPECT_TRUE(std::equal(expected.begin(), expected.end(), column.all().begin()));
  EXPECT_EQ(column[299'999], 300'006U);
  auto const streets = Dictionary::open(*image, "street").value();
  EXPECT_EQ(streets[1], "AVENUE FOCH");
  EXPECT_EQ(streets[0], "");
  EXPECT_EQ(streets[99], "");
  EXPECT_EQ(streets.find("RUE DU PONT"), 2U);
  auto const notes = SparseText::open(*image, "note").value();
  EXPECT_EQ(notes[4], "four");
  EXPECT_EQ(notes[5], "");
  EXPECT_EQ(notes[900], "nine hundred");
  EXPECT_TRUE(image->verify().ok());
}

TEST(Image, NamesTheWrongFile) {
  write_sample();
  auto& files = base::real_files();
  EXPECT_EQ(Image::open(files, path, "other", 3).error().code, "image.kind");
  auto const version = Image::open(files, path, "sample", 4);
  EXPECT_EQ(version.error().code, "image.version");
  EXPECT_EQ(version.error().value("found"), "1.3");
  auto const image = Image::open(files, path, "sample", 3).value();
  EXPECT_EQ(image->column<std::uint32_t>("absent").error().code, "image.no_block");
  EXPECT_EQ(image->column<std::uint16_t>("numbers").error().code, "image.element_size");
}

// Every single flipped bit is noticed: at opening or by verify, never passed over.
TEST(Image, NoticesEveryFlippedByte) {
  write_sample();
  auto& files = base::real_files();
  auto const good = files.read(path).value();
  auto const damaged_path = path + ".damaged";
  auto const image_bytes = good.size();
  std::size_t padding = 0;
  for (std::size_t at = 0; at < image_bytes; at += at < 700 ? 1 : 49'999) {
    auto bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    ASSERT_TRUE(base::replace_file(files, damaged_path, bad).ok());
    auto const opened = Image::open(files, damaged_path, "sample", 3);
    if (!opened.ok()) continue;
    if (opened.value()->verify().ok()) ++padding;
  }
  EXPECT_LT(padding, 64U) << "only bytes between blocks may change unnoticed";
  ASSERT_TRUE(base::replace_file(files, damaged_path, std::string_view(good).substr(0, image_bytes - 1)).ok());
  EXPECT_EQ(Image::open(files, damaged_path, "sample", 3).error().code, "image.truncated");
  ASSERT_TRUE(base::replace_file(files, damaged_path, "").ok());
  EXPECT_EQ(Image::open(files, damaged_path, "sample", 3).error().code, "image.truncated");
}

std::string_view error_of_reading(Rule rule, std::size_t at) {
  auto const image = Image::open(base::real_files(), path, "sample", 3).value();
  image->keep_to("numbers", rule);
  auto const column = image->column<std::uint32_t>("numbers").value();
  try {
    (void)column[at];
  } catch (Damaged const& damaged) {
    return damaged.error().code;
  }
  return "";
}

TEST(Image, ValuesKeepToTheirRule) {
  write_sample();
  auto const all = numbers();
  auto const largest = *std::max_element(all.begin(), all.end());
  EXPECT_EQ(error_of_reading({.below = std::uint64_t{largest} + 1, .ascending = true}, all.size() - 1), "");
  EXPECT_EQ(error_of_reading({.below = largest}, all.size() - 1), "image.inconsistent");
  EXPECT_EQ(error_of_reading({.below = largest}, 0), "") << "a chunk that is not read is not judged";
  auto const image = Image::open(base::real_files(), path, "sample", 3).value();
  EXPECT_THROW((void)image->column<std::uint32_t>("numbers").value().slice(all.size() - 1, 2), Damaged) << "beyond the end";
}

// A fall in the middle of a chunk, and one from a chunk to the next.
TEST(Image, AscendingValuesNeverFall) {
  constexpr std::size_t of_chunk = chunk_bytes / sizeof(std::uint32_t);
  for (std::size_t const at : {std::size_t{5}, of_chunk}) {
    std::vector<std::uint32_t> values(2 * of_chunk);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint32_t>(i < at ? i + 2 : i);
    ImageWriter writer(base::real_files(), path, "sample", 3);
    writer.write<std::uint32_t>("numbers", values);
    ASSERT_TRUE(writer.finish().ok());
    EXPECT_EQ(error_of_reading({.ascending = true}, at), "image.inconsistent") << at;
    EXPECT_EQ(error_of_reading({}, at), "");
  }
}

}  // namespace
}  // namespace bassin::column
