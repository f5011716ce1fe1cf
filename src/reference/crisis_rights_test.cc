#include "reference/crisis_rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bassin::reference {
namespace {

using base::Date;

Date day(std::string_view iso) { return base::parse_date(iso).value(); }

TEST(RulesOfCrises, AreReadWhole) {
  ASSERT_EQ(crisis_rights().size(), 16U);
  for (auto const& it : crisis_rights()) {
    EXPECT_FALSE(it.id.empty());
    EXPECT_FALSE(it.source.fr.empty() || it.source.en.empty()) << it.id;
    EXPECT_EQ(it.source.en.find('\t'), std::string_view::npos) << it.id;
    EXPECT_EQ(it.counted == CountedFrom::nothing, it.days == 0 && !it.fixed) << it.id;
    EXPECT_TRUE(!it.from || !it.until || *it.from <= *it.until) << it.id;
  }
  EXPECT_EQ(heading_of("damage_claim"), RightHeading::insurance);
  EXPECT_EQ(heading_of("short_time_work"), RightHeading::work);
  EXPECT_EQ(heading_of("tax_deferral"), RightHeading::deferral);
  EXPECT_EQ(heading_of("region_2024"), RightHeading::aid);
  EXPECT_EQ(heading_of("other"), RightHeading::aid);
  EXPECT_EQ(id_of(RightHeading::deferral), "deferral");
  auto const& ordinary = crisis_rights()[4];
  EXPECT_EQ(ordinary.id, "ordinary_claim");
  EXPECT_TRUE(ordinary.work_days);
  EXPECT_EQ(ordinary.days, 5);
  EXPECT_EQ(ordinary.conditions, (std::vector{Condition::no_decree, Condition::insured, Condition::direct}));
  EXPECT_EQ(crisis_rights()[1].fixed, day("2016-06-30"));
  EXPECT_THAT(std::string(ordinary.source.fr), testing::HasSubstr("L113-2, 4°\u00a0: cinq jours ouvrés"));
  EXPECT_THAT(std::string(ordinary.source.en), testing::HasSubstr("L113-2, 4°: no less than five days of work"));
}

TEST(RulesOfCrises, NameConditionsThatAreKnown) {
  for (std::size_t i = 0; i < condition_count; ++i) {
    auto const condition = static_cast<Condition>(i);
    EXPECT_EQ(parse_condition(id_of(condition)), condition);
  }
  EXPECT_EQ(parse_condition("rich"), std::nullopt);
  std::size_t named = 0;
  for (auto const& it : crisis_rights()) named += it.conditions.size();
  EXPECT_EQ(named, 35U) << "a word of the file that is no condition would be missing";
}

TEST(PublicHolidays, FollowEaster) {
  for (auto const* it : {"2016-05-05", "2018-04-02", "2018-05-10", "2018-05-21", "2024-04-01", "2024-05-09", "2024-05-20", "2026-12-25"})
    EXPECT_TRUE(is_public_holiday(day(it))) << it;
  for (auto const* it : {"2018-04-01", "2024-05-19", "2024-10-10"}) EXPECT_FALSE(is_public_holiday(day(it))) << it;
}

TEST(DaysOfWork, LeaveOutSundaysSaturdaysAndHolidays) {
  EXPECT_EQ(to_iso(after_work_days(day("2024-10-10"), 5)), "2024-10-17");
  EXPECT_EQ(to_iso(after_work_days(day("2024-05-03"), 5)), "2024-05-14") << "8 and 9 May";
  EXPECT_EQ(to_iso(after_work_days(day("2024-10-12"), 1)), "2024-10-14") << "from a Saturday";
  EXPECT_EQ(to_iso(after_work_days(day("2024-10-12"), 0)), "2024-10-12");
}

}  // namespace
}  // namespace bassin::reference
