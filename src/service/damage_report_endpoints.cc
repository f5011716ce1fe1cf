// Damage reports in the room: received from agents, read beside each other, matched with a business or set aside.
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "crisis/documents.h"
#include "crisis/merge.h"
#include "crisis/report_likeness.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/crop_json.h"
#include "service/damage_proposals.h"
#include "service/damage_question_json.h"
#include "service/damage_report_body.h"
#include "service/damage_report_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

// One of a case of the room by its id, of a business as the register shows it; null: as it was typed.
struct Named {
  std::string record;
  std::optional<crisis::Place> place;
};
Result<Named> named_in(Call const& call, Casework const& casework, Body const& body) {
  Named out;
  BASSIN_TRY(auto const record, body.optional_text("case"));
  BASSIN_TRY(auto const business, body.optional_text("business"));
  out.record = record.value_or("");
  if (!out.record.empty() || business.value_or("").empty()) return out;
  BASSIN_TRY(auto const subject, subject_of(call, casework, *business));
  out.place = crisis::Place{subject.business, subject.commune, crisis::Entry::added};
  return out;
}
// Errors: "crisis.unknown_case" (id) of another crisis too.
Result<std::optional<crisis::Place>> place_of(sql::Session& session, Call const& call, Named const& it, std::string const& crisis) {
  if (it.record.empty()) return it.place;
  // A phone that went out before two cases were made one names the one that is gone.
  BASSIN_TRY(auto found, crisis::place_of_case(session, call.reader, crisis, it.record));
  return std::optional(std::move(found));
}

Result<Json> post_report(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"id", "source", "case", "business", "typed", "seenAt", "answers"}));
  BASSIN_TRY(auto facts, report_in(body));
  BASSIN_TRY(auto const source, body.text("source"));
  if (source != "phone" && source != "field") return bad_field("source", "phone | field");
  facts.source = crisis::parse_report_source(source).value();
  BASSIN_TRY(auto const named, named_in(call, casework, body));
  return change_in_turn(call, casework, id_in(call), [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(facts.place, place_of(session, call, named, id_in(call)));
    BASSIN_TRY(auto const got, crisis::receive_report(session, act, id_in(call), facts));
    auto const& it = got.report;
    return Json{{"id", it.id}, {"receivedAt", it.received_at}, {"case", it.record.empty() ? Json(nullptr) : Json(it.record)}};
  });
}

Result<crisis::ReportQuery> query_of(Call const& call) {
  crisis::ReportQuery out;
  for (auto const& [name, value] : call.request.query) {
    if (name == "cursor") {
      out.after = value;
    } else if (name == "state") {
      auto const state = crisis::parse_report_state(value);
      if (!state)
        return Error("query.bad_value", {{"name", name}, {"value", value.substr(0, 100)}, {"allowed", "waiting, matched, set_aside"}});
      out.state = *state;
    } else if (name == "source") {
      out.source = crisis::parse_report_source(value);
      if (!out.source)
        return Error("query.bad_value", {{"name", name}, {"value", value.substr(0, 100)}, {"allowed", "phone, field, owner"}});
    } else if (name == "limit") {
      constexpr std::size_t most = 250;
      auto const [end, problem] = std::from_chars(value.data(), value.data() + value.size(), out.limit);
      if (problem != std::errc{} || end != value.data() + value.size() || out.limit == 0 || out.limit > most)
        return Error("query.bad_value", {{"name", name}, {"value", value.substr(0, 100)}, {"allowed", "1…250"}});
    } else {
      return Error("query.unknown_parameter", {{"name", name}, {"allowed", "state, source, cursor, limit"}});
    }
  }
  return out;
}

Result<Json> list_json(sql::Session& session, Call const& call, std::vector<crisis::DamageReport> const& reports) {
  Referred referred;
  for (auto const& it : reports) refer(it, referred);
  BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
  BASSIN_TRY(auto const papers, crisis::papers_of(session, reports));
  Json out = Json::array();
  for (auto const& it : reports) out.push_back(report_json(it, names, papers));
  return out;
}

Result<Json> get_reports(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const query, query_of(call));
  std::vector<crisis::Case> cases;
  BASSIN_TRY(auto out, casework.store->read([&](sql::Session& session) -> Result<Json> {
    auto one_more = query;
    ++one_more.limit;
    BASSIN_TRY(auto reports, crisis::damage_reports_of(session, call.reader, id_in(call), one_more));
    BASSIN_TRY(auto const counts, crisis::report_counts(session, call.reader, id_in(call)));
    Json next = nullptr;
    if (reports.size() > query.limit) {
      reports.resize(query.limit);
      next = reports.back().id;
    }
    BASSIN_TRY(auto list, list_json(session, call, reports));
    std::set<std::string> ids;
    for (auto const& it : reports)
      if (!it.record.empty()) ids.insert(it.record);
    BASSIN_TRY(cases, crisis::cases_of_ids(session, call.reader, id_in(call), {ids.begin(), ids.end()}));
    return Json{{"reports", std::move(list)},
                {"counts", {{"waiting", counts[0]}, {"matched", counts[1]}, {"setAside", counts[2]}}},
                {"next", std::move(next)}};
  }));
  BASSIN_TRY(out["cases"], cases_named(call, casework, cases));
  return out;
}

Json present_json(std::vector<crisis::Present> const& all) {
  Json out = Json::array();
  for (auto const& it : all)
    out.push_back({{"answer", answer_json(it.answer)}, {"report", it.report}, {"source", id_of(it.source)}, {"holdsFrom", it.holds_from}});
  return out;
}

Result<Json> get_reports_of_case(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::reports_of_case(session, call.reader, id_in(call)));
    BASSIN_TRY(auto list, list_json(session, call, all.reports));
    return Json{{"present", present_json(all.present)}, {"proposed", present_json(all.proposed)}, {"reports", std::move(list)}};
  });
}

Result<Json> get_proposals(Call const& call, Casework const& casework) { return proposals_json(call, casework, id_in(call)); }

Result<Json> post_match(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "case", "business"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const named, named_in(call, casework, body));
  if (named.record.empty() && !named.place) return bad_field("case", "0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const seen, crisis::find_damage_report(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const place, place_of(session, call, named, seen.crisis));
    BASSIN_TRY(auto const after, crisis::match_report(session, act, seen.id, version, *place));
    return Json{{"id", after.id}, {"version", after.version}, {"case", after.record}};
  });
}

Result<Json> post_aside(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const why, body.text("why"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, crisis::set_report_aside(session, act, id_in(call), version, why));
    return written_json(after.id, after.version);
  });
}

}  // namespace

void add_damage_report_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/damage-questions", Need::see_personal, Lane::query}, [](Call const& call) -> Result<Json> {
    return Json{{"questions", questions_json(false)},
                {"farm", farm_questions_json()},
                {"crops", groups_json(call.language())},
                {"bands", bands_json()}};
  });
  routes.add({Method::get, "/api/v1/crises/{id}/damage-reports", Need::see_personal, Lane::store}, with(get_reports));
  routes.add({Method::post, "/api/v1/crises/{id}/damage-reports", Need::edit_businesses, Lane::store}, with(post_report));
  routes.add({Method::get, "/api/v1/crisis-cases/{id}/damage-reports", Need::see_personal, Lane::store}, with(get_reports_of_case));
  routes.add({Method::get, "/api/v1/damage-reports/{id}/proposals", Need::see_personal, Lane::store}, with(get_proposals));
  routes.add({Method::post, "/api/v1/damage-reports/{id}/match", Need::edit_businesses, Lane::store}, with(post_match));
  routes.add({Method::post, "/api/v1/damage-reports/{id}/aside", Need::edit_businesses, Lane::store}, with(post_aside));
}

}  // namespace bassin::service
