#include "service/street_name.h"

#include <gtest/gtest.h>

namespace bassin::service {
namespace {

TEST(StreetName, LeavesTheNumber) {
  auto const plain = house_in("12 RUE DU PONT");
  EXPECT_EQ(plain.number, 12);
  EXPECT_EQ(plain.street, "RUE DU PONT");
  auto const repeated = house_in("3 BIS QUAI DE LA MARNE");
  EXPECT_EQ(repeated.number, 3);
  EXPECT_EQ(repeated.repetition, "BIS");
  EXPECT_EQ(repeated.street, "QUAI DE LA MARNE");
  EXPECT_EQ(house_in("3 B RUE X").street, "RUE X");
  EXPECT_EQ(house_in("3B RUE X").street, "RUE X");
  EXPECT_EQ(house_in("3B RUE X").repetition, "B");
}

TEST(StreetName, KeepsNumbersThatAreTheStreets) {
  EXPECT_EQ(house_in("RUE DU 8 MAI 1945").street, "RUE DU 8 MAI 1945");
  EXPECT_EQ(house_in("RUE DU 8 MAI 1945").number, 0);
  EXPECT_EQ(house_in("4 8EME AVENUE").street, "8EME AVENUE");
  EXPECT_EQ(house_in("8EME AVENUE").street, "8EME AVENUE");
}

TEST(StreetName, HasNothingToSayOfAnEmptyOne) {
  EXPECT_EQ(house_in("").street, "");
  EXPECT_EQ(house_in("  ").street, "");
  EXPECT_EQ(house_in("12").street, "");
  EXPECT_EQ(house_in("12 A").street, "A");
}

}  // namespace
}  // namespace bassin::service
