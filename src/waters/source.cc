#include "waters/source.h"

#include "outward/http_call.h"
#include "waters/answer.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Result;

constexpr int redirections_most = 3;
constexpr double connect_seconds = 10;

// "https://host:8443".
std::string_view origin_of(std::string_view url) {
  auto const host = url.find("://");
  return host == std::string_view::npos ? std::string_view() : url.substr(0, url.find_first_of("/?#", host + 3));
}

std::string_view host_of(std::string_view url) {
  auto const origin = origin_of(url);
  return origin.substr(std::min(origin.size(), origin.find("://") + 3));
}

}  // namespace

std::string redirection(std::string const& url, std::string_view location) {
  auto const origin = origin_of(url);
  if (location.starts_with('/') && !location.starts_with("//")) return std::string(origin).append(location);
  bool const follows = location.starts_with("https://") || (!origin.empty() && origin_of(location) == origin);
  return follows ? std::string(location) : std::string();
}

Result<std::string> ask_source(std::string const& url, Sources const& sources, std::stop_token const& stop) {
  auto at = url;
  for (int turn = 0; turn <= redirections_most; ++turn) {
    BASSIN_TRY(auto answer, outward::call({.url = at,
                                           .headers = {{"Accept", "application/json"}},
                                           .connect_seconds = connect_seconds,
                                           .total_seconds = sources.answer_seconds,
                                           .most_bytes = answer_bytes_most,
                                           .ca_file = sources.ca_file},
                                          stop));
    if (answer.status == 200 || answer.status == 206) return std::move(answer.body);
    bool const moved = answer.status == 301 || answer.status == 302 || answer.status == 307 || answer.status == 308;
    if (!moved) return Error("waters.status", {{"host", std::string(host_of(at))}, {"status", std::to_string(answer.status)}});
    auto next = redirection(at, answer.header("location"));
    if (next.empty()) break;
    at = std::move(next);
  }
  return Error("waters.redirected", {{"host", std::string(host_of(url))}});
}

}  // namespace bassin::waters
