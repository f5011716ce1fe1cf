#include <algorithm>
#include <set>

#include "geo/geojson.h"
#include "geo/zone.h"
#include "reference/chambers.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "synthesis/files_for_test.h"

namespace bassin::synthesis::for_test {
namespace {

Written const& demonstration() {
  static Written const run(
      [] {
        Parameters parameters;
        parameters.demonstration = true;
        return parameters;
      }(),
      "demonstration");
  return run;
}

std::vector<Row> const& stock() {
  static auto const rows = demonstration().stock();
  return rows;
}

std::size_t count(std::vector<Row> const& rows, std::function<bool(Row const&)> const& wanted) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), wanted));
}

TEST(Demonstration, StandsOnTheCommunesOfThePaysCrecoisAndAround) {
  EXPECT_EQ(stock().size(), 6000U);
  auto const& geography = reference::geography();
  auto const in_2019 = geography.members("247700438", base::make_date(2019, 6, 1));
  std::set<std::string_view> const crecois(in_2019.begin(), in_2019.end());
  ASSERT_EQ(crecois.size(), 19U);
  std::set<std::string> seen;
  for (auto const& row : stock()) {
    auto const& code = row.at("codeCommuneEtablissement");
    seen.insert(code);
    EXPECT_TRUE(geography.commune(code, Parameters{}.as_of)) << code;
  }
  for (auto code : crecois) EXPECT_TRUE(seen.contains(std::string(code))) << code;
  auto const within = count(stock(), [&](Row const& row) { return crecois.contains(row.at("codeCommuneEtablissement")); });
  EXPECT_GT(within, 1500U);
  std::set<std::string_view> const neighbours{"200090504", "200072130", "247700339"};
  for (auto const& code : seen) EXPECT_TRUE(neighbours.contains(geography.epci_of(code, base::make_date(2026, 1, 1)))) << code;
}

// 000325175 is the smallest number ever given out: these belong to nobody.
TEST(Demonstration, BearsNumbersThatNobodyBears) {
  for (auto const& row : stock()) ASSERT_LT(row.at("siren"), "000325175");
}

TEST(Demonstration, HasMembersOfTheThreeChambers) {
  std::map<std::string, std::string> categories;
  for (auto const& unit : demonstration().units()) categories[unit.at("siren")] = unit.at("categorieJuridiqueUniteLegale");
  auto const& table = reference::chamber_table();
  std::map<reference::ChamberMask, std::size_t> members;
  for (auto const& row : stock()) {
    if (row.at("etatAdministratifEtablissement") != "A") continue;
    auto const activity = table.activity_row(row.at("activitePrincipaleEtablissement"), reference::Nomenclature::naf_rev2);
    auto const legal = table.legal_class(static_cast<std::uint16_t>(std::stoi(categories.at(row.at("siren")))));
    auto const mask = table.mask(activity, legal, reference::size_none, false);
    for (auto bit : {reference::chamber_cci, reference::chamber_cma, reference::chamber_ca}) members[bit] += (mask & bit) != 0 ? 1 : 0;
  }
  EXPECT_GT(members[reference::chamber_cci], 600U);
  EXPECT_GT(members[reference::chamber_cma], 300U);
  EXPECT_GT(members[reference::chamber_ca], 60U);
}

TEST(Demonstration, ReachesBackTo1990) {
  std::string first = "9999";
  for (auto const& row : demonstration().history()) first = std::min(first, row.at("dateDebut"));
  EXPECT_EQ(first.substr(0, 4), "1990");
  auto const partial = count(stock(), [](Row const& row) { return row.at("statutDiffusionEtablissement") == "P"; });
  EXPECT_NEAR(static_cast<double>(partial) / 6000, .24, .03);
}

TEST(Demonstration, HasAFewHundredEstablishmentsInItsFlood) {
  auto const features = geo::parse_geojson(demonstration().text(flood_file));
  ASSERT_TRUE(features.ok()) << features.error().debug();
  ASSERT_EQ(features->size(), 1U);
  std::set<std::string> flooded;
  auto const& ring = features->front().area.polygons.at(0).rings.at(0);
  auto const zone = geo::Zone::of(features->front().area);
  for (auto const& row : demonstration().positions()) {
    auto const at = geo::Point::from_degrees(std::stod(row.at("x_longitude")), std::stod(row.at("y_latitude")));
    if (zone.contains(*at)) flooded.insert(row.at("siret"));
  }
  auto const open =
      count(stock(), [&](Row const& row) { return row.at("etatAdministratifEtablissement") == "A" && flooded.contains(row.at("siret")); });
  EXPECT_GE(ring.size(), 150U);
  EXPECT_LE(ring.size(), 300U);
  EXPECT_GT(flooded.size(), 300U);
  EXPECT_GT(open, 150U);
}

TEST(Demonstration, ListsThe19CommunesAsANamedTerritory) {
  auto const territory =
      reference::territory_from_list(demonstration().text(commune_list_file), "Pays Créçois", base::make_date(2019, 6, 1));
  ASSERT_TRUE(territory.ok()) << territory.error().debug();
  auto const members = reference::geography().members("247700438", base::make_date(2019, 6, 1));
  EXPECT_EQ(territory->communes, std::vector<std::string>(members.begin(), members.end()));
}

}  // namespace
}  // namespace bassin::synthesis::for_test
