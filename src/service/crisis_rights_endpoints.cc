// What is open to a case of a crisis and until when, what agents say that decides, what was asked, granted and paid.
#include <charconv>
#include <nlohmann/json.hpp>

#include "crisis/case_rights.h"
#include "crisis/proposals.h"
#include "service/body.h"
#include "service/body_day.h"
#include "service/campaign_ground.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_line.h"
#include "service/crisis_rights_json.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr int days_most = 366;
constexpr std::size_t from_most = 1'000'000;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

crisis::Known known_of(query::Row const& row) {
  crisis::OfRegister it;
  it.activity = row.activity.code;
  if (row.employer != registry::Tri::unknown) it.employer = row.employer == registry::Tri::yes;
  it.size = row.size;
  it.legal_category = row.legal_category;
  it.chambers = row.chambers;
  return crisis::proposed(it);
}

// Without a register the room goes on: nothing is proposed.
Result<std::map<std::string, crisis::Known>> proposals(Call const& call, Casework const& casework,
                                                       std::vector<std::string> const& businesses) {
  std::map<std::string, crisis::Known> out;
  auto const rows = rows_by_business(call, casework, businesses);
  if (!rows.ok() && rows.error().code == "service.not_ready") return out;
  if (!rows.ok()) return rows.error();
  for (auto const& [business, row] : *rows) out.emplace(business, known_of(row));
  return out;
}

Result<Json> get_rights(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const seen,
             casework.store->read([&](sql::Session& session) { return crisis::find_case(session, call.reader, id_in(call)); }));
  BASSIN_TRY(auto says, proposals(call, casework, {seen.business}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::rights_of_case(session, call.reader, seen.id, says[seen.business], call.context.today()));
    Referred referred;
    refer(all, referred);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    return rights_json(call, all, names);
  });
}

Result<std::vector<crisis::Said>> said_in(Body const& body) {
  BASSIN_TRY(auto const sent, body.objects("answers", {"question", "value", "number"}));
  if (sent.empty() || sent.size() > crisis::right_question_count) return bad_field("answers", "1…10");
  std::vector<crisis::Said> out;
  for (auto const& it : sent) {
    crisis::Said said;
    BASSIN_TRY(auto const question, it.text("question"));
    auto const parsed = crisis::parse_right_question(question);
    if (!parsed)
      return bad_field("question", "insured | loss_cover | employer | under_50 | craft | independent | farm | indirect | hit_on | …");
    said.question = *parsed;
    BASSIN_TRY(said.value, it.text("value"));
    BASSIN_TRY(said.number, it.integer("number"));
    out.push_back(std::move(said));
  }
  return out;
}

Result<Json> post_answers(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"answers"}));
  BASSIN_TRY(auto const said, said_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, by_name(session, crisis::say_of_case(session, act, id_in(call), said)));
    Json numbers = Json::object();
    for (auto const& [question, it] : after) numbers[std::string(crisis::id_of(question))] = it.number;
    return Json{{"numbers", std::move(numbers)}};
  });
}

Result<std::optional<std::int64_t>> euros(Body const& body, std::string_view field) {
  auto const* const value = body.value(field);
  if (value == nullptr || value->is_null()) return std::optional<std::int64_t>();
  BASSIN_TRY(auto const amount, body.integer(field));
  return std::optional(amount);
}

Result<crisis::RequestFacts> facts_in(Body const& body) {
  crisis::RequestFacts out;
  BASSIN_TRY(auto const asked_on, optional_day(body, "askedOn"));
  if (!asked_on) return bad_field("askedOn", "2024-10-31");
  out.asked_on = *asked_on;
  BASSIN_TRY(out.asked, euros(body, "asked"));
  BASSIN_TRY(auto const decision, body.optional_text("decision"));
  auto const parsed = crisis::parse_decision(decision.value_or("awaited"));
  if (!parsed) return bad_field("decision", "awaited | granted | refused");
  out.decision = *parsed;
  BASSIN_TRY(out.decided_on, optional_day(body, "decidedOn"));
  BASSIN_TRY(out.granted, euros(body, "granted"));
  BASSIN_TRY(out.paid_on, optional_day(body, "paidOn"));
  BASSIN_TRY(out.paid, euros(body, "paid"));
  BASSIN_TRY(auto const note, body.optional_text("note"));
  out.note = note.value_or("");
  return out;
}

Result<Json> post_request(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"right", "name", "askedOn", "asked", "decision", "decidedOn", "granted", "paidOn", "paid", "note"}));
  BASSIN_TRY(auto facts, facts_in(body));
  BASSIN_TRY(facts.right, body.text("right"));
  BASSIN_TRY(auto const name, body.optional_text("name"));
  facts.name = name.value_or("");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, by_name(session, crisis::note_request(session, act, id_in(call), facts)));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_request(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"version", "askedOn", "asked", "decision", "decidedOn", "granted", "paidOn", "paid", "note"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, by_name(session, crisis::change_request(session, act, id_in(call), version, facts)));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_request(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(by_name(session, crisis::remove_request(session, act, id_in(call), version)));
    return Json{{"changed", true}};
  });
}

Result<std::size_t> number_asked(Call const& call, std::string_view name, std::size_t fallback, std::size_t most) {
  auto const text = asked(call, name);
  if (!text) return fallback;
  std::size_t out = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (problem != std::errc{} || end != text->data() + text->size() || out > most) return bad_value(name, *text, "0, 1, 2…");
  return out;
}

Result<crisis::DeadlineQuery> query_of(Call const& call) {
  crisis::DeadlineQuery out;
  BASSIN_TRY(auto const days, number_asked(call, "days", 7, days_most));
  out.days = static_cast<int>(days);
  auto const potential = asked(call, "potential").value_or("no");
  if (potential != "yes" && potential != "no") return bad_value("potential", potential, "yes, no");
  out.potential = potential == "yes";
  out.organisation = asked(call, "organisation").value_or("");
  out.agent = asked(call, "agent").value_or("");
  out.right = asked(call, "right").value_or("");
  out.commune = asked(call, "commune").value_or("");
  BASSIN_TRY(out.from, number_asked(call, "from", 0, from_most));
  BASSIN_TRY(out.limit, number_asked(call, "limit", 100, 500));
  return out;
}

Json deadline_json(Call const& call, crisis::Deadline const& it, std::map<std::string, query::Row> const& rows,
                   CaseworkNames const& names) {
  auto const row = rows.find(it.business);
  bool const named = row != rows.end() && row->second.name.known();
  return {{"case", it.record},
          {"business", it.business},
          {"name", named ? Json(row->second.name.text) : Json(nullptr)},
          {"place", commune_json(call, it.commune)},
          {"state", id_of(it.state)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"right", it.right},
          {"until", base::to_iso(it.until)},
          {"unknown", conditions_json(it.unknown)}};
}

// Names as the reader may see each place; none while no register is there.
Result<std::map<std::string, query::Row>> rows_of(Call const& call, Casework const& casework, crisis::Deadlines const& all) {
  std::set<std::string> businesses;
  for (auto const& it : all.all) businesses.insert(it.business);
  auto rows = rows_by_business(call, casework, {businesses.begin(), businesses.end()});
  if (!rows.ok() && rows.error().code == "service.not_ready") return std::map<std::string, query::Row>();
  return rows;
}

Result<Json> get_deadlines(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"days", "potential", "organisation", "agent", "right", "commune", "from", "limit"}));
  BASSIN_TRY(auto const query, query_of(call));
  auto const says = [&](std::vector<std::string> const& businesses) { return proposals(call, casework, businesses); };
  BASSIN_TRY(auto const all, casework.store->read([&](sql::Session& session) {
    return crisis::deadlines_of(session, call.reader, id_in(call), query, says, call.context.today());
  }));
  BASSIN_TRY(auto const rows, rows_of(call, casework, all));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    Referred referred;
    for (auto const& it : all.all) referred.agents.insert(it.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all.all) list.push_back(deadline_json(call, it, rows, names));
    return Json{{"deadlines", std::move(list)}, {"total", all.total}, {"leftOut", all.left_out}};
  });
}

Result<Json> get_aid(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const aid, crisis::aid_of(session, call.reader, id_in(call)));
    return aid_json(aid);
  });
}

}  // namespace

void add_crisis_rights_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/deadlines", Need::see_personal, Lane::store}, with(get_deadlines));
  routes.add({Method::get, "/api/v1/crises/{id}/aid", Need::see_personal, Lane::store}, with(get_aid));
  routes.add({Method::get, "/api/v1/crisis-cases/{id}/rights", Need::see_personal, Lane::store}, with(get_rights));
  routes.add({Method::post, "/api/v1/crisis-cases/{id}/answers", Need::edit_businesses, Lane::store}, with(post_answers));
  routes.add({Method::post, "/api/v1/crisis-cases/{id}/requests", Need::edit_businesses, Lane::store}, with(post_request));
  routes.add({Method::put, "/api/v1/crisis-requests/{id}", Need::edit_businesses, Lane::store}, with(put_request));
  routes.add({Method::remove, "/api/v1/crisis-requests/{id}", Need::edit_businesses, Lane::store}, with(delete_request));
}

}  // namespace bassin::service
