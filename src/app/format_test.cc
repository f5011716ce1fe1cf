#include "app/format.h"

#include <gtest/gtest.h>

#include <array>

#include "app/suggest.h"
#include "app/width.h"

namespace bassin::app {
namespace {

TEST(FormatNumber, GroupsByThousands) {
  EXPECT_EQ(format_number(0, Language::fr), "0");
  EXPECT_EQ(format_number(999, Language::fr), "999");
  EXPECT_EQ(format_number(77008, Language::fr), "77\u202f008");
  EXPECT_EQ(format_number(43900000, Language::en), "43,900,000");
  EXPECT_EQ(format_number(-1234, Language::en), "-1,234");
  EXPECT_EQ(format_number(INT64_MIN, Language::en), "-9,223,372,036,854,775,808");
}

TEST(FormatNumber, DecimalsAndShares) {
  EXPECT_EQ(format_decimal(4.25, 1, Language::fr), "4,2");
  EXPECT_EQ(format_decimal(-0.5, 1, Language::en), "-0.5");
  EXPECT_EQ(format_decimal(12345.0, 0, Language::fr), "12\u202f345");
  EXPECT_EQ(format_share(0.042, Language::fr), "4,2\u00a0%");
  EXPECT_EQ(format_share(0.042, Language::en), "4.2%");
}

TEST(FormatDate, FrenchOrderAndIso) {
  EXPECT_EQ(format_date(*base::parse_date("2016-06-04"), Language::fr), "04/06/2016");
  EXPECT_EQ(format_date(*base::parse_date("2016-06-04"), Language::en), "2016-06-04");
  EXPECT_EQ(with_dates("le 2019-12-31, 12 communes", Language::fr), "le 31/12/2019, 12 communes");
}

TEST(FormatBytes, ChoosesItsUnit) {
  EXPECT_EQ(format_bytes(812'000'000, Language::fr), "812\u00a0Mo");
  EXPECT_EQ(format_bytes(2'300'000'000, Language::en), "2.3\u00a0GB");
  EXPECT_EQ(format_bytes(0, Language::en), "0.0\u00a0kB");
}

TEST(FormatDuration, SaysWhatAWaitingPersonWants) {
  EXPECT_EQ(format_duration(0.2), "1 s");
  EXPECT_EQ(format_duration(200), "3 min 20 s");
  EXPECT_EQ(format_duration(7500), "2 h 05 min");
}

TEST(FrenchTypography, PutsNoBreakSpacesBeforeSigns) {
  EXPECT_EQ(french_typography("Attendu : « 75 % » ?"), "Attendu\u00a0: «\u00a075\u00a0%\u00a0»\u00a0?");
  EXPECT_EQ(french_typography("12:30, a b"), "12:30, a b");
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("Créçois"), 7U);
  EXPECT_EQ(display_width("e\u0301"), 1U);  // a letter and a combining accent
  EXPECT_EQ(display_width("商店"), 4U);
  EXPECT_EQ(display_width("77\u202f008"), 6U);
  EXPECT_EQ(display_width("\xff"), 1U);  // not UTF-8
}

TEST(Shorten, NeverCutsInsideALetter) {
  EXPECT_EQ(shorten("Crécy-la-Chapelle", 8), "Crécy-l…");
  EXPECT_EQ(shorten("商店街", 4), "商…");
  EXPECT_EQ(shorten("abc", 3), "abc");
}

TEST(Printable, RemovesWhatDisturbsATerminal) {
  EXPECT_EQ(printable("a\u202eb"), "a\ufffdb");
  EXPECT_EQ(printable("a\tb"), "a\ufffdb");
  EXPECT_EQ(printable("77\u202f008 Élan"), "77\u202f008 Élan");
}

TEST(NearestWord, AllowsForOneOrTwoEdits) {
  std::array<std::string_view, 4> const words{"count", "list", "territory", "search"};
  EXPECT_EQ(nearest_word("cuont", words), "count");
  EXPECT_EQ(nearest_word("territoire", words), "territory");
  EXPECT_EQ(nearest_word("lst", words), "list");
  EXPECT_EQ(nearest_word("terr", words), "territory");
  EXPECT_EQ(nearest_word("import", words), "");
  EXPECT_EQ(nearest_word("", words), "");
}

}  // namespace
}  // namespace bassin::app
