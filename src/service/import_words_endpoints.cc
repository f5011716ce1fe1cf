// Words of partners' files brought in as a whole: what each means, said once for all rows.
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "partners/agent.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/import_json.h"
#include "service/sheet_endpoints.h"
#include "sql/store.h"
#include "support/import_words.h"
#include "support/imports.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_of(Call const& call) { return std::string(call.request.path_value("id")); }

template <class All, class Fn>
Json named_json(All const& all, Fn&& wanted) {
  Json out = Json::array();
  for (auto const& it : all)
    if (wanted(it)) out.push_back({{"id", it.id}, {"name", it.name}});
  return out;
}

// Tags and portfolios that a word may mean, for an import of them, and colleagues for whom a portfolio may be made.
Result<void> add_labels(sql::Session& session, Call const& call, std::vector<partners::Agent> const& colleagues, Json& out) {
  auto const& reader = call.reader;
  auto const may = [&](std::string const& agent) { return access::may_change(reader, reader.organisation, agent); };
  BASSIN_TRY(auto const tags, support::own_tags(session, reader.organisation));
  BASSIN_TRY(auto const portfolios, support::portfolios_of(session, reader));
  out["tags"] = named_json(tags, [](auto const&) { return true; });
  out["portfolios"] = named_json(portfolios, [&](support::Portfolio const& it) { return it.agent.empty() || may(it.agent); });
  out["owners"] = named_json(colleagues, [&](partners::Agent const& it) { return may(it.id); });
  return {};
}

// With what and whom a word may mean.
Result<Json> get_words(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const import, support::find_import(session, call.reader, id_of(call)));
    BASSIN_TRY(auto const words, support::import_words(session, call.reader, import.id));
    BASSIN_TRY(auto const colleagues, partners::colleagues_of(session, call.reader.organisation));
    std::vector<partners::Agent> agents;
    for (auto const& one : colleagues) agents.push_back(one.agent);
    Json told = Json::array();
    for (auto const& one : words)
      told.push_back({{"field", support::id_of(one.field)},
                      {"word", one.word},
                      {"shown", one.shown},
                      {"meaning", one.meaning.empty() ? Json(nullptr) : Json(one.meaning)},
                      {"rows", one.rows},
                      {"version", one.version}});
    Json out{{"words", std::move(told)}, {"agents", named_json(agents, [](auto const&) { return true; })}};
    for (auto const* const name : {"tags", "portfolios", "owners"}) out[name] = Json::array();
    if (import.kind == support::ImportKind::tags) BASSIN_DO(add_labels(session, call, agents, out));
    return out;
  });
}

Result<std::vector<support::SaidWord>> words_in(Body const& body) {
  BASSIN_TRY(auto const stated, body.objects("words", {"field", "word", "meaning", "version"}));
  if (stated.empty() || stated.size() > support::import_words_most * support::word_field_count) return bad_field("words", "1…1200");
  std::vector<support::SaidWord> out;
  for (auto const& it : stated) {
    support::SaidWord said;
    BASSIN_TRY(auto const field, it.text("field"));
    auto const parsed = support::parse_word_field(field);
    if (!parsed) return bad_field("field", "way | theme | agent | action | tag | portfolio");
    said.field = *parsed;
    BASSIN_TRY(said.word, it.text("word"));
    BASSIN_TRY(said.meaning, it.text("meaning"));
    BASSIN_TRY(said.version, it.integer("version"));
    out.push_back(std::move(said));
  }
  return out;
}

Result<Json> put_words(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"words"}));
  BASSIN_TRY(auto const said, words_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const kept, import_kept(session, call));
    BASSIN_TRY(auto const import, support::say_words(session, act, id_of(call), said, kept));
    return import_told(session, call, import);
  });
}

}  // namespace

void add_sheet_word_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/spreadsheets/imports/{id}/words", Need::see_personal, Lane::store}, with(get_words));
  routes.add({Method::put, "/api/v1/spreadsheets/imports/{id}/words", Need::edit_businesses, Lane::store}, with(put_words));
}

}  // namespace bassin::service
