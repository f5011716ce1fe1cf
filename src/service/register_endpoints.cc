#include "service/register_endpoints.h"

#include <array>

#include "http/router.h"

namespace bassin::service {

void add_register_endpoints(http::Router& router, Context const& context) {
  using Entry = std::pair<std::string_view, base::Result<Json> (*)(Context const&, http::Request const&)>;
  constexpr std::array<Entry, 6> endpoints{{{"/api/v1/establishments", get_establishments},
                                            {"/api/v1/establishments/{id}", get_establishment},
                                            {"/api/v1/search", get_search},
                                            {"/api/v1/count", get_count},
                                            {"/api/v1/series", get_series},
                                            {"/api/v1/territories", get_territories}}};
  for (auto const& [pattern, endpoint] : endpoints) {
    router.add({http::Method::get, std::string(pattern), http::Lane::query, [&context, answer = endpoint](http::Request const& request) {
                  return answer_of(answer(context, request), context, request);
                }});
  }
}

}  // namespace bassin::service
