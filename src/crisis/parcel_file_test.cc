#include "crisis/parcel_file.h"

#include <gtest/gtest.h>

#include "geo/zone.h"

namespace bassin::crisis {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// About a hectare: 100 m by 100 m near Crécy-la-Chapelle, the next one to its east.
geo::MultiPolygon square(int place) {
  std::int32_t const west = 29'000'000 + place * 20'000, south = 488'000'000;
  return {{{{{{west, south}, {west + 13'640, south}, {west + 13'640, south + 8'993}, {west, south + 8'993}}}}}};
}
geo::Feature feature(int place, Fields fields) {
  geo::Feature out;
  out.area = square(place);
  out.fields = std::move(fields);
  return out;
}
Fields wheat(std::string key) { return {{"ID_PARCEL", std::move(key)}, {"SURF_PARC", "1.00"}, {"CODE_CULTU", "BTH"}, {"CODE_GROUP", "1"}}; }
Fields with(Fields fields, std::string const& name, std::string value) {
  for (auto& it : fields)
    if (it.first == name) it.second = std::move(value);
  return fields;
}
std::uint64_t of(ParcelsRead const& read, ParcelFault fault) { return read.faults.at(static_cast<std::size_t>(fault)); }

TEST(ParcelFile, KeepsWhatTheRegisterSays) {
  std::vector<geo::Feature> features{feature(0, wheat("123")), feature(1, with(wheat("124"), "SURF_PARC", "1,02"))};
  auto const read = read_parcels(features, {});
  ASSERT_EQ(read.parcels.size(), 2U);
  auto const& first = read.parcels[0];
  EXPECT_EQ(first.key, "123");
  EXPECT_EQ(first.crop, "BTH");
  EXPECT_EQ(first.group, 1);
  EXPECT_EQ(first.stated, 10'000);
  EXPECT_NEAR(static_cast<double>(first.measured), 10'000, 60);
  EXPECT_EQ(read.parcels[1].stated, 10'200);
  EXPECT_TRUE(first.pacage.empty());
  EXPECT_EQ(read.refused, 0U);
  EXPECT_TRUE(read.told.empty());
}

TEST(ParcelFile, EveryFeatureIsKeptElsewhereOrRefused) {
  std::vector<geo::Feature> features{
      feature(0, wheat("1")),
      feature(1, wheat("")),
      feature(2, wheat("1")),
      feature(3, with(wheat("3"), "SURF_PARC", "0")),
      feature(4, with(wheat("4"), "SURF_PARC", "2000.01")),
      feature(5, with(wheat("5"), "SURF_PARC", "un")),
      feature(6, with(wheat("6"), "SURF_PARC", "1e3")),
      feature(7, wheat("<b>")),
      feature(8, with(wheat("8"), "CODE_GROUP", "29")),
      feature(9, with(wheat("9"), "CODE_CULTU", "?")),
      feature(10, with(wheat("10"), "SURF_PARC", "3.5")),
  };
  features.push_back(feature(11, wheat("11")));
  features.back().area.polygons.front().rings.front().resize(2);
  features.push_back(feature(12, {}));
  auto const read = read_parcels(features, {});
  EXPECT_EQ(read.features, features.size());
  EXPECT_EQ(read.parcels.size() + read.refused + read.elsewhere, read.features);
  EXPECT_EQ(of(read, ParcelFault::key), 3U);
  EXPECT_EQ(of(read, ParcelFault::twice), 1U);
  EXPECT_EQ(of(read, ParcelFault::surface), 4U);
  EXPECT_EQ(of(read, ParcelFault::outline), 1U);
  EXPECT_EQ(of(read, ParcelFault::group), 1U) << "kept, under no group";
  EXPECT_EQ(of(read, ParcelFault::crop), 1U);
  EXPECT_EQ(of(read, ParcelFault::differs), 1U);
  EXPECT_EQ(read.parcels.size(), 4U);
  EXPECT_EQ(read.told.front().feature, 2U);
}

TEST(ParcelFile, AFarmersExportSaysWhoseTheyAre) {
  Fields const own{{"PACAGE", "077012345"}, {"NUM_ILOT", "3"}, {"NUM_PARCEL", "12"}, {"TYPE", "BTH"}, {"SURF_ADM", "1"}};
  std::vector<geo::Feature> features{feature(0, own), feature(1, with(with(own, "PACAGE", "77012345"), "NUM_PARCEL", "13")),
                                     feature(2, with(own, "PACAGE", "7701234x5")), feature(3, with(own, "NUM_ILOT", "")),
                                     feature(4, with(own, "PACAGE", "077099999"))};
  ParcelScope scope;
  scope.origin = ParcelOrigin::telepac;
  auto const read = read_parcels(features, scope);
  ASSERT_EQ(read.parcels.size(), 2U);
  EXPECT_EQ(read.parcels[0].key, "3-12");
  EXPECT_EQ(read.parcels[1].pacage, "077012345") << "a sheet took its zero away";
  EXPECT_EQ(read.parcels[0].group, 0);
  EXPECT_EQ(of(read, ParcelFault::group), 0U) << "such files have none";
  EXPECT_EQ(of(read, ParcelFault::pacage), 2U) << "an export is of one farm";
  EXPECT_EQ(of(read, ParcelFault::key), 1U);
}

TEST(ParcelFile, CommunesAreStatedOrLookedUp) {
  std::vector<geo::Feature> features{feature(0, wheat("1")), feature(1, wheat("2")), feature(2, wheat("3"))};
  features[1].fields.emplace_back("INSEE_COM", "77999");
  features[2].fields.emplace_back("INSEE_COM", "77142");
  ParcelScope scope;
  auto const first = geo::Zone::of(features[0].area);
  scope.commune_at = [&](geo::Point it) { return first.contains(it) ? std::string("77143") : std::string(); };
  scope.current = [](std::string const& code) { return code == "77142" ? code : std::string(); };
  scope.wanted = [](std::string const& code) { return code == "77142"; };
  auto const read = read_parcels(features, scope);
  EXPECT_EQ(read.elsewhere, 1U);
  ASSERT_EQ(read.parcels.size(), 2U);
  EXPECT_EQ(read.parcels[0].commune, "") << "nobody knows it: it may be wanted";
  EXPECT_EQ(read.parcels[1].commune, "77142");
}

TEST(ParcelFile, APointInsideAnyShape) {
  // A horseshoe, whose middle is not in it, and a ring.
  geo::Ring const shoe{{0, 0}, {300, 0}, {300, 300}, {200, 300}, {200, 100}, {100, 100}, {100, 300}, {0, 300}};
  geo::MultiPolygon const area{{{{shoe}}}};
  auto const found = point_inside(area);
  ASSERT_TRUE(found);
  EXPECT_TRUE(geo::Zone::of(area).contains(*found));
  geo::MultiPolygon const ring{{{{{{0, 0}, {300, 0}, {300, 300}, {0, 300}}, {{50, 50}, {250, 50}, {250, 250}, {50, 250}}}}}};
  EXPECT_TRUE(geo::Zone::of(ring).contains(point_inside(ring).value()));
  EXPECT_FALSE(point_inside({}));
}

}  // namespace
}  // namespace bassin::crisis
