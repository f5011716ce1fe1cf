#include "reference/fields.h"

#include <set>

#include <gtest/gtest.h>

namespace bassin::reference {
namespace {

FieldInputs inputs(std::uint16_t legal, std::string_view activity, Nomenclature nomenclature = Nomenclature::naf_rev2) {
  FieldInputs made;
  made.legal_category = legal;
  made.activity = activity;
  made.nomenclature = nomenclature;
  return made;
}

TEST(Fields, AreStatedOnceEachInOrder) {
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < field_count; ++i) {
    auto const& definition = field_definitions()[i];
    EXPECT_EQ(static_cast<std::size_t>(definition.field), i);
    EXPECT_TRUE(ids.insert(definition.id).second);
    EXPECT_EQ(parse_field(definition.id), definition.field);
    for (auto const& text : {definition.name, definition.name_without_legal_form, definition.definition, definition.source}) {
      EXPECT_FALSE(text.fr.empty() || text.en.empty()) << definition.id;
    }
  }
  EXPECT_EQ(parse_field("economic_fabric"), Field::economic_fabric);
  EXPECT_EQ(parse_field("fabric"), std::nullopt);
  EXPECT_EQ(parse_field(""), std::nullopt);
}

TEST(Fields, SayWhenTheLegalFormIsUnknown) {
  EXPECT_EQ(field_name(Field::economic_fabric, true).en, "economic fabric");
  EXPECT_EQ(field_name(Field::economic_fabric, false).en, "economic fabric, legal form unknown");
  EXPECT_EQ(field_name(Field::all, false).en, "all establishments");
}

TEST(Fields, OnlyAllHoldsClosedEstablishments) {
  for (auto const& definition : field_definitions()) EXPECT_EQ(needs_active(definition.field), definition.field != Field::all);
}

struct FieldCase {
  std::uint16_t legal;
  std::string_view activity;
  bool fabric, merchant, agricultural;
};
class Belongs : public testing::TestWithParam<FieldCase> {};
TEST_P(Belongs, FollowsTheDefinitions) {
  auto const& [legal, activity, fabric, merchant, agricultural] = GetParam();
  auto const row = inputs(legal, activity);
  EXPECT_TRUE(belongs(Field::all, row));
  EXPECT_EQ(belongs(Field::economic_fabric, row), fabric);
  EXPECT_EQ(belongs(Field::merchant, row), merchant);
  EXPECT_EQ(belongs(Field::agricultural, row), agricultural);
}
INSTANTIATE_TEST_SUITE_P(Fields, Belongs,
                         testing::Values(FieldCase{5499, "62.01Z", true, true, false}, FieldCase{6540, "62.01Z", false, false, false},
                                         FieldCase{6541, "41.10A", true, true, false}, FieldCase{1000, "68.20A", false, false, false},
                                         FieldCase{1000, "68.20B", false, false, false}, FieldCase{1000, "68.31Z", true, true, false},
                                         FieldCase{1000, "97.00Z", false, false, false}, FieldCase{1000, "98.20Z", false, false, false},
                                         FieldCase{7210, "84.11Z", false, false, false}, FieldCase{9220, "94.99Z", false, false, false},
                                         FieldCase{8420, "94.12Z", true, false, false}, FieldCase{8311, "88.99B", true, false, false},
                                         FieldCase{1000, "84.11Z", true, false, false}, FieldCase{1000, "99.00Z", true, false, false},
                                         FieldCase{6598, "01.50Z", true, false, true}, FieldCase{1000, "01.11Z", true, false, true},
                                         FieldCase{9220, "01.50Z", false, false, false}, FieldCase{6540, "01.50Z", false, false, true},
                                         FieldCase{1000, "02.10Z", true, false, false}, FieldCase{1000, "03.11Z", true, false, false},
                                         FieldCase{0, "62.01Z", true, true, false}, FieldCase{5499, "", true, true, false},
                                         FieldCase{0, "", true, true, false}));

TEST(Fields, Naf2025IsReadAlike) {
  EXPECT_FALSE(belongs(Field::economic_fabric, inputs(1000, "68.20G", Nomenclature::naf_2025)));
  EXPECT_FALSE(belongs(Field::economic_fabric, inputs(1000, "97.00Y", Nomenclature::naf_2025)));
  EXPECT_TRUE(belongs(Field::economic_fabric, inputs(1000, "68.31Y", Nomenclature::naf_2025)));
  EXPECT_TRUE(belongs(Field::agricultural, inputs(1000, "01.11Y", Nomenclature::naf_2025)));
}

TEST(Fields, OlderNomenclaturesExcludeNothing) {
  EXPECT_TRUE(belongs(Field::economic_fabric, inputs(1000, "97.10", Nomenclature::nap)));
  EXPECT_FALSE(belongs(Field::agricultural, inputs(1000, "01.1A", Nomenclature::naf_rev1)));
}

TEST(Fields, EmployersByFlagOrBand) {
  for (SizeIndex size = 0; size < size_band_count; ++size) {
    EXPECT_TRUE(employs(Employer::yes, size));
    EXPECT_EQ(employs(Employer::unknown, size), size >= size_zero);
    EXPECT_EQ(employs(Employer::no, size), size >= size_zero);
  }
  auto row = inputs(1000, "97.00Z");
  EXPECT_FALSE(belongs(Field::employers, row));
  row.employer = Employer::yes;
  EXPECT_TRUE(belongs(Field::employers, row));
}

TEST(Fields, ChambersByMask) {
  auto row = inputs(5499, "10.71C");
  row.chambers = chamber_cci | chamber_cma;
  EXPECT_TRUE(belongs(Field::cci, row));
  EXPECT_TRUE(belongs(Field::cma, row));
  EXPECT_FALSE(belongs(Field::ca, row));
  row.chambers = chamber_to_qualify;
  EXPECT_FALSE(belongs(Field::cci, row));
}

TEST(Fields, BelongsIsTheSumOfItsParts) {
  for (auto const& definition : field_definitions()) {
    for (auto const& activity : naf_rev2().rows()) {
      for (std::uint16_t const legal : {0, 1000, 6540, 7210, 8420, 9220}) {
        auto row = inputs(legal, activity.code);
        row.chambers = chamber_ca;
        auto const field = definition.field;
        auto const parts = !activity_excludes(field, row.activity, row.nomenclature) && !legal_category_excludes(field, legal) &&
                           (field != Field::employers || employs(row.employer, row.size)) &&
                           (chamber_bit(field) == 0 || (row.chambers & chamber_bit(field)) != 0);
        EXPECT_EQ(belongs(field, row), parts);
      }
    }
  }
}

}  // namespace
}  // namespace bassin::reference
