#include "service/known_parameters.h"

#include <algorithm>
#include <string>

namespace bassin::service {

using base::Error;
using base::Result;

Result<void> known_only(http::Pairs const& parameters, std::vector<std::string_view> const& known) {
  for (auto const& [name, value] : parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string allowed;
    for (auto const one : known) allowed.append(allowed.empty() ? "" : ", ").append(one);
    return Error("query.unknown_parameter", {{"name", name.substr(0, 100)}, {"allowed", allowed}});
  }
  return {};
}

}  // namespace bassin::service
