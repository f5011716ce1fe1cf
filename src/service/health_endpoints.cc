#include "service/health_endpoints.h"

#include <nlohmann/json.hpp>

#include "service/register_source.h"

namespace bassin::service {

namespace {

http::Response plain(unsigned status, std::string_view type, std::string text) {
  auto response = http::make_response(status, type, std::move(text));
  response.set_header("Cache-Control", "no-store");
  return response;
}

constexpr std::string_view text_type = "text/plain; charset=utf-8";

Rule open_to_all(std::string_view pattern) { return {http::Method::get, pattern, access::Need::nothing, http::Lane::direct}; }

}  // namespace

void add_health_endpoints(Routes& routes, Metrics const& metrics) {
  routes.add_raw(open_to_all("/healthz"), [](Call const&) { return plain(200, text_type, "ok\n"); });
  routes.add_raw(open_to_all("/readyz"), [](Call const& call) {
    return call.context.registry->view() ? plain(200, text_type, "ready\n") : plain(503, text_type, "no register yet\n");
  });
  routes.add_raw(open_to_all("/metrics"),
                 [&metrics](Call const&) { return plain(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()); });
}

}  // namespace bassin::service
