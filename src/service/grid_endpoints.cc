// Reporting grids: lists, headings, the report of a period.
#include "service/grid_endpoints.h"

#include <nlohmann/json.hpp>

#include "grids/indicator.h"
#include "grids/mapping.h"
#include "service/action_body.h"
#include "service/casework_call.h"
#include "service/grid_answer.h"
#include "service/indicator_handlers.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<grids::GridFacts> grid_facts(Body const& body) {
  grids::GridFacts out;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(out.authority, body.text("authority"));
  BASSIN_TRY(out.description, body.text("description"));
  BASSIN_TRY(auto const from, day_in(body, "startsOn"));
  BASSIN_TRY(auto const to, day_in(body, "endsOn"));
  if (!from || !to) return bad_field(from ? "endsOn" : "startsOn", "2026-12-31");
  out.starts_on = *from;
  out.ends_on = *to;
  return out;
}

Result<std::vector<grids::Choice>> choices_in(Body const& body) {
  BASSIN_TRY(auto const sent, body.objects("choices", {"themes", "kinds", "everywhere"}));
  std::vector<grids::Choice> out;
  for (auto const& it : sent) {
    grids::Choice choice;
    BASSIN_TRY(auto themes, it.optional_texts("themes"));
    BASSIN_TRY(auto kinds, it.optional_texts("kinds"));
    BASSIN_TRY(auto const everywhere, it.optional_flag("everywhere"));
    choice.themes = std::move(themes).value_or(std::vector<std::string>());
    choice.kinds = std::move(kinds).value_or(std::vector<std::string>());
    choice.everywhere = everywhere.value_or(false);
    out.push_back(std::move(choice));
  }
  return out;
}

Result<grids::HeadingFacts> heading_facts(Body const& body) {
  grids::HeadingFacts out;
  BASSIN_TRY(auto const parent, body.optional_text("parent"));
  out.parent = parent.value_or("");
  BASSIN_TRY(out.code, body.text("code"));
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(out.description, body.text("description"));
  BASSIN_TRY(auto actions, body.optional_texts("actions"));
  out.actions = std::move(actions).value_or(std::vector<std::string>());
  BASSIN_TRY(out.choices, choices_in(body));
  return out;
}

std::vector<std::string_view> const grid_fields = {"title", "authority", "description", "startsOn", "endsOn"};
std::vector<std::string_view> const grid_change_fields = {"version", "title", "authority", "description", "startsOn", "endsOn"};
std::vector<std::string_view> const heading_fields = {"parent", "code", "title", "description", "actions", "choices"};
std::vector<std::string_view> const heading_change_fields = {"version", "parent", "code", "title", "description", "actions", "choices"};

Result<Json> get_grids(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, grids::grids_of(session, call.reader));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(grid_json(it, names));
    return Json{{"grids", std::move(list)}, {"mayWrite", grids::may_write_grids(call.reader)}};
  });
}

Result<Json> get_grid(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const seen, grids::find_grid(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const period, period_of(call, seen.grid));
    return grid_answer(session, call, seen.grid.id, period, call.language());
  });
}

Result<Json> get_actions(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, grids::mappable_actions(session, call.reader, id_in(call)));
    Json list = Json::array();
    for (auto const& it : all)
      list.push_back({{"id", it.id},
                      {"code", it.code},
                      {"title", it.title},
                      {"axis", it.axis},
                      {"convention", {{"id", it.convention}, {"title", it.convention_title}}}});
    return Json{{"actions", std::move(list)}};
  });
}

Result<Json> post_grid(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, grid_fields));
  BASSIN_TRY(auto const facts, grid_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, grids::add_grid(session, act, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> post_copy(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, grid_fields));
  BASSIN_TRY(auto const facts, grid_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, grids::copy_grid(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_grid(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, grid_change_fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, grid_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, grids::change_grid(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_grid(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(grids::remove_grid(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> post_heading(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, heading_fields));
  BASSIN_TRY(auto const facts, heading_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, grids::add_heading(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_heading(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, heading_change_fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, heading_facts(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, grids::change_heading(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_heading(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(grids::remove_heading(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_grid_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/grids", Need::see_conventions, get_grids);
  add(Method::post, "/api/v1/grids", Need::run_conventions, post_grid);
  add(Method::get, "/api/v1/grids/{id}", Need::see_conventions, get_grid);
  add(Method::put, "/api/v1/grids/{id}", Need::run_conventions, put_grid);
  add(Method::remove, "/api/v1/grids/{id}", Need::run_conventions, delete_grid);
  add(Method::post, "/api/v1/grids/{id}/copies", Need::run_conventions, post_copy);
  add(Method::get, "/api/v1/grids/{id}/actions", Need::run_conventions, get_actions);
  add(Method::post, "/api/v1/grids/{id}/headings", Need::run_conventions, post_heading);
  add(Method::put, "/api/v1/grid-headings/{id}", Need::run_conventions, put_heading);
  add(Method::remove, "/api/v1/grid-headings/{id}", Need::run_conventions, delete_heading);
  add_indicator_handlers(routes, casework, grids::heading_indicators(),
                         {"/api/v1/grid-headings/{id}/indicators", "/api/v1/grid-indicators/{id}", "/api/v1/grid-indicators/{id}/values",
                          "/api/v1/grid-values/{id}", Need::run_conventions});
  add_grid_file_endpoints(routes, casework, exports);
}

}  // namespace bassin::service
