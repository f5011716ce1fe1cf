// The program from outside: files made here with GDAL, in the formats people send, go in; GeoJSON, a report
// and an exit code come out.
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::HasSubstr;

// A square of 0.2 degrees with a hole, near Coulommiers; Lambert-93 figures of the same place lie in metres.
constexpr char const* kSquare = "POLYGON((3 48.8,3.2 48.8,3.2 49,3 49,3 48.8),(3.05 48.85,3.05 48.9,3.1 48.9,3.1 48.85,3.05 48.85))";
constexpr char const* kBowTie = "POLYGON((3 48,3.2 48.2,3.2 48,3 48.2,3 48))";
constexpr char const* kLambertSquare = "POLYGON((700000 6850000,701000 6850000,701000 6851000,700000 6851000,700000 6850000))";

struct Row {
  std::string wkt;
  std::string name;
};

struct Ran {
  int code = -1;
  std::string output;
  Json report;

  Json features() const { return Json::parse(output)["features"]; }
};

std::string contents(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Geofile : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetErrorHandler(CPLQuietErrorHandler);
    GDALAllRegister();
  }

  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "geofile_test_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path path(std::string const& name) const { return folder_ / name; }

  fs::path write(std::string const& name, std::string_view text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

  // The rows as a layer of a new file of that driver; an EPSG number of 0 states no system.
  std::string make(std::string const& driver, std::string const& name, int epsg, std::vector<Row> const& rows,
                   std::string const& layer = "zones") const {
    std::string const file = name.starts_with("/vsi") ? name : path(name).string();
    GDALDatasetUniquePtr const dataset(
        GetGDALDriverManager()->GetDriverByName(driver.c_str())->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    add_layer(*dataset, epsg, rows, layer);
    return file;
  }

  static void add_layer(GDALDataset& dataset, int epsg, std::vector<Row> const& rows, std::string const& name) {
    OGRSpatialReference crs;
    if (epsg != 0) crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    bool const csv = EQUAL(dataset.GetDriverName(), "CSV");
    char const* const options[] = {csv ? "GEOMETRY=AS_WKT" : nullptr, nullptr};
    auto* layer = dataset.CreateLayer(name.c_str(), epsg == 0 ? nullptr : &crs, wkbUnknown, const_cast<char**>(options));
    ASSERT_NE(layer, nullptr);
    OGRFieldDefn field("nom", OFTString);
    layer->CreateField(&field);
    for (auto const& row : rows) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField("nom", row.name.c_str());
      OGRGeometry* geometry = nullptr;
      if (!row.wkt.empty()) OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry);
      feature.SetGeometryDirectly(geometry);
      ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE) << row.wkt;
    }
  }

  // One more file in the archive a.zip.
  void zip(std::string const& name, std::string const& bytes) const {
    VSILFILE* file = VSIFOpenL(("/vsizip/" + path("a.zip").string() + "/" + name).c_str(), "wb");
    ASSERT_NE(file, nullptr);
    VSIFWriteL(bytes.data(), 1, bytes.size(), file);
    VSIFCloseL(file);
  }

  Ran run(std::string const& arguments) const {
    std::string const command = BASSIN_GEOFILE " " + arguments + " >" + path("stdout").string() + " 2>" + path("stderr").string();
    int const status = std::system(command.c_str());
    Ran ran{WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(path("stdout")), {}};
    ran.report = Json::parse(contents(path("stderr")), nullptr, false);
    return ran;
  }

  std::vector<std::string> listing() const {
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  fs::path folder_;
};

double area_of(Json const& ring) {
  double area = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    area += ring[i - 1][0].get<double>() * ring[i][1].get<double>() - ring[i][0].get<double>() * ring[i - 1][1].get<double>();
  }
  return std::abs(area) / 2;
}

// Square degrees: outer rings less holes.
double area_of_feature(Json const& feature) {
  double area = 0;
  for (auto const& polygon : feature["geometry"]["coordinates"]) {
    for (std::size_t i = 0; i < polygon.size(); ++i) area += (i == 0 ? 1 : -1) * area_of(polygon[i]);
  }
  return area;
}

struct Format {
  char const* driver;
  char const* file;
};

class GeofileFormat : public Geofile, public testing::WithParamInterface<Format> {};

TEST_P(GeofileFormat, GivesTheSameSquare) {
  auto const [driver, name] = GetParam();
  make(driver, name, 4326, {{kSquare, "Zone é"}});
  Ran const ran = run(path(name).string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  ASSERT_EQ(ran.features().size(), 1u);
  Json const feature = ran.features()[0];
  EXPECT_EQ(feature["geometry"]["type"], "MultiPolygon");
  EXPECT_EQ(feature["geometry"]["coordinates"][0].size(), 2u) << "the hole";
  EXPECT_NEAR(area_of_feature(feature), 0.04 - 0.0025, 1e-6);
  EXPECT_EQ(feature["properties"]["name"], "Zone é");
  EXPECT_EQ(feature["properties"]["repaired"], false);
  EXPECT_EQ(ran.report["driver"], driver);
  EXPECT_EQ(ran.report["layers"][0]["kept"], 1);
  EXPECT_EQ(ran.report["warnings"], Json::array());
}

// KML and CSV, which have no room for the rest, have tests of their own.
INSTANTIATE_TEST_SUITE_P(All, GeofileFormat,
                         testing::Values(Format{"GeoJSON", "a.geojson"}, Format{"GPKG", "a.gpkg"}, Format{"ESRI Shapefile", "a.shp"},
                                         Format{"FlatGeobuf", "a.fgb"}, Format{"GML", "a.gml"}, Format{"MapInfo File", "a.mif"},
                                         Format{"MapInfo File", "a.tab"}),
                         [](auto const& format) { return fs::path(format.param.file).extension().string().substr(1); });

TEST_F(Geofile, ReadsKmlAndKmz) {
  std::string const kml = contents(make("KML", "a.kml", 4326, {{kSquare, "zone"}}));
  ASSERT_FALSE(kml.empty());
  EXPECT_EQ(run(path("a.kml").string()).code, 0);
  std::string const inside = "/vsizip/" + path("a.kmz").string() + "/doc.kml";
  VSILFILE* file = VSIFOpenL(inside.c_str(), "wb");
  VSIFWriteL(kml.data(), 1, kml.size(), file);
  VSIFCloseL(file);
  Ran const ran = run(path("a.kmz").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_NEAR(area_of_feature(ran.features()[0]), 0.0375, 1e-6);
}

TEST_F(Geofile, ReadsCsvWithWktInDegrees) {
  write("a.csv", "nom,WKT\nzone,\"" + std::string(kSquare) + "\"\n");
  Ran const ran = run(path("a.csv").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_EQ(ran.features()[0]["properties"]["name"], "zone");
  EXPECT_EQ(ran.report["layers"][0]["crs_assumed"], true);
}

TEST_F(Geofile, BringsLambert93ToWgs84) {
  make("GPKG", "a.gpkg", 2154, {{kLambertSquare, "L93"}});
  Ran const ran = run(path("a.gpkg").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  Json const corner = ran.features()[0]["geometry"]["coordinates"][0][0][0];
  EXPECT_NEAR(corner[0].get<double>(), 3.0, 1e-6) << "700000 is the central meridian";
  EXPECT_NEAR(corner[1].get<double>(), 48.7495, 0.01);
  EXPECT_THAT(ran.report["layers"][0]["crs"].get<std::string>(), HasSubstr("Lambert-93"));
}

TEST_F(Geofile, RefusesMetresWithoutASystem) {
  make("ESRI Shapefile", "a.shp", 0, {{kLambertSquare, "L93"}});
  Ran const refused = run(path("a.shp").string());
  EXPECT_EQ(refused.code, 6);
  EXPECT_EQ(refused.report["error"], "geofile.no_crs");
  EXPECT_EQ(refused.output, "");
  Ran const told = run(path("a.shp").string() + " --crs EPSG:2154");
  ASSERT_EQ(told.code, 0) << told.report.dump();
  EXPECT_NEAR(told.features()[0]["geometry"]["coordinates"][0][0][0][0].get<double>(), 3.0, 1e-6);
}

TEST_F(Geofile, RefusesGeojsonInMetresUnlessTold) {
  make("GeoJSON", "a.geojson", 0, {{kLambertSquare, "L93"}});
  EXPECT_EQ(run(path("a.geojson").string()).report["error"], "geofile.no_crs");
  EXPECT_EQ(run(path("a.geojson").string() + " --crs EPSG:2154").code, 0);
}

TEST_F(Geofile, RefusesDegreesDeclaredAsMetres) {
  for (auto const& [driver, name] : {Format{"GPKG", "a.gpkg"}, Format{"ESRI Shapefile", "b.shp"}}) {
    make(driver, name, 2154, {{kSquare, "degrees"}});
    Ran const ran = run(path(name).string());
    EXPECT_EQ(ran.code, 6) << ran.report.dump();
    EXPECT_EQ(ran.report["error"], "geofile.bad_crs") << name;
    EXPECT_THAT(ran.report.value("detail", ""), HasSubstr("degrees")) << name;
    EXPECT_EQ(run(path(name).string() + " --crs EPSG:4326").code, 0) << name;
  }
}

TEST_F(Geofile, RefusesAPlaceFarFromTheAreaOfItsSystem) {
  // Lambert II figures: as Lambert-93 they lie in Africa.
  make("GPKG", "a.gpkg", 2154, {{"POLYGON((600000 2400000,601000 2400000,601000 2401000,600000 2400000))", ""}});
  EXPECT_THAT(run(path("a.gpkg").string()).report.value("detail", ""), HasSubstr("far outside"));
  // Coulommiers in the UTM zone next to its own: kept, and said.
  make("GPKG", "b.gpkg", 32632, {{"POLYGON((60000 5420000,61000 5420000,61000 5421000,60000 5420000))", ""}});
  Ran const near = run(path("b.gpkg").string());
  EXPECT_EQ(near.code, 0) << near.report.dump();
  EXPECT_EQ(near.report["layers"][0]["outside_area"], 1);
}

TEST_F(Geofile, RefusesAnUnknownSystem) {
  make("GeoJSON", "a.geojson", 4326, {{kSquare, ""}});
  EXPECT_EQ(run(path("a.geojson").string() + " --crs EPSG:999999").code, 6);
  EXPECT_EQ(run(path("a.geojson").string() + " --crs http://localhost/crs").code, 6);
  EXPECT_EQ(run(path("a.geojson").string() + " --crs /etc/passwd").report["error"], "geofile.bad_crs");
}

TEST_F(Geofile, RepairsABowTieAndSaysSo) {
  make("ESRI Shapefile", "a.shp", 4326, {{kBowTie, "bow"}, {kSquare, "sound"}});
  Ran const ran = run(path("a.shp").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  Json const bow = ran.features()[0];
  EXPECT_EQ(bow["properties"]["repaired"], true);
  EXPECT_THAT(bow["properties"]["repair_note"].get<std::string>(), HasSubstr("Self-intersection"));
  EXPECT_EQ(bow["geometry"]["coordinates"].size(), 2u);
  EXPECT_NEAR(area_of_feature(bow), 0.02, 1e-6);
  EXPECT_EQ(ran.features()[1]["properties"]["repaired"], false);
  EXPECT_EQ(ran.report["layers"][0]["repaired"], 1);
}

TEST_F(Geofile, MergesOverlappingPartsInsteadOfPunchingHoles) {
  make("GeoJSON", "a.geojson", 4326, {{"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((1 1,3 1,3 3,1 3,1 1)))", ""}});
  Ran const ran = run(path("a.geojson").string());
  ASSERT_EQ(ran.code, 0);
  EXPECT_NEAR(area_of_feature(ran.features()[0]), 7, 1e-6);
  EXPECT_EQ(ran.features()[0]["properties"]["repaired"], true);
}

TEST_F(Geofile, TakesAreasOutOfCollectionsAndCurves) {
  make("GPKG", "a.gpkg", 4326,
       {{"GEOMETRYCOLLECTION(POINT(1 1),POLYGON((0 0,1 0,1 1,0 0)),LINESTRING(0 0,1 1))", "collection"},
        {"CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))", "circle"}});
  Ran const ran = run(path("a.gpkg").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_NEAR(area_of_feature(ran.features()[0]), 0.5, 1e-6);
  EXPECT_NEAR(area_of_feature(ran.features()[1]), 3.14159, 0.01);
}

TEST_F(Geofile, SkipsAndCountsWhatIsNoArea) {
  make("GeoJSON", "a.geojson", 4326, {{kSquare, "zone"}, {"POINT(3 48)", "p"}, {"LINESTRING(0 0,1 1)", "l"}, {"", "none"}});
  Ran const ran = run(path("a.geojson").string());
  ASSERT_EQ(ran.code, 0);
  EXPECT_EQ(ran.features().size(), 1u);
  EXPECT_EQ(ran.report["layers"][0]["features"], 4);
  EXPECT_EQ(ran.report["layers"][0]["skipped"], 3);
}

TEST_F(Geofile, SaysWhenThereIsNoAreaAtAll) {
  make("GeoJSON", "a.geojson", 4326, {{"POINT(3 48)", "p"}});
  Ran const ran = run(path("a.geojson").string());
  EXPECT_EQ(ran.code, 4);
  EXPECT_EQ(ran.report["error"], "geofile.no_polygon");
  EXPECT_EQ(ran.output, "");
}

TEST_F(Geofile, ReadsEveryLayerOrTheOneAskedFor) {
  {
    GDALDatasetUniquePtr const dataset(
        GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path("a.gpkg").c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    add_layer(*dataset, 4326, {{kSquare, "one"}}, "first");
    add_layer(*dataset, 2154, {{kLambertSquare, "two"}}, "second");
    add_layer(*dataset, 4326, {{"POINT(1 1)", "p"}}, "points");
  }
  std::string const file = path("a.gpkg").string();
  Ran const all = run(file);
  ASSERT_EQ(all.code, 0) << all.report.dump();
  EXPECT_EQ(all.features().size(), 2u);
  EXPECT_EQ(all.features()[1]["properties"]["source_layer"], "second");
  EXPECT_EQ(run(file + " --layer first").features().size(), 1u);
  EXPECT_EQ(run(file + " --layer points").code, 4);
  Ran const unknown = run(file + " --layer other");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.report["known"], "first, second, points");
}

TEST_F(Geofile, ReadsAZippedShapefileInAFolder) {
  make("ESRI Shapefile", "zones.shp", 2154, {{kLambertSquare, "zipped"}});
  for (std::string const extension : {"shp", "shx", "dbf", "prj"}) zip("data/zones." + extension, contents(path("zones." + extension)));
  Ran const ran = run(path("a.zip").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_EQ(ran.features()[0]["properties"]["name"], "zipped");
}

TEST_F(Geofile, LeavesOutTheFilesOfAnArchiveThatAreNoAreas) {
  make("GeoJSON", "zones.geojson", 4326, {{kSquare, "zipped"}});
  zip("metadata.json", R"({"title":"Zones","date":"2024-05-01"})");
  Ran const none = run(path("a.zip").string());
  EXPECT_EQ(none.code, 3);
  EXPECT_EQ(none.report["error"], "geofile.unreadable");
  zip("zones.geojson", contents(path("zones.geojson")));
  Ran const ran = run(path("a.zip").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_EQ(ran.features()[0]["properties"]["name"], "zipped");
  EXPECT_EQ(ran.report["left_out"], Json::array({"metadata.json"}));
}

TEST_F(Geofile, RefusesWhatItCannotRead) {
  auto const expect_unreadable = [&](std::string const& file) {
    Ran const ran = run(file);
    EXPECT_EQ(ran.code, 3) << file << ' ' << ran.report.dump();
    EXPECT_EQ(ran.report["error"], "geofile.unreadable") << file;
    EXPECT_EQ(ran.output, "");
  };
  expect_unreadable(path("missing.geojson").string());
  expect_unreadable("/vsicurl/http://localhost/a.geojson");
  expect_unreadable("/vsizip/" + path("a.zip").string());
  expect_unreadable("/dev/zero");
  expect_unreadable(path("").string());
  expect_unreadable(write("a.geojson", "{\"type\":\"FeatureColl").string());
  expect_unreadable(write("empty.gpkg", "").string());
  expect_unreadable(write("a.zip", "PK\x03\x04 not a zip").string());
  expect_unreadable(write("a.txt", "nothing").string());
  expect_unreadable(
      write("a.vrt",
            "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")
          .string());
}

TEST_F(Geofile, RefusesATruncatedFile) {
  make("GPKG", "whole.gpkg", 4326, {{kSquare, ""}});
  std::string const whole = contents(path("whole.gpkg"));
  for (auto const size : {whole.size() / 2, std::size_t{5000}, std::size_t{100}}) {
    EXPECT_NE(run(write("cut.gpkg", whole.substr(0, size)).string()).code, 0) << size;
  }
}

// Whatever a damaged file does to a driver: all or nothing comes out, and an exit code or a signal says which.
TEST_F(Geofile, GivesAllOrNothingOnDamagedFiles) {
  std::mt19937 random(5);
  for (auto const& [driver, name] : {Format{"GPKG", "a.gpkg"}, Format{"FlatGeobuf", "a.fgb"}, Format{"ESRI Shapefile", "a.shp"}}) {
    make(driver, name, 4326, {{kSquare, "one"}, {kBowTie, "two"}});
    std::string const whole = contents(path(name));
    for (int i = 0; i < 12; ++i) {
      std::string damaged = whole;
      for (int j = 0; j < 8; ++j) damaged[random() % damaged.size()] = static_cast<char>(random());
      write(name, damaged);
      Ran const ran = run(path(name).string());
      if (ran.code == 0) {
        EXPECT_NO_THROW(ran.features()) << name << ' ' << i;
      } else {
        EXPECT_EQ(ran.output, "") << name << ' ' << i;
      }
    }
  }
}

TEST_F(Geofile, FollowsTheOldCrsMemberOfGeojson) {
  make("GeoJSON", "a.geojson", 2154, {{kLambertSquare, ""}});
  ASSERT_THAT(contents(path("a.geojson")), HasSubstr("2154"));
  Ran const ran = run(path("a.geojson").string());
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_NEAR(ran.features()[0]["geometry"]["coordinates"][0][0][0][0].get<double>(), 3.0, 1e-6);
}

TEST_F(Geofile, KeepsToItsLimits) {
  make("GeoJSON", "a.geojson", 4326, {{kSquare, ""}, {kSquare, ""}});
  std::string const file = path("a.geojson").string();
  Ran const vertices = run(file + " --max-vertices 19");
  EXPECT_EQ(vertices.code, 5);
  EXPECT_EQ(vertices.report["error"], "geofile.limit");
  EXPECT_EQ(vertices.report["what"], "vertices");
  EXPECT_EQ(run(file + " --max-vertices 20").code, 0);
  EXPECT_EQ(run(file + " --max-features 1").report["what"], "features");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(Geofile, StopsWhenMemoryRunsOut) {
  std::string ring = "[0,0]";
  for (int i = 1; i < 1'500'000; ++i) ring += ",[" + std::to_string(i % 180) + ".5," + std::to_string(i % 90) + ".25]";
  write("big.geojson", R"({"type":"Polygon","coordinates":[[)" + ring + "]]}");
  Ran const ran = run(path("big.geojson").string() + " --max-memory 256");
  EXPECT_THAT(ran.code, testing::AnyOf(5, 3)) << ran.report.dump();
  EXPECT_EQ(ran.output, "");
}
#endif

TEST_F(Geofile, StopsWhenTimeRunsOut) {
  // A star whose edges all cross: repairing it takes minutes.
  std::string ring;
  int const points = 6001;
  for (int i = 0; i <= points; ++i) {
    double const angle = 6.283185307179586 * (i * 3000.0) / points;
    ring += (i == 0 ? "[" : ",[") + std::to_string(std::cos(angle)) + "," + std::to_string(std::sin(angle)) + "]";
  }
  write("star.geojson", R"({"type":"Polygon","coordinates":[[)" + ring + "]]}");
  Ran const ran = run(path("star.geojson").string() + " --max-cpu 1");
  EXPECT_EQ(ran.code, 5) << ran.report.dump();
  EXPECT_EQ(ran.output, "");
}

TEST_F(Geofile, HandsOnTheAttributesAskedFor) {
  auto const file = make("GPKG", "a.gpkg", 4326, {{kSquare, "Zone é"}, {kSquare, ""}});
  Ran const ran = run("--field=NOM --field other " + file);
  ASSERT_EQ(ran.code, 0) << ran.report.dump();
  EXPECT_EQ(ran.features()[0]["properties"]["fields"], (Json{{"NOM", "Zone é"}}));
  EXPECT_EQ(ran.features()[1]["properties"]["fields"], Json::object());
  EXPECT_FALSE(run(file).features()[0]["properties"].contains("fields"));
}

TEST_F(Geofile, LeavesNoFileBehind) {
  make("GML", "a.gml", 4326, {{kSquare, ""}});
  fs::remove(path("a.xsd"));
  make("GPKG", "b.gpkg", 4326, {{kSquare, ""}});
  make("ESRI Shapefile", "c.shp", 4326, {{kSquare, ""}});
  fs::remove(path("c.shx"));
  write("stdout", "");
  write("stderr", "");
  auto const before = listing();
  for (auto const* name : {"a.gml", "b.gpkg", "c.shp"}) run(path(name).string());
  EXPECT_EQ(listing(), before);
}

TEST_F(Geofile, ExplainsItsUsage) {
  EXPECT_EQ(run("--help").code, 0);
  Ran const none = run("");
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.report["error"], "geofile.usage");
  EXPECT_EQ(run("a b").code, 2);
  EXPECT_EQ(run("a --max-vertices many").code, 2);
}

}  // namespace
