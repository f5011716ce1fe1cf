#include "matching/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/places.h"

namespace bassin::matching {
namespace {

using testing::ElementsAre;

TEST(NameWords, LeaveOutLegalFormsTitlesAndArticles) {
  EXPECT_THAT(name_words("SARL Boulangerie de l'Église"), ElementsAre("BOULANGERIE", "EGLISE"));
  EXPECT_THAT(name_words("Ets. DUPONT & Fils (S.A.R.L.)"), ElementsAre("DUPONT", "FILS"));
  EXPECT_THAT(name_words("M. Jean Dupont"), ElementsAre("JEAN", "DUPONT"));
  EXPECT_THAT(name_words("Garage St Martin"), ElementsAre("GARAGE", "SAINT", "MARTIN"));
  EXPECT_THAT(name_words("S.N.C.F."), ElementsAre("SNCF"));
  EXPECT_THAT(name_words("La Société"), ElementsAre("LA", "SOCIETE"));  // nothing else is there
}

TEST(ReadAddress, WritesOutWhatIsShort) {
  auto const line = read_address("12 bis, av. du Gal de Gaulle");
  EXPECT_EQ(line.number, 12U);
  EXPECT_EQ(line.repetition, "B");
  EXPECT_EQ(line.kind, "AVENUE");
  EXPECT_THAT(line.street, ElementsAre("GENERAL", "GAULLE"));
  EXPECT_THAT(read_address("3 bd St-Michel").street, ElementsAre("SAINT", "MICHEL"));
  EXPECT_THAT(read_address("Bât. B, 5 r. J. Moulin").street, ElementsAre("J", "MOULIN"));
  EXPECT_EQ(read_address("Bât. B, 5 r. J. Moulin").number, 5U);
  EXPECT_EQ(read_address("7ter rue X").repetition, "T");
  EXPECT_EQ(read_address("Lieu-dit Les Bordes").kind, "LIEU DIT");
}

TEST(ReadAddress, IsThatOfTheRegister) {
  auto const typed = read_address("12B ave du Dr Roux");
  auto const known = address_of("12", "B", "AV", "DU DOCTEUR ROUX");
  EXPECT_EQ(typed.number, known.number);
  EXPECT_EQ(typed.kind, known.kind);
  EXPECT_EQ(typed.street, known.street);
}

TEST(ReadAddress, TakesPostcodeAndCommuneOffTheEnd) {
  auto const line = read_address("4 place du Marché 77120 Coulommiers");
  EXPECT_EQ(line.postal_code, "77120");
  EXPECT_EQ(line.commune, "COULOMMIERS");
  EXPECT_THAT(line.street, ElementsAre("MARCHE"));
}

TEST(CommuneKey, IsTheSameForTheSamePlace) {
  EXPECT_EQ(commune_key("St-Germain s/ Morin"), commune_key("SAINT GERMAIN SUR MORIN"));
  EXPECT_EQ(commune_key("La Ferté-sous-Jouarre"), commune_key("FERTE SOUS JOUARRE"));
  EXPECT_EQ(commune_key("MEAUX CEDEX 2"), "MEAUX");
  EXPECT_EQ(commune_key("PARIS 12"), commune_key("Paris 12e"));
}

TEST(PostalCode, IsFiveDigits) {
  EXPECT_EQ(read_postal_code("77 120"), "77120");
  EXPECT_EQ(read_postal_code("1000"), "01000");
  EXPECT_EQ(read_postal_code("F-77120"), "77120");
  EXPECT_EQ(read_postal_code("Meaux"), "");
}

}  // namespace
}  // namespace bassin::matching
