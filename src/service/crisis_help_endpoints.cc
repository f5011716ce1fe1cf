// Mutual help in a crisis: what is needed, what is offered, what was agreed.
#include <nlohmann/json.hpp>
#include <set>

#include "crisis/help_matching.h"
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

Json amount_or_null(std::optional<std::int64_t> const& value) { return value ? Json(*value) : Json(nullptr); }
Json help_day(std::optional<base::Date> day) { return day ? Json(base::to_iso(*day)) : Json(nullptr); }

// Name as the reader may see each place; none while no register is there.
Result<Rows> rows_of(Call const& call, Casework const& casework, std::set<std::string> const& businesses) {
  auto rows = rows_by_business(call, casework, {businesses.begin(), businesses.end()});
  if (!rows.ok() && rows.error().code == "service.not_ready") return Rows();
  return rows;
}
Json name_json(Rows const& rows, std::string const& business) {
  auto const row = rows.find(business);
  return row != rows.end() && row->second.name.known() ? Json(row->second.name.text) : Json(nullptr);
}

struct HelpRead {
  crisis::HelpBoard board;
  CaseworkNames names;
};

Json post_json(Call const& call, crisis::HelpPost const& post, crisis::HelpBalance const& balance, HelpRead const& read, Rows const& rows) {
  auto const& it = post.facts;
  return {{"id", post.id},
          {"side", id_of(it.side)},
          {"kind", id_of(it.kind)},
          {"what", it.what},
          {"quantity", amount_or_null(it.quantity)},
          {"place", it.commune.empty() ? Json(nullptr) : commune_json(call, it.commune)},
          {"from", help_day(it.from)},
          {"until", help_day(it.until)},
          {"case", it.record.empty() ? Json(nullptr) : Json(it.record)},
          {"name", name_json(rows, post.business)},
          {"who", it.who},
          {"reach", it.reach},
          {"withdrawn", it.withdrawn},
          {"stands", id_of(balance.stands)},
          {"agreed", balance.agreed},
          {"given", balance.given},
          {"left", amount_or_null(balance.left)},
          {"organisation", read.names.organisation(post.organisation)},
          {"agent", read.names.agent(post.agent)},
          {"version", post.version},
          {"changedAt", post.changed_at}};
}

Json agreement_json(crisis::Agreement const& it, CaseworkNames const& names) {
  return {{"id", it.id},
          {"need", it.need},
          {"offer", it.offer},
          {"state", id_of(it.facts.state)},
          {"quantity", amount_or_null(it.facts.quantity)},
          {"note", it.facts.note},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"version", it.version},
          {"changedAt", it.changed_at}};
}

Json figures_json(std::map<crisis::HelpKind, crisis::HelpFigures> const& figures) {
  Json out = Json::array();
  for (auto const& [kind, it] : figures)
    out.push_back({{"kind", id_of(kind)},
                   {"needs", it.needs},
                   {"open", it.open},
                   {"partly", it.partly},
                   {"agreed", it.agreed},
                   {"met", it.met},
                   {"offers", it.offers},
                   {"free", it.free}});
  return out;
}

Json board_json(Call const& call, HelpRead const& read, Rows const& rows) {
  auto const balances = crisis::balances_of(read.board);
  auto const proposed = crisis::proposals_of(read.board, balances);
  Json posts = Json::array(), agreements = Json::array(), asked = Json::array();
  for (auto const& it : read.board.posts) {
    auto json = post_json(call, it, balances.at(it.id), read, rows);
    auto const offers = proposed.find(it.id);
    json["proposals"] = offers == proposed.end() ? Json::array() : Json(offers->second);
    posts.push_back(std::move(json));
  }
  for (auto const& it : read.board.agreements)
    if (balances.contains(it.need) && balances.contains(it.offer)) agreements.push_back(agreement_json(it, read.names));
  for (auto const& it : read.board.asked)
    asked.push_back({{"case", it.record},
                     {"business", it.business},
                     {"name", name_json(rows, it.business)},
                     {"place", commune_json(call, it.commune)},
                     {"kind", id_of(it.kind)}});
  return {{"posts", std::move(posts)},
          {"agreements", std::move(agreements)},
          {"asked", std::move(asked)},
          {"figures", figures_json(crisis::help_figures(read.board, balances))}};
}

Result<Json> get_help(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"case"}));
  BASSIN_TRY(auto const read, casework.store->read([&](sql::Session& session) -> Result<HelpRead> {
    BASSIN_TRY(auto board, crisis::help_of(session, call.reader, id_in(call), asked(call, "case").value_or("")));
    Referred referred;
    for (auto const& it : board.posts) referred.agents.insert(it.agent);
    for (auto const& it : board.agreements) referred.agents.insert(it.agent);
    BASSIN_TRY(auto names, CaseworkNames::read(session, call.reader, referred));
    return HelpRead{std::move(board), std::move(names)};
  }));
  std::set<std::string> businesses;
  for (auto const& it : read.board.asked) businesses.insert(it.business);
  for (auto const& it : read.board.posts)
    if (!it.business.empty()) businesses.insert(it.business);
  BASSIN_TRY(auto const rows, rows_of(call, casework, businesses));
  return board_json(call, read, rows);
}

Result<std::optional<std::int64_t>> quantity_in(Body const& body) {
  auto const* const value = body.value("quantity");
  if (value == nullptr || value->is_null()) return std::optional<std::int64_t>();
  BASSIN_TRY(auto const amount, body.integer("quantity"));
  return std::optional(amount);
}

Result<crisis::HelpFacts> help_in(Body const& body) {
  crisis::HelpFacts out;
  BASSIN_TRY(out.what, body.text("what"));
  BASSIN_TRY(out.quantity, quantity_in(body));
  BASSIN_TRY(auto const commune, body.optional_text("commune"));
  BASSIN_TRY(auto const who, body.optional_text("who"));
  BASSIN_TRY(auto const reach, body.optional_text("reach"));
  BASSIN_TRY(out.from, optional_day(body, "from"));
  BASSIN_TRY(out.until, optional_day(body, "until"));
  out.commune = commune.value_or("");
  out.who = who.value_or("");
  out.reach = reach.value_or("");
  return out;
}

Result<Json> post_help(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"side", "kind", "what", "quantity", "commune", "from", "until", "case", "who", "reach"}));
  BASSIN_TRY(auto facts, help_in(body));
  BASSIN_TRY(auto const side, body.text("side"));
  BASSIN_TRY(auto const kind, body.text("kind"));
  BASSIN_TRY(auto const record, body.optional_text("case"));
  auto const parsed_side = crisis::parse_help_side(side);
  auto const parsed_kind = crisis::parse_help_kind(kind);
  if (!parsed_side) return bad_field("side", "need | offer");
  if (!parsed_kind)
    return bad_field("kind", "premises | storage | hands | pumping | electricity | cleaning | equipment | transport | other");
  facts.side = *parsed_side;
  facts.kind = *parsed_kind;
  facts.record = record.value_or("");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, by_name(session, crisis::note_help(session, act, id_in(call), facts)));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_help(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"version", "what", "quantity", "commune", "from", "until", "who", "reach", "withdrawn"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto facts, help_in(body));
  BASSIN_TRY(auto const withdrawn, body.optional_flag("withdrawn"));
  facts.withdrawn = withdrawn.value_or(false);
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, by_name(session, crisis::change_help(session, act, id_in(call), version, facts)));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_help(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(by_name(session, crisis::remove_help(session, act, id_in(call), version)));
    return Json{{"changed", true}};
  });
}

Result<crisis::AgreementFacts> agreement_in(Body const& body) {
  crisis::AgreementFacts out;
  BASSIN_TRY(out.quantity, quantity_in(body));
  BASSIN_TRY(auto const note, body.optional_text("note"));
  BASSIN_TRY(auto const state, body.optional_text("state"));
  auto const parsed = crisis::parse_help_state(state.value_or("agreed"));
  if (!parsed) return bad_field("state", "agreed | given | over | failed");
  out.state = *parsed;
  out.note = note.value_or("");
  return out;
}

Result<Json> post_agreement(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"offer", "quantity", "state", "note"}));
  BASSIN_TRY(auto const facts, agreement_in(body));
  BASSIN_TRY(auto const offer, body.text("offer"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::agree(session, act, id_in(call), offer, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_agreement(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "quantity", "state", "note"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, agreement_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::change_agreement(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

}  // namespace

void add_crisis_help_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/help", Need::see_personal, Lane::store}, with(get_help));
  routes.add({Method::post, "/api/v1/crises/{id}/help", Need::edit_businesses, Lane::store}, with(post_help));
  routes.add({Method::put, "/api/v1/crisis-help/{id}", Need::edit_businesses, Lane::store}, with(put_help));
  routes.add({Method::remove, "/api/v1/crisis-help/{id}", Need::edit_businesses, Lane::store}, with(delete_help));
  routes.add({Method::post, "/api/v1/crisis-help/{id}/agreements", Need::edit_businesses, Lane::store}, with(post_agreement));
  routes.add({Method::put, "/api/v1/crisis-agreements/{id}", Need::edit_businesses, Lane::store}, with(put_agreement));
}

}  // namespace bassin::service
