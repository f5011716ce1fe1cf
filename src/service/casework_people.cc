#include "service/casework_people.h"

#include "partners/agent.h"
#include "partners/organisation.h"
#include "sql/session.h"

namespace bassin::service {

using base::Result;

namespace {

Result<Json> named(std::string const& id, Result<std::string> name) {
  if (name.ok()) return Json{{"id", id}, {"name", *name}};
  if (!name.error().code.starts_with("partners.")) return std::move(name).error();
  return Json{{"id", id}, {"name", nullptr}};
}

}  // namespace

Result<Json> People::agent(std::string const& id) {
  if (id.empty()) return Json(nullptr);
  auto const [at, fresh] = agents_.try_emplace(id);
  if (!fresh) return at->second;
  auto found = partners::find_agent(session_, id);
  BASSIN_TRY(at->second, named(id, found.ok() ? Result<std::string>(found->name) : std::move(found).error()));
  return at->second;
}

Result<Json> People::organisation(std::string const& id) {
  if (id.empty()) return Json(nullptr);
  auto const [at, fresh] = organisations_.try_emplace(id);
  if (!fresh) return at->second;
  auto found = partners::find_organisation(session_, id);
  BASSIN_TRY(at->second, named(id, found.ok() ? Result<std::string>(found->name) : std::move(found).error()));
  return at->second;
}

}  // namespace bassin::service
