// A server asked over real sockets, byte by byte: what it answers, what it refuses, and what it survives.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "http/server.h"

namespace bassin::http {
namespace {

using namespace std::chrono_literals;

// A client of one connection.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    timeval const patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  // Whether all was taken; the server may have closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_of_sending() { ::shutdown(socket_, SHUT_WR); }
  // One answer, by its Content-Length; "" at the end of the connection.
  std::string answer() {
    while (received_.find("\r\n\r\n") == std::string::npos) {
      if (!receive()) return std::exchange(received_, {});
    }
    auto const body = received_.find("\r\n\r\n") + 4;
    auto const at = received_.find("Content-Length: ");
    auto const length = at < body ? std::stoul(received_.substr(at + 16)) : 0;
    while (received_.size() < body + length) {
      if (!receive()) break;
    }
    auto const out = received_.substr(0, body + length);
    received_.erase(0, out.size());
    return out;
  }
  // Everything up to the end of the connection.
  std::string rest() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }

 private:
  bool receive() {
    char buffer[4096];
    auto const got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int socket_;
  bool connected_ = false;
  std::string received_;
};

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }
unsigned status_of(std::string const& answer) { return answer.size() < 12 ? 0 : static_cast<unsigned>(std::stoul(answer.substr(9, 3))); }

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
    add_routes(site.router);
    server_ = Server::start(settings_, std::move(site)).value();
  }
  void add_routes(Router& router) {
    router.add({Method::get, "/hello/{name}", Lane::query, [](Request const& request) {
                  return make_response(200, "text/plain", "hello " + std::string(request.path_value("name")));
                }});
    router.add({Method::post, "/echo", Lane::query, [](Request const& request) { return make_response(200, "text/plain", request.body); }});
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
  std::atomic<int> waiting_ = 0;
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
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nBad Header\r\n\r\n")), 400U);
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nX: " + std::string(3000, 'a') + "\r\n\r\n")), 431U);
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")), 413U);
  auto const chunks =
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'a') + "\r\n0\r\n\r\n";
  EXPECT_EQ(status_of(ask(chunks)), 413U);
  // Two ways to say where the body ends are one too many: a proxy may read the other one.
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")), 400U);
  EXPECT_EQ(status_of(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")), 400U);
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

}  // namespace
}  // namespace bassin::http
