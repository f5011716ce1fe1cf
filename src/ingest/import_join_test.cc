// Positions, periods, ranks and orders: what is joined to rows from elsewhere.
#include <gtest/gtest.h>

#include <algorithm>

#include "geo/point.h"
#include "ingest/import_test_support.h"
#include "registry/reader.h"

namespace bassin::ingest {
namespace {

using testing::csv_of;
using testing::noted;
using testing::period;
using testing::rejected;
using testing::siren;
using testing::siret;
using testing::stock_row;
using testing::unit_row;

class ImportJoin : public testing::ImportTest {
 protected:
  std::string give_geolocation(std::vector<testing::Row> const& rows) {
    return give("GeolocalisationEtablissement_Sirene.csv", csv_of(testing::geolocation_header(), rows, ';'));
  }
  [[nodiscard]] geo::Point position(std::string const& of) const { return snapshot()->position(row_of(of)); }
  [[nodiscard]] double metres_from(std::string const& of, double lon, double lat) const {
    auto const found = position(of);
    return found.known() ? geo::distance_m(found, *geo::Point::from_degrees(lon, lat)) : 1e9;
  }
};

TEST_F(ImportJoin, PositionsComeInOneSystemPerRow) {
  auto const stock = give_stock(
      {stock_row(siret(1)), stock_row(siret(2)), stock_row(siret(3)), stock_row(siret(4)), stock_row(siret(5)), stock_row(siret(6))});
  // Reference points computed with the command cs2cs of PROJ.
  auto const report =
      imported({stock, give_geolocation({
                           {{"siret", siret(1)}, {"x", "700000"}, {"y", "6600000"}, {"epsg", "2154"}, {"qualite_xy", "11"}},
                           {{"siret", siret(2)}, {"x", "642000"}, {"y", "1796000"}, {"epsg", "5490"}, {"qualite_xy", "33"}},
                           {{"siret", siret(3)}, {"x", "1"}, {"y", "1"}, {"epsg", "2154"}, {"y_latitude", "48.85"}, {"x_longitude", "2.9"}},
                           {{"siret", siret(4)}, {"x", "700000"}, {"y", "6600000"}, {"epsg", "999999"}},
                           {{"siret", siret(5)}, {"x", "abc"}, {"y", "6600000"}, {"epsg", "2154"}},
                           {{"siret", siret(6)}, {"epsg", "2154"}},
                           {{"siret", siret(1)}, {"x", "0"}, {"y", "0"}, {"epsg", "2154"}},
                           {{"siret", siret(99)}, {"x", "700000"}, {"y", "6600000"}, {"epsg", "2154"}},
                       })});
  EXPECT_LT(metres_from(siret(1), 3.0, 46.5), 0.05);  // the origin of Lambert-93
  auto const guadeloupe = position(siret(2));
  EXPECT_NEAR(guadeloupe.lon_degrees(), -61.67, 0.05);
  EXPECT_NEAR(guadeloupe.lat_degrees(), 16.24, 0.05);
  EXPECT_LT(metres_from(siret(3), 2.9, 48.85), 0.02);
  EXPECT_FALSE(position(siret(4)).known());
  EXPECT_EQ(rejected(report, "positions", "bad_epsg"), 1U);
  EXPECT_EQ(rejected(report, "positions", "bad_position"), 1U);
  EXPECT_EQ(rejected(report, "positions", "duplicate_position"), 1U);
  EXPECT_EQ(noted(report, "position_empty"), 1U);
  EXPECT_EQ(noted(report, "position_without_establishment"), 1U);
  auto const s = snapshot();
  EXPECT_EQ(s->rows(), 6U);
}

TEST_F(ImportJoin, StockCoordinatesAreOfTheSystemOfTheirDepartement) {
  auto const at = [](char const* x, char const* y, char const* commune) {
    return testing::Row{{"coordonneeLambertAbscisseEtablissement", x},
                        {"coordonneeLambertOrdonneeEtablissement", y},
                        {"codeCommuneEtablissement", commune}};
  };
  auto const report =
      imported({give_stock({stock_row(siret(1), at("700000", "6600000", "77142")), stock_row(siret(2), at("340000.5", "7690000", "97411")),
                            stock_row(siret(3), at("[ND]", "[ND]", "77142")), stock_row(siret(4), at("x", "1", "77142")),
                            stock_row(siret(5), at("1", "1", "98735"))})});
  EXPECT_LT(metres_from(siret(1), 3.0, 46.5), 0.05);
  EXPECT_NEAR(position(siret(2)).lat_degrees(), -20.88, 0.05);
  EXPECT_NEAR(position(siret(2)).lon_degrees(), 55.46, 0.05);
  EXPECT_FALSE(position(siret(3)).known());
  EXPECT_EQ(noted(report, "coordinates_unreadable"), 1U);
  EXPECT_EQ(noted(report, "coordinates_without_system"), 1U);
}

TEST_F(ImportJoin, PositionsOutsideTheAreaOfTheirSystemAreRefused) {
  auto const at = [](std::string const& of, char const* x, char const* y, char const* epsg) {
    return testing::Row{{"siret", of}, {"x", x}, {"y", y}, {"epsg", epsg}};
  };
  auto const lambert = [](char const* x, char const* y) {
    return testing::Row{{"coordonneeLambertAbscisseEtablissement", x}, {"coordonneeLambertOrdonneeEtablissement", y}};
  };
  auto const report =
      imported({give_stock({stock_row(siret(1)), stock_row(siret(2)), stock_row(siret(3)), stock_row(siret(4)), stock_row(siret(5)),
                            stock_row(siret(6), lambert("0", "0")), stock_row(siret(7), lambert("6600000", "700000"))}),
                give_geolocation({at(siret(1), "6600000", "700000", "2154"), at(siret(2), "0", "0", "2154"), at(siret(3), "1", "1", "2154"),
                                  at(siret(4), "700000", "6600000", "2975"), at(siret(5), "9", "48", "4326")})});
  EXPECT_EQ(rejected(report, "positions", "bad_position"), 3U);
  EXPECT_EQ(noted(report, "position_empty"), 1U);
  EXPECT_EQ(noted(report, "coordinates_unreadable"), 2U);
  for (unsigned n : {1U, 2U, 3U, 4U, 6U, 7U}) EXPECT_FALSE(position(siret(n)).known()) << n;
  EXPECT_LT(metres_from(siret(5), 9, 48), 0.05);
}

TEST_F(ImportJoin, GeolocationThenLongitudeLatitudeThenStockColumns) {
  testing::Row const lambert{{"coordonneeLambertAbscisseEtablissement", "700000"}, {"coordonneeLambertOrdonneeEtablissement", "6600000"}};
  auto const stock = give_stock({stock_row(siret(1), lambert), stock_row(siret(2), lambert), stock_row(siret(3), lambert)});
  auto const geolocation = give_geolocation({{{"siret", siret(1)}, {"epsg", "2154"}, {"y_latitude", "48.1"}, {"x_longitude", "2.1"}}});
  auto const degrees =
      give("points.csv", "siret,nom,lon,lat\n" + siret(1) + ",A,2.2,48.2\n" + siret(2) + ",B,2.2,48.2\n" + siret(3) + ",C,0,0\n");
  auto const report = imported({degrees, geolocation, stock});
  EXPECT_LT(metres_from(siret(1), 2.1, 48.1), 0.02);
  EXPECT_LT(metres_from(siret(2), 2.2, 48.2), 0.02);
  EXPECT_LT(metres_from(siret(3), 3.0, 46.5), 0.05);
  EXPECT_EQ(noted(report, "position_superseded"), 1U);
  EXPECT_EQ(noted(report, "position_empty"), 1U);
  auto const s = snapshot();
  EXPECT_EQ(s->manifest().sources.size(), 3U);
}

TEST_F(ImportJoin, BlocksOfRowsHaveTheirBoxes) {
  std::vector<testing::Row> rows;
  std::string points = "siret,longitude,latitude\n";
  for (unsigned i = 0; i < 600; ++i) {
    rows.push_back(stock_row(siret(i)));
    if (i % 3 != 0) points += siret(i) + "," + std::to_string(2.0 + i * 0.001) + "," + std::to_string(48.0 + (i * 7 % 100) * 0.001) + "\n";
  }
  imported({give_stock(rows), give("points.csv", points)});
  auto const s = snapshot();
  auto const& p = s->positions();
  ASSERT_EQ(p.bounds.size(), 3U);
  for (std::uint32_t block = 0; block < 3; ++block) {
    geo::Box expected;
    for (auto row = block * 256; row < std::min(s->rows(), (block + 1) * 256); ++row) expected.expand(s->position(row));
    EXPECT_EQ(p.bounds[block], expected);
  }
}

TEST_F(ImportJoin, PeriodsStandByStart) {
  auto const history =
      give_history({period(siret(1), "2008-01-01", ""), period(siret(1), "", "1999-12-31"),
                    period(siret(1), "2000-01-01", "2007-12-31",
                           {{"etatAdministratifEtablissement", "F"},
                            {"enseigne1Etablissement", "OLD SIGN"},
                            {"activitePrincipaleEtablissement", "70.3C"},
                            {"nomenclatureActivitePrincipaleEtablissement", "NAFRev1"}}),
                    period(siret(2), "7490-01-01", "0001-01-01"), period(siret(9), "2000-01-01", ""), period(siret(2), "2010-13-01", ""),
                    period(siret(2), "2011-01-01", "", {{"etatAdministratifEtablissement", ""}})});
  auto const report = imported({give_stock({stock_row(siret(1)), stock_row(siret(2)), stock_row(siret(3))}), history});
  EXPECT_EQ(report.manifest.periods, 5U);
  EXPECT_EQ(noted(report, "period_without_establishment"), 1U);
  EXPECT_EQ(noted(report, "period_reversed"), 1U);
  EXPECT_EQ(rejected(report, "history", "bad_date"), 1U);
  auto const s = snapshot();
  auto const& h = *s->history();
  auto const first = h.first[row_of(siret(1))];
  ASSERT_EQ(h.first[row_of(siret(1)) + 1] - first, 3U);
  EXPECT_EQ(h.start[first], base::DayCode::unknown);
  EXPECT_EQ(base::DayCode{h.start[first + 1]}.date(), base::parse_date("2000-01-01"));
  EXPECT_EQ(h.brand_1[first + 1], "OLD SIGN");
  EXPECT_EQ(h.activities[h.activity[first + 1]], "370.3C");
  EXPECT_EQ(h.state[first + 1], static_cast<std::uint8_t>(registry::State::closed));
  EXPECT_EQ(h.end[first + 2], base::DayCode::unknown);
  auto const far = h.first[row_of(siret(2)) + 1] - 1;
  EXPECT_EQ(h.start_exact[far], "7490-01-01");
  EXPECT_EQ(h.end_exact[far], "0001-01-01");
  EXPECT_EQ(h.first[row_of(siret(3)) + 1], h.first[row_of(siret(3))]);
}

TEST_F(ImportJoin, TheNatureOfAUnitIsYesNoOrUnknown) {
  using registry::Tri;
  testing::Row const nothing{{"statutDiffusionUniteLegale", "P"}, {"categorieJuridiqueUniteLegale", ""}, {"denominationUniteLegale", ""}};
  auto const with = [&](testing::Row changes) {
    changes.insert(nothing.begin(), nothing.end());
    return changes;
  };
  std::vector<std::pair<testing::Row, Tri>> const cases{{with({{"categorieJuridiqueUniteLegale", "1000"}}), Tri::yes},
                                                        {with({{"categorieJuridiqueUniteLegale", "1900"}}), Tri::yes},
                                                        {with({{"nomUsageUniteLegale", "[ND]"}}), Tri::yes},
                                                        {with({{"prenom4UniteLegale", "ZOE"}}), Tri::yes},
                                                        {with({{"prenomUsuelUniteLegale", "[ND]"}}), Tri::yes},
                                                        {with({{"pseudonymeUniteLegale", "X"}}), Tri::yes},
                                                        {with({{"sexeUniteLegale", "[ND]"}}), Tri::yes},
                                                        {with({{"categorieJuridiqueUniteLegale", "5499"}}), Tri::no},
                                                        {with({{"denominationUniteLegale", "ACME"}}), Tri::no},
                                                        {nothing, Tri::unknown},
                                                        {with({{"categorieJuridiqueUniteLegale", "[ND]"}}), Tri::unknown},
                                                        {with({{"categorieJuridiqueUniteLegale", "0100"}}), Tri::unknown},
                                                        {with({{"denominationUniteLegale", "[ND]"}}), Tri::unknown}};
  std::vector<testing::Row> rows;
  std::vector<testing::Row> units;
  for (unsigned i = 0; i < cases.size(); ++i) {
    rows.push_back(stock_row(siret(i)));
    units.push_back(unit_row(siren(i), cases[i].first));
  }
  imported({give_stock(rows), give_units(units)});
  auto const s = snapshot();
  auto const& e = s->establishments();
  for (unsigned i = 0; i < cases.size(); ++i) {
    auto const row = row_of(siret(i));
    auto const nature = cases[i].second;
    EXPECT_EQ(s->units().natural_person[e.unit[row]], static_cast<std::uint8_t>(nature)) << i;
    auto const shown_but_for_place = registry::hides_address | registry::hides_position | registry::hides_acronym;
    EXPECT_EQ(e.privacy[row], nature == Tri::no ? shown_but_for_place : registry::hides_all | registry::of_natural_person) << i;
  }
}

TEST_F(ImportJoin, RanksFollowNamesAndStreets) {
  auto const street = [](char const* number, char const* name) {
    return testing::Row{{"numeroVoieEtablissement", number}, {"libelleVoieEtablissement", name}};
  };
  auto rows = std::vector{stock_row(siret(1), street("10", "DU PONT")), stock_row(siret(2), street("9", "Du Pônt")),
                          stock_row(siret(3), street("1", "ABEL")), stock_row(siret(4)), stock_row(siret(5), street("9", "DU PONT"))};
  rows[0]["enseigne1Etablissement"] = "zèbre";
  rows[1]["denominationUsuelleEtablissement"] = "Épi d'Or";
  imported(
      {give_stock(rows),
       give_units({unit_row(siren(3), {{"denominationUniteLegale", ""}, {"nomUniteLegale", "MARTIN"}, {"prenomUsuelUniteLegale", "ÈVE"}}),
                   unit_row(siren(5), {{"denominationUniteLegale", "ÉPI D OR"}})})});
  auto const s = snapshot();
  auto const& e = s->establishments();
  auto const order = [&](registry::Column<std::uint32_t> const& ranks) {
    std::vector<unsigned> sorted{1, 2, 3, 4, 5};
    std::ranges::sort(sorted, {}, [&](unsigned n) { return ranks[row_of(siret(n))]; });
    return sorted;
  };
  EXPECT_EQ(order(e.name_rank), (std::vector<unsigned>{2, 5, 3, 1, 4}));    // equal names by SIRET, no name last
  EXPECT_EQ(order(e.street_rank), (std::vector<unsigned>{3, 2, 5, 1, 4}));  // numbers as numbers, no street last
}

TEST_F(ImportJoin, OrdersAreOfEachDepartement) {
  std::vector<testing::Row> rows;
  char const* const communes[] = {"77142", "97411", "97209", "", "2A004", "01001"};
  char const* const dates[] = {"2015-01-01", "", "1990-05-05", "2020-02-02", "0001-01-01"};
  for (unsigned i = 0; i < 60; ++i) {
    rows.push_back(stock_row(siret(i), {{"codeCommuneEtablissement", communes[i % 6]},
                                        {"dateCreationEtablissement", dates[i * 7 % 5]},
                                        {"enseigne1Etablissement", "B" + std::to_string(i * 37 % 60)}}));
  }
  imported({give_stock(rows)});
  auto const s = snapshot();
  auto const& o = s->orders();
  auto const& e = s->establishments();
  std::vector<std::string> codes;
  for (std::uint32_t d = 0; d + 1 < o.department_first.size(); ++d) codes.emplace_back(o.department_codes[d + 1]);
  EXPECT_EQ(codes, (std::vector<std::string>{"", "01", "2A", "77", "972", "974"}));
  for (std::uint32_t d = 0; d + 1 < o.department_first.size(); ++d) {
    std::vector<std::uint32_t> expected;
    for (auto row = o.department_first[d]; row < o.department_first[d + 1]; ++row) expected.push_back(row);
    auto const found = [&](registry::Column<std::uint32_t> const& order) {
      auto const all = order.slice(o.department_first[d], expected.size());
      return std::vector<std::uint32_t>(all.begin(), all.end());
    };
    std::ranges::sort(expected, {}, [&](std::uint32_t row) { return e.name_rank[row]; });
    EXPECT_EQ(found(o.by_name), expected);
    std::ranges::sort(expected, {}, [&](std::uint32_t row) { return std::pair(-int{e.created[row]}, e.name_rank[row]); });
    EXPECT_EQ(found(o.by_created), expected);
  }
}

}  // namespace
}  // namespace bassin::ingest
