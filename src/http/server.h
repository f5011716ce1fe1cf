// An HTTP/1.1 server: sockets, TLS, limits. It knows routes and bytes, and no word of what they are about.
//
// A request is read within its limits, matched to a route, answered in the threads of the route's lane, and written back.
// What is wrong with the request itself (too large, too slow, no such path) is answered by `failure`, which gives the body.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/message.h"
#include "http/rate_limit.h"
#include "http/router.h"

namespace bassin::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;             // 0: any free one
  std::string certificate, private_key;  // PEM files; both empty: plain text, for a proxy in front or this machine only
  // The peer is a proxy that states the client (X-Forwarded-For, its last address) and the scheme (X-Forwarded-Proto).
  bool behind_proxy = false;

  std::size_t socket_threads = 1, query_threads = 2, store_threads = 4, secret_threads = 1, outside_threads = 2, bulk_threads = 1;
  std::size_t waiting = 256;  // requests that may wait for a thread of a lane; beyond: 503
  std::size_t connections = 2000;
  std::size_t connections_of_client = 100;  // by address of the peer; not behind a proxy
  Rate rate;                                // requests of one client

  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = std::uint64_t{1} << 20U;
  std::size_t large_bodies = 4;  // at once, of more than body_bytes, where a route takes them; beyond: 503
  std::chrono::milliseconds header_time{10'000}, body_time{30'000},
      idle_time{60'000};                         // of a large body: and a second more for every 64 KiB
  std::chrono::milliseconds write_time{15'000};  // and a second more for every 16 KiB; of a stream: for each piece
};

// What is known of an answer when it was written, for logs and metrics: the pattern of the route, never the path.
struct Answered {
  Method method = Method::get;
  std::string_view pattern;  // "" where no route matched
  unsigned status = 0;
  std::uint64_t bytes = 0;
  std::chrono::microseconds time{0};
};

struct Site {
  Router router;
  // GET and HEAD of paths without a route; nothing: 404.
  std::function<std::optional<Response>(Request const&)> other;
  // What handlers need to know of a request and must not wait for themselves, such as who asks: `known` fills in request.found at
  // once, in the thread of the sockets, or says that it cannot; then `find` does, in the lane `store`, before the handler's own lane.
  std::function<bool(Request&)> known;
  std::function<void(Request&)> find;
  // Whether that client may send a large body (ServerSettings::large_bodies), by the header alone and what `known` or `find` found out;
  // nothing: anybody. Else 401, before the body is read.
  std::function<bool(Request const&)> takes_large;
  // The answer for a status of the server's own: 400, 401, 404, 405, 408, 413, 429, 431, 500, 503.
  std::function<Response(unsigned status, Request const&)> failure;
  // Headers of every answer.
  Pairs headers;
  std::function<void(Answered const&)> answered;
};

class Server {
 public:
  // Listens and serves. Errors: "http.address" (address, port, reason), "http.tls" (file, reason).
  [[nodiscard]] static base::Result<std::unique_ptr<Server>> start(ServerSettings const& settings, Site site);
  // As stop() without grace.
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  [[nodiscard]] virtual std::size_t connections() const = 0;
  // Reads certificate and key again, for connections from now on. Where they cannot be used the former ones stay: "http.tls" (file,
  // reason).
  [[nodiscard]] virtual base::Result<void> renew_certificate() = 0;
  // Takes no new connection, answers what is under way, and returns when all are closed or the time is over.
  virtual void stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace bassin::http
