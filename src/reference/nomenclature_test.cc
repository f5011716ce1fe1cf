#include "reference/nomenclature.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Nomenclature, NamesAreThoseOfTheRegister) {
  for (auto const which :
       {Nomenclature::naf_rev2, Nomenclature::naf_2025, Nomenclature::naf_rev1, Nomenclature::naf_1993, Nomenclature::nap}) {
    EXPECT_EQ(parse_nomenclature(name_of(which)), which);
  }
  EXPECT_EQ(parse_nomenclature("NAFRev2"), Nomenclature::naf_rev2);
  EXPECT_EQ(parse_nomenclature("NAF25"), Nomenclature::naf_2025);
  EXPECT_EQ(parse_nomenclature(""), Nomenclature::unknown);
  EXPECT_EQ(parse_nomenclature("naf"), Nomenclature::unknown);
  EXPECT_EQ(nomenclature(Nomenclature::naf_rev2), &naf_rev2());
  EXPECT_EQ(nomenclature(Nomenclature::nap), nullptr);
}

struct LevelCounts {
  ActivityNomenclature const& (*nomenclature)();
  std::size_t sections, divisions, groups, classes, subclasses;
};
class Levels : public testing::TestWithParam<LevelCounts> {};
TEST_P(Levels, HoldEveryCode) {
  auto const& [which, sections, divisions, groups, classes, subclasses] = GetParam();
  auto const& naf = which();
  EXPECT_THAT(naf.at_level(ActivityLevel::section), SizeIs(sections));
  EXPECT_THAT(naf.at_level(ActivityLevel::division), SizeIs(divisions));
  EXPECT_THAT(naf.at_level(ActivityLevel::group), SizeIs(groups));
  EXPECT_THAT(naf.at_level(ActivityLevel::activity_class), SizeIs(classes));
  EXPECT_THAT(naf.at_level(ActivityLevel::subclass), SizeIs(subclasses));
}
TEST_P(Levels, ParentsStandBeforeChildrenOneLevelUp) {
  auto const& naf = GetParam().nomenclature();
  for (std::uint16_t i = 0; i < naf.rows().size(); ++i) {
    auto const& row = naf.rows()[i];
    EXPECT_EQ(naf.find(row.code), i);
    if (row.level == ActivityLevel::section) {
      EXPECT_EQ(row.parent, i);
      EXPECT_FALSE(row.label_en.empty());
      continue;
    }
    EXPECT_LT(row.parent, i);
    auto const& parent = naf.rows()[row.parent];
    EXPECT_EQ(static_cast<int>(parent.level) + 1, static_cast<int>(row.level)) << row.code;
    EXPECT_TRUE(row.level == ActivityLevel::division || row.code.starts_with(parent.code)) << row.code;
  }
}
TEST_P(Levels, SubclassesAreLabelled) {
  auto const& naf = GetParam().nomenclature();
  for (auto const i : naf.at_level(ActivityLevel::subclass)) EXPECT_FALSE(naf.rows()[i].label_fr.empty()) << naf.rows()[i].code;
}
TEST_P(Levels, EverySubclassLiesUnderOneSection) {
  auto const& naf = GetParam().nomenclature();
  std::set<std::string_view> seen;
  for (auto const i : naf.at_level(ActivityLevel::section)) {
    for (auto const code : naf.subclasses(naf.rows()[i].code)) EXPECT_TRUE(seen.insert(code).second) << code;
  }
  EXPECT_EQ(seen.size(), GetParam().subclasses);
}
INSTANTIATE_TEST_SUITE_P(Nomenclature, Levels,
                         testing::Values(LevelCounts{naf_rev2, 21, 88, 272, 615, 732}, LevelCounts{naf_2025, 22, 87, 287, 651, 747}));

TEST(Nomenclature, CodesAreAcceptedWithOrWithoutDotInAnyCase) {
  for (auto const code : {"62.01Z", "6201Z", "62.01z", " 6201z "}) EXPECT_EQ(naf_rev2().canonical(code), "62.01Z") << code;
  EXPECT_EQ(naf_rev2().canonical("620"), "62.0");
  EXPECT_EQ(naf_rev2().canonical("6201"), "62.01");
  EXPECT_EQ(naf_rev2().canonical("j"), "J");
  for (auto const code : {"", "62.01", "62.0", "62"}) EXPECT_EQ(naf_rev2().canonical(code), code);
  for (auto const code : {"Z", "00", "62.01X", "62.01ZZ", "6201Z1", "é", "62-01Z", "621", "."}) {
    EXPECT_EQ(naf_rev2().find(code), ActivityNomenclature::none) << code;
  }
}

TEST(Nomenclature, LabelsAndAncestors) {
  EXPECT_EQ(naf_rev2().label("62.01Z", Language::fr), "Programmation informatique");
  EXPECT_EQ(naf_rev2().label("62.01Z", Language::en), "Programmation informatique");
  EXPECT_EQ(naf_rev2().label("J", Language::en), "Information and communication");
  EXPECT_EQ(naf_rev2().label("??", Language::fr), "");
  EXPECT_EQ(naf_rev2().ancestor("62.01Z", ActivityLevel::section), "J");
  EXPECT_EQ(naf_rev2().ancestor("62.01Z", ActivityLevel::division), "62");
  EXPECT_EQ(naf_rev2().ancestor("62.01Z", ActivityLevel::subclass), "62.01Z");
  EXPECT_EQ(naf_rev2().ancestor("62", ActivityLevel::group), "");
  EXPECT_EQ(naf_rev2().level_of("62.0"), ActivityLevel::group);
  EXPECT_EQ(naf_rev2().level_of("62.9"), std::nullopt);
  EXPECT_EQ(naf_2025().ancestor("62.10Y", ActivityLevel::section), "K");
  EXPECT_EQ(naf_2025().label("K", Language::en).substr(0, 17), "Telecommunication");
}

TEST(Nomenclature, Naf2025LabelsOfUpperLevelsAreKnownOnlyWhereOneSubclassLiesUnder) {
  EXPECT_EQ(naf_2025().label("01.11", Language::fr), naf_2025().label("01.11Y", Language::fr));
  EXPECT_EQ(naf_2025().label("01", Language::fr), "");
}

TEST(Nomenclature, PrefixesExpandToSubclasses) {
  EXPECT_THAT(naf_rev2().subclasses("62"), ElementsAre("62.01Z", "62.02A", "62.02B", "62.03Z", "62.09Z"));
  EXPECT_THAT(naf_rev2().subclasses("6202"), ElementsAre("62.02A", "62.02B"));
  EXPECT_THAT(naf_rev2().subclasses("62.02A"), ElementsAre("62.02A"));
  EXPECT_THAT(naf_rev2().subclasses("99"), ElementsAre("99.00Z"));
  EXPECT_EQ(naf_rev2().subclasses("4").size(), naf_rev2().subclasses("41").size() + naf_rev2().subclasses("42").size() +
                                                   naf_rev2().subclasses("43").size() + naf_rev2().subclasses("45").size() +
                                                   naf_rev2().subclasses("46").size() + naf_rev2().subclasses("47").size() +
                                                   naf_rev2().subclasses("49").size());
  EXPECT_THAT(naf_rev2().subclasses(""), IsEmpty());
  EXPECT_THAT(naf_rev2().subclasses("Z"), IsEmpty());
  EXPECT_THAT(naf_rev2().subclasses("é"), IsEmpty());
}

std::vector<std::string_view> labelled(ActivityNomenclature const& list, std::string_view words) {
  std::vector<std::string_view> codes;
  for (auto const i : list.labelled(words)) codes.push_back(list.rows()[i].code);
  return codes;
}

TEST(Nomenclature, LabelsAreFoundByBeginningsOfTheirWords) {
  EXPECT_THAT(labelled(naf_rev2(), "boulang patiss"), ElementsAre("10.7", "10.71C"));
  EXPECT_THAT(labelled(naf_rev2(), "PÂTISSERIE boulang"), ElementsAre("10.7", "10.71C"));
  EXPECT_THAT(labelled(naf_rev2(), "angerie"), IsEmpty());
  EXPECT_THAT(labelled(naf_rev2(), "boulang chirurg"), IsEmpty());
  EXPECT_THAT(labelled(naf_rev2(), "information communication"), ElementsAre("46.5", "47.4", "J"));
  EXPECT_THAT(labelled(naf_2025(), "boulang"), testing::Contains("10.71H"));
  EXPECT_THAT(labelled(naf_rev2(), ""), IsEmpty());
  EXPECT_THAT(labelled(naf_rev2(), " -- "), IsEmpty());
}

TEST(Lists, EveryListSaysItsSourceFirst) {
  using internal::EmbeddedFile;
  for (auto const file :
       {EmbeddedFile::naf_sections, EmbeddedFile::naf_2025, EmbeddedFile::legal_categories, EmbeddedFile::chambers_by_activity}) {
    auto const content = internal::embedded(file);
    EXPECT_TRUE(content.starts_with("# "));
    EXPECT_NE(content.find("\n# Source: "), std::string_view::npos);
    EXPECT_TRUE(content.ends_with("\n"));
  }
}

}  // namespace
}  // namespace bassin::reference
