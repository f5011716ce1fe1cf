// What partners say of one business beside the register, and the corrections that they make.
#include <nlohmann/json.hpp>

#include "query/row.h"
#include "query/view.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_overlay.h"
#include "service/casework_people.h"
#include "service/casework_source.h"
#include "service/correction_value.h"
#include "service/question.h"
#include "service/register_source.h"
#include "sql/store.h"
#include "support/business_page.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Correction;
using support::CorrectionKind;

namespace {

// The business as the register alone has it; nothing where it does not.
Result<std::optional<query::Row>> register_row(Call const& call, std::string const& business) {
  auto const view = call.context.registry->view();
  auto const id = query::parse_business_id(business);
  auto const row = view && id ? view->find(*id) : std::nullopt;
  if (!row) return std::optional<query::Row>();
  std::uint32_t const numbers[] = {*row};
  BASSIN_TRY(auto rows, query::read_rows(*view, numbers, registry::Audience::agent));
  return std::optional(std::move(rows[0]));
}

// What a page of casework is written with.
struct Writing {
  bool personal = false;  // the reader sees personal data there
  std::optional<query::Row> row;
  People& people;
};

Json shown(std::string const& json) { return json.empty() ? Json(nullptr) : Json::parse(json, nullptr, false); }

// Names, places and free words may say who a person is.
bool is_personal(CorrectionKind kind) { return kind != CorrectionKind::activity && kind != CorrectionKind::chambers; }

Json value_json(Writing const& writing, CorrectionKind kind, Json value) {
  if (is_personal(kind) && !writing.personal) return {{"masked", true}};
  return {{"value", std::move(value)}};
}

Result<Json> to_json(Writing& writing, Correction const& c) {
  auto const said = c.register_value.value_or("");
  auto const says = writing.row ? register_value(c.kind, *writing.row) : "";
  Json out{{"id", c.id},
           {"kind", support::id_of(c.kind)},
           {"of", c.business},
           {"value", value_json(writing, c.kind, shown(c.value))},
           {"reason", writing.personal ? Json{{"value", c.reason}} : Json{{"masked", true}}},
           {"inForce", c.in_force()},
           {"at", c.created_at}};
  BASSIN_TRY(out["by"], writing.people.agent(writing.personal ? c.created_by : ""));
  BASSIN_TRY(out["organisation"], writing.people.organisation(c.organisation));
  out["registerThen"] = value_json(writing, c.kind, shown(said));
  out["registerNow"] = value_json(writing, c.kind, shown(says));
  out["registerChanged"] = writing.row && c.kind != CorrectionKind::description && said != says;
  out["ended"] = nullptr;
  if (!c.in_force()) {
    out["ended"] = {{"how", c.ended_how}, {"at", c.ended_at}};
    BASSIN_TRY(out["ended"]["by"], writing.people.agent(writing.personal ? c.ended_by : ""));
  }
  return out;
}

Result<Json> tags_json(Writing& writing, access::Reader const& reader, std::vector<support::TagOnBusiness> const& tags) {
  Json out = Json::array();
  for (auto const& tag : tags) {
    Json json{{"name", tag.name}, {"shared", tag.shared}, {"own", tag.organisation == reader.organisation}, {"at", tag.at}};
    BASSIN_TRY(json["by"], writing.people.agent(writing.personal ? tag.by : ""));
    BASSIN_TRY(json["organisation"], writing.people.organisation(tag.organisation));
    out.push_back(std::move(json));
  }
  return out;
}

Result<Json> portfolios_json(Writing& writing, std::vector<support::PortfolioOfBusiness> const& portfolios) {
  Json out = Json::array();
  for (auto const& portfolio : portfolios) {
    Json json{{"id", portfolio.id}, {"name", portfolio.name}, {"at", portfolio.at}};
    BASSIN_TRY(json["by"], writing.people.agent(writing.personal ? portfolio.by : ""));
    out.push_back(std::move(json));
  }
  return out;
}

Result<Json> page_json(Call const& call, Writing& writing, std::string const& business, support::BusinessPage const& page) {
  Json out{{"business", business}, {"mayEdit", access::allows(call.reader, access::Need::edit_businesses)}};
  BASSIN_TRY(out["tags"], tags_json(writing, call.reader, page.tags));
  BASSIN_TRY(out["portfolios"], portfolios_json(writing, page.portfolios));
  out["corrections"] = Json::array();
  out["description"] = nullptr;
  for (auto const& correction : page.corrections) {
    BASSIN_TRY(auto json, to_json(writing, correction));
    bool const describes = correction.kind == CorrectionKind::description && correction.in_force();
    if (describes && out["description"].is_null()) out["description"] = json["value"];
    out["corrections"].push_back(std::move(json));
  }
  out["matched"] = Json::array();
  for (auto const& local : page.matched) {
    bool const hidden = local.facts.natural_person && !writing.personal;
    Json json{{"id", local.id},
              {"name", hidden ? Json{{"masked", true}} : Json{{"value", local.facts.name}}},
              {"version", local.version},
              {"at", local.matched_at}};
    BASSIN_TRY(json["by"], writing.people.agent(writing.personal ? local.matched_by : ""));
    out["matched"].push_back(std::move(json));
  }
  return out;
}

Result<void> know_all(People& people, support::BusinessPage const& page) {
  std::set<std::string> agents;
  for (auto const& it : page.tags) agents.insert(it.by);
  for (auto const& it : page.portfolios) agents.insert(it.by);
  for (auto const& it : page.corrections) agents.insert({it.created_by, it.ended_by});
  for (auto const& it : page.matched) agents.insert(it.matched_by);
  return people.know(agents);
}

// Where the business lies by the reader's view; where the register has lost it, by what was said of it.
std::string commune_of(Call const& call, Casework const& casework, std::string const& business, support::BusinessPage const& page) {
  auto const subject = subject_of(call, casework, business);
  return subject.ok() ? subject->commune : page.commune;
}

Result<Json> get_casework(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto row, register_row(call, business));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const page, support::business_page(session, call.reader, business));
    auto const commune = commune_of(call, casework, business, page);
    if (commune.empty()) return Error("query.unknown_business", {{"id", business}});
    People people(session);
    BASSIN_DO(know_all(people, page));
    Writing writing{audience_of(call.reader, {commune}) == registry::Audience::agent, row, people};
    return page_json(call, writing, business, page);
  });
}

Result<Json> post_correction(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"kind", "value", "reason", "replaces"}));
  BASSIN_TRY(auto const kind_id, body.text("kind"));
  auto const kind = support::parse_correction_kind(kind_id);
  if (!kind)
    return Error("query.bad_value", {{"name", "kind"}, {"value", kind_id}, {"allowed", "position, chambers, activity, name, description"}});
  support::NewCorrection made;
  made.kind = *kind;
  BASSIN_TRY(made.reason, body.text("reason"));
  BASSIN_TRY(auto const replaces, body.optional_text("replaces"));
  made.replaces = replaces.value_or("");
  BASSIN_TRY(auto const subject, subject_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto row, register_row(call, subject.business));
  BASSIN_TRY(auto const seen, view_of(call));
  std::uint32_t const numbers[] = {seen->find(*query::parse_business_id(subject.business)).value_or(0)};
  BASSIN_TRY(auto const today, query::read_rows(*seen, numbers, registry::Audience::open));
  auto const* const value = body.value("value");
  BASSIN_TRY(made.value, correction_value(*kind, value == nullptr ? Json() : *value, today[0].chambers));
  if (row) {
    auto said = register_value(*kind, *row);
    if (!said.empty()) made.register_value = std::move(said);
    made.register_snapshot = call.context.registry->view()->snapshot().id();
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const correction, support::correct(session, act, subject, made));
    People people(session);
    Writing writing{audience_of(call.reader, {subject.commune}) == registry::Audience::agent, row, people};
    return to_json(writing, correction);
  });
}

Result<Json> delete_correction(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const correction, support::withdraw(session, act, std::string(call.request.path_value("id"))));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_correction_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/casework", Need::see_businesses, Lane::store}, with(get_casework));
  routes.add({Method::post, "/api/v1/establishments/{id}/corrections", Need::edit_businesses, Lane::store}, with(post_correction));
  routes.add({Method::remove, "/api/v1/corrections/{id}", Need::edit_businesses, Lane::store}, with(delete_correction));
}

}  // namespace bassin::service
