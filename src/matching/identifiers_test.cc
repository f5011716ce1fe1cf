#include "matching/identifiers.h"

#include <gtest/gtest.h>

namespace bassin::matching {
namespace {

TEST(Identifiers, AreReadAsPeopleAndSpreadsheetProgramsWriteThem) {
  for (auto const* cell :
       {"73282932000074", "732 829 320 00074", "732.829.320.00074", "73282932000074,00", "7.3282932000074E+13", "73282932000074.0"}) {
    auto const read = read_siret(cell);
    EXPECT_TRUE(read.good) << cell;
    EXPECT_EQ(read.value, 73282932000074U) << cell;
  }
  EXPECT_EQ(read_siret("35600000000048").value, 35600000000048U);
  for (auto const* cell : {"732829320", "732 829 320", "FR44732829320", "732829320 RCS Meaux"}) {
    EXPECT_EQ(read_siren(cell).good, std::string_view(cell).find("RCS") == std::string_view::npos) << cell;
  }
}

TEST(Identifiers, GetTheirZerosBack) {
  EXPECT_EQ(read_siren("5520176").value, 5520176U);
  EXPECT_TRUE(read_siren("5520176").good);
  EXPECT_TRUE(read_siret("552017600016").good);
}

TEST(Identifiers, AreNotInvented) {
  for (auto const* cell : {"73282932000075", "732829320", "7.32829E+13", "en cours", "7328293200007400", "00000000000000"}) {
    auto const read = read_siret(cell);
    EXPECT_TRUE(read.given) << cell;
    EXPECT_FALSE(read.good) << cell;
  }
  for (auto const* cell : {"", "  ", "-", "--"}) EXPECT_FALSE(read_siret(cell).given) << cell;
}

}  // namespace
}  // namespace bassin::matching
