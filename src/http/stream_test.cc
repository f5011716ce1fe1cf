// Answers that are made while they are sent, read byte by byte: chunks, slow clients, clients that go, a server that stops.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "http/client_for_test.h"
#include "http/server.h"

namespace bassin::http {
namespace {

using namespace std::chrono_literals;

// Sets a flag when the last copy of what holds it goes.
class Gone {
 public:
  explicit Gone(std::atomic<bool>& flag) : flag_(flag) {}
  ~Gone() { flag_ = true; }
  Gone(Gone const&) = delete;
  Gone& operator=(Gone const&) = delete;

 private:
  std::atomic<bool>& flag_;
};

std::string get(std::string_view path, std::string_view version = "1.1") {
  return "GET " + std::string(path) + " HTTP/" + std::string(version) + "\r\nHost: x\r\n\r\n";
}

class StreamTest : public testing::Test {
 protected:
  void start() {
    settings_.port = 0;
    Site site;
    site.failure = [](unsigned status, Request const&) { return make_response(status, "text/plain", "failure"); };
    site.answered = [this](Answered const& answered) { bytes_ = answered.bytes; };
    add(site.router, "/three", [this] { return pieces({"one,", "two,", "three"}); });
    add(site.router, "/none", [this] { return pieces({}); });
    add(site.router, "/broken", [this] { return broken(false); });
    add(site.router, "/throws", [this] { return broken(true); });
    add(site.router, "/endless", [this] { return endless(); });
    add(site.router, "/gated", [this] { return gated(); });
    site.router.add({Method::get, "/plain", Lane::bulk, [](Request const&) { return make_response(200, "text/plain", "plain"); }});
    server_ = Server::start(settings_, std::move(site)).value();
  }

  static void add(Router& router, std::string pattern, std::function<BodyStream()> make) {
    router.add({Method::get, std::move(pattern), Lane::bulk, [make = std::move(make)](Request const&) {
                  auto response = make_response(200, "text/plain", "");
                  response.stream = make();
                  return response;
                }});
  }
  BodyStream pieces(std::vector<std::string> parts) {
    auto const gone = std::make_shared<Gone>(gone_);
    return [this, gone, parts = std::move(parts), next = std::size_t{0}]() mutable -> std::optional<std::string> {
      ++calls_;
      return next < parts.size() ? parts[next++] : std::string();
    };
  }
  BodyStream broken(bool throws) {
    return [this, throws]() -> std::optional<std::string> {
      if (calls_++ == 0) return "first";
      if (throws) throw std::runtime_error("secret detail");
      return std::nullopt;
    };
  }
  BodyStream endless() {
    auto const gone = std::make_shared<Gone>(gone_);
    return [this, gone]() -> std::optional<std::string> { return ++calls_, std::string(64 * 1024, 'x'); };
  }
  BodyStream gated() {
    auto const gone = std::make_shared<Gone>(gone_);
    return [this, gone]() -> std::optional<std::string> {
      if (calls_++ == 0) return "before,";
      gate_.wait();
      return calls_ == 2 ? "after" : "";
    };
  }
  static bool comes(std::function<bool()> const& holds) {
    for (int i = 0; i < 1000 && !holds(); ++i) std::this_thread::sleep_for(5ms);
    return holds();
  }

  ServerSettings settings_;
  std::atomic<int> calls_ = 0;
  std::atomic<bool> gone_ = false;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::promise<void> open_;
  std::shared_future<void> gate_ = open_.get_future().share();
  std::unique_ptr<Server> server_;
};

TEST_F(StreamTest, ComesInChunksAndKeepsTheConnection) {
  start();
  Client client(server_->port());
  client.send(get("/three") + "GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const all = client.rest();
  auto const body = all.substr(all.find("\r\n\r\n") + 4);
  EXPECT_TRUE(has(all, "Transfer-Encoding: chunked"));
  EXPECT_FALSE(has(all.substr(0, all.find("\r\n\r\n")), "Content-Length"));
  EXPECT_TRUE(body.starts_with("4\r\none,\r\n4\r\ntwo,\r\n5\r\nthree\r\n0\r\n\r\nHTTP/1.1 200")) << body;
  EXPECT_TRUE(body.ends_with("plain"));
  EXPECT_TRUE(comes([this] { return gone_.load(); }));
}

TEST_F(StreamTest, MayBeEmpty) {
  start();
  Client client(server_->port());
  client.send(get("/none") + "GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(has(client.rest(), "\r\n\r\n0\r\n\r\nHTTP/1.1 200"));
}

TEST_F(StreamTest, LongPiecesAreWhole) {
  start();
  Client client(server_->port());
  client.send(get("/endless"));
  auto const& some = client.peek(300'000);
  auto const body = some.substr(some.find("\r\n\r\n") + 4);
  EXPECT_TRUE(body.starts_with("10000\r\nx"));
  EXPECT_EQ(body.substr(7 + 65536, 9), "\r\n10000\r\n");
}

TEST_F(StreamTest, OldClientsReadToTheEndOfTheConnection) {
  start();
  Client client(server_->port());
  client.send(get("/three", "1.0"));
  auto const all = client.rest();
  EXPECT_FALSE(has(all, "chunked"));
  EXPECT_TRUE(has(all, "Connection: close"));
  EXPECT_TRUE(all.ends_with("\r\n\r\none,two,three")) << all;
}

TEST_F(StreamTest, HeadMakesNothing) {
  start();
  Client client(server_->port());
  client.send("HEAD /three HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const all = client.rest();
  EXPECT_EQ(status_of(all), 200U);
  EXPECT_TRUE(all.ends_with("\r\n\r\n"));
  EXPECT_EQ(calls_, 0);
}

TEST_F(StreamTest, CountsItsBytes) {
  start();
  Client client(server_->port());
  client.send(get("/three", "1.0"));
  (void)client.rest();
  EXPECT_TRUE(comes([this] { return bytes_ == 13; }));
}

TEST_F(StreamTest, ThatCannotGoOnIsNoWholeAnswer) {
  for (auto const* const path : {"/broken", "/throws"}) {
    calls_ = 0;
    start();
    Client client(server_->port());
    client.send(get(path));
    auto const all = client.rest();
    EXPECT_TRUE(all.ends_with("5\r\nfirst\r\n")) << all;  // and no last chunk
    Client other(server_->port());
    other.send(get("/plain"));
    EXPECT_TRUE(has(other.answer(), "plain"));
    server_.reset();
  }
}

// One piece waits for the client, and no thread does: the one thread of the lane answers others meanwhile.
TEST_F(StreamTest, ASlowClientHoldsOnePieceAndNoThread) {
  start();
  Client slow(server_->port());
  slow.send(get("/endless"));
  auto stalled = -1;
  ASSERT_TRUE(comes([&] {
    auto const before = calls_.load();
    std::this_thread::sleep_for(100ms);
    stalled = calls_.load();
    return before == stalled && stalled > 0;
  }));
  Client other(server_->port());
  other.send(get("/plain"));
  EXPECT_TRUE(has(other.answer(), "plain"));
  EXPECT_EQ(calls_, stalled);
  EXPECT_LT(stalled, 400);  // what the sockets of both sides hold, not what memory does
  (void)slow.peek(20'000'000);
  EXPECT_GT(calls_, stalled);
}

TEST_F(StreamTest, AClientThatReadsNothingIsLeft) {
  settings_.write_time = 200ms;
  start();
  Client slow(server_->port());
  slow.send(get("/endless"));
  EXPECT_TRUE(comes([this] { return gone_.load() && server_->connections() == 0; }));
}

TEST_F(StreamTest, AClientThatGoesEndsTheWork) {
  start();
  {
    Client client(server_->port());
    client.send(get("/endless"));
    (void)client.peek(1000);
  }
  EXPECT_TRUE(comes([this] { return gone_.load() && server_->connections() == 0; }));
  auto const calls = calls_.load();
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(calls_, calls);
}

TEST_F(StreamTest, IsFinishedWhenTheServerStops) {
  start();
  Client client(server_->port());
  client.send(get("/gated"));
  (void)client.peek(30);
  ASSERT_TRUE(comes([this] { return calls_ == 2; }));
  std::thread stopping([this] { server_->stop(10s); });
  std::this_thread::sleep_for(50ms);
  open_.set_value();
  EXPECT_TRUE(has(client.rest(), "before,\r\n5\r\nafter\r\n0\r\n\r\n"));
  stopping.join();
}

TEST_F(StreamTest, IsBrokenOffWhenTheServerStopsAtOnce) {
  start();
  Client client(server_->port());
  client.send(get("/endless"));
  (void)client.peek(1000);
  server_->stop(0ms);
  EXPECT_FALSE(client.rest().ends_with("0\r\n\r\n"));
  EXPECT_TRUE(comes([this] { return gone_.load(); }));
}

}  // namespace
}  // namespace bassin::http
