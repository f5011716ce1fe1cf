// Businesses that the register lacks: added, changed, and matched with the register when it has them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/page.h"
#include "query/search.h"
#include "query/view.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_people.h"
#include "service/correction_value.h"
#include "service/json_answers.h"
#include "service/local_business_body.h"
#include "service/question.h"
#include "service/register_source.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::LocalBusiness;

namespace {

constexpr std::size_t candidates_most = 10;
constexpr double resembling_least = 0.1;  // below, names share no more than a « de la »
constexpr double near_m = 100;

bool personal(Call const& call, LocalBusiness const& business) {
  return audience_of(call.reader, {business.facts.commune}) == registry::Audience::agent;
}

Result<Json> full_json(Call const& call, People& people, LocalBusiness const& business) {
  bool const sees = personal(call, business);
  auto out = to_json(business, sees);
  BASSIN_TRY(out["organisation"], people.organisation(business.organisation));
  BASSIN_TRY(out["by"], people.agent(sees ? business.created_by : ""));
  return out;
}

Result<Json> full_json(Call const& call, sql::Session& session, LocalBusiness const& business) {
  People people(session);
  return full_json(call, people, business);
}

std::string id_of(Call const& call) {
  auto id = call.request.path_value("id");
  if (id.starts_with("local:")) id.remove_prefix(6);
  return std::string(id);
}

Result<Body> body_of(Call const& call) {
  return Body::of(call.request, std::vector<std::string_view>(std::begin(local_fields), std::end(local_fields)));
}

Result<Json> get_locals(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const businesses, support::locals_of(session, call.reader));
    People people(session);
    BASSIN_DO(people.know(businesses, [](auto const& it) { return it.created_by; }));
    Json out = Json::array();
    for (auto const& business : businesses) {
      BASSIN_TRY(auto json, full_json(call, people, business));
      out.push_back(std::move(json));
    }
    return Json{{"businesses", std::move(out)}};
  });
}

Result<Json> get_local(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const business, support::find_local(session, call.reader, id_of(call)));
    return full_json(call, session, business);
  });
}

// Chambers by hand are a correction like any other, with the reason of the business itself.
Result<void> set_chambers(sql::Session& session, support::Act const& act, LocalBusiness const& business, std::string const& value) {
  if (value.empty()) return {};
  support::NewCorrection made;
  made.kind = support::CorrectionKind::chambers;
  made.value = value;
  made.reason = business.facts.source;
  BASSIN_DO(support::correct(session, act, {business.key(), business.facts.commune}, made));
  return {};
}

Result<Json> post_local(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, body_of(call));
  BASSIN_TRY(auto const facts, local_facts(body, {}));
  std::string chambers;
  if (auto const* const sent = body.value("chambers")) {
    BASSIN_TRY(chambers, correction_value(support::CorrectionKind::chambers, *sent, 0));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const added, support::add_local(session, act, facts));
    BASSIN_DO(set_chambers(session, act, added, chambers));
    return full_json(call, session, added);
  });
}

Result<Json> patch_local(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, body_of(call));
  BASSIN_TRY(auto const version, body.integer("version"));
  if (body.has("chambers")) return Error("service.unknown_field", {{"field", "chambers"}, {"allowed", "POST …/corrections"}});
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const before, support::find_local(session, call.reader, id_of(call)));
    BASSIN_TRY(auto const facts, local_facts(body, before.facts));
    BASSIN_TRY(auto const after, support::change_local(session, act, before.id, version, facts));
    return full_json(call, session, after);
  });
}

struct Candidate {
  std::uint32_t row = 0;
  double score = 0;  // of the name; 0: only near
};

query::Filter everything_in(std::string const& commune) {
  query::Filter filter;
  filter.communes = {commune};
  filter.field = reference::Field::all;
  filter.state = query::StateFilter::any;
  return filter;
}

Result<void> add_named(std::shared_ptr<query::View const> const& view, LocalBusiness const& business, registry::Audience audience,
                       std::vector<Candidate>& out) {
  auto const found = query::search(view, {business.facts.name, everything_in(business.facts.commune), candidates_most}, audience);
  if (!found.ok()) return found.error().code == "search.empty" ? Result<void>() : Result<void>(found.error());
  for (auto const& hit : found->hits) {
    if (hit.score >= resembling_least) out.push_back({hit.row, hit.score});
  }
  return {};
}

Result<void> add_near(std::shared_ptr<query::View const> const& view, LocalBusiness const& business, registry::Audience audience,
                      std::vector<Candidate>& out) {
  auto const& f = business.facts;
  auto const here = f.longitude && f.latitude ? geo::Point::from_degrees(*f.longitude, *f.latitude) : std::nullopt;
  if (!here) return {};
  auto filter = everything_in(f.commune);
  BASSIN_TRY(filter.zone, query::radius_zone("", *here, near_m));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, audience));
  BASSIN_TRY(auto const page, query::page(prepared, {{query::SortKey::distance, here}, candidates_most, "", false}));
  for (auto const& row : page.rows) {
    auto const number = view->find(row.id);
    bool const known = !number || std::any_of(out.begin(), out.end(), [&](auto const& c) { return c.row == *number; });
    if (!known) out.push_back({*number, 0});
  }
  return {};
}

Json candidate_json(Call const& call, query::Row const& row, LocalBusiness const& business, double score) {
  auto const& f = business.facts;
  auto const here = f.longitude && f.latitude ? geo::Point::from_degrees(*f.longitude, *f.latitude) : std::nullopt;
  Json distance = nullptr;
  if (here && row.position.point) distance = geo::distance_m(*here, *row.position.point);
  return {{"score", score}, {"distance", std::move(distance)}, {"row", to_json(row, call.language())}};
}

Result<Json> get_candidates(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business,
             casework.store->read([&](sql::Session& session) { return support::find_local(session, call.reader, id_of(call)); }));
  auto const view = call.context.registry->view();  // of the register alone
  if (!view) return Error("service.not_ready");
  auto const audience = audience_of(call.reader, {business.facts.commune});
  std::vector<Candidate> found;
  BASSIN_DO(add_named(view, business, audience, found));
  BASSIN_DO(add_near(view, business, audience, found));
  std::vector<std::uint32_t> numbers;
  for (auto const& candidate : found) numbers.push_back(candidate.row);
  BASSIN_TRY(auto const rows, query::read_rows(*view, numbers, audience));
  Json out = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back(candidate_json(call, rows[i], business, found[i].score));
  return Json{{"candidates", std::move(out)}};
}

Result<Json> post_match(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"siret", "version"}));
  BASSIN_TRY(auto const siret, body.text("siret"));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const subject, subject_of(call, casework, siret));
  if (subject.business.starts_with("local:")) return Error("query.bad_value", {{"name", "siret"}, {"value", siret}, {"allowed", "SIRET"}});
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const matched, support::match_local(session, act, id_of(call), version, subject.business));
    return full_json(call, session, matched);
  });
}

Result<Json> delete_match(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const parted, support::unmatch_local(session, act, id_of(call), version));
    return full_json(call, session, parted);
  });
}

}  // namespace

void add_local_business_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/local-businesses", Need::see_businesses, Lane::store}, with(get_locals));
  routes.add({Method::post, "/api/v1/local-businesses", Need::edit_businesses, Lane::store}, with(post_local));
  routes.add({Method::get, "/api/v1/local-businesses/{id}", Need::see_businesses, Lane::store}, with(get_local));
  routes.add({Method::patch, "/api/v1/local-businesses/{id}", Need::edit_businesses, Lane::store}, with(patch_local));
  routes.add({Method::get, "/api/v1/local-businesses/{id}/candidates", Need::edit_businesses, Lane::store}, with(get_candidates));
  routes.add({Method::post, "/api/v1/local-businesses/{id}/match", Need::edit_businesses, Lane::store}, with(post_match));
  routes.add({Method::remove, "/api/v1/local-businesses/{id}/match", Need::edit_businesses, Lane::store}, with(delete_match));
}

}  // namespace bassin::service
