#include "synthesis/internal/names.h"

#include <gtest/gtest.h>

#include <set>

#include "synthesis/internal/places.h"

namespace bassin::synthesis::internal {
namespace {

TEST(Names, HaveALargeVocabulary) {
  Tables const tables(false);
  Names const names(tables, false);
  std::set<std::string> invented;
  for (std::uint32_t rank = 0; rank < names.surname_ranks(); ++rank) {
    std::string name;
    names.invented_surname(rank, name);
    ASSERT_GE(name.size(), 4U);
    invented.insert(name);
  }
  EXPECT_GT(invented.size(), 195'000U);
}

TEST(Names, SomeAreFrequent) {
  Tables const tables(false);
  Names const names(tables, false);
  Random random(1);
  std::set<std::string> seen;
  std::string name;
  for (int i = 0; i < 20'000; ++i) {
    name.clear();
    names.surname(random, name);
    seen.insert(name);
  }
  EXPECT_GT(seen.size(), 14'000U);
  EXPECT_LT(seen.size(), 18'500U);
}

TEST(Names, CompaniesDifferByTheirKind) {
  Tables const tables(false);
  Names const names(tables, false);
  Random random(1);
  std::string name;
  names.company(random, {7210, tables.town_hall, "ESBLY", {"RUE", "DU PONT"}, 3}, name);
  EXPECT_EQ(name, "COMMUNE D'ESBLY");
  name.clear();
  names.company(random, {7361, tables.town_hall, "MEAUX", {"RUE", "DU PONT"}, 3}, name);
  EXPECT_EQ(name, "CENTRE COMMUNAL D'ACTION SOCIALE DE MEAUX");
  int property = 0;
  for (int i = 0; i < 200; ++i) {
    name.clear();
    names.company(random, {6540, 0, "MEAUX", {"RUE", "DU PONT"}, 3}, name);
    property += name.starts_with("SCI ") ? 1 : 0;
  }
  EXPECT_GT(property, 120);
}

TEST(Names, AcronymsAreInitials) {
  std::string out;
  Names::acronym("COMITE DES FETES D'ESBLY-SUR-MARNE EN FETE TOUJOURS", out);
  EXPECT_EQ(out, "CDFDES");
}

TEST(Places, WritesCommunesAsTheRegisterDoes) {
  EXPECT_EQ(register_label("Crécy-la-Chapelle"), "CRECY-LA-CHAPELLE");
  EXPECT_EQ(register_label("L'Haÿ-les-Roses"), "L'HAY-LES-ROSES");
  EXPECT_EQ(register_label("La Ferté-sous-Jouarre"), "LA FERTE-SOUS-JOUARRE");
}

}  // namespace
}  // namespace bassin::synthesis::internal
