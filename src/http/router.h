// Which handler answers which path. Patterns are paths with named segments: "/api/v1/establishments/{siret}".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace bassin::http {

// Where a handler runs. Each has its own threads, so that one kind of work never waits for another.
enum class Lane : std::uint8_t {
  direct,   // in the thread of the sockets: microseconds, never a lock or a file
  query,    // questions of the register: milliseconds of one core
  store,    // the casework store: waits
  secret,   // password hashing: memory
  outside,  // other servers are asked: may wait for long
  bulk,     // exports and uploads: seconds
};

struct Route {
  Method method = Method::get;
  std::string pattern;
  Lane lane = Lane::query;
  Handler handler;
  std::uint64_t body_bytes = 0;  // a request may have that many, where that is more than the server's limit
};

struct Match {
  enum class Kind : std::uint8_t { found, no_path, no_method };
  Kind kind = Kind::no_path;
  Route const* route = nullptr;
  Pairs values;
  std::string allowed;  // for no_method: "GET, HEAD"
};

class Router {
 public:
  // Two routes of one method and pattern are our bug.
  void add(Route route);
  // HEAD is answered by the route of GET. A segment as written comes before a named one.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  [[nodiscard]] std::vector<Route> const& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace bassin::http
