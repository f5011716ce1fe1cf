// Agents and organisations by name, for who reads what they did.
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "service/context.h"

namespace bassin::sql {
class Session;
}

namespace bassin::service {

// Within one transaction; each name is asked for once. {"id", "name"}; a name that is not known any more is null, and null for "".
class People {
 public:
  explicit People(sql::Session& session) : session_(session) {}
  [[nodiscard]] base::Result<Json> agent(std::string const& id);
  [[nodiscard]] base::Result<Json> organisation(std::string const& id);

 private:
  sql::Session& session_;
  std::map<std::string, Json> agents_, organisations_;
};

}  // namespace bassin::service
