#include "synthesis/internal/csv.h"

#include <gtest/gtest.h>

namespace bassin::synthesis::internal {
namespace {

TEST(CsvText, QuotesOnlyWhereNeeded) {
  CsvText text;
  text.text("L'ATELIER").text("A, B").text("LE \"12\"").text("").text("É;È").end_line();
  EXPECT_EQ(text.view(), "L'ATELIER,\"A, B\",\"LE \"\"12\"\"\",,É;È\n");
}

TEST(CsvText, ASemicolonMattersWhereItSeparates) {
  CsvText text(';');
  text.text("A;B").text("A,B").end_line();
  EXPECT_EQ(text.view(), "\"A;B\";A,B\n");
}

TEST(CsvText, WritesNumbers) {
  CsvText text;
  text.number(-12).padded(45, 5).fixed(-5, 2).fixed(123456789, 7).fixed(700, 2).end_line();
  EXPECT_EQ(text.view(), "-12,00045,-0.05,12.3456789,7.00\n");
}

TEST(CsvText, WritesEveryDayAsTheCalendarDoes) {
  for (std::int32_t days = base::make_date(1, 1, 1).days; days < base::make_date(2100, 1, 1).days; days += 37) {
    CsvText text;
    text.date(base::Date{days}).end_line();
    ASSERT_EQ(text.view(), base::to_iso({days}) + "\n");
  }
}

TEST(CsvText, WritesTimes) {
  CsvText text;
  text.timestamp(1636898459).blank(2).end_line();
  EXPECT_EQ(text.view(), "2021-11-14T14:00:59,,\n");
}

}  // namespace
}  // namespace bassin::synthesis::internal
