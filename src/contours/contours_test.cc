#include "contours/contours.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "contours/load.h"
#include "geo/area.h"
#include "reference/geography.h"

namespace bassin::contours {
namespace {

namespace fs = std::filesystem;

base::Date const today = *base::parse_date("2026-01-01");

std::string feature(std::string const& properties, double west, double south) {
  auto const at = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(west, south) + "," +
         at(west + 0.1, south) + "," + at(west + 0.1, south + 0.1) + "," + at(west, south + 0.1) + "," + at(west, south) + "]]}}";
}
std::string commune(std::string const& code, double west = 2.8, double south = 48.8) {
  return feature(R"("code":")" + code + "\"", west, south);
}
std::string collection(std::vector<std::string> const& features) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) out += (i == 0 ? "" : ",") + features[i];
  return out + "]}";
}

class ContoursTest : public testing::Test {
 protected:
  ContoursTest() {
    auto pattern = (fs::temp_directory_path() / "contours_test_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~ContoursTest() override { fs::remove_all(folder_); }

  base::Result<Loaded> load_text(std::string const& text, LoadLimits const& limits = {}) {
    std::ofstream(folder_ / "communes.geojson", std::ios::binary) << text;
    return load({(folder_ / "communes.geojson").string(), folder_.string(), "IGN", "2026-01-01", false}, files_, limits);
  }
  std::shared_ptr<Contours const> open() {
    auto opened = Contours::open(files_, image_path(folder_.string()));
    EXPECT_TRUE(opened.ok()) << opened.error().debug();
    return opened.ok() ? *opened : nullptr;
  }
  static std::string codes(Found const& found) {
    std::string out;
    for (auto const& one : found.outlines) out += one.code + ";";
    return out;
  }

  base::FileSystem& files_ = base::real_files();
  fs::path folder_;
};

TEST_F(ContoursTest, GivesTheOutlinesThatWereLoaded) {
  auto const loaded = load_text(collection({commune("77171", 2.9), commune("77142"), commune("zone"), commune("77142", 3.5)}));
  ASSERT_TRUE(loaded.ok()) << loaded.error().debug();
  EXPECT_EQ(loaded->communes, 2U);
  EXPECT_EQ(loaded->skipped, 1U);
  auto const contours = open();
  ASSERT_TRUE(contours);
  EXPECT_EQ(contours->about().source, "IGN");
  EXPECT_EQ(contours->about().vintage, "2026-01-01");
  EXPECT_TRUE(contours->verify().ok());
  std::array<std::string, 3> const asked{"77142", "77171", "77284"};
  auto const found = contours->find(asked, today, 1'000);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(codes(*found), "77142;77171;");
  EXPECT_EQ(found->missing, std::vector<std::string>{"77284"});
  ASSERT_EQ(found->outlines[0].area.polygons.size(), 2U) << "features of one code are one commune";
  EXPECT_EQ(found->outlines[1].area.polygons[0].rings[0].size(), 5U) << "closed";
}

TEST_F(ContoursTest, ReadsTheNamesThatFilesUse) {
  ASSERT_TRUE(load_text(collection({feature(R"("INSEE_COM":"77142","ID":"COMMUNE1")", 2.8, 48.8), feature(R"("insee":"77171")", 2.9, 48.8),
                                    feature(R"("code_insee":"77284","code":"1")", 3.0, 48.8)}))
                  .ok());
  EXPECT_EQ(open()->size(), 3U);
}

// A commune that was merged is found as what it became, and the other way round.
TEST_F(ContoursTest, FindsCommunesOfOtherVintages) {
  auto const& geography = reference::geography();
  std::string former;
  for (auto const& version : geography.all_versions()) {
    if (version.kind != reference::CommuneKind::commune || !version.valid.ended() || !version.code.starts_with("77")) continue;
    auto const now = geography.resolve(version.code, today);
    if (now && now->by == reference::ResolvedBy::succession && now->code != version.code) former = version.code;
  }
  ASSERT_FALSE(former.empty());
  std::string const became(geography.resolve(former, today)->code);
  ASSERT_TRUE(load_text(collection({commune(former)})).ok());
  std::array<std::string, 1> const new_code{became};
  EXPECT_EQ(codes(*open()->find(new_code, today, 100)), former + ";") << "an older image";
  ASSERT_TRUE(load_text(collection({commune(became)})).ok());
  std::array<std::string, 1> const old_code{former};
  EXPECT_EQ(codes(*open()->find(old_code, *base::parse_date("2010-01-01"), 100)), became + ";") << "a newer image";
}

TEST_F(ContoursTest, SimplifiesAsFarAsNeeded) {
  std::string ring;
  for (int i = 0; i <= 5'000; ++i) {
    double const angle = 2 * 3.14159265358979 * (i % 5'000) / 5'000;
    double const reach = 0.1 + 0.01 * std::sin(angle * 31) + 0.0005 * std::sin(angle * 997);
    ring += (i == 0 ? "[" : ",[") + std::to_string(3 + reach * std::cos(angle)) + "," + std::to_string(48 + reach * std::sin(angle)) + "]";
  }
  ASSERT_TRUE(
      load_text(R"({"type":"Feature","properties":{"code":"77142"},"geometry":{"type":"Polygon","coordinates":[[)" + ring + "]]}}").ok());
  std::array<std::string, 1> const asked{"77142"};
  auto const contours = open();
  auto const whole = contours->find(asked, today, 100'000);
  auto const rough = contours->find(asked, today, 400);
  EXPECT_EQ(whole->vertices, 5'001U);
  EXPECT_LE(rough->vertices, 401U);
  EXPECT_GT(rough->vertices, 100U);
  auto const area = geo::area_m2(whole->outlines[0].area);
  EXPECT_NEAR(geo::area_m2(rough->outlines[0].area), area, area / 50);
  EXPECT_EQ(contours->find(asked, today, 0)->outlines[0].area.polygons[0].rings[0].size(), 4U) << "it never vanishes";
}

TEST_F(ContoursTest, RefusesAndLeavesWhatIsThere) {
  ASSERT_TRUE(load_text(collection({commune("77142")})).ok());
  auto const code = [&](std::string const& text, LoadLimits const& limits = {}) {
    auto const done = load_text(text, limits);
    return done.ok() ? std::string(done->changed ? "loaded" : "same") : std::string(done.error().code);
  };
  EXPECT_EQ(code(collection({commune("77142")})), "same");
  EXPECT_EQ(code("nothing"), "contours.unreadable");
  EXPECT_EQ(code("\x1f\x8b nothing"), "contours.unreadable");
  EXPECT_EQ(code(collection({commune("zone")})), "contours.no_communes");
  EXPECT_EQ(code(collection({commune("77171")}), {.text_bytes = 20}), "contours.too_large");
  EXPECT_EQ(code(collection({commune("77171"), commune("77284")}), {.communes = 1}), "contours.too_large");
  EXPECT_EQ(code(collection({commune("77171")}), {.vertices = 4}), "contours.too_large");
  std::array<std::string, 1> const asked{"77142"};
  EXPECT_EQ(codes(*open()->find(asked, today, 100)), "77142;");
}

TEST_F(ContoursTest, ADamagedImageIsAnError) {
  ASSERT_TRUE(load_text(collection({commune("77142"), commune("77171", 2.9)})).ok());
  auto const path = image_path(folder_.string());
  auto const good = *files_.read(path);
  std::mt19937 chance(3);
  std::array<std::string, 2> const asked{"77142", "77171"};
  for (int i = 0; i < 300; ++i) {
    auto bad = good;
    bad[chance() % bad.size()] ^= static_cast<char>(1 + chance() % 255);
    std::ofstream(path + ".bad", std::ios::binary) << bad;
    auto const opened = Contours::open(files_, path + ".bad");
    if (!opened.ok()) continue;
    auto const found = (*opened)->find(asked, today, 100);
    EXPECT_TRUE(found.ok() || found.error().code.starts_with("image."));
    EXPECT_FALSE((*opened)->verify().ok() && bad != good && !found.ok());
  }
  for (std::size_t length = 0; length < good.size(); length += 37) {
    std::ofstream(path + ".bad", std::ios::binary) << good.substr(0, length);
    EXPECT_FALSE(Contours::open(files_, path + ".bad").ok()) << length;
  }
}

}  // namespace
}  // namespace bassin::contours
