#include "service/too_often.h"

#include <nlohmann/json.hpp>

namespace bassin::service {

http::Response too_often(Call const& call, unsigned seconds) {
  auto response = answer_of(base::Error("crisis.too_often", {{"seconds", std::to_string(seconds)}}), call.context, call.request);
  response.set_header("Retry-After", std::to_string(seconds));
  return response;
}

}  // namespace bassin::service
