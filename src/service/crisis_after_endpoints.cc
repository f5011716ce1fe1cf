// After a crisis: how businesses fare at the terms, which of them it cost, and towards which action the work counts.
#include <nlohmann/json.hpp>

#include "convention/countable.h"
#include "crisis/after_due.h"
#include "crisis/counting.h"
#include "crisis/losses.h"
#include "service/body.h"
#include "service/body_day.h"
#include "service/campaign_ground.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_line.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

using Rows = std::map<std::string, query::Row>;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

// Names as the reader may see each place; none while no register is there.
Result<Rows> rows_of(Call const& call, Casework const& casework, std::set<std::string> const& businesses) {
  auto rows = rows_by_business(call, casework, {businesses.begin(), businesses.end()});
  if (!rows.ok() && rows.error().code == "service.not_ready") return Rows();
  return rows;
}
Json name_json(Rows const& rows, std::string const& business) {
  auto const row = rows.find(business);
  return row != rows.end() && row->second.name.known() ? Json(row->second.name.text) : Json(nullptr);
}
template <class T>
Json or_null(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json due_json(Call const& call, crisis::DueWord const& it, Rows const& rows, CaseworkNames const& names) {
  return {{"case", it.record},
          {"crisis", {{"id", it.crisis}, {"title", it.title}}},
          {"business", it.business},
          {"name", name_json(rows, it.business)},
          {"place", commune_json(call, it.commune)},
          {"state", id_of(it.state)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"term", it.term},
          {"on", base::to_iso(it.on)},
          {"late", it.late},
          {"last", it.last ? Json(id_of(*it.last)) : Json(nullptr)}};
}

Result<Json> due_answer(Call const& call, Casework const& casework, crisis::DueQuery const& query) {
  BASSIN_TRY(auto const all, casework.store->read([&](sql::Session& session) {
    return crisis::due_words(session, call.reader, query, call.context.today());
  }));
  std::set<std::string> businesses;
  Referred referred;
  for (auto const& it : all.all) businesses.insert(it.business), referred.agents.insert(it.agent);
  BASSIN_TRY(auto const rows, rows_of(call, casework, businesses));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all.all) list.push_back(due_json(call, it, rows, names));
    return Json{{"due", std::move(list)}, {"total", all.total}, {"late", all.late}};
  });
}

Result<Json> get_due(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"organisation", "agent"}));
  crisis::DueQuery query;
  query.crisis = id_in(call);
  query.organisation = asked(call, "organisation").value_or("");
  query.agent = asked(call, "agent").value_or("");
  query.limit = 200;
  return due_answer(call, casework, query);
}

Result<Json> get_mine(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"of"}));
  auto const of = asked(call, "of").value_or("me");
  if (of != "me" && of != "organisation")
    return Error("query.bad_value", {{"name", "of"}, {"value", of.substr(0, 100)}, {"allowed", "me, organisation"}});
  crisis::DueQuery query;
  query.organisation = call.reader.organisation;
  if (of == "me") query.agent = call.reader.agent;
  // What nobody has in hand after a room was closed waits for those who give it to somebody.
  query.nobodys = access::allows(call.reader, access::Need::run_conventions);
  query.limit = 100;
  return due_answer(call, casework, query);
}

Json figures_json(crisis::TermFigures const& it) {
  Json words = Json::object();
  for (std::size_t i = 0; i < it.words.size(); ++i) words[std::string(id_of(static_cast<crisis::Fares>(i)))] = it.words[i];
  return {{"due", it.due},         {"followed", it.followed},   {"reopened", it.reopened},    {"closed", it.closed}, {"lost", it.lost},
          {"unknown", it.unknown}, {"words", std::move(words)}, {"jobsKnown", it.jobs_known}, {"jobs", it.jobs}};
}
Json terms_json(crisis::Terms const& all) {
  Json out = Json::array();
  for (std::size_t i = 0; i < all.size(); ++i) out.push_back({{"term", crisis::terms[i]}, {"figures", figures_json(all[i])}});
  return out;
}

Result<Json> get_figures(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const exact, crisis::after_figures(session, call.reader, id_in(call), call.context.today()));
    bool const for_all = !access::allows(call.reader, access::Need::see_personal);
    auto const told = for_all ? crisis::told_to_all(exact) : exact;
    Json communes = Json::array();
    for (auto const& [code, it] : told.by_commune) communes.push_back({{"place", commune_json(call, code)}, {"terms", terms_json(it)}});
    return Json{{"rounded", for_all},
                {"hit", told.hit},
                {"lost", told.lost},
                {"proposed", told.proposed},
                {"terms", terms_json(told.all)},
                {"communes", std::move(communes)}};
  });
}

Json word_json(crisis::AfterWord const& word, CaseworkNames const& names) {
  auto const& it = word.facts;
  return {{"id", word.id},
          {"term", it.term},
          {"fares", id_of(it.fares)},
          {"way", support::id_of(it.way)},
          {"on", base::to_iso(it.on)},
          {"minutes", it.minutes},
          {"jobs", or_null(it.jobs)},
          {"reopenedOn", it.reopened_on ? Json(base::to_iso(*it.reopened_on)) : Json(nullptr)},
          {"lacks", it.lacks},
          {"note", it.note},
          {"organisation", names.organisation(word.organisation)},
          {"agent", names.agent(word.agent)},
          {"version", word.version},
          {"changedAt", word.changed_at}};
}

Result<Json> get_words(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const told, crisis::after_words_of(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const days, crisis::term_days_of(session, call.reader, id_in(call)));
    Referred referred;
    for (auto const& it : told) referred.agents.insert(it.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (std::size_t i = 0; i < crisis::terms.size(); ++i) {
      Json one{{"term", crisis::terms[i]},
               {"on", base::to_iso(days[i])},
               {"from", base::to_iso(base::Date{days[i].days - crisis::due_ahead})},
               {"word", nullptr}};
      for (auto const& it : told)
        if (it.facts.term == crisis::terms[i]) one["word"] = word_json(it, names);
      list.push_back(std::move(one));
    }
    return Json{{"terms", std::move(list)}};
  });
}

std::vector<std::string_view> const word_fields = {"term", "fares", "way", "on", "minutes", "jobs", "reopenedOn", "lacks", "note"};

Result<crisis::AfterFacts> facts_in(Body const& body) {
  crisis::AfterFacts out;
  BASSIN_TRY(auto const fares, body.text("fares"));
  auto const known = crisis::parse_fares(fares);
  if (!known) return bad_field("fares", "as_before | partly | closed | moved | difficulty | ceased");
  out.fares = *known;
  BASSIN_TRY(auto const way, body.text("way"));
  auto const by = support::parse_way(way);
  if (!by) return bad_field("way", "visit | call | meeting | mail");
  out.way = *by;
  BASSIN_TRY(auto const on, optional_day(body, "on"));
  if (!on) return bad_field("on", "2018-03-01");
  out.on = *on;
  if (body.has("minutes")) {
    BASSIN_TRY(out.minutes, body.integer("minutes"));
  }
  if (auto const* const jobs = body.value("jobs"); jobs != nullptr && !jobs->is_null()) {
    BASSIN_TRY(out.jobs, body.integer("jobs"));
  }
  BASSIN_TRY(out.reopened_on, optional_day(body, "reopenedOn"));
  BASSIN_TRY(auto const lacks, body.optional_texts("lacks"));
  out.lacks = lacks.value_or(std::vector<std::string>());
  BASSIN_TRY(auto const note, body.optional_text("note"));
  out.note = note.value_or("");
  return out;
}

Result<Json> post_word(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, word_fields));
  BASSIN_TRY(auto facts, facts_in(body));
  BASSIN_TRY(auto const term, body.integer("term"));
  if (!crisis::is_term(term)) return bad_field("term", "1 | 3 | 6 | 12");
  facts.term = static_cast<int>(term);
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::say_after(session, act, id_in(call), facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_word(Call const& call, Casework const& casework) {
  auto fields = word_fields;
  fields.front() = "version";
  BASSIN_TRY(auto const body, Body::of(call.request, fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::change_after(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_word(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::remove_after(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Json loss_json(Call const& call, crisis::LostBusiness const& it, Rows const& rows, CaseworkNames const& names) {
  return {{"case", it.record},
          {"business", it.business},
          {"name", name_json(rows, it.business)},
          {"place", commune_json(call, it.commune)},
          {"state", id_of(it.state)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"version", it.version},
          {"ceased", it.ceased},
          {"registerClosed", it.closed_on.has_value()},
          {"closedOn", it.closed_on && !it.closed_on->empty() ? Json(*it.closed_on) : Json(nullptr)}};
}

Result<Json> get_losses(Call const& call, Casework const& casework) {
  Rows rows;
  auto const closed = [&](std::vector<std::string> const& businesses) -> Result<std::map<std::string, std::string>> {
    BASSIN_TRY(rows, rows_of(call, casework, {businesses.begin(), businesses.end()}));
    std::map<std::string, std::string> out;
    for (auto const& [business, row] : rows)
      if (row.state == registry::State::closed) out.emplace(business, row.period_start);
    return out;
  };
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::losses_of(session, call.reader, id_in(call), closed));
    Referred referred;
    for (auto const* const some : {&all.proposed, &all.confirmed})
      for (auto const& it : *some) referred.agents.insert(it.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    auto const listed = [&](std::vector<crisis::LostBusiness> const& some) {
      Json list = Json::array();
      for (auto const& it : some) list.push_back(loss_json(call, it, rows, names));
      return list;
    };
    return Json{{"proposed", listed(all.proposed)}, {"confirmed", listed(all.confirmed)}, {"denied", all.denied}};
  });
}

Result<Json> post_loss(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "lost", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const lost, body.optional_flag("lost"));
  if (!lost) return bad_field("lost", "true | false");
  BASSIN_TRY(auto const why, body.optional_text("why"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const it, by_name(session, crisis::settle_loss(session, act, id_in(call), version, *lost, why.value_or(""))));
    return written_json(it.id, it.version);
  });
}

Json action_json(std::string const& id, std::string const& code, std::string const& title, std::string const& convention) {
  return {{"id", id}, {"code", code}, {"title", title}, {"convention", convention}};
}

Result<Json> get_action(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const chosen, crisis::counts_towards(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const counted, crisis::counted_in(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const all, convention::countable_on(session, call.reader, call.context.today()));
    BASSIN_TRY(auto const labels, convention::action_labels(session, call.reader, {chosen.action}));
    bool const may = access::allows(call.reader, access::Need::run_conventions) && !room.facts.exercise && !room.anonymised;
    Json choices = Json::array();
    for (auto const& it : all) choices.push_back(action_json(it.action, it.code, it.title, it.convention_title));
    auto const found = labels.find(chosen.action);
    Json action = nullptr;
    if (!chosen.action.empty())
      action = found == labels.end() ? action_json(chosen.action, "", "", "")
                                     : action_json(found->first, found->second.code, found->second.title, found->second.convention_title);
    return Json{
        {"action", std::move(action)},
        {"version", chosen.version},
        {"mayChoose", may},
        {"choices", std::move(choices)},
        {"counted", {{"calls", counted.calls}, {"visits", counted.visits}, {"others", counted.others}, {"minutes", counted.minutes}}}};
  });
}

Result<Json> put_action(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "action"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  if (!action) return bad_field("action", "id | null");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, crisis::choose_action(session, act, id_in(call), version, *action));
    return Json{{"version", now.version}};
  });
}

}  // namespace

void add_crisis_after_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/crisis-after", Need::see_personal, get_mine);
  add(Method::put, "/api/v1/crisis-after/{id}", Need::edit_businesses, put_word);
  add(Method::remove, "/api/v1/crisis-after/{id}", Need::edit_businesses, delete_word);
  add(Method::get, "/api/v1/crises/{id}/after", Need::see_personal, get_due);
  add(Method::get, "/api/v1/crises/{id}/after-figures", Need::see_conventions, get_figures);
  add(Method::get, "/api/v1/crises/{id}/losses", Need::see_personal, get_losses);
  add(Method::get, "/api/v1/crises/{id}/action", Need::see_conventions, get_action);
  add(Method::put, "/api/v1/crises/{id}/action", Need::run_conventions, put_action);
  add(Method::get, "/api/v1/crisis-cases/{id}/after", Need::see_personal, get_words);
  add(Method::post, "/api/v1/crisis-cases/{id}/after", Need::edit_businesses, post_word);
  add(Method::post, "/api/v1/crisis-cases/{id}/loss", Need::edit_businesses, post_loss);
}

}  // namespace bassin::service
