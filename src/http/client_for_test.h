// For tests only: a client that sends and reads bytes, and knows of HTTP only where an answer ends.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bassin::http {

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
  // At least that many bytes of what came, which stay; fewer where none come any more.
  std::string const& peek(std::size_t least) {
    while (received_.size() < least) {
      if (!receive()) break;
    }
    return received_;
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

inline bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }
inline unsigned status_of(std::string const& answer) {
  return answer.size() < 12 ? 0 : static_cast<unsigned>(std::stoul(answer.substr(9, 3)));
}

}  // namespace bassin::http
