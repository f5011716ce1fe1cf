// A server asked over real sockets, byte by byte: what it answers, what it refuses, and what it survives.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "http/client_for_test.h"
#include "http/server.h"

namespace bassin::http {
namespace {

using namespace std::chrono_literals;

class ServerTest : public testing::Test {
 protected:
  void start() {
    settings_.port = 0;
    Site site;
    site.headers = {{"X-Content-Type-Options", "nosniff"}};
    site.failure = [](unsigned status, Request const&) { return make_response(status, "text/plain", "failure " + std::to_string(status)); };
    site.answered = [this](Answered const& answered) {
      std::lock_guard const guard(mutex_);
      seen_.push_back({std::string(answered.pattern), answered.status});
    };
    site.takes_large = takes_large_;
    if (knows_nobody_) {
      site.known = [](Request&) { return false; };
      site.find = [this](Request&) { ++found_; };
    }
    add_routes(site.router);
    server_ = Server::start(settings_, std::move(site)).value();
  }
  void add_routes(Router& router) {
    router.add({Method::get, "/hello/{name}", Lane::query, [](Request const& request) {
                  return make_response(200, "text/plain", "hello " + std::string(request.path_value("name")));
                }});
    router.add({Method::post, "/echo", Lane::query, [](Request const& request) { return make_response(200, "text/plain", request.body); }});
    router.add(
        {Method::post, "/large", Lane::bulk, [](Request const& request) { return make_response(200, "text/plain", request.body); }, 5000});
    router.add({Method::get, "/who", Lane::direct, [](Request const& request) {
                  return make_response(200, "text/plain", request.client + (request.secure ? " secure" : ""));
                }});
    router.add({Method::get, "/fault", Lane::query, [](Request const&) -> Response { throw std::runtime_error("secret detail"); }});
    router.add({Method::get, "/wait", Lane::query, [this](Request const&) {
                  ++waiting_;
                  gate_.wait();
                  return make_response(200, "text/plain", "waited");
                }});
  }
  std::string ask(std::string_view request) {
    Client client(server_->port());
    client.send(request);
    return client.answer();
  }
  static std::string get(std::string_view path) { return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n"; }
  void until(std::function<bool()> const& holds) {
    for (int i = 0; i < 1000 && !holds(); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds());
  }

  ServerSettings settings_;
  std::promise<void> open_;
  std::shared_future<void> gate_ = open_.get_future().share();
  std::atomic<int> waiting_ = 0, found_ = 0;
  std::function<bool(Request const&)> takes_large_;
  bool knows_nobody_ = false;  // at once: each is found first
  std::mutex mutex_;
  std::vector<std::pair<std::string, unsigned>> seen_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  Client client(server_->port());
  client.send(get("/hello/Cr%C3%A9cy"));
  auto const first = client.answer();
  EXPECT_EQ(status_of(first), 200U);
  EXPECT_TRUE(has(first, "hello Crécy"));
  EXPECT_TRUE(has(first, "X-Content-Type-Options: nosniff"));
  client.send(get("/hello/b") + get("/hello/c"));  // both at once
  EXPECT_TRUE(has(client.answer(), "hello b"));
  EXPECT_TRUE(has(client.answer(), "hello c"));
  client.send("HEAD /hello/d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const head = client.rest();
  EXPECT_TRUE(has(head, "Content-Length: 7"));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  std::lock_guard const guard(mutex_);
  ASSERT_EQ(seen_.size(), 4U);
  EXPECT_EQ(seen_[0], (std::pair<std::string, unsigned>("/hello/{name}", 200)));
}

TEST_F(ServerTest, ReadsBodiesInEveryForm) {
  start();
  EXPECT_TRUE(has(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"), "abcde"));
  EXPECT_TRUE(has(ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), "abcde"));
  Client client(server_->port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abcde");
  EXPECT_TRUE(has(client.answer(), "abcde"));
}

TEST_F(ServerTest, SaysWhatIsWrongWithARequest) {
  settings_.header_bytes = 2048;
  settings_.body_bytes = 1000;
  start();
  EXPECT_EQ(status_of(ask(get("/nowhere"))), 404U);
  auto const method = ask("DELETE /echo HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_of(method), 405U);
  EXPECT_TRUE(has(method, "Allow: POST"));
  EXPECT_EQ(status_of(ask(get("/hello/../../etc/passwd"))), 400U);
  EXPECT_EQ(status_of(ask(get("/hello/%2e%2e/%2e%2e/etc/passwd"))), 400U);
  EXPECT_EQ(status_of(ask("GARBAGE\r\n\r\n")), 400U);
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n")), 400U);
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nX: " + std::string(3000, 'a') + "\r\n\r\n")), 431U);
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")), 413U);
  auto const chunks =
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'a') + "\r\n0\r\n\r\n";
  EXPECT_EQ(status_of(ask(chunks)), 413U);
  // Two ways to say where the body ends are one too many: a proxy may read the other one.
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")), 400U);
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")), 400U);
}

TEST_F(ServerTest, WhatCouldBeReadOtherwiseIsRefused) {
  start();
  auto const hidden = get("/hello/hidden");
  for (std::string const lines : {"Host: x\r\nTransfer-Encoding: identity", "Host: x\r\nTransfer-Encoding: xchunked",
                                  "Host: x\r\nTransfer-Encoding: identity, chunked", "Host: x\r\nTransfer-Encoding: gzip, chunked",
                                  "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Host: x\r\nHost: y", "X: y"}) {
    Client client(server_->port());
    client.send("POST /echo HTTP/1.1\r\n" + lines + "\r\n\r\n" + hidden);
    client.end_of_sending();
    auto const answers = client.rest();
    EXPECT_EQ(status_of(answers), 400U) << lines;
    EXPECT_FALSE(has(answers, "hello hidden")) << lines;
  }
  EXPECT_EQ(status_of(ask("GET /hello/a HTTP/1.0\r\n\r\n")), 200U) << "older clients name no host";
}

TEST_F(ServerTest, AFaultOfOursSaysNothingOfItself) {
  start();
  auto const answer = ask(get("/fault"));
  EXPECT_EQ(status_of(answer), 500U);
  EXPECT_FALSE(has(answer, "secret"));
  EXPECT_EQ(status_of(ask(get("/hello/a"))), 200U);
}

TEST_F(ServerTest, BelievesAProxyOnlyWhereOneIsDeclared) {
  std::string const stated = "GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9, 1.2.3.4\r\nX-Forwarded-Proto: https\r\n\r\n";
  start();
  EXPECT_TRUE(ask(stated).ends_with("\r\n127.0.0.1"));
  server_.reset();
  settings_.behind_proxy = true;
  start();
  EXPECT_TRUE(ask(stated).ends_with("\r\n1.2.3.4 secure"));
  auto const who = [this](std::string const& lines) {
    auto const answer = ask("GET /who HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
    return answer.substr(answer.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(who("X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: http\r\n"),
            "1.2.3.4")
      << "what the client sent stands first, what the proxy says in a line of its own";
  EXPECT_EQ(who("X-Forwarded-For: 9.9.9.9, 1.2.3.4:5678\r\n"), "1.2.3.4");
  EXPECT_EQ(who("X-Forwarded-For: [2001:db8::1]:5678\r\n"), "2001:db8::1");
  for (auto const* const no_address : {"", "unknown", "9.9.9.9, ", "1.2.3", "<script>", "1.2.3.4 9.9.9.9"})
    EXPECT_EQ(who("X-Forwarded-For: " + std::string(no_address) + "\r\n"), "127.0.0.1") << no_address;
}

TEST_F(ServerTest, OneClientCannotAskWithoutEnd) {
  settings_.rate = {.per_second = 0.001, .burst = 3};
  start();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status_of(ask(get("/hello/a"))), 200U);
  auto const refused = ask(get("/hello/a"));
  EXPECT_EQ(status_of(refused), 429U);
  EXPECT_TRUE(has(refused, "Retry-After: "));
}

TEST_F(ServerTest, SlowClientsAreLeftAndHoldNobody) {
  settings_.header_time = 200ms;
  settings_.body_time = 200ms;
  settings_.idle_time = 200ms;
  settings_.connections_of_client = 60;
  start();
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<Client>(server_->port()));
    slow.back()->send(i % 3 == 0 ? "" : i % 3 == 1 ? "GET /hello/a HT" : "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
  }
  EXPECT_EQ(status_of(ask(get("/hello/a"))), 200U);
  for (auto const& client : slow) EXPECT_EQ(client->rest(), "");
  until([this] { return server_->connections() == 0; });
}

TEST_F(ServerTest, ConnectionsAreBounded) {
  settings_.connections_of_client = 3;
  start();
  std::vector<std::unique_ptr<Client>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<Client>(server_->port()));
    held.back()->send(get("/hello/a"));
    EXPECT_EQ(status_of(held.back()->answer()), 200U);
  }
  EXPECT_EQ(ask(get("/hello/a")), "");
  held.pop_back();
  until([this] { return server_->connections() == 2; });
  EXPECT_EQ(status_of(ask(get("/hello/a"))), 200U);
}

TEST_F(ServerTest, OverloadIsRefusedAtOnce) {
  settings_.query_threads = 1;
  settings_.waiting = 0;
  start();
  auto held = std::async(std::launch::async, [this] { return ask(get("/wait")); });
  until([this] { return waiting_ == 1; });
  auto const refused = ask(get("/hello/a"));
  EXPECT_EQ(status_of(refused), 503U);
  EXPECT_TRUE(has(refused, "Retry-After: 2"));
  EXPECT_EQ(status_of(ask(get("/who"))), 200U) << "another lane";
  open_.set_value();
  EXPECT_TRUE(has(held.get(), "waited"));
}

TEST_F(ServerTest, StopsWithoutDroppingAnAnswer) {
  start();
  auto const port = server_->port();
  auto held = std::async(std::launch::async, [this] { return ask(get("/wait")); });
  Client idle(port);
  idle.send(get("/hello/a"));
  EXPECT_EQ(status_of(idle.answer()), 200U);
  until([this] { return waiting_ == 1; });
  auto stopping = std::async(std::launch::async, [this] { server_->stop(5s); });
  EXPECT_EQ(idle.rest(), "") << "who only waits is closed at once";
  open_.set_value();
  auto const last = held.get();
  EXPECT_TRUE(has(last, "waited"));
  EXPECT_TRUE(has(last, "Connection: close"));
  stopping.get();
  EXPECT_FALSE(Client(port).connected());
}

TEST_F(ServerTest, TellsWhyItCannotListen) {
  start();
  auto taken = settings_;
  taken.port = server_->port();
  Site site;
  EXPECT_EQ(Server::start(taken, std::move(site)).error().code, "http.address");
  settings_.certificate = "/nowhere/cert.pem";
  auto const tls = Server::start(settings_, Site{});
  EXPECT_EQ(tls.error().code, "http.tls");
  EXPECT_EQ(tls.error().value("file"), "/nowhere/cert.pem");
}

TEST_F(ServerTest, ARouteMayTakeMoreThanTheRest) {
  settings_.body_bytes = 1000;
  start();
  auto const post = [](std::string_view path, std::size_t size) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
  };
  auto const chunked = [](std::string_view path, std::size_t size) {
    std::string out = "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (; size > 0; size -= 100) out += "64\r\n" + std::string(100, 'b') + "\r\n";
    return out + "0\r\n\r\n";
  };
  EXPECT_EQ(status_of(ask(post("/echo", 1000))), 200U);
  EXPECT_EQ(status_of(ask(post("/echo", 1001))), 413U);
  EXPECT_EQ(status_of(ask(post("/nowhere", 1001))), 413U);
  EXPECT_EQ(status_of(ask(post("/large", 5000))), 200U);
  EXPECT_EQ(status_of(ask(post("/large", 5001))), 413U);
  EXPECT_EQ(status_of(ask(chunked("/echo", 1000))), 200U);
  EXPECT_EQ(status_of(ask(chunked("/echo", 1100))), 413U);
  EXPECT_EQ(status_of(ask(chunked("/large", 5000))), 200U);
  EXPECT_EQ(status_of(ask(chunked("/large", 5100))), 413U);
}

std::string large_from(std::string_view who, std::size_t sent) {
  return "POST /large HTTP/1.1\r\nHost: x\r\nCookie: " + std::string(who) + "\r\nContent-Length: 4000\r\n\r\n" + std::string(sent, 'b');
}

TEST_F(ServerTest, LargeBodiesAreFewAndOfThoseWhoMaySendThem) {
  settings_.body_bytes = 1000;
  settings_.large_bodies = 2;
  takes_large_ = [](Request const& request) { return request.header("Cookie") == "known"; };
  start();
  EXPECT_EQ(status_of(ask(large_from("stranger", 0))), 401U) << "before any of it is read";
  EXPECT_EQ(status_of(ask(large_from("known", 4000))), 200U);
  EXPECT_EQ(status_of(ask("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + std::string(900, 'b'))), 200U)
      << "what any route takes is for everybody";
  auto const held = [this] {
    auto client = std::make_unique<Client>(server_->port());
    client->send(large_from("known", 10));
    return client;
  };
  auto one = held();
  auto two = held();
  until([this] { return status_of(ask(large_from("known", 4000))) == 503U; });
  EXPECT_EQ(status_of(ask(get("/who"))), 200U) << "nobody else waits";
  one.reset();
  until([this] { return status_of(ask(large_from("known", 4000))) == 200U; });
}

TEST_F(ServerTest, WhoSendsALargeBodyIsWhoeverTheAnswerIsFor) {
  settings_.body_bytes = 1000;
  settings_.behind_proxy = true;
  takes_large_ = [](Request const& request) { return request.secure && request.client == "1.2.3.4"; };
  start();
  EXPECT_EQ(status_of(ask(large_from("a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https", 4000))), 200U)
      << "cookies have another name over TLS: whether it is there must be known by then";
  EXPECT_EQ(status_of(ask(large_from("a\r\nX-Forwarded-For: 1.2.3.4", 0))), 401U);
}

TEST_F(ServerTest, WhoSendsALargeBodyIsFoundFirst) {
  settings_.body_bytes = 1000;
  knows_nobody_ = true;
  takes_large_ = [this](Request const&) { return found_ > 0; };
  start();
  EXPECT_EQ(status_of(ask(large_from("anybody", 4000))), 200U);
  EXPECT_EQ(found_, 2) << "by the header, and for the answer";
}

}  // namespace
}  // namespace bassin::http
