#include "reference/farm_regimes.h"

#include <gtest/gtest.h>

#include <set>

#include "reference/crop_groups.h"

namespace bassin::reference {
namespace {

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

TEST(CropGroups, AreTheTwentyEight) {
  auto const all = crop_groups();
  ASSERT_EQ(all.size(), 28U);
  for (int i = 0; i < 28; ++i) {
    EXPECT_EQ(all[static_cast<std::size_t>(i)].code, i + 1);
    EXPECT_FALSE(all[static_cast<std::size_t>(i)].name.fr.empty());
    EXPECT_FALSE(all[static_cast<std::size_t>(i)].name.en.empty());
  }
  EXPECT_EQ(crop_group("18")->name.fr, "Prairies permanentes");
  EXPECT_TRUE(crop_group(" 21")->perennial);
  EXPECT_FALSE(crop_group("01")->perennial);
  for (auto const* const none : {"0", "29", "", "1a", "blé", "-1", "1 "}) EXPECT_EQ(crop_group(none), nullptr) << none;
}

// One rule for each heading on every day, none that overlaps.
TEST(FarmRegimes, OneForEachHeadingOnEveryDay) {
  std::set<std::string_view> headings;
  for (auto const& it : farm_regimes()) {
    headings.insert(it.heading);
    for (auto const text : {it.id, it.name.fr, it.name.en, it.source.fr, it.source.en}) EXPECT_FALSE(text.empty()) << it.heading;
    EXPECT_TRUE(!it.from || !it.until || it.from->days <= it.until->days) << it.heading;
  }
  EXPECT_EQ(headings.size(), 9U);
  for (auto const* const on : {"2016-06-02", "2018-01-25", "2022-12-31", "2023-01-01", "2024-10-10", "2026-11-28"}) {
    for (auto const heading : headings) {
      int holding = 0;
      for (auto const& it : farm_regimes())
        holding += it.heading == heading && (!it.from || it.from->days <= day(on).days) && (!it.until || day(on).days <= it.until->days);
      EXPECT_EQ(holding, 1) << heading << " on " << on;
    }
  }
}

TEST(FarmRegimes, HarvestsChangedIn2023) {
  EXPECT_EQ(farm_regime("harvest", day("2016-06-02"))->id, "calamity_harvest");
  EXPECT_EQ(farm_regime("harvest", day("2022-12-31"))->id, "calamity_harvest");
  EXPECT_EQ(farm_regime("harvest", day("2023-01-01"))->id, "crop_insurance");
  EXPECT_EQ(farm_regime("soils", day("2024-10-10"))->id, "calamity_assets");
  EXPECT_EQ(farm_regime("livestock", day("2024-10-10"))->id, "calamity_assets");
  EXPECT_EQ(farm_regime("housed_livestock", day("2024-10-10"))->id, "property_insurance");
  EXPECT_EQ(farm_regime("fodder", day("2016-06-02"))->id, "property_insurance");
  EXPECT_EQ(farm_regime("turnover", day("2016-06-02")), nullptr);
}

}  // namespace
}  // namespace bassin::reference
