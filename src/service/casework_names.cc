#include "service/casework_names.h"

#include <nlohmann/json.hpp>

#include "partners/agent.h"
#include "sql/session.h"

namespace bassin::service {

using base::Result;

Result<CaseworkNames> CaseworkNames::read(sql::Session& session, access::Reader const& reader, Referred const& referred) {
  CaseworkNames out;
  auto ids = referred;
  ids.agents.erase("");
  ids.actions.erase("");
  BASSIN_TRY(out.organisations_, Organisations::read(session));
  BASSIN_TRY(out.agents_, partners::agent_names(session, ids.agents));
  BASSIN_TRY(out.actions_, convention::action_labels(session, reader, ids.actions));
  return out;
}

Json CaseworkNames::agent(std::string const& id) const {
  if (id.empty()) return nullptr;
  auto const found = agents_.find(id);
  return {{"id", id}, {"name", found == agents_.end() ? Json(nullptr) : Json(found->second)}};
}

Json CaseworkNames::organisation(std::string const& id) const {
  auto out = organisations_.named(id);
  if (!out.is_null()) out["kind"] = organisations_.kind(id);
  return out;
}

Json CaseworkNames::action(std::string const& id) const {
  auto const found = actions_.find(id);
  if (found == actions_.end()) return nullptr;
  auto const& it = found->second;
  return {{"id", id}, {"code", it.code}, {"title", it.title}, {"convention", it.convention}};
}

}  // namespace bassin::service
