#include "service/casework_people.h"

#include "partners/agent.h"
#include "partners/organisation.h"
#include "sql/session.h"

namespace bassin::service {

using base::Result;

Result<void> People::know(std::set<std::string> const& agents) {
  std::set<std::string> wanted;
  for (auto const& id : agents) {
    if (!id.empty() && !agents_.contains(id)) wanted.insert(id);
  }
  BASSIN_TRY(auto const names, partners::agent_names(session_, wanted));
  for (auto const& id : wanted) {
    auto const found = names.find(id);
    agents_[id] = Json{{"id", id}, {"name", found == names.end() ? Json(nullptr) : Json(found->second)}};
  }
  return {};
}

Result<Json> People::agent(std::string const& id) {
  if (id.empty()) return Json(nullptr);
  BASSIN_DO(know({id}));
  return agents_.at(id);
}

Result<Json> People::organisation(std::string const& id) {
  if (id.empty()) return Json(nullptr);
  if (organisations_.empty()) {
    BASSIN_TRY(auto const all, partners::organisations(session_));
    for (auto const& it : all) organisations_[it.id] = Json{{"id", it.id}, {"name", it.name}};
  }
  auto const found = organisations_.find(id);
  return found == organisations_.end() ? Json{{"id", id}, {"name", nullptr}} : found->second;
}

}  // namespace bassin::service
