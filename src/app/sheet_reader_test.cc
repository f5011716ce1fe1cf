#include "app/sheet_reader.h"

#include <gtest/gtest.h>

namespace bassin::app {
namespace {

TEST(ParseSheets, ReadsWhatTheProgramWrites) {
  auto const sheets = parse_sheets(
      "{\"sheet\":\"A\",\"hidden\":true}\n[3,\"Nom\",\"\",\"Siret\"]\n{\"columns\":3,\"header\":3}\n"
      "{\"sheet\":\"B\",\"hidden\":false}\n{\"columns\":0,\"header\":null}\n",
      "a.xlsx");
  ASSERT_TRUE(sheets.ok());
  ASSERT_EQ(sheets->size(), 2U);
  EXPECT_TRUE(sheets->front().hidden);
  EXPECT_EQ(sheets->front().header, 3U);
  EXPECT_EQ(sheets->front().rows.at(0).number, 3U);
  EXPECT_THAT(sheets->front().rows.at(0).cells, testing::ElementsAre("Nom", "", "Siret"));
  EXPECT_FALSE(sheets->back().header.has_value());
}

TEST(ParseSheets, RefusesAnythingElse) {
  for (auto const* lines : {"[1,\"a\"]\n", "{\"sheet\":\"A\"}\n[\"a\"]\n", "{\"sheet\":\"A\"}\n[1,2]\n", "{\"sheet\":\"A\"}\nx\n"}) {
    auto const sheets = parse_sheets(lines, "a.csv");
    ASSERT_FALSE(sheets.ok()) << lines;
    EXPECT_EQ(sheets.error().code, "sheet.reader_failed");
    EXPECT_EQ(sheets.error().value("path"), "a.csv");
  }
}

}  // namespace
}  // namespace bassin::app
