#include "outward/download.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include "base/checksum.h"
#include "outward/http_call.h"
#include "outward/testing/peer_test_support.h"

namespace bassin::outward {
namespace {

// What the server of test/outward/ holds.
std::string body() {
  std::string out(3'000'000, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>((i * 7 + i / 251) % 256);
  return out;
}

class DownloadTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "download_test_" + std::to_string(::getpid());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] DownloadOrder order(std::string const& page) const {
    DownloadOrder out;
    out.url = "http://127.0.0.1:" + std::to_string(peer_.port()) + page;
    out.path = folder_ + "/file";
    out.pause_seconds = 0.01;
    return out;
  }
  [[nodiscard]] std::string code_of(DownloadOrder const& wanted) const {
    auto const done = download(wanted, files_);
    return done.ok() ? "" : std::string(done.error().code);
  }
  [[nodiscard]] std::string log() const { return call({.url = "http://127.0.0.1:" + std::to_string(peer_.port()) + "/log"}).value().body; }
  [[nodiscard]] std::string held() const { return files_.read(folder_ + "/file").value(); }
  [[nodiscard]] std::vector<std::string> names() const { return files_.list(folder_).value(); }

  base::FileSystem& files_ = base::real_files();
  std::string folder_;
  Peer peer_{"web_server.py", {}};
};

TEST_F(DownloadTest, BringsTheFileWithItsTellsAndItsProgress) {
  auto wanted = order("/file");
  std::uint64_t last = 0, total = 0;
  bool backwards = false;
  wanted.progress = [&](std::uint64_t done, std::uint64_t of) {
    backwards = backwards || done < last;
    last = done;
    total = of;
  };
  auto const done = download(wanted, files_);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  EXPECT_TRUE(done->changed);
  EXPECT_EQ(done->bytes, 3'000'000U);
  EXPECT_EQ(done->resumed_from, 0U);
  EXPECT_EQ(done->validators.etag, "\"one\"");
  EXPECT_EQ(done->checksum, base::checksum(body()));
  EXPECT_EQ(held(), body());
  EXPECT_EQ(last, 3'000'000U);
  EXPECT_EQ(total, 3'000'000U);
  EXPECT_FALSE(backwards);
  EXPECT_EQ(names(), (std::vector<std::string>{"file", "file.from"}));
}

TEST_F(DownloadTest, AsksForAFileOnlyOnce) {
  ASSERT_TRUE(download(order("/file"), files_).ok());
  auto const again = download(order("/file"), files_);
  ASSERT_TRUE(again.ok()) << again.error().debug();
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(again->bytes, 3'000'000U);
  EXPECT_EQ(held(), body());
  EXPECT_NE(log().find("GET /file - - \"one\""), std::string::npos) << log();
}

TEST_F(DownloadTest, AFileThatSomeoneElseChangedIsBroughtAnew) {
  ASSERT_TRUE(download(order("/file"), files_).ok());
  ASSERT_TRUE(base::replace_file(files_, folder_ + "/file", "edited").ok());
  EXPECT_TRUE(download(order("/file"), files_).value().changed);
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, AnotherAddressIsAnotherFile) {
  ASSERT_TRUE(download(order("/file"), files_).ok());
  EXPECT_TRUE(download(order("/moved"), files_).value().changed);
}

TEST_F(DownloadTest, CutInTheMiddleItGoesOnWhereItWas) {
  auto const done = download(order("/cut"), files_);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  EXPECT_EQ(held(), body());
  EXPECT_EQ(done->checksum, base::checksum(body()));
  EXPECT_EQ(done->resumed_from, 2'000'000U);
  EXPECT_EQ(log(), "GET /cut - - -\nGET /cut bytes=1000000- \"cut\" -\nGET /cut bytes=2000000- \"cut\" -");
}

TEST_F(DownloadTest, TheNextRunGoesOnWhereTheLastOneGaveUp) {
  auto wanted = order("/cut");
  wanted.attempts = 1;
  EXPECT_EQ(code_of(wanted), "outward.cut_short");
  EXPECT_FALSE(files_.exists(wanted.path));
  EXPECT_EQ(code_of(wanted), "outward.cut_short");
  EXPECT_EQ(code_of(wanted), "");
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, AFileThatChangedInBetweenBeginsAnew) {
  auto const done = download(order("/other"), files_);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  auto reversed = body();
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(held(), reversed);
  EXPECT_EQ(done->resumed_from, 0U);
}

TEST_F(DownloadTest, APartThatWasNotAskedForIsNotGluedOn) {
  auto const done = download(order("/liar"), files_);
  ASSERT_TRUE(done.ok()) << done.error().debug();
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, APartialFileThatIsTooLongBeginsAnew) {
  auto const wanted = order("/file");
  ASSERT_TRUE(base::replace_file(files_, wanted.path + ".partial", std::string(4'000'000, 'x')).ok());
  ASSERT_TRUE(base::replace_file(files_, wanted.path + ".partial.from", wanted.url + "\n\"one\"\n\n0\n").ok());
  EXPECT_EQ(code_of(wanted), "");
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, AFileShorterThanPromisedNeverGetsItsName) {
  auto wanted = order("/short");
  wanted.attempts = 2;
  EXPECT_EQ(code_of(wanted), "outward.cut_short");
  EXPECT_FALSE(files_.exists(wanted.path));
}

TEST_F(DownloadTest, ChunksThatEndTooEarlyNeverGetItsName) {
  auto wanted = order("/chunks/cut");
  wanted.attempts = 2;
  EXPECT_EQ(code_of(wanted), "outward.cut_short");
  EXPECT_FALSE(files_.exists(wanted.path));
  EXPECT_EQ(code_of(order("/chunks/whole")), "");
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, AnEmptyFileIsAFile) {
  EXPECT_EQ(code_of(order("/empty")), "");
  EXPECT_EQ(held(), "");
}

TEST_F(DownloadTest, ErrorsLeaveWhatIsThere) {
  ASSERT_TRUE(base::replace_file(files_, folder_ + "/file", "before").ok());
  for (auto const& [page, code] : {std::pair{"/nowhere", "outward.status"},
                                   {"/loop", "outward.redirects"},
                                   {"/away", "outward.plain_refused"},
                                   {"/scheme", "outward.bad_address"},
                                   {"/short", "outward.cut_short"}}) {
    EXPECT_EQ(code_of(order(page)), code) << page;
    EXPECT_EQ(held(), "before") << page;
  }
}

TEST_F(DownloadTest, FollowsARedirectionAndWaitsForABusyServer) {
  EXPECT_EQ(code_of(order("/moved")), "");
  EXPECT_EQ(held(), body());
  EXPECT_EQ(code_of(order("/busy")), "");
  EXPECT_EQ(held(), body());
}

TEST_F(DownloadTest, IsStoppedByItsLimit) {
  auto wanted = order("/file");
  wanted.most_bytes = 2'999'999;
  EXPECT_EQ(code_of(wanted), "outward.too_large");
  wanted = order("/chunks/whole");
  wanted.most_bytes = 2'999'999;
  EXPECT_EQ(code_of(wanted), "outward.too_large");
  wanted.most_bytes = 3'000'000;
  EXPECT_EQ(code_of(wanted), "");
}

TEST_F(DownloadTest, AStalledServerIsGivenUp) {
  auto wanted = order("/slow");
  wanted.attempts = 1;
  wanted.stalled_seconds = 1;
  EXPECT_EQ(code_of(wanted), "outward.timeout");
}

TEST_F(DownloadTest, AStopIsHeardWhileItWaits) {
  std::stop_source stop;
  std::jthread const later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop.request_stop();
  });
  auto const done = download(order("/slow"), files_, stop.get_token());
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, "outward.stopped");
}

TEST_F(DownloadTest, ADiskThatRefusesIsSaid) {
  auto wanted = order("/file");
  wanted.path = folder_ + "/no/such/folder/file";
  EXPECT_EQ(code_of(wanted), "file.missing");
}

TEST_F(DownloadTest, ACertificateThatNobodyVouchesForIsRefused) {
  auto const certificate = make_certificate(folder_ + "/tls");
  Peer const peer("web_server.py", {certificate.file, certificate.key});
  auto wanted = order("");
  wanted.url = "https://127.0.0.1:" + std::to_string(peer.port()) + "/file";
  EXPECT_EQ(code_of(wanted), "outward.tls");
  wanted.ca_file = certificate.file;
  EXPECT_EQ(code_of(wanted), "");
  EXPECT_EQ(held(), body());
}

}  // namespace
}  // namespace bassin::outward
