#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "reference/geography.h"
#include "synthesis/files_for_test.h"
#include "synthesis/internal/projection.h"
#include "synthesis/internal/tables.h"

namespace bassin::synthesis::for_test {
namespace {

struct Box {
  double latitude, longitude, half_height, half_width;
  int epsg;
};

std::map<std::string, Box> boxes() {
  std::map<std::string, Box> read;
  for (auto const& row : internal::rows_of(internal::Table::departement_boxes)) {
    auto const number = [&](std::size_t i) { return std::stod(std::string(row[i])); };
    read[std::string(row[0])] = {number(1), number(2), number(3), number(4), std::stoi(std::string(row[5]))};
  }
  return read;
}

TEST(Positions, LieInTheBoxOfTheirDepartement) {
  Written const run(of_size(12'000), "positions");
  auto const limits = boxes();
  std::set<int> systems;
  std::set<std::string> qualities;
  for (auto const& row : run.positions()) {
    auto const& box = limits.at(std::string(reference::Geography::departement_of(row.at("plg_code_commune"))));
    double const lat = std::stod(row.at("y_latitude")), lon = std::stod(row.at("x_longitude"));
    EXPECT_LE(std::abs(lat - box.latitude), box.half_height) << row.at("siret");
    EXPECT_LE(std::abs(lon - box.longitude), box.half_width) << row.at("siret");
    EXPECT_EQ(row.at("epsg"), std::to_string(box.epsg));
    auto const projected = internal::project(box.epsg, lon, lat);
    EXPECT_NEAR(projected.x, std::stod(row.at("x")), .02);
    EXPECT_NEAR(projected.y, std::stod(row.at("y")), .02);
    systems.insert(box.epsg);
    qualities.insert(row.at("qualite_xy"));
  }
  EXPECT_EQ(systems, (std::set<int>{2154, 2972, 2975, 4471, 5490}));
  EXPECT_EQ(qualities, (std::set<std::string>{"11", "12", "21", "22", "33"}));
}

TEST(Positions, AreThoseOfTheStockFileAndOfRowsThatMayShowThem) {
  Written const run(of_size(5000), "positions");
  std::map<std::string, Row> positions;
  for (auto const& row : run.positions()) positions.emplace(row.at("siret"), row);
  std::size_t open_without = 0, open = 0;
  for (auto const& row : run.stock()) {
    auto const found = positions.find(row.at("siret"));
    if (row.at("statutDiffusionEtablissement") == "P") {
      EXPECT_EQ(found, positions.end()) << row.at("siret");
      continue;
    }
    ++open;
    open_without += found == positions.end() ? 1 : 0;
    EXPECT_EQ(row.at("coordonneeLambertAbscisseEtablissement"), found == positions.end() ? "" : found->second.at("x"));
    EXPECT_EQ(row.at("coordonneeLambertOrdonneeEtablissement"), found == positions.end() ? "" : found->second.at("y"));
  }
  EXPECT_NEAR(static_cast<double>(open_without) / static_cast<double>(open), .045, .02);
}

// Spread evenly, a tenth of them would lie within that circle.
TEST(Positions, AreDenserInTheMiddle) {
  auto parameters = of_size(30'000);
  parameters.departements = {"90"};
  Written const run(parameters, "dense");
  double sum_lat = 0, sum_lon = 0, n = 0;
  std::vector<std::pair<double, double>> at;
  for (auto const& row : run.positions()) {
    if (row.at("plg_code_commune") != "90010" || row.at("qualite_xy") == "33") continue;
    at.emplace_back(std::stod(row.at("y_latitude")), std::stod(row.at("x_longitude")));
    sum_lat += at.back().first;
    sum_lon += at.back().second;
    ++n;
  }
  ASSERT_GT(n, 1000);
  std::vector<double> far;
  for (auto [lat, lon] : at) far.push_back(std::hypot((lat - sum_lat / n), (lon - sum_lon / n) * .67));
  std::sort(far.begin(), far.end());
  double const most = far[far.size() * 98 / 100];
  auto const near = std::count_if(far.begin(), far.end(), [&](double d) { return d < most * .316; });
  EXPECT_GT(static_cast<double>(near) / n, .2);
}

}  // namespace
}  // namespace bassin::synthesis::for_test
