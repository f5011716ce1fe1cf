// Two cases of one business: proposed, made one by a person, taken back, or said to be two.
#include <nlohmann/json.hpp>
#include <set>

#include "crisis/merge.h"
#include "crisis/report_likeness.h"
#include "service/body.h"
#include "service/business_names.h"
#include "service/crisis_duplicates.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_line.h"
#include "service/crisis_list.h"
#include "service/known_parameters.h"
#include "sql/store.h"
#include "support/campaign_reach.h"
#include "support/channel.h"

namespace bassin::service {

using base::Result;

namespace {

constexpr std::size_t pairs_most = 100;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

void add_phone(Phones& out, std::string const& business, std::string_view words) {
  auto const reach = support::reach_of(support::ChannelKind::phone, words);
  if (reach.ok()) out.all.emplace_back(business, reach->normal);
}

// Of contacts of one's own organisation alone, as in the inbox, and of reports of the room.
struct Reached {
  Phones phones;
  std::map<std::string, bool> callable;  // by business
};
Result<Reached> phones_of(sql::Session& session, Call const& call, std::string const& crisis, std::vector<CrisisRow> const& rows) {
  Reached out;
  std::vector<std::string> businesses;
  for (auto const& it : rows) businesses.push_back(it.it.business);
  for (std::size_t from = 0; from < businesses.size(); from += support::reach_block) {
    auto const some = std::span<std::string const>(businesses).subspan(from, std::min(support::reach_block, businesses.size() - from));
    BASSIN_TRY(auto const reached,
               support::reach(session, call.reader, call.context.today(), support::Means::call, support::Purpose::crisis, some));
    for (std::size_t i = 0; i < some.size(); ++i) {
      out.callable[some[i]] = reached[i].aside == support::Aside::none;
      for (auto const& via : reached[i].via)
        if (via.own) add_phone(out.phones, some[i], via.shown);
    }
  }
  BASSIN_TRY(auto const said, crisis::callbacks_of(session, call.reader, crisis));
  for (auto const& it : said) add_phone(out.phones, it.business, it.words);
  return out;
}

AlikePlace place_of(CrisisRow const& it) {
  AlikePlace out{it.it.id, it.it.business, it.it.commune, "", "", "", it.street, it.repetition, it.number, {}, it.it.reached};
  if (!it.row) return out;
  if (!it.row->local) out.row = it.row->id.text();
  out.siren = it.row->siren;
  if (it.row->name.known()) out.name = it.row->name.text;
  out.point = it.row->position.point;
  return out;
}

Result<Json> get_duplicates(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {}));
  BASSIN_TRY(auto const rows, crisis_rows(call, casework, id_in(call), {}));
  std::map<std::string, bool> callable;
  BASSIN_TRY(auto pairs, casework.store->read([&](sql::Session& session) -> Result<std::vector<AlikeCases>> {
    BASSIN_TRY(auto reached, phones_of(session, call, id_in(call), rows));
    callable = std::move(reached.callable);
    BASSIN_TRY(auto const typed, crisis::sirets_typed(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const apart, crisis::kept_apart(session, call.reader, id_in(call)));
    std::vector<SiretOnCase> sirets;
    for (auto const& it : typed) sirets.push_back({it.record, it.siret});
    std::vector<std::pair<std::string, std::string>> said;
    for (auto const& it : apart) said.emplace_back(it.one, it.other);
    std::vector<AlikePlace> places;
    for (auto const& it : rows) places.push_back(place_of(it));
    return alike_cases(places, reached.phones, sirets, said);
  }));
  auto const total = pairs.size();
  if (pairs.size() > pairs_most) pairs.resize(pairs_most);
  std::vector<CrisisRow> shown;
  for (auto const& it : pairs) shown.push_back(rows[it.one]), shown.push_back(rows[it.other]);
  BASSIN_TRY(auto cases, rows_json(call, casework, shown));
  for (std::size_t i = 0; i < shown.size(); ++i) cases[i]["callable"] = callable[shown[i].it.business];
  Json list = Json::array();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Json reasons = Json::array();
    for (auto const reason : pairs[i].reasons) reasons.push_back(id_of(reason));
    list.push_back({{"kept", cases[2 * i]},
                    {"other", cases[2 * i + 1]},
                    {"reasons", std::move(reasons)},
                    {"metres", pairs[i].metres ? Json(*pairs[i].metres) : Json(nullptr)}});
  }
  return Json{{"pairs", std::move(list)}, {"total", total}};
}

Json text_or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json merge_json(Call const& call, crisis::Merge const& it, CaseworkNames const& names, std::map<std::string, std::string> const& shown) {
  Json apart = Json::array();
  for (auto const& one : it.apart)
    apart.push_back({{"of", one.of},
                     {"kind", one.kind},
                     {"term", one.term.empty() ? Json(nullptr) : Json(std::stoi(one.term))},
                     {"fares", text_or_null(one.fares)},
                     {"right", text_or_null(one.right)},
                     {"name", text_or_null(one.name)},
                     {"decision", text_or_null(one.decision)},
                     {"note", one.note},
                     {"at", one.at}});
  auto const name = shown.find(it.business);
  return {{"id", it.id},
          {"case", it.record},
          {"business", it.business},
          {"name", name != shown.end() ? Json(name->second) : Json(nullptr)},
          {"place", commune_json(call, it.commune)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"at", it.at},
          {"last", it.last},
          {"apart", std::move(apart)}};
}

Result<Json> get_merges(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {}));
  BASSIN_TRY(auto const all,
             casework.store->read([&](sql::Session& session) { return crisis::merges_of(session, call.reader, id_in(call)); }));
  std::vector<std::string> businesses;
  Referred referred;
  for (auto const& it : all) businesses.push_back(it.business), referred.agents.insert(it.agent);
  BASSIN_TRY(auto const shown, names_by_business(call, casework, businesses));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(merge_json(call, it, names, shown));
    return Json{{"merges", std::move(list)}};
  });
}

Result<Json> post_merge(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "other", "otherVersion"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const other, body.text("other"));
  BASSIN_TRY(auto const other_version, body.integer("otherVersion"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const it, by_name(session, crisis::merge_cases(session, act, {id_in(call), version}, {other, other_version})));
    return written_json(it.id, it.version);
  });
}

Result<Json> post_undo(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const it, by_name(session, crisis::part_cases(session, act, id_in(call), version)));
    return written_json(it.id, it.version);
  });
}

Result<Json> post_apart(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"other"}));
  BASSIN_TRY(auto const other, body.text("other"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::keep_apart(session, act, id_in(call), other));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_crisis_merge_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/crises/{id}/duplicates", Need::see_personal, get_duplicates);
  add(Method::get, "/api/v1/crisis-cases/{id}/merges", Need::see_personal, get_merges);
  add(Method::post, "/api/v1/crisis-cases/{id}/merge", Need::edit_businesses, post_merge);
  add(Method::post, "/api/v1/crisis-cases/{id}/apart", Need::edit_businesses, post_apart);
  add(Method::post, "/api/v1/crisis-merges/{id}/undo", Need::edit_businesses, post_undo);
}

}  // namespace bassin::service
