// The sharing annex of a convention.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "convention/annex.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/convention_endpoints.h"
#include "service/convention_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using convention::Annex;
using convention::Statement;

namespace {

Json levels_json(Statement const& it, Organisations const& names) {
  Json out = Json::array();
  for (auto const& one : it.shown)
    out.push_back({{"kind", access::id_of(one.kind)}, {"reader", names.named(one.reader)}, {"level", access::id_of(one.level)}});
  return {{"owner", names.named(it.owner)}, {"levels", std::move(out)}};
}

Json annex_json(Annex const& it, Organisations const& names, convention::Rights const& rights) {
  Json out{{"id", it.id},
           {"number", it.number == 0 ? Json(nullptr) : Json(it.number)},
           {"status", id_of(it.status)},
           {"by", names.named(it.by)},
           {"wantedFrom", to_iso(it.wanted_from)},
           {"from", it.from ? Json(to_iso(*it.from)) : Json(nullptr)},
           {"why", it.why},
           {"createdAt", it.created_at},
           {"statements", Json::array()},
           {"agreements", Json::array()}};
  for (auto const& statement : it.statements) out["statements"].push_back(levels_json(statement, names));
  for (auto const& one : it.agreements) {
    bool const awaited = it.status == convention::AnnexStatus::proposed && one.agreed_at.empty();
    out["agreements"].push_back({{"organisation", names.named(one.organisation)},
                                 {"agreedAt", one.agreed_at.empty() ? Json(nullptr) : Json(one.agreed_at)},
                                 {"mine", awaited && rights.speaks_for(one.organisation)}});
  }
  return out;
}

// In force on that day: what was stated, or what holds where nothing was.
Statement shown_on(std::vector<Annex> const& annexes, std::string const& owner, base::Date day) {
  std::vector<Statement> in_force;
  for (auto it = annexes.rbegin(); it != annexes.rend(); ++it) {
    if (it->status == convention::AnnexStatus::in_force) in_force.insert(in_force.end(), it->statements.begin(), it->statements.end());
  }
  Statement out{owner, day, {}};
  for (std::size_t kind = 0; kind < access::record_kind_count; ++kind)
    out.shown.push_back({static_cast<access::RecordKind>(kind), "", access::default_level});
  for (auto const& it : statements_on(owner, in_force)) {
    if (it.from <= day) out.shown = it.shown;
  }
  return out;
}

// By number, those without one first: the order in which they took effect is not the one in which they were written.
void sort_by_effect(std::vector<Annex>& annexes) {
  std::stable_sort(annexes.begin(), annexes.end(), [](Annex const& a, Annex const& b) {
    if ((a.number == 0) != (b.number == 0)) return a.number == 0;
    return a.number > b.number;
  });
}

Result<Json> annexes_answer(sql::Session& session, Call const& call, std::string const& id) {
  BASSIN_TRY(auto annexes, convention::annexes_of(session, call.reader, id));
  sort_by_effect(annexes);
  BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, id));
  BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
  BASSIN_TRY(auto const names, Organisations::read(session));
  auto const today = call.context.today();
  bool const open = text.convention.status != convention::Status::abandoned;
  Json out{{"version", text.convention.version},
           {"mine", open && rights.may_write(text.convention)},
           {"parties", Json::array()},
           {"annexes", Json::array()}};
  for (auto const& party : text.parties) {
    if (party.left_on && *party.left_on < today) continue;
    auto shown = levels_json(shown_on(annexes, party.organisation, today), names);
    shown["kind"] = names.kind(party.organisation);
    shown["own"] = open && rights.speaks_for(party.organisation);
    out["parties"].push_back(std::move(shown));
  }
  for (auto const& it : annexes) out["annexes"].push_back(annex_json(it, names, rights));
  return out;
}

Result<Json> get_annexes(Call const& call, Casework const& casework) {
  return casework.store->read(
      [&](sql::Session& session) { return annexes_answer(session, call, std::string(call.request.path_value("id"))); });
}

Result<std::string> text_in(Json const& json, std::string_view field) {
  auto const found = json.find(field);
  if (found == json.end() || !found->is_string()) return bad_field(std::string(field), "\"…\"");
  return found->get<std::string>();
}

Result<convention::Shown> shown_of(Json const& json) {
  if (!json.is_object()) return bad_field("levels", "[{kind, reader, level}]");
  for (auto const& [name, value] : json.items()) {
    if (name != "kind" && name != "reader" && name != "level")
      return Error("service.unknown_field", {{"field", name}, {"allowed", "kind, reader, level"}});
  }
  BASSIN_TRY(auto const kind_id, text_in(json, "kind"));
  BASSIN_TRY(auto const level_id, text_in(json, "level"));
  auto const kind = access::parse_record_kind(kind_id);
  auto const level = access::parse_level(level_id);
  if (!kind) return bad_field("kind", "exchange, contact, need, follow_up, document, campaign");
  if (!level) return bad_field("level", "nothing, presence, header, content");
  std::string reader;
  if (json.contains("reader") && !json["reader"].is_null()) {
    BASSIN_TRY(reader, text_in(json, "reader"));
    if (reader.empty()) return bad_field("reader", "null");
  }
  return convention::Shown{*kind, std::move(reader), *level};
}

Result<Statement> statement_of(Json const& json) {
  if (!json.is_object() || !json.contains("levels") || !json["levels"].is_array()) return bad_field("statements", "[{owner, levels}]");
  for (auto const& [name, value] : json.items()) {
    if (name != "owner" && name != "levels") return Error("service.unknown_field", {{"field", name}, {"allowed", "owner, levels"}});
  }
  Statement out;
  BASSIN_TRY(out.owner, text_in(json, "owner"));
  for (auto const& one : json["levels"]) {
    BASSIN_TRY(auto shown, shown_of(one));
    out.shown.push_back(std::move(shown));
  }
  return out;
}

Result<convention::AnnexDraft> draft_in(Body const& body) {
  convention::AnnexDraft out;
  BASSIN_TRY(auto const from_text, body.text("from"));
  auto const from = base::parse_date(from_text);
  if (!from) return bad_field("from", "2018-01-31");
  out.from = *from;
  BASSIN_TRY(auto const why, body.optional_text("why"));
  out.why = why.value_or("");
  auto const* const sent = body.value("statements");
  if (sent == nullptr || !sent->is_array()) return bad_field("statements", "[{owner, levels}]");
  if (sent->size() > convention::parties_most) return bad_field("statements", "≤ " + std::to_string(convention::parties_most));
  for (auto const& json : *sent) {
    BASSIN_TRY(auto statement, statement_of(json));
    out.statements.push_back(std::move(statement));
  }
  return out;
}

using Step = std::function<Result<convention::Convention>(sql::Session&, convention::Act const&, std::string const& id)>;
Result<Json> change_annexes(Call const& call, Casework const& casework, Step const& step) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    std::string const id(call.request.path_value("id"));
    BASSIN_TRY([[maybe_unused]] auto const changed, step(session, act, id));
    return annexes_answer(session, call, id);
  });
}

Result<Json> post_annex(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "from", "why", "statements"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const draft, draft_in(body));
  return change_annexes(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::propose_annex(session, act, id, version, draft, call.context.today());
  });
}

Result<Json> post_agreement(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "organisation"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const organisation, body.text("organisation"));
  return change_annexes(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::agree_to_annex(session, act, id, version, std::string(call.request.path_value("annex")), organisation,
                                      call.context.today());
  });
}

Result<Json> post_withdrawal(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  return change_annexes(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::withdraw_annex(session, act, id, version, std::string(call.request.path_value("annex")));
  });
}

}  // namespace

void add_annex_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/conventions/{id}/annexes", Need::see_conventions, Lane::store}, with(get_annexes));
  routes.add({Method::post, "/api/v1/conventions/{id}/annexes", Need::run_conventions, Lane::store}, with(post_annex));
  routes.add({Method::post, "/api/v1/conventions/{id}/annexes/{annex}/agreement", Need::run_conventions, Lane::store},
             with(post_agreement));
  routes.add({Method::post, "/api/v1/conventions/{id}/annexes/{annex}/withdrawal", Need::run_conventions, Lane::store},
             with(post_withdrawal));
}

}  // namespace bassin::service
