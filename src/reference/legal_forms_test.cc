#include "reference/legal_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference/size_bands.h"

namespace bassin::reference {
namespace {

using testing::Contains;
using testing::IsEmpty;

TEST(LegalForms, ThreeLevels) {
  std::size_t counts[3] = {};
  for (auto const& row : legal_forms().rows()) ++counts[row.code >= 1000 ? 2 : row.code >= 10 ? 1 : 0];
  EXPECT_EQ(counts[0], 9U);
  EXPECT_EQ(counts[1], 37U);
  EXPECT_EQ(counts[2], 260U);
}

TEST(LegalForms, LabelsAndAncestors) {
  EXPECT_EQ(legal_forms().label(1000), "Entrepreneur individuel");
  EXPECT_EQ(legal_forms().label(6540), "Société civile immobilière");
  EXPECT_EQ(legal_forms().label(1234), "");
  EXPECT_TRUE(legal_forms().contains(5720));
  EXPECT_EQ(LegalForms::ancestor(5499, 2), 54);
  EXPECT_EQ(LegalForms::ancestor(5499, 1), 5);
  EXPECT_EQ(LegalForms::ancestor(5499, 4), 5499);
  EXPECT_EQ(LegalForms::ancestor(54, 4), 0);
  for (auto const& row : legal_forms().rows()) {
    EXPECT_TRUE(legal_forms().contains(LegalForms::ancestor(row.code, 1))) << row.code;
    if (row.code >= 1000) {
      EXPECT_TRUE(legal_forms().contains(LegalForms::ancestor(row.code, 2))) << row.code;
    }
  }
}

TEST(LegalForms, ParsesOneTwoOrFourDigits) {
  EXPECT_EQ(LegalForms::parse("5499"), 5499);
  EXPECT_EQ(LegalForms::parse("54"), 54);
  EXPECT_EQ(LegalForms::parse("5"), 5);
  for (auto const text : {"", "0", "549", "05", "0054", "54990", "54a", "-5", " 54", "+5"})
    EXPECT_EQ(LegalForms::parse(text), std::nullopt) << text;
}

TEST(LegalForms, ExpandsToFourDigits) {
  EXPECT_THAT(legal_forms().expand(54), Contains(5499));
  EXPECT_EQ(legal_forms().expand(5499), std::vector<std::uint16_t>{5499});
  EXPECT_THAT(legal_forms().expand(99), testing::Not(Contains(9220)));
  EXPECT_THAT(legal_forms().expand(59), IsEmpty());
  std::size_t all = 0;
  for (std::uint16_t code = 1; code <= 9; ++code) all += legal_forms().expand(code).size();
  EXPECT_EQ(all, 260U);
}

TEST(SizeBands, SixteenCodesAndUnknown) {
  ASSERT_EQ(size_bands().size(), size_band_count);
  constexpr std::string_view codes[] = {"", "NN", "00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53"};
  for (SizeIndex i = 0; i < size_band_count; ++i) {
    EXPECT_EQ(size_bands()[i].index, i);
    EXPECT_EQ(size_bands()[i].code, codes[i]);
    EXPECT_EQ(parse_size_band(codes[i]), i);
    EXPECT_FALSE(size_bands()[i].label.fr.empty() || size_bands()[i].label.en.empty());
    EXPECT_FALSE(size_bands()[i].short_label.fr.empty() || size_bands()[i].short_label.en.empty());
  }
  for (auto const text : {"0", "1", "04", "nn", "99", "011"}) EXPECT_EQ(parse_size_band(text), std::nullopt) << text;
}

TEST(SizeBands, RangesFollowEachOther) {
  for (std::size_t i = 4; i < size_band_count; ++i)
    EXPECT_EQ(size_bands()[i].minimum, *size_bands()[i - 1].maximum + 1) << size_bands()[i].code;
  EXPECT_FALSE(size_bands()[16].maximum.has_value());
  EXPECT_EQ(size_bands()[size_10_to_19].minimum, 10U);
  EXPECT_EQ(size_bands()[6].short_label.fr, "10 à 19");
  EXPECT_EQ(size_bands()[13].label.en, "1,000 to 1,999 employees");
}

TEST(SizeBands, FoldIntoFiveGroups) {
  EXPECT_EQ(size_group(size_unknown), SizeGroup::unknown);
  EXPECT_EQ(size_group(size_none), SizeGroup::zero);
  EXPECT_EQ(size_group(size_zero), SizeGroup::zero);
  EXPECT_EQ(size_group(5), SizeGroup::from_1_to_9);
  EXPECT_EQ(size_group(7), SizeGroup::from_10_to_49);
  EXPECT_EQ(size_group(10), SizeGroup::from_50_to_249);
  EXPECT_EQ(size_group(11), SizeGroup::from_250);
  EXPECT_EQ(size_group(200), SizeGroup::unknown);
  EXPECT_EQ(size_group_label(SizeGroup::from_1_to_9).en, "1–9 employees");
}

}  // namespace
}  // namespace bassin::reference
