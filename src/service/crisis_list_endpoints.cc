// The list of a crisis, who has what in hand, and the figures of the moment.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/fold.h"
#include "base/instant.h"
#include "service/body.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_list.h"
#include "service/crisis_situation.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t page_most = 500;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<std::size_t> number_asked(Call const& call, std::string_view name, std::size_t fallback, std::size_t most) {
  auto const text = asked(call, name);
  if (!text) return fallback;
  std::size_t out = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (problem != std::errc{} || end != text->data() + text->size() || out > most) return bad_value(name, *text, "0, 1, 2…");
  return out;
}

Result<CrisisOrder> order_asked(Call const& call) {
  auto const text = asked(call, "order").value_or("street");
  if (text == "street") return CrisisOrder::street;
  if (text == "name") return CrisisOrder::name;
  if (text == "urgency") return CrisisOrder::urgency;
  return bad_value("order", text, "street, name, urgency");
}

Result<CrisisListQuery> query_of(Call const& call) {
  CrisisListQuery out;
  for (auto const& [name, value] : call.request.query) {
    if (name != "state") continue;
    auto const state = crisis::parse_case_state(value);
    if (!state) return bad_value(name, value, "potential, reported, contacted, visited, qualified, filed, reopened…");
    out.cases.states.push_back(*state);
  }
  if (auto const entry = asked(call, "entry")) {
    out.cases.entry = crisis::parse_entry(*entry);
    if (!out.cases.entry) return bad_value("entry", *entry, "inside, unlocated, indirect, added");
  }
  out.cases.commune = asked(call, "commune").value_or("");
  if (auto const organisation = asked(call, "organisation")) out.cases.organisation = *organisation == "none" ? "" : *organisation;
  out.cases.agent = asked(call, "agent").value_or("");
  if (auto const chamber = asked(call, "chamber")) {
    out.chamber = chamber_named(*chamber);
    if (out.chamber == 0) return bad_value("chamber", *chamber, "cci, cma, ca, outside, to-qualify");
  }
  out.street = base::fold(asked(call, "street").value_or(""));
  out.words = base::fold(asked(call, "words").value_or(""));
  BASSIN_TRY(out.order, order_asked(call));
  return out;
}

// Those that can be called, or the others; both are kept where nothing is asked.
Result<void> keep_callable(Call const& call, Casework const& casework, std::vector<CrisisRow>& rows) {
  auto const wanted = asked(call, "callable");
  if (!wanted) return {};
  if (*wanted != "yes" && *wanted != "no") return bad_value("callable", *wanted, "yes, no");
  BASSIN_TRY(auto const callable, callable_of(call, casework, rows));
  std::erase_if(rows, [&](auto const& it) { return callable.by_business.at(it.it.business) != (*wanted == "yes"); });
  return {};
}

Result<Json> get_cases(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"state", "entry", "commune", "chamber", "organisation", "agent", "street", "words", "callable",
                                            "order", "from", "limit"}));
  BASSIN_TRY(auto const query, query_of(call));
  BASSIN_TRY(auto const from, number_asked(call, "from", 0, crisis_offset_most));
  BASSIN_TRY(auto const limit, number_asked(call, "limit", 100, page_most));
  BASSIN_TRY(auto rows, crisis_rows(call, casework, id_in(call), query));
  BASSIN_DO(keep_callable(call, casework, rows));
  auto const total = rows.size();
  auto const first = std::min(from, total);
  auto const last = std::min(total, first + limit);
  std::vector<CrisisRow> const page(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(last));
  BASSIN_TRY(auto const callable, callable_of(call, casework, page));
  BASSIN_TRY(auto list, rows_json(call, casework, page));
  for (auto& it : list) it["callable"] = callable.by_business.at(it["business"].get<std::string>());
  return Json{{"cases", std::move(list)}, {"total", total}, {"next", last < total ? Json(last) : Json(nullptr)}};
}

struct ByAgent {
  std::map<std::string, crisis::Figures> figures;
  std::map<std::string, std::string> organisation_of;
};

ByAgent by_agent(std::vector<crisis::Case> const& cases) {
  ByAgent out;
  for (auto const& it : cases) {
    if (it.agent.empty()) continue;
    out.figures[it.agent].add(it);
    out.organisation_of[it.agent] = it.organisation;
  }
  return out;
}

Json lines_json(std::vector<crisis::Case> const& cases, CaseworkNames const& names, std::string const& now) {
  Json out = Json::array();
  for (auto const& it : cases) {
    if (it.held_by.empty() || it.held_until <= now) continue;
    out.push_back({{"case", it.id}, {"agent", names.agent(it.held_by)}, {"until", it.held_until}});
  }
  return out;
}

// Cases and findings of one transaction; the register is asked between.
struct Counted {
  std::vector<crisis::Case> cases;
  crisis::Findings findings;
};
Result<Counted> counted(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Counted> {
    Counted out;
    BASSIN_TRY(out.cases, listed_cases(session, call, id_in(call)));
    BASSIN_TRY(out.findings, crisis::findings_of(session, call.reader, id_in(call), casework.now()));
    return out;
  });
}

Result<Json> get_situation(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const found, counted(call, casework));
  auto const& cases = found.cases;
  std::vector<std::string> businesses;
  Referred referred;
  for (auto const& it : cases) {
    businesses.push_back(it.business);
    refer(it, referred);
  }
  BASSIN_TRY(auto const callable, callable_of(call, casework, businesses));
  BASSIN_TRY(auto const chambers, chambers_of(call, casework, cases));
  auto const situation = crisis::situation_of(cases, chambers);
  auto const agents_of = by_agent(cases);
  auto const now = base::to_iso(casework.now());
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json communes = Json::array(), organisations = Json::array(), by_chamber = Json::array(), agents = Json::array();
    for (auto const& [code, figures] : situation.by_commune)
      communes.push_back({{"place", commune_json(call, code)}, {"figures", figures_json(figures)}});
    for (auto const& [id, figures] : situation.by_organisation)
      organisations.push_back({{"organisation", names.organisation(id)}, {"figures", figures_json(figures)}});
    for (auto const& [id, figures] : situation.by_chamber) by_chamber.push_back({{"chamber", id}, {"figures", figures_json(figures)}});
    for (auto const& [id, figures] : agents_of.figures)
      agents.push_back({{"agent", names.agent(id)},
                        {"organisation", names.organisation(agents_of.organisation_of.at(id))},
                        {"figures", figures_json(figures)}});
    return Json{{"at", now},
                {"exercise", room.facts.exercise},
                {"zone", room.zone},
                {"all", figures_json(situation.all)},
                {"communes", std::move(communes)},
                {"organisations", std::move(organisations)},
                {"chambers", std::move(by_chamber)},
                {"agents", std::move(agents)},
                {"lines", lines_json(cases, names, now)},
                {"callable", {{"yes", callable.yes}, {"opposed", callable.opposed}, {"unknown", callable.unknown}}},
                {"findings", findings_json(found.findings)}};
  });
}

Result<Json> post_case(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"business", "entry"}));
  BASSIN_TRY(auto const business, body.text("business"));
  BASSIN_TRY(auto const entry, body.text("entry"));
  if (entry != "indirect" && entry != "added") return bad_field("entry", "indirect | added");
  BASSIN_TRY(auto const subject, subject_of(call, casework, business));
  crisis::Place const place{subject.business, subject.commune, entry == "added" ? crisis::Entry::added : crisis::Entry::indirect};
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::add_case(session, act, id_in(call), place));
    return written_json(made.id, made.version);
  });
}

Result<Json> post_assignment(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"cases", "organisation", "agent"}));
  BASSIN_TRY(auto const cases, body.optional_texts("cases"));
  BASSIN_TRY(auto const organisation, body.text("organisation"));
  BASSIN_TRY(auto const agent, body.optional_text("agent"));
  if (!cases) return bad_field("cases", "[\"…\"]");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const given, crisis::assign(session, act, id_in(call), *cases, organisation, agent.value_or("")));
    return Json{{"given", given}, {"left", cases->size() - given}};
  });
}

}  // namespace

void add_crisis_list_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/cases", Need::see_personal, Lane::store}, with(get_cases));
  routes.add({Method::post, "/api/v1/crises/{id}/cases", Need::edit_businesses, Lane::store}, with(post_case));
  routes.add({Method::get, "/api/v1/crises/{id}/situation", Need::see_personal, Lane::store}, with(get_situation));
  routes.add({Method::post, "/api/v1/crises/{id}/assignments", Need::edit_businesses, Lane::store}, with(post_assignment));
}

}  // namespace bassin::service
