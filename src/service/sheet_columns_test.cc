#include "service/sheet_columns.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bassin::service {

namespace {

// "siret 2 name 1": by their ids.
std::string told(SheetColumns const& columns) {
  std::string out;
  for (std::size_t field = 0; field < columns.size(); ++field) {
    if (columns[field]) out += (out.empty() ? "" : " ") + std::string(sheet_field_ids[field]) + " " + std::to_string(*columns[field]);
  }
  return out;
}

TEST(GuessColumns, KnowsTheNamesThatPeopleGive) {
  EXPECT_EQ(told(guess_columns({"Raison sociale", "N° SIRET", "Adresse", "CP", "Ville"})),
            "siret 2 name 1 address 3 postalCode 4 commune 5");
  EXPECT_EQ(told(guess_columns({"Code adhérent", "NOM", "Prénom", "code_postal", "commune", "Siren"})),
            "siren 6 name 2 postalCode 4 commune 5 firstName 3 memberNumber 1");
  EXPECT_EQ(told(guess_columns({"Enseigne", "Adresse mail", "Adresse", "Téléphone"})), "name 1 address 3 phone 4 email 2");
  EXPECT_EQ(told(guess_columns({"Nom de l'entreprise", "Nom du contact"})), "name 1 contact 2");
  EXPECT_EQ(told(guess_columns({"Adhérent depuis", "Adhérent", "Tél. portable", "Tél. bureau", "Fonction"})),
            "name 2 function 5 mobile 3 phone 4 since 1");
  EXPECT_EQ(told(guess_columns({"Montant", "Total"})), "");
  EXPECT_EQ(told(guess_columns({"Siret", "Date", "Type de contact", "Thématique", "Conseiller", "Durée", "Compte rendu", "Fiche action"})),
            "siret 1 on 2 way 3 theme 4 agent 5 minutes 6 notes 7 action 8");
}

TEST(StatedColumns, AreNumbersOfTheSheet) {
  EXPECT_EQ(told(stated_columns({{"name", "1"}, {"postalCode", "3"}, {"file", "a.csv"}}, 3).value()), "name 1 postalCode 3");
  for (auto const* wrong : {"0", "4", "x", "1x", "-1", "99999999999999999999"}) {
    EXPECT_EQ(stated_columns({{"name", wrong}}, 3).error().code, "query.bad_value") << wrong;
  }
  EXPECT_EQ(stated_columns({{"address", "1"}}, 3).error().code, "sheet.no_columns");
}

TEST(WantedOf, TakesTheCellsOfARowThatMayBeShorter) {
  auto const columns = stated_columns({{"name", "1"}, {"commune", "3"}}, 3).value();
  auto const wanted = wanted_of({2, {"Dupont", "x"}}, columns);
  EXPECT_EQ(wanted.name, "Dupont");
  EXPECT_EQ(wanted.commune, "");
}

TEST(KeptColumns, AreWhatWasSaidOfTheSameNames) {
  EXPECT_EQ(sum_of({"Nom", "N° Siret"}), sum_of({"NOM", "n° siret "}));
  EXPECT_NE(sum_of({"Nom", "Siret"}), sum_of({"Siret", "Nom"}));
  EXPECT_EQ(sum_of({"", "-"}), "");
  auto const columns = stated_columns({{"name", "1"}, {"commune", "3"}}, 3).value();
  EXPECT_EQ(told(kept_columns(columns_json(columns).dump(), 3)), "name 1 commune 3");
  EXPECT_EQ(told(kept_columns(columns_json(columns).dump(), 2)), "name 1") << "a narrower file";
  for (auto const* kept : {"", "[]", "{\"name\":\"1\"}", "{\"name\":0}", "{"}) EXPECT_EQ(told(kept_columns(kept, 3)), "") << kept;
}

}  // namespace

}  // namespace bassin::service
