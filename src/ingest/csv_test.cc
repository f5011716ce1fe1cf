#include "ingest/csv.h"

#include <gtest/gtest.h>

#include <random>

#include "ingest/csv_reference.h"

namespace bassin::ingest::csv {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows fields_of(std::string_view text, std::size_t chunk = 1'000'000, std::size_t limit = quoted_limit) {
  Rows rows;
  for (auto const& record : read_in_chunks(text, {.limit = limit}, chunk)) rows.push_back(record.fields);
  return rows;
}

TEST(Csv, SplitsPlainLines) {
  EXPECT_EQ(fields_of("a,b,c\n1,,3\n"), (Rows{{"a", "b", "c"}, {"1", "", "3"}}));
  EXPECT_EQ(fields_of("a,b\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(fields_of(""), Rows{});
  EXPECT_EQ(fields_of(",\n"), (Rows{{"", ""}}));
}

TEST(Csv, ReadsQuotes) {
  EXPECT_EQ(fields_of("\"a,b\",c\n"), (Rows{{"a,b", "c"}}));
  EXPECT_EQ(fields_of("\"a\"\"b\",\"\"\"\"\n"), (Rows{{"a\"b", "\""}}));
  EXPECT_EQ(fields_of("\"a\nb\",c\nd,e\n"), (Rows{{"a\nb", "c"}, {"d", "e"}}));
  EXPECT_EQ(fields_of("5\" pipe,\"x\"y\"\n"), (Rows{{"5\" pipe", "xy\""}}));
  EXPECT_EQ(fields_of("\"\",a\n"), (Rows{{"", "a"}}));
}

TEST(Csv, ReadsCarriageReturns) {
  EXPECT_EQ(fields_of("a,b\r\n\"c\",\"d\"\r\n\r\ne,f\r"), (Rows{{"a", "b"}, {"c", "d"}, {"e", "f"}}));
  EXPECT_EQ(fields_of("a\rb,\"c\r\n\"\r\n"), (Rows{{"a\rb", "c\r\n"}}));
}

TEST(Csv, CountsLines) {
  auto const records = read_in_chunks("h\n\n\"a\nb\nc\"\nd\n", {}, 3);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_EQ(records[2].line, 6U);
  EXPECT_EQ(records[1].raw, "\"a\nb\nc\"");
}

TEST(Csv, AnOpenQuoteSpoilsItsLineOnly) {
  auto const records = read_in_chunks("a,b\nc,\"d\ne,f\ng,h\n", {}, 4);
  ASSERT_EQ(records.size(), 4U);
  EXPECT_TRUE(records[1].open_quote);
  EXPECT_EQ(records[1].raw, "c,\"d");
  EXPECT_FALSE(records[2].open_quote);
  EXPECT_EQ(records[3].fields, (std::vector<std::string>{"g", "h"}));
}

TEST(Csv, AQuoteThatStaysOpenTooLongSpoilsItsLineOnly) {
  auto const text = "a,\"b\n" + std::string(40, 'x') + "\ny,\"z\"\n";
  auto const records = read_in_chunks(text, {.limit = 16}, 8);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_TRUE(records[0].open_quote);
  EXPECT_EQ(records[2].fields, (std::vector<std::string>{"y", "z"}));
}

TEST(Csv, AStrayQuoteSpoilsItsLineOnly) {
  // The quote of line 2 closes at that of line 4, whose field then ends as if it had begun there.
  std::string_view const text = "a,b,c\nd,\"e,f\ng,h,i\n\"j\nj\",k,l\n\"m\nm\",n,o\np\n";
  for (std::size_t chunk = 1; chunk < 40; ++chunk) {
    auto const records = read_in_chunks(text, {.columns = 3}, chunk);
    ASSERT_EQ(records.size(), 6U);
    EXPECT_TRUE(records[1].open_quote);
    EXPECT_EQ(records[1].raw, "d,\"e,f");
    EXPECT_EQ(records[2].fields, (std::vector<std::string>{"g", "h", "i"}));
    EXPECT_EQ(records[3].fields, (std::vector<std::string>{"j\nj", "k", "l"}));
    EXPECT_EQ(records[4].fields, (std::vector<std::string>{"m\nm", "n", "o"}));
    EXPECT_EQ(records[5].line, 8U);
    EXPECT_FALSE(records[5].open_quote);  // too few fields, of one line
  }
}

std::string random_text(std::mt19937& random) {
  constexpr std::string_view alphabet = "ab,,,\"\"\"\n\n\r;x";
  std::string text(random() % 300, ' ');
  for (auto& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

TEST(Csv, EqualsTheReferenceHoweverItIsCut) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    auto const text = random_text(random);
    Shape const shape{.columns = random() % 5, .limit = random() % 2 == 0 ? std::size_t{16} : quoted_limit};
    auto const expected = reference_records(text, shape);
    auto const found = read_in_chunks(text, shape, 1 + random() % 90);
    ASSERT_EQ(found, expected) << "text " << i << ": " << text;
  }
}

}  // namespace
}  // namespace bassin::ingest::csv
