#include "support/import_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bassin::support {
namespace {

using testing::ElementsAre;

std::string day(std::string_view text) {
  auto const found = day_in_cell(text);
  return found ? base::to_iso(*found) : "";
}

TEST(ImportValues, DaysAreReadAsTheyAreTypedInFrance) {
  for (auto const* const text : {"12/03/2019", "12/3/19", "12.03.2019", "12-03-2019", "2019-03-12", " 12/03/2019 14:30",
                                 "2019-03-12T00:00:00", "mardi 12 mars 2019", "12 mars 2019", "12 MARS 2019 14h30", "mar. 12 mars 2019"})
    EXPECT_EQ(day(text), "2019-03-12") << text;
  EXPECT_EQ(day("1er avril 2018"), "2018-04-01");
  EXPECT_EQ(day("3 févr. 2018"), "2018-02-03");
  EXPECT_EQ(day("15 août 2018"), "2018-08-15");
  EXPECT_EQ(day("29/02/2020"), "2020-02-29");
  EXPECT_EQ(day("1/1/70"), "1970-01-01");
  EXPECT_EQ(day("1/1/69"), "2069-01-01");
}

TEST(ImportValues, WhatIsNoDayIsNotGuessed) {
  for (auto const* const text : {"", "2019", "mars 2019", "03/2019", "31/02/2019", "12/13/2019", "43536", "12/03/2019 ou 13/03/2019",
                                 "hier", "12/03-2019", "0/1/2019", "12/03/2019 matin", "29/02/2019", "mardi", "12 mars", "12/03/219"})
    EXPECT_EQ(day(text), "") << text;
}

TEST(ImportValues, TimesSpentAreReadWithTheirUnits) {
  for (auto const* const text : {"90", "90 min", "90mn", "1h30", "1 h 30", "1 H 30 min", "1:30", "01:30:00", "1,5 h", "1.5 heures", "90'"})
    EXPECT_EQ(minutes_in_cell(text), 90) << text;
  EXPECT_EQ(minutes_in_cell("2 h"), 120);
  EXPECT_EQ(minutes_in_cell("0"), 0);
  EXPECT_EQ(minutes_in_cell("0,25 h"), 15);
  EXPECT_EQ(minutes_in_cell("24h"), 1440);
  for (auto const* const text : {"", "1,5", "une heure", "-5", "25h", "1441", "0,5 j", "1h75", "1:75", "1:30:15", "0,333 h", "h", "min"})
    EXPECT_EQ(minutes_in_cell(text), std::nullopt) << text;
}

TEST(ImportValues, WordsOfACellStandApart) {
  EXPECT_THAT(words_in_cell(" marché ; zone nord,export\nmarché|"), ElementsAre("marché", "zone nord", "export"));
  EXPECT_THAT(words_in_cell(" ; ,"), ElementsAre());
}

}  // namespace
}  // namespace bassin::support
