// Agents and organisations by name, for who reads what they did.
#pragma once

#include <map>
#include <set>
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
  // All of a list in one statement: what a list calls first.
  [[nodiscard]] base::Result<void> know(std::set<std::string> const& agents);
  template <class List, class AgentOf>
  [[nodiscard]] base::Result<void> know(List const& list, AgentOf agent_of) {
    std::set<std::string> ids;
    for (auto const& it : list) ids.insert(agent_of(it));
    return know(ids);
  }
  [[nodiscard]] base::Result<Json> agent(std::string const& id);
  // Those of the whole installation, which are few, in one statement.
  [[nodiscard]] base::Result<Json> organisation(std::string const& id);

 private:
  sql::Session& session_;
  std::map<std::string, Json> agents_, organisations_;
};

}  // namespace bassin::service
