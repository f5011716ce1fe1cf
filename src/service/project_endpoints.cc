// Somebody's project of a business, and the legal unit as a whole: files that no list of establishments holds.
#include <nlohmann/json.hpp>

#include "query/row.h"
#include "service/casework_endpoints.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "service/file_subject.h"
#include "service/json_answers.h"
#include "service/project_json.h"
#include "sql/store.h"
#include "support/file_key.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Act;
using support::Project;
using support::ProjectAt;
using support::ProjectQuestion;

namespace {

Error bad(std::string_view name, std::string const& value, std::string_view allowed) {
  return {"query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}}};
}

std::string id_in(Call const& call) {
  auto id = call.request.path_value("id");
  if (id.starts_with(support::project_prefix)) id.remove_prefix(support::project_prefix.size());
  return std::string(id);
}

Result<ProjectQuestion> question_in(Call const& call) {
  using Whose = ProjectQuestion::Whose;
  ProjectQuestion out;
  auto const whose = asked(call, "of").value_or("organisation");
  if (whose != "me" && whose != "organisation" && whose != "all") return bad("of", whose, "me, organisation, all");
  out.whose = whose == "me" ? Whose::mine : whose == "all" ? Whose::all : Whose::organisation;
  auto const state = asked(call, "state").value_or("open");
  if (state != "open" && state != "closed") return bad("state", state, "open, closed");
  out.closed = state == "closed";
  out.text = asked(call, "text").value_or("").substr(0, 200);
  out.after = asked(call, "after").value_or("");
  return out;
}

Result<Json> get_projects(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const question, question_in(call));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const page, support::projects(session, call.reader, call.context.today(), question));
    BASSIN_TRY(auto list, projects_json(session, call.reader, page.projects, call.language()));
    return Json{{"projects", std::move(list)}, {"next", page.more ? Json(page.projects.back().project.id) : Json(nullptr)}};
  });
}

Result<Json> get_project(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const seen, support::find_project(session, call.reader, call.context.today(), id_in(call)));
    BASSIN_TRY(auto list, projects_json(session, call.reader, {seen}, call.language()));
    return std::move(list[0]);
  });
}

Result<Body> body_of(Call const& call) {
  return Body::of(call.request, std::vector<std::string_view>(std::begin(project_fields), std::end(project_fields)));
}

Result<Json> post_project(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, body_of(call));
  BASSIN_TRY(auto const facts, project_facts_in(body, call.reader.agent));
  return change(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::open_project(session, act, call.context.today(), facts));
    return written_json(made.id, made.version);
  });
}

// A step by the version that the body states.
template <class Step>
Result<Json> step(Call const& call, Casework const& casework, Body const& body, Step const& step) {
  BASSIN_TRY(auto const version, body.integer("version"));
  return change(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const done, step(session, act, ProjectAt{id_in(call), version}));
    return written_json(done.id, done.version);
  });
}

Result<Json> put_project(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, body_of(call));
  BASSIN_TRY(auto const facts, project_facts_in(body, call.reader.agent));
  return step(call, casework, body, [&](sql::Session& session, Act const& act, ProjectAt const& at) {
    return support::change_project(session, act, call.context.today(), at, facts);
  });
}

Result<Json> post_close(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "outcome", "on", "siret"}));
  BASSIN_TRY(auto end, project_end_in(body));
  if (!end.siret.empty()) {
    BASSIN_TRY(auto const subject, subject_of(call, casework, end.siret));
    if (support::kind_of_key(subject.business) != support::KeyKind::establishment) return bad("siret", end.siret, "SIRET");
    end.siret = subject.business;
  }
  return step(call, casework, body, [&](sql::Session& session, Act const& act, ProjectAt const& at) {
    return support::close_project(session, act, latest_day(call, act), at, end);
  });
}

Result<Json> post_reopen(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  return step(call, casework, body,
              [](sql::Session& session, Act const& act, ProjectAt const& at) { return support::reopen_project(session, act, at); });
}

Result<Json> delete_project(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_project(session, act, {id_in(call), version}));
    return Json{{"changed", true}};
  });
}

Result<Json> get_legal_unit(Call const& call, Casework const& casework) {
  auto const siren = std::string(call.request.path_value("siren"));
  BASSIN_TRY(auto const file, unit_file(call, casework, siren));
  Json rows = Json::array();
  for (auto const& row : file.rows) rows.push_back(to_json(row, call.language()));
  return Json{{"siren", siren},
              {"key", std::string(support::unit_prefix) + siren},
              {"name", to_json(file.rows[0].unit_name)},
              {"total", file.total},
              {"establishments", std::move(rows)}};
}

}  // namespace

void add_project_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/projects", Need::see_personal, Lane::store}, with(get_projects));
  routes.add({Method::post, "/api/v1/projects", Need::edit_businesses, Lane::store}, with(post_project));
  routes.add({Method::get, "/api/v1/projects/{id}", Need::see_personal, Lane::store}, with(get_project));
  routes.add({Method::put, "/api/v1/projects/{id}", Need::edit_businesses, Lane::store}, with(put_project));
  routes.add({Method::remove, "/api/v1/projects/{id}", Need::edit_businesses, Lane::store}, with(delete_project));
  routes.add({Method::post, "/api/v1/projects/{id}/close", Need::edit_businesses, Lane::store}, with(post_close));
  routes.add({Method::post, "/api/v1/projects/{id}/reopen", Need::edit_businesses, Lane::store}, with(post_reopen));
  routes.add({Method::get, "/api/v1/legal-units/{siren}", Need::see_businesses}, with(get_legal_unit));
}

}  // namespace bassin::service
