// A source of levels over HTTP.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "waters/round.h"

namespace bassin::waters {

// The body of its answer, of status 200 or 206 (of a page of several). Redirections are followed, three at most, to https alone, but for
// this machine's own to itself. Errors: those of outward::call(), "waters.status" (host, status), "waters.redirected" (host).
[[nodiscard]] base::Result<std::string> ask_source(std::string const& url, Sources const& sources, std::stop_token const& stop);

// `location` of an answer of `url`, absolute; "" where it must not be followed.
[[nodiscard]] std::string redirection(std::string const& url, std::string_view location);

}  // namespace bassin::waters
