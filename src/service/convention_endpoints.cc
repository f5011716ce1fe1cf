// Reading conventions, and their way from a draft to their end.
#include "service/convention_endpoints.h"
#include "service/body_day.h"

#include <nlohmann/json.hpp>

#include "convention/signing.h"
#include "service/body.h"
#include "service/convention_answer.h"
#include "service/convention_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

Result<Json> get_conventions(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, convention::conventions_of(session, call.reader));
    BASSIN_TRY(auto const parties, convention::present_parties(session, call.reader));
    BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json out = Json::array();
    for (auto const& it : all) {
      auto const found = parties.find(it.id);
      auto const present = found == parties.end() ? std::vector<convention::Party>() : found->second;
      out.push_back(summary_json(it, present, names, rights, call.context.today()));
    }
    return Json{{"conventions", std::move(out)}};
  });
}

Result<Json> get_convention(Call const& call, Casework const& casework) {
  return casework.store->read(
      [&](sql::Session& session) { return convention_answer(session, call, std::string(call.request.path_value("id"))); });
}

Result<Json> get_possible_parties(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, partners::organisations(session));
    auto const today = to_iso(call.context.today());
    Json out = Json::array();
    for (auto const& it : all) {
      if (it.active_on(today)) out.push_back({{"id", it.id}, {"name", it.name}, {"kind", it.kind}});
    }
    return Json{{"organisations", std::move(out)}};
  });
}

Result<Json> get_denunciation(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const on, asked_day(call, "on"));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, std::string(call.request.path_value("id"))));
    auto const term = text.convention.term();
    auto const day = on.value_or(call.context.today());
    return Json{{"lastDay", term ? day_json(convention::last_day_if_denounced(*term, day)) : Json(nullptr)}};
  });
}

Result<Json> put_deliberation(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "body", "number", "on", "transmittedOn", "signatory", "signatoryTitle"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  convention::Deliberation said;
  BASSIN_TRY(said.body, body.text("body"));
  BASSIN_TRY(said.number, body.text("number"));
  BASSIN_TRY(said.on, body.text("on"));
  BASSIN_TRY(said.transmitted_on, body.text("transmittedOn"));
  BASSIN_TRY(said.signatory, body.text("signatory"));
  BASSIN_TRY(said.signatory_title, body.text("signatoryTitle"));
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::note_deliberation(session, act, id, version, std::string(call.request.path_value("organisation")), said);
  });
}

Result<base::Date> needed_day(Body const& body, std::string_view field) {
  BASSIN_TRY(auto const day, optional_day(body, field));
  if (!day) return bad_field(field, "2018-01-31");
  return *day;
}

Result<convention::Denunciation> denunciation_in(Body const& body, std::string by) {
  convention::Denunciation out;
  out.by = std::move(by);
  BASSIN_TRY(out.on, needed_day(body, "on"));
  BASSIN_TRY(out.last_day, optional_day(body, "lastDay"));
  BASSIN_TRY(auto const why, body.optional_text("why"));
  out.why = why.value_or("");
  return out;
}

Result<Json> post_departure(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "on", "lastDay", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const departure, denunciation_in(body, std::string(call.request.path_value("organisation"))));
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::leave(session, act, id, version, departure);
  });
}

Result<ConventionStep> step_in(Body const& body, std::int64_t version) {
  using convention::Act;
  BASSIN_TRY(auto const step, body.text("step"));
  if (step == "submit")
    return ConventionStep([=](sql::Session& s, Act const& act, std::string const& id) { return convention::submit(s, act, id, version); });
  if (step == "take_back")
    return ConventionStep(
        [=](sql::Session& s, Act const& act, std::string const& id) { return convention::take_back(s, act, id, version); });
  if (step == "abandon")
    return ConventionStep([=](sql::Session& s, Act const& act, std::string const& id) { return convention::abandon(s, act, id, version); });
  if (step == "sign") {
    BASSIN_TRY(auto const on, needed_day(body, "on"));
    return ConventionStep(
        [=](sql::Session& s, Act const& act, std::string const& id) { return convention::sign(s, act, id, version, on); });
  }
  if (step == "denounce") {
    BASSIN_TRY(auto by, body.text("by"));
    BASSIN_TRY(auto const denunciation, denunciation_in(body, std::move(by)));
    return ConventionStep(
        [=](sql::Session& s, Act const& act, std::string const& id) { return convention::denounce(s, act, id, version, denunciation); });
  }
  return bad_field("step", "submit, take_back, sign, denounce, abandon");
}

Result<Json> post_step(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "step", "on", "by", "lastDay", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const step, step_in(body, version));
  return change_convention(call, casework, step);
}

}  // namespace

void add_convention_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/conventions", Need::see_conventions, Lane::store}, with(get_conventions));
  routes.add({Method::get, "/api/v1/conventions/partners", Need::run_conventions, Lane::store}, with(get_possible_parties));
  routes.add({Method::get, "/api/v1/conventions/{id}", Need::see_conventions, Lane::store}, with(get_convention));
  routes.add({Method::get, "/api/v1/conventions/{id}/denunciation", Need::run_conventions, Lane::store}, with(get_denunciation));
  add_convention_draft_endpoints(routes, casework);
  add_annex_endpoints(routes, casework);
  add_action_endpoints(routes, casework);
  add_indicator_endpoints(routes, casework);
  add_amendment_endpoints(routes, casework);
  add_committee_endpoints(routes, casework);
  add_report_endpoints(routes, casework);
  add_programme_endpoints(routes, casework);
  routes.add({Method::put, "/api/v1/conventions/{id}/parties/{organisation}/deliberation", Need::run_conventions, Lane::store},
             with(put_deliberation));
  routes.add({Method::post, "/api/v1/conventions/{id}/parties/{organisation}/departure", Need::run_conventions, Lane::store},
             with(post_departure));
  routes.add({Method::post, "/api/v1/conventions/{id}/steps", Need::run_conventions, Lane::store}, with(post_step));
}

}  // namespace bassin::service
