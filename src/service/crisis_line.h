// Who is on the line with a business, told by name.
#pragma once

#include <string>

#include "base/result.h"
#include "partners/agent.h"

namespace bassin::service {

// "10:15" in Paris of a moment; as it is where it is none.
[[nodiscard]] std::string hour_of(std::string const& iso);

// The store knows agents by their ids: "crisis.on_the_line" (by, until) names them.
template <class T>
[[nodiscard]] base::Result<T> by_name(sql::Session& session, base::Result<T> result) {
  if (result.ok() || result.error().code != "crisis.on_the_line") return result;
  auto error = result.error();
  std::string const id(error.value("by"));
  BASSIN_TRY(auto const names, partners::agent_names(session, {id}));
  auto const found = names.find(id);
  for (auto& [name, value] : error.values) {
    if (name == "by" && found != names.end()) value = found->second;
    if (name == "until") value = hour_of(value);
  }
  return error;
}

}  // namespace bassin::service
