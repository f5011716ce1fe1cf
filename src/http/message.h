// A request as a handler sees it, and what it answers. Nothing here knows the socket.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bassin::http {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options, other };
// "GET"; "DELETE" is `remove`.
[[nodiscard]] std::string_view name_of(Method method);
[[nodiscard]] Method parse_method(std::string_view name);

// Names and values in the order in which they came; a name may come several times.
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string path;   // decoded, starts with "/", holds no "." or ".." segment and no control character
  Pairs query;        // decoded
  Pairs path_values;  // by the names of the route's pattern
  Pairs headers;
  std::string body;
  std::string client;   // address, without port: of the peer, or as the proxy in front states it
  bool secure = false;  // TLS here, or at the proxy
  // What Site::known or Site::find has found out about it, for its handler; null where the site has neither.
  std::shared_ptr<void const> found;

  // The first of that name, whatever its case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  // "" where the pattern has no such name.
  [[nodiscard]] std::string_view path_value(std::string_view name) const;
};

// A body that is made while it is sent. Each call gives the next piece, some ten kilobytes; "" is the end, nothing that it
// cannot go on: the connection is then broken off, so that no client takes a part for the whole. Called in the threads of
// the route's lane, one call after the other, the next when the piece before is on its way: a slow client holds one piece and
// no thread. Destroyed when the answer is sent or the client has gone.
using BodyStream = std::function<std::optional<std::string>()>;

struct Response {
  unsigned status = 200;
  Pairs headers;
  std::string body;
  // Instead of `body`: bytes that many answers share.
  std::shared_ptr<std::string const> shared_body;
  // Instead of both; never compressed.
  BodyStream stream;

  // Control characters of the value become spaces: a value never starts another header.
  void set_header(std::string_view name, std::string_view value);
  [[nodiscard]] std::string_view header(std::string_view name) const;  // "" where there is none
  [[nodiscard]] std::string_view bytes() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};
[[nodiscard]] Response make_response(unsigned status, std::string_view content_type, std::string body);

using Handler = std::function<Response(Request const&)>;

// Letters of ASCII compared without case, as names of headers are.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

}  // namespace bassin::http
