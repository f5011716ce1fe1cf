#include <gtest/gtest.h>
#include <unistd.h>

#include "http/static_files.h"

namespace bassin::http {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    auto& files = base::real_files();
    EXPECT_TRUE(files.make_directories(folder_ + "/assets").ok());
    EXPECT_TRUE(base::replace_file(files, folder_ + "/index.html", "<!doctype html>").ok());
    EXPECT_TRUE(base::replace_file(files, folder_ + "/assets/app-12ab.js", std::string(5000, 'x')).ok());
    EXPECT_TRUE(base::replace_file(files, folder_ + ".secret", "not to be served").ok());
    loaded_ = StaticFiles::load(files, folder_).value();
  }
  ~StaticFilesTest() override {
    EXPECT_TRUE(base::real_files().remove(folder_).ok());
    EXPECT_TRUE(base::real_files().remove(folder_ + ".secret").ok());
  }
  std::optional<Response> get(std::string path, Pairs headers = {}) {
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return loaded_.answer(request);
  }

  std::string const folder_ = testing::TempDir() + "static_files_test_" + std::to_string(::getpid());
  StaticFiles loaded_;
};

TEST_F(StaticFilesTest, ServesWhatIsThereAndOnlyThat) {
  EXPECT_EQ(loaded_.size(), 2U);
  auto const page = get("/").value();
  EXPECT_EQ(page.bytes(), "<!doctype html>");
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("Cache-Control"), "no-cache");
  for (auto const* path : {"/assets", "/assets/", "/../static.secret", "/assets/../index.html", "//index.html", "/nowhere", ""})
    EXPECT_FALSE(get(path)) << path;
}

TEST_F(StaticFilesTest, KeepsHashedNamesAndPacksThem) {
  auto const packed = get("/assets/app-12ab.js", {{"Accept-Encoding", "gzip"}}).value();
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_LT(packed.bytes().size(), 100U);
  EXPECT_EQ(packed.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/assets/app-12ab.js")->bytes().size(), 5000U);
}

TEST_F(StaticFilesTest, LeadsToThePageOfAFolder) {
  auto& files = base::real_files();
  EXPECT_TRUE(files.make_directories(folder_ + "/terrain/assets").ok());
  EXPECT_TRUE(base::replace_file(files, folder_ + "/terrain/index.html", "<!doctype html><p>terrain").ok());
  EXPECT_TRUE(base::replace_file(files, folder_ + "/terrain/assets/app-34cd.js", "x").ok());
  loaded_ = StaticFiles::load(files, folder_).value();
  EXPECT_EQ(get("/terrain/")->bytes(), "<!doctype html><p>terrain");
  EXPECT_EQ(get("/terrain/")->header("Cache-Control"), "no-cache");
  EXPECT_EQ(get("/terrain/assets/app-34cd.js")->header("Cache-Control"), "public, max-age=31536000, immutable");
  auto const led = get("/terrain").value();
  EXPECT_EQ(led.status, 308U);
  EXPECT_EQ(led.header("Location"), "/terrain/");
  EXPECT_FALSE(get("/terrain/assets"));
  EXPECT_FALSE(get("/terrain//"));
}

TEST_F(StaticFilesTest, SaysThatNothingChanged) {
  auto const etag = std::string(get("/")->header("ETag"));
  auto const again = get("/", {{"If-None-Match", etag}}).value();
  EXPECT_EQ(again.status, 304U);
  EXPECT_EQ(again.bytes(), "");
  EXPECT_EQ(get("/", {{"If-None-Match", "\"other\""}})->status, 200U);
}

}  // namespace
}  // namespace bassin::http
