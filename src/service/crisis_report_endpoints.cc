// Situation reports: issued once, read as they were; without persons and rounded for who sees no personal data.
#include <nlohmann/json.hpp>

#include "crisis/report.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_situation.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json head_json(crisis::Report const& it, CaseworkNames const& names) {
  return {{"number", it.number},
          {"zone", it.zone},
          {"words", it.words},
          {"issuedAt", it.issued_at},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)}};
}

Json json_of(crisis::Figures figures) {
  Json out = Json::object();
  for (auto const& it : crisis::figure_names()) out[std::string(it.id)] = it.of(figures);
  return out;
}

Json findings_or_null(crisis::Situation const& it) { return it.findings ? findings_json(*it.findings) : Json(nullptr); }

Result<CaseworkNames> names_of(sql::Session& session, Call const& call, std::vector<crisis::Report> const& reports) {
  Referred referred;
  for (auto const& it : reports) referred.agents.insert(it.agent);
  return CaseworkNames::read(session, call.reader, referred);
}

Result<Json> get_reports(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::reports_of(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const names, names_of(session, call, all));
    Json list = Json::array();
    bool const personal = access::allows(call.reader, access::Need::see_personal);
    for (auto const& it : all) {
      list.push_back(head_json(it, names));
      if (!personal) list.back()["agent"] = nullptr;
    }
    return Json{{"reports", std::move(list)}};
  });
}

// With the one before: what moved since.
Result<Json> get_report(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"audience"}));
  BASSIN_TRY(auto const for_all, for_all_asked(call));
  BASSIN_TRY(auto const number, report_number(call));
  return casework.store->read([&](sql::Session& session) { return report_json(session, call, number, for_all); });
}

// Of the list as it is in this transaction.
Result<Json> post_report(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"words"}));
  BASSIN_TRY(auto const words, body.optional_text("words"));
  BASSIN_TRY(auto const known, casework.store->read([&](sql::Session& session) { return listed_cases(session, call, id_in(call)); }));
  BASSIN_TRY(auto const chambers, chambers_of(call, casework, known));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const cases, listed_cases(session, call, id_in(call)));
    auto situation = crisis::situation_of(cases, chambers);
    BASSIN_TRY(situation.findings, crisis::findings_of(session, call.reader, id_in(call), casework.now()));
    BASSIN_TRY(auto const made, crisis::issue_report(session, act, id_in(call), words.value_or(""), situation));
    return Json{{"number", made.number}};
  });
}

}  // namespace

Result<bool> for_all_asked(Call const& call) {
  auto const audience = asked(call, "audience").value_or("room");
  if (audience != "room" && audience != "all")
    return Error("query.bad_value", {{"name", "audience"}, {"value", audience.substr(0, 100)}, {"allowed", "room, all"}});
  return audience == "all" || !access::allows(call.reader, access::Need::see_personal);
}

Result<std::int64_t> report_number(Call const& call) {
  auto const text = std::string(call.request.path_value("number"));
  bool const digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return Error("crisis.unknown_report", {{"number", text.substr(0, 100)}});
  return std::stoll(text);
}

Result<Json> report_json(sql::Session& session, Call const& call, std::int64_t number, bool for_all) {
  BASSIN_TRY(auto const report, crisis::find_report(session, call.reader, id_in(call), number));
  BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
  BASSIN_TRY(auto const names, names_of(session, call, {report}));
  auto const told = [&](crisis::Report const& it) {
    auto const situation = crisis::read_situation(it.situation);
    return for_all ? crisis::told_to_all(situation) : situation;
  };
  auto const now = told(report);
  auto out = head_json(report, names);
  out["crisis"] = {{"id", room.id}, {"title", room.facts.title}, {"exercise", room.facts.exercise}};
  out["audience"] = for_all ? "all" : "room";
  out["all"] = json_of(now.all);
  out["communes"] = Json::array();
  for (auto const& [code, figures] : now.by_commune)
    out["communes"].push_back({{"place", commune_json(call, code)}, {"figures", json_of(figures)}});
  out["chambers"] = Json::array();
  for (auto const& [id, figures] : now.by_chamber) out["chambers"].push_back({{"chamber", id}, {"figures", json_of(figures)}});
  out["findings"] = findings_or_null(now);
  out["before"] = nullptr;
  if (number > 1) {
    BASSIN_TRY(auto const before, crisis::find_report(session, call.reader, id_in(call), number - 1));
    auto const then = told(before);
    out["before"] = {
        {"number", before.number}, {"issuedAt", before.issued_at}, {"all", json_of(then.all)}, {"findings", findings_or_null(then)}};
  }
  if (for_all) out["agent"] = nullptr;
  return out;
}

void add_crisis_report_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/reports", Need::see_conventions, Lane::store}, with(get_reports));
  routes.add({Method::post, "/api/v1/crises/{id}/reports", Need::edit_businesses, Lane::store}, with(post_report));
  routes.add({Method::get, "/api/v1/crises/{id}/reports/{number}", Need::see_conventions, Lane::store}, with(get_report));
}

}  // namespace bassin::service
