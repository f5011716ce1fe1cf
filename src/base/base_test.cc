#include <gtest/gtest.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/result.h"

namespace bassin::base {
namespace {

TEST(Fold, TakesCaseAccentsAndSignsAway) {
  EXPECT_EQ(fold("Crécy-la-Chapelle"), "CRECY LA CHAPELLE");
  EXPECT_EQ(fold("  L'Œuf d’Hérissé & Fils  "), "L OEUF D HERISSE ET FILS");
  EXPECT_EQ(fold("Straße Nº 7"), "STRASSE NO 7");
  EXPECT_EQ(fold("a\xff"
                 "b"),
            "A B");
  EXPECT_EQ(fold("ŁÓDŹ ﬁn"), "ŁODZ FIN");
  EXPECT_EQ(fold(""), "");
}

TEST(Fold, SplitsWords) {
  EXPECT_EQ(words("GARAGE DU PONT"), (std::vector<std::string_view>{"GARAGE", "DU", "PONT"}));
  EXPECT_TRUE(words("").empty());
}

TEST(Fold, FindsWordsByTheirBeginnings) {
  EXPECT_TRUE(has_all_words("BOULANGERIE ET BOULANGERIE PATISSERIE", "PAT BOUL"));
  EXPECT_TRUE(has_all_words("A AB", "AB"));
  EXPECT_FALSE(has_all_words("BOULANGERIE", "ANGERIE"));
  EXPECT_FALSE(has_all_words("BOULANGERIE", "BOULANGERIE PAT"));
  EXPECT_FALSE(has_all_words("BOULANGERIE", ""));
  EXPECT_FALSE(has_all_words("", "A"));
}

TEST(Dates, ParseOnlyRealDays) {
  EXPECT_EQ(to_iso(*parse_date("2018-01-31")), "2018-01-31");
  EXPECT_FALSE(parse_date("2018-02-30"));
  EXPECT_FALSE(parse_date("2018-1-30"));
  EXPECT_FALSE(parse_date("0000-01-01"));
  EXPECT_EQ(timestamp_to_iso(*parse_timestamp("2019-11-14T14:00:59")), "2019-11-14T14:00:59");
  EXPECT_FALSE(parse_timestamp("2019-11-14 14:00:59"));
}

TEST(DayCodes, KeepTheOrderOfDates) {
  auto const old = DayCode::of(*parse_date("1213-05-01"));
  auto const sentinel = DayCode::of(*parse_date("1900-01-01"));
  auto const day = DayCode::of(*parse_date("2018-01-31"));
  auto const far = DayCode::of(*parse_date("7490-01-01"));
  EXPECT_LT(old, sentinel);
  EXPECT_LT(sentinel, day);
  EXPECT_LT(day, far);
  EXPECT_EQ(old.v, DayCode::before);
  EXPECT_EQ(far.v, DayCode::after);
  EXPECT_EQ(to_iso(*day.date()), "2018-01-31");
  EXPECT_EQ(to_iso(*sentinel.date()), "1900-01-01");
  EXPECT_FALSE(DayCode{}.date());
}

TEST(Files, ReplaceAndReadBack) {
  auto& files = real_files();
  auto const folder = testing::TempDir() + "base_files_" + std::to_string(::getpid());
  ASSERT_TRUE(files.make_directories(folder).ok());
  ASSERT_TRUE(replace_file(files, folder + "/a", "one").ok());
  ASSERT_TRUE(replace_file(files, folder + "/a", "two").ok());
  EXPECT_EQ(files.read(folder + "/a").value(), "two");
  EXPECT_EQ(files.list(folder).value(), std::vector<std::string>{"a"});
  EXPECT_EQ(files.read(folder + "/b").error().code, "file.missing");
  auto const held = files.lock(folder + "/lock");
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(files.lock(folder + "/lock").error().code, "file.locked");
  ASSERT_TRUE(files.remove(folder).ok());
}

}  // namespace
}  // namespace bassin::base
