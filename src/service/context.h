// What every endpoint is given, and the form in which it answers.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "http/message.h"
#include "reference/language.h"

namespace bassin::http {
class Router;
}

namespace bassin::service {

class RegisterSource;

// The HTTP status of an error and what it says to a reader.
struct Spoken {
  unsigned status = 500;
  std::string message;
};

struct Context {
  RegisterSource const* registry = nullptr;
  std::function<Spoken(base::Error const&, reference::Language)> speak;
  std::function<base::Date()> today;
};

using Json = nlohmann::ordered_json;
// Errors become the body {"error", "message", "values"} with the status of the one table.
using Endpoint = std::function<base::Result<Json>(Context const&, http::Request const&)>;

// GET endpoints of the register. `context` outlives the router.
void add_register_endpoints(http::Router& router, Context const& context);

// By Accept-Language: English where it comes before French, else French.
[[nodiscard]] reference::Language language_of(http::Request const& request);
[[nodiscard]] http::Response answer_of(base::Result<Json> const& result, Context const& context, http::Request const& request);
// For the server's own statuses (404, 413 …), in the same form.
[[nodiscard]] http::Response failure_of(unsigned status, Context const& context, http::Request const& request);

}  // namespace bassin::service
