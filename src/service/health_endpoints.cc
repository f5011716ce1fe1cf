#include "service/health_endpoints.h"

#include "service/register_source.h"

namespace bassin::service {

void add_health_endpoints(http::Router& router, Context const& context, Metrics const& metrics) {
  using http::Lane;
  using http::Method;
  auto const plain = [](unsigned status, std::string text) {
    auto response = http::make_response(status, "text/plain; charset=utf-8", std::move(text));
    response.set_header("Cache-Control", "no-store");
    return response;
  };
  router.add({Method::get, "/healthz", Lane::direct, [plain](http::Request const&) { return plain(200, "ok\n"); }});
  router.add({Method::get, "/readyz", Lane::direct, [plain, &context](http::Request const&) {
                return context.registry->view() ? plain(200, "ready\n") : plain(503, "no register yet\n");
              }});
  router.add({Method::get, "/metrics", Lane::direct, [&metrics](http::Request const&) {
                return http::make_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
              }});
}

}  // namespace bassin::service
