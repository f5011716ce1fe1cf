#include "generator.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <deque>
#include <stdexcept>

namespace bassin::bench {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto grace = std::chrono::seconds(5);  // for answers still under way after the last was due

struct Connection {
  int socket = -1;
  bool busy = false;
  Clock::time_point due;
  std::string received;
};

// The status and the length of the body where the header is all there.
struct Head {
  unsigned status = 0;
  std::size_t body_start = 0, body_length = 0;
};

bool parse_head(std::string const& text, Head& head) {
  auto const end = text.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  head.body_start = end + 4;
  std::from_chars(text.data() + 9, text.data() + 12, head.status);
  constexpr std::string_view name = "content-length:";
  auto const at = std::search(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), name.begin(), name.end(),
                              [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
  auto const* value = text.data() + (at - text.begin()) + name.size();
  while (*value == ' ') ++value;
  std::from_chars(value, text.data() + end, head.body_length);
  return true;
}

class Generator {
 public:
  explicit Generator(Plan const& plan) : plan_(plan), poll_(epoll_create1(0)), connections_(plan.connections) {
    for (auto& connection : connections_) open(connection);
  }
  ~Generator() {
    for (auto const& connection : connections_) close(connection.socket);
    close(poll_);
  }
  Generator(Generator const&) = delete;
  Generator& operator=(Generator const&) = delete;

  Measured run() {
    auto const start = Clock::now();
    auto const planned = static_cast<std::uint64_t>(plan_.rate * plan_.seconds);
    auto const last = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(plan_.seconds)) + grace;
    while ((measured_.due < planned || under_way_ > 0 || !waiting_.empty()) && Clock::now() < last) {
      auto const now = Clock::now();
      while (measured_.due < planned && due_time(start) <= now) {
        waiting_.push_back(due_time(start));
        ++measured_.due;
      }
      send_waiting();
      wait(measured_.due < planned ? due_time(start) : now + std::chrono::milliseconds(10));
    }
    measured_.failed += under_way_ + waiting_.size();
    std::sort(measured_.milliseconds.begin(), measured_.milliseconds.end());
    return std::move(measured_);
  }

 private:
  [[nodiscard]] Clock::time_point due_time(Clock::time_point start) const {
    auto const after = std::chrono::duration<double>(static_cast<double>(measured_.due) / plan_.rate);
    return start + std::chrono::duration_cast<Clock::duration>(after);
  }

  void open(Connection& connection) {
    connection = {};
    connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(plan_.port);
    inet_pton(AF_INET, plan_.host.c_str(), &address.sin_addr);
    if (connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("no server at " + plan_.host + ":" + std::to_string(plan_.port));
    int const on = 1;
    setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
  }

  void send_waiting() {
    for (auto& connection : connections_) {
      if (waiting_.empty()) return;
      if (connection.busy) continue;
      auto const& target = plan_.targets[next_target_++ % plan_.targets.size()];
      auto const request = "GET " + target + " HTTP/1.1\r\nHost: " + plan_.host + "\r\n" + plan_.header + "\r\n";
      connection.busy = true;
      connection.due = waiting_.front();
      waiting_.pop_front();
      ++under_way_;
      if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) lose(connection);
    }
  }

  void wait(Clock::time_point until) {
    auto const left = std::chrono::duration_cast<std::chrono::nanoseconds>(until - Clock::now()).count();
    timespec const pause{left > 0 ? left / 1'000'000'000 : 0, left > 0 ? left % 1'000'000'000 : 0};
    std::array<epoll_event, 64> events{};
    auto const count = epoll_pwait2(poll_, events.data(), events.size(), &pause, nullptr);
    for (int i = 0; i < count; ++i) receive(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

  void receive(Connection& connection) {
    std::array<char, 65536> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    auto const count = recv(connection.socket, bytes.data(), bytes.size(), 0);
    if (count <= 0) return lose(connection);
    connection.received.append(bytes.data(), static_cast<std::size_t>(count));
    Head head;
    if (!parse_head(connection.received, head) || connection.received.size() < head.body_start + head.body_length) return;
    finish(connection, head);
  }

  void finish(Connection& connection, Head const& head) {
    ++measured_.answered;
    ++measured_.statuses[head.status];
    measured_.bytes += head.body_length;
    measured_.largest = std::max<std::uint64_t>(measured_.largest, head.body_length);
    auto const took = std::chrono::duration<float, std::milli>(Clock::now() - connection.due).count();
    if (head.status == 200) measured_.milliseconds.push_back(took);
    connection.received.clear();
    connection.busy = false;
    --under_way_;
  }

  void lose(Connection& connection) {
    if (connection.busy) {
      ++measured_.failed;
      --under_way_;
    }
    close(connection.socket);
    open(connection);
  }

  Plan const& plan_;
  int poll_;
  std::vector<Connection> connections_;
  std::deque<Clock::time_point> waiting_;
  std::size_t next_target_ = 0, under_way_ = 0;
  Measured measured_;
};

}  // namespace

double Measured::quantile(double q) const {
  if (milliseconds.empty()) return 0;
  auto const at = static_cast<std::size_t>(std::ceil(q * static_cast<double>(milliseconds.size())));
  return milliseconds[std::clamp<std::size_t>(at, 1, milliseconds.size()) - 1];
}

Measured run(Plan const& plan) { return Generator(plan).run(); }

}  // namespace bassin::bench
