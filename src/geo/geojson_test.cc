#include "geo/geojson.h"

#include <gtest/gtest.h>

namespace bassin::geo {
namespace {

constexpr std::string_view kTriangle = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[0,0]]]})";

std::string feature(std::string_view geometry, std::string_view properties = "null", std::string_view more = "") {
  return R"({"type":"Feature",)" + std::string(more) + R"("properties":)" + std::string(properties) + R"(,"geometry":)" +
         std::string(geometry) + "}";
}

std::string collection(std::string_view features, std::string_view more = "") {
  return R"({"type":"FeatureCollection",)" + std::string(more) + R"("features":[)" + std::string(features) + "]}";
}

std::string polygon(std::string_view coordinates) { return R"({"type":"Polygon","coordinates":)" + std::string(coordinates) + "}"; }

std::string failure(std::string_view text, GeojsonLimits const& limits = {}) {
  auto const result = parse_geojson(text, limits);
  return result.ok() ? "read" : result.error().debug();
}

TEST(Geojson, ReadsABareGeometry) {
  auto const features = parse_geojson(kTriangle);
  ASSERT_TRUE(features.ok());
  ASSERT_EQ(features->size(), 1u);
  EXPECT_EQ(features->front().area, (MultiPolygon{{Polygon{{{{0, 0}, {10'000'000, 0}, {0, 10'000'000}, {0, 0}}}}}}));
  EXPECT_EQ(features->front().name, "");
}

TEST(Geojson, ReadsNamesAndRepairsFromProperties) {
  auto const features = parse_geojson(collection(
      feature(kTriangle, R"({"CODE":"77131","NOM":"Coulommiers","repaired":true,"repair_note":"self-intersection"})") + "," +
      feature(kTriangle, R"({"gid":12,"name":null,"libelle":"zone"})") + "," + feature(kTriangle, R"({"id":1.5})", R"("id":"a",)")));
  ASSERT_TRUE(features.ok()) << features.error().debug();
  ASSERT_EQ(features->size(), 3u);
  auto const& list = *features;
  EXPECT_EQ(list[0].id, "77131");
  EXPECT_EQ(list[0].name, "Coulommiers");
  EXPECT_TRUE(list[0].repaired);
  EXPECT_EQ(list[0].repair_note, "self-intersection");
  EXPECT_EQ(list[1].id, "12");
  EXPECT_EQ(list[1].name, "zone");
  EXPECT_FALSE(list[1].repaired);
  EXPECT_EQ(list[2].id, "a");
}

TEST(Geojson, ReadsMultiPolygonsHolesAndCollections) {
  std::string const multi =
      R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]],[[3,1],[4,1],[4,2],[3,1]]],[[[20,0],[21,0],[20,1]]]]})";
  auto const features =
      parse_geojson(feature(R"({"type":"GeometryCollection","geometries":[)" + multi + "," + std::string(kTriangle) + "]}"));
  ASSERT_TRUE(features.ok()) << features.error().debug();
  auto const& polygons = features->front().area.polygons;
  ASSERT_EQ(polygons.size(), 3u);
  EXPECT_EQ(polygons[0].rings.size(), 2u);
  EXPECT_EQ(polygons[1].rings[0].size(), 4u) << "closed";
  EXPECT_EQ(polygons[1].rings[0].front(), polygons[1].rings[0].back());
}

TEST(Geojson, DropsHeightsAndTheByteOrderMark) {
  auto const features = parse_geojson("\xEF\xBB\xBF" + polygon("[[[0,0,12.5],[1,0,3],[0,1,7,8]]]"));
  ASSERT_TRUE(features.ok());
  EXPECT_EQ(vertex_count(features->front().area), 4u);
}

TEST(Geojson, AcceptsTheOldNameOfWgs84Only) {
  auto const with = [](std::string_view name) {
    return failure(collection(feature(kTriangle), R"("crs":{"type":"name","properties":{"name":")" + std::string(name) + R"("}},)"));
  };
  EXPECT_EQ(with("urn:ogc:def:crs:OGC:1.3:CRS84"), "read");
  EXPECT_EQ(with("EPSG:4326"), "read");
  EXPECT_EQ(with("urn:ogc:def:crs:EPSG::2154"), "geo.json_crs found=urn:ogc:def:crs:EPSG::2154");
  EXPECT_EQ(failure(collection(feature(kTriangle), R"("crs":null,)")), "read");
  EXPECT_EQ(failure(collection(feature(kTriangle), R"("crs":{"type":"link"},)")), "geo.json_crs found=object");
}

TEST(Geojson, RefusesWhatIsNoGeojson) {
  EXPECT_TRUE(failure("").starts_with("geo.json_syntax"));
  EXPECT_TRUE(failure("{").starts_with("geo.json_syntax"));
  EXPECT_TRUE(failure("siret,nic").starts_with("geo.json_syntax"));
  EXPECT_TRUE(failure(std::string(kTriangle) + "x").starts_with("geo.json_syntax"));
  EXPECT_TRUE(failure("{\"type\":\"\xff\"}").starts_with("geo.json_syntax"));
  EXPECT_EQ(failure("[]"), "geo.json_kind found=array");
  EXPECT_EQ(failure("12"), "geo.json_kind found=number");
  EXPECT_EQ(failure("{}"), "geo.json_kind found=object without type");
  EXPECT_EQ(failure(R"({"type":"FeatureCollection"})"), "geo.json_kind found=FeatureCollection without features");
  EXPECT_EQ(failure(collection(kTriangle)), "geo.json_kind found=Polygon");
  EXPECT_EQ(failure(collection("")), "geo.no_area");
  EXPECT_EQ(failure(R"({"type":"Topology"})"), "geo.geometry_kind feature=1 found=Topology");
}

TEST(Geojson, SaysWhichFeatureIsNoArea) {
  auto const second = [](std::string_view geometry) { return failure(collection(feature(kTriangle) + "," + feature(geometry))); };
  EXPECT_EQ(second(R"({"type":"Point","coordinates":[0,0]})"), "geo.geometry_kind feature=2 found=Point");
  EXPECT_EQ(second("null"), "geo.geometry_kind feature=2 found=null");
  EXPECT_EQ(second("3"), "geo.geometry_kind feature=2 found=number");
  EXPECT_EQ(second(R"({"type":"GeometryCollection","geometries":[]})"), "geo.geometry_kind feature=2 found=empty GeometryCollection");
  EXPECT_EQ(second(R"({"type":"GeometryCollection","geometries":[{"type":"LineString"}]})"),
            "geo.geometry_kind feature=2 found=LineString");
}

TEST(Geojson, RefusesBadCoordinates) {
  EXPECT_EQ(failure(R"({"type":"Polygon"})"), "geo.coordinates feature=1 found=none");
  EXPECT_EQ(failure(polygon("{}")), "geo.coordinates feature=1 found=object");
  EXPECT_EQ(failure(polygon("[]")), "geo.coordinates feature=1 found=empty array");
  EXPECT_EQ(failure(polygon("[0,0]")), "geo.coordinates feature=1 found=number");
  EXPECT_EQ(failure(polygon("[[]]")), "geo.coordinates feature=1 found=ring of 0 positions");
  EXPECT_EQ(failure(polygon("[[[0,0],[1,1],[0,0]]]")), "geo.coordinates feature=1 found=ring of 3 positions");
  EXPECT_EQ(failure(polygon("[[[0,0],[1],[0,0]]]")), "geo.coordinates feature=1 found=position of 1 numbers");
  EXPECT_EQ(failure(polygon(R"([[[0,"0"],[1,1],[0,0]]])")), "geo.coordinates feature=1 found=string");
  EXPECT_EQ(failure(polygon("[[[0,null],[1,1],[0,0]]]")), "geo.coordinates feature=1 found=null");
  EXPECT_EQ(failure(R"({"type":"MultiPolygon","coordinates":[[[0,0],[1,0],[0,1]]]})"), "geo.coordinates feature=1 found=number");
}

TEST(Geojson, TellsProjectedCoordinatesFromImpossibleOnes) {
  EXPECT_EQ(failure(polygon("[[[700000.5,6850000],[700001,6850000],[700000,6850001]]]")), "geo.projected feature=1 x=700000.5 y=6850000");
  EXPECT_EQ(failure(polygon("[[[2,48],[181,48],[2,49]]]")), "geo.out_of_range feature=1 x=181 y=48");
  EXPECT_TRUE(failure(polygon("[[[2,1e999],[181,48],[2,49]]]")).starts_with("geo.json_syntax"));
}

TEST(Geojson, KeepsToItsLimits) {
  EXPECT_EQ(failure(kTriangle, {.bytes = 10}), "geo.limit what=bytes limit=10");
  EXPECT_EQ(failure(kTriangle, {.vertices = 3}), "geo.limit what=vertices limit=3");
  EXPECT_EQ(failure(kTriangle, {.vertices = 4}), "read");
  EXPECT_EQ(failure(collection(feature(kTriangle) + "," + feature(kTriangle)), {.features = 1}), "geo.limit what=features limit=1");
  EXPECT_EQ(failure(kTriangle, {.depth = 3}), "geo.limit what=depth limit=3");
  std::string nested(kTriangle);
  for (int i = 0; i < 5000; ++i) nested = R"({"type":"GeometryCollection","geometries":[)" + nested + "]}";
  EXPECT_EQ(failure(nested), "geo.limit what=depth limit=64");
  EXPECT_EQ(failure(std::string(100'000, '[') + std::string(100'000, ']')), "geo.limit what=depth limit=64");
}

TEST(Geojson, ShortensWhatItQuotes) {
  std::string const found = parse_geojson(R"({"type":")" + std::string(500, 'a') + "\"}").error().debug();
  EXPECT_LT(found.size(), 120u);
}

TEST(Geojson, HandsOnAttributesWhereTheyAreWanted) {
  auto const text =
      collection(feature(kTriangle, R"({"fields":{"ID_PARCEL":"12","SURF_PARC":1.5,"none":null}})") + "," + feature(kTriangle));
  auto const plain = parse_geojson(text);
  ASSERT_TRUE(plain.ok());
  EXPECT_TRUE((*plain)[0].fields.empty());
  auto const read = parse_geojson(text, {.fields = true});
  ASSERT_TRUE(read.ok());
  std::vector<std::pair<std::string, std::string>> const expected{{"ID_PARCEL", "12"}, {"SURF_PARC", "1.5"}, {"none", ""}};
  EXPECT_EQ((*read)[0].fields, expected);
  EXPECT_TRUE((*read)[1].fields.empty());
}

TEST(MergedArea, IsAllPolygons) {
  auto const features = parse_geojson(collection(feature(kTriangle) + "," + feature(kTriangle)));
  ASSERT_TRUE(features.ok());
  EXPECT_EQ(merged_area(*features).polygons.size(), 2u);
}

}  // namespace
}  // namespace bassin::geo
