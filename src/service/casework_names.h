// Names of what the rows of a list refer to, each kind read in one statement for the whole list.
#pragma once

#include <map>
#include <set>
#include <string>

#include "convention/countable.h"
#include "service/context.h"
#include "service/convention_json.h"

namespace bassin::service {

// What a list refers to: ids; "" is left out.
struct Referred {
  std::set<std::string> agents, actions;
};

class CaseworkNames {
 public:
  [[nodiscard]] static base::Result<CaseworkNames> read(sql::Session& session, access::Reader const& reader, Referred const& referred);

  // {"id", "name"}; null for "", a null name for one that is gone.
  [[nodiscard]] Json agent(std::string const& id) const;
  // {"id", "name", "kind"}; null for "".
  [[nodiscard]] Json organisation(std::string const& id) const;
  // {"id", "code", "title", "convention"}; null for "" and for one that the reader does not see.
  [[nodiscard]] Json action(std::string const& id) const;

 private:
  Organisations organisations_;
  std::map<std::string, std::string> agents_;
  std::map<std::string, convention::ActionLabel> actions_;
};

}  // namespace bassin::service
