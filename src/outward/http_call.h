// One HTTP question to another server and its whole answer, for short exchanges such as those of a sign-in provider.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace bassin::outward {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpQuestion {
  std::string method = "GET";
  std::string url;  // https, or http to this machine itself
  Headers headers;
  std::string body;
  double connect_seconds = 10;
  double total_seconds = 30;
  std::size_t most_bytes = 1u << 20;  // of the answer's body
  std::string ca_file;                // PEM; "": the authorities that the system trusts
  bool plain_allowed = false;         // http to another machine too
};

struct HttpAnswer {
  int status = 0;
  Headers headers;  // names in lower case
  std::string body;

  // Of the first header of that name (lower case), or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// Any status is an answer; a redirection is not followed. TLS certificates are always verified. Safe in several threads.
// Errors: "outward.bad_address" (url), "outward.bad_header" (header), "outward.plain_refused" (host), "outward.unreachable" (host, reason),
// "outward.timeout" (host), "outward.tls" (host, reason), "outward.cut_short" (host), "outward.too_large" (host, limit), "outward.stopped".
[[nodiscard]] base::Result<HttpAnswer> call(HttpQuestion const& question, std::stop_token const& stop = {});

}  // namespace bassin::outward
