#include "outward/http_call.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "outward/testing/peer_test_support.h"

namespace bassin::outward {
namespace {

std::string at(Peer const& peer, std::string const& path) { return "http://127.0.0.1:" + std::to_string(peer.port()) + path; }

std::string_view code_of(HttpQuestion const& question) {
  auto const answer = call(question);
  return answer.ok() ? "" : answer.error().code;
}

TEST(Call, SendsMethodHeadersAndBodyAndReadsTheWholeAnswer) {
  Peer const peer("web_server.py", {});
  auto const answer = call({.method = "POST", .url = at(peer, "/echo"), .headers = {{"X-Word", "mot"}}, .body = "a=1&b=2"});
  ASSERT_TRUE(answer.ok()) << answer.error().debug();
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "mot|a=1&b=2");
  EXPECT_EQ(answer->header("x-seen"), "yes");
  EXPECT_EQ(answer->header("absent"), "");
}

TEST(Call, AnyStatusIsAnAnswerAndARedirectionIsNotFollowed) {
  Peer const peer("web_server.py", {});
  EXPECT_EQ(call({.url = at(peer, "/nowhere")}).value().status, 404);
  auto const moved = call({.url = at(peer, "/moved")}).value();
  EXPECT_EQ(moved.status, 302);
  EXPECT_EQ(moved.header("location"), "/file");
}

TEST(Call, RefusesAddressesThatAreNotSafe) {
  EXPECT_EQ(code_of({.url = "http://example.invalid/"}), "outward.plain_refused");
  EXPECT_EQ(code_of({.url = "http://127.0.0.1.example.invalid/"}), "outward.plain_refused");
  EXPECT_EQ(code_of({.url = "http://localhost.example.invalid/"}), "outward.plain_refused");
  for (auto const* url : {"file:///etc/passwd", "ftp://127.0.0.1/", "https://user:word@127.0.0.1/", "", "nonsense", "https://",
                          "https://a b/", "https://127.0.0.1/\r\nX: y", "gopher://127.0.0.1"})
    EXPECT_TRUE(code_of({.url = url}) == "outward.bad_address" || code_of({.url = url}) == "outward.plain_refused") << url;
}

TEST(Call, RefusesHeadersThatWouldBeginAnother) {
  Peer const peer("web_server.py", {});
  EXPECT_EQ(code_of({.url = at(peer, "/echo"), .headers = {{"X-Word", "a\r\nX-Evil: b"}}}), "outward.bad_header");
  EXPECT_EQ(code_of({.url = at(peer, "/echo"), .headers = {{"X-Word: a\nX", "b"}}}), "outward.bad_header");
  EXPECT_EQ(code_of({.method = "GET / HTTP/1.1\r\nX: y", .url = at(peer, "/echo")}), "outward.bad_header");
}

TEST(Call, GivesUpOnTheSlowTheLargeAndTheAbsent) {
  Peer const peer("web_server.py", {});
  EXPECT_EQ(code_of({.url = at(peer, "/slow"), .total_seconds = 0.5}), "outward.timeout");
  EXPECT_EQ(code_of({.url = at(peer, "/file"), .most_bytes = 1000}), "outward.too_large");
  EXPECT_EQ(code_of({.url = at(peer, "/short"), .most_bytes = 9'000'000}), "outward.cut_short");
  EXPECT_EQ(code_of({.url = "http://127.0.0.1:1/"}), "outward.unreachable");
  EXPECT_EQ(code_of({.url = "https://no-such-host.invalid/"}), "outward.unreachable");
}

TEST(Call, EndsWhenItIsToldToStop) {
  Peer const peer("web_server.py", {});
  std::stop_source stop;
  std::jthread const later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop.request_stop();
  });
  auto const answer = call({.url = at(peer, "/slow"), .total_seconds = 25}, stop.get_token());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, "outward.stopped");
}

TEST(Call, VerifiesTheCertificate) {
  auto const certificate = make_certificate(testing::TempDir() + "call_test_" + std::to_string(::getpid()));
  Peer const peer("web_server.py", {certificate.file, certificate.key});
  auto const port = std::to_string(peer.port());
  EXPECT_EQ(code_of({.url = "https://127.0.0.1:" + port + "/moved"}), "outward.tls");
  EXPECT_EQ(code_of({.url = "https://127.0.0.1:" + port + "/moved", .ca_file = certificate.file}), "");
  EXPECT_EQ(code_of({.url = "https://localhost:" + port + "/moved", .ca_file = certificate.file}), "outward.tls");  // another name
  EXPECT_EQ(code_of({.url = "https://127.0.0.1:" + port + "/moved", .ca_file = certificate.file + ".absent"}), "outward.tls");
}

}  // namespace
}  // namespace bassin::outward
