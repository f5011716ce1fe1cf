// One request at an endpoint, and how endpoints are put on the router: each states what its reader must be allowed, and is
// not run for another one.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "access/reader.h"
#include "http/router.h"
#include "service/context.h"

namespace bassin::service {

struct Rule {
  http::Method method = http::Method::get;
  std::string_view pattern;
  access::Need need = access::Need::manage_installation;
  http::Lane lane = http::Lane::query;
  std::uint64_t body_bytes = 0;  // http::Route::body_bytes
};

struct Call {
  Context const& context;
  http::Request const& request;
  access::Reader const& reader;
  Rule const& rule;

  // "POST /api/v1/teams/{id}": where a change came from, for the audit trail.
  [[nodiscard]] std::string place() const;
  [[nodiscard]] reference::Language language() const { return language_of(request); }
};

// Errors become the body {"error", "message", "values"} with the status of the one table.
using Endpoint = std::function<base::Result<Json>(Call const&)>;
// For answers that are not JSON, or that set headers.
using RawEndpoint = std::function<base::Result<http::Response>(Call const&)>;

// Puts endpoints on a router behind the one gate. Refused before they run: "access.sign_in" (401), "access.denied" (need),
// and for methods that change something "access.token" where the header X-Bassin-Token is not the session's, and
// "access.origin" where the browser says that the page is another site's.
class Routes {
 public:
  // Both outlive the router.
  Routes(http::Router& router, Context const& context) : router_(router), context_(context) {}

  void add(Rule const& rule, Endpoint endpoint);
  void add_raw(Rule const& rule, RawEndpoint endpoint);
  // In the order in which they were added: what the authorisation test walks.
  [[nodiscard]] std::vector<Rule> const& rules() const { return rules_; }
  [[nodiscard]] Context const& context() const { return context_; }

 private:
  http::Router& router_;
  Context const& context_;
  std::vector<Rule> rules_;
};

}  // namespace bassin::service
