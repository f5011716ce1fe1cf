#include "app/web_application.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/uuid.h"
#include "http/message.h"

namespace bassin::app {
namespace {

class WebFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    write("share/bassin/web/index.html", "<page>");
    write("share/bassin/web/assets/app-1.js", "script");
    write("bin/bassin", "");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(std::string const& name, std::string const& text) const {
    std::filesystem::create_directories(std::filesystem::path(folder_ + name).parent_path());
    std::ofstream(folder_ + name) << text;
  }
  [[nodiscard]] base::Result<WebApplication> load(WebSettings const& settings) const {
    return WebApplication::load(base::real_files(), settings, folder_ + "bin/bassin");
  }
  [[nodiscard]] static std::string body(WebApplication const& web, std::string const& path) {
    http::Request request;
    request.path = path;
    auto const response = web.answer(request);
    return response ? std::string(response->bytes()) : "nothing";
  }

  std::string folder_ = testing::TempDir() + "bassin_web_application_" + base::new_uuid() + "/";
};

TEST_F(WebFolder, IsFoundBesideTheProgram) {
  auto const web = load({});
  ASSERT_TRUE(web.ok());
  EXPECT_TRUE(web.value().is_there());
  EXPECT_EQ(body(web.value(), "/"), "<page>");
  EXPECT_EQ(body(web.value(), "/assets/app-1.js"), "script");
}

TEST_F(WebFolder, GivesItsPageForEveryAddressOfAPage) {
  auto const web = load({.folder = folder_ + "share/bassin/web"});
  ASSERT_TRUE(web.ok());
  for (auto const* const path : {"/annuaire", "/etablissements/10000000100007", "/a/b/c", "/apish"})
    EXPECT_EQ(body(web.value(), path), "<page>");
  for (auto const* const path : {"/api", "/api/v1/nothing", "/assets/gone.js", "/favicon.ico", "/.env"})
    EXPECT_EQ(body(web.value(), path), "nothing");
}

TEST_F(WebFolder, ThatIsNamedMustBeThere) {
  auto const web = load({.folder = folder_ + "nowhere"});
  ASSERT_FALSE(web.ok());
  EXPECT_EQ(web.error().code, "web.no_application");
}

TEST_F(WebFolder, ThatStandsNowhereLeavesTheApiAlone) {
  std::filesystem::remove_all(folder_ + "share");
  auto const web = load({});
  ASSERT_TRUE(web.ok());
  EXPECT_FALSE(web.value().is_there());
  EXPECT_EQ(body(web.value(), "/"), "nothing");
}

TEST_F(WebFolder, LetsABrowserLoadOurFilesAndTheMapThatIsConfigured) {
  EXPECT_EQ(load({}).value().content_security_policy().find("http"), std::string::npos);
  auto const web = load({.basemap = "https://tiles.example.org/a/{z}/{x}/{y}.png"});
  auto const policy = web.value().content_security_policy();
  EXPECT_NE(policy.find("connect-src 'self' https://tiles.example.org;"), std::string::npos) << policy;
}

TEST(OriginOf, IsThatOfAnAddressAndNothingElse) {
  EXPECT_EQ(origin_of("https://tiles.example.org/{z}/{x}/{y}.png"), "https://tiles.example.org");
  EXPECT_EQ(origin_of("http://localhost:9000"), "http://localhost:9000");
  for (auto const* const bad :
       {"", "tiles.example.org", "ftp://a/b", "https://", "https://a b/c", "https://a;script-src/x", "https://'self'/"})
    EXPECT_EQ(origin_of(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace bassin::app
