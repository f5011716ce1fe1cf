// Decrees of natural disaster: listed, typed, taken from a file, removed.
#include <nlohmann/json.hpp>
#include <sstream>

#include "crisis/decrees.h"
#include "crisis/gaspar.h"
#include "reference/geography.h"
#include "service/body.h"
#include "service/body_day.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/decree_json.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t page = 100;
constexpr std::string_view perils = "flood, storm, ground, drought, earthquake, avalanche, eruption";

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<crisis::DecreeQuery> query_of(Call const& call) {
  crisis::DecreeQuery out;
  out.commune = asked(call, "commune").value_or("");
  out.departement = asked(call, "departement").value_or("");
  // It is the beginning of a code, and of nothing else.
  if (!out.departement.empty() && !reference::geography().departement(out.departement))
    return bad_value("departement", out.departement, "77, 2A, 974");
  if (auto const peril = asked(call, "peril")) {
    out.peril = crisis::parse_peril(*peril);
    if (!out.peril) return bad_value("peril", *peril, perils);
  }
  BASSIN_TRY(out.since, asked_day(call, "since"));
  BASSIN_TRY(out.until, asked_day(call, "until"));
  out.after = asked(call, "cursor").value_or("");
  out.limit = page + 1;
  return out;
}

Result<Json> get_decrees(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"commune", "departement", "peril", "since", "until", "cursor"}));
  BASSIN_TRY(auto const query, query_of(call));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto all, crisis::decrees_of(session, call.reader, query));
    bool const more = all.size() > page;
    if (more) all.resize(page);
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.added_by);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(decree_json(call, it, names));
    return Json{{"decrees", std::move(list)},
                {"mayWrite", access::allows(call.reader, access::Need::run_conventions)},
                {"cursor", more ? Json(all.back().id) : Json(nullptr)}};
  });
}

Result<base::Date> day(Body const& body, std::string_view field) {
  BASSIN_TRY(auto const found, optional_day(body, field));
  if (!found) return bad_field(field, "2018-02-15");
  return *found;
}

Result<Json> post_decree(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"commune", "peril", "from", "to", "published", "refused", "number"}));
  crisis::Decree it;
  BASSIN_TRY(it.commune, body.text("commune"));
  BASSIN_TRY(auto const peril, body.text("peril"));
  auto const parsed = crisis::parse_peril(peril);
  if (!parsed) return bad_field("peril", perils);
  it.peril = *parsed;
  BASSIN_TRY(it.from, day(body, "from"));
  BASSIN_TRY(it.to, day(body, "to"));
  BASSIN_TRY(it.published, day(body, "published"));
  BASSIN_TRY(auto const refused, body.optional_flag("refused"));
  it.refused = refused.value_or(false);
  BASSIN_TRY(auto const number, body.optional_text("number"));
  it.number = number.value_or("");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::add_decree(session, act, it));
    return Json{{"id", made.decree.id}, {"added", made.added}};
  });
}

Result<crisis::GasparScope> scope_of(Call const& call) {
  crisis::GasparScope out;
  std::istringstream text(asked(call, "departements").value_or(""));
  for (std::string code; std::getline(text, code, ',');) {
    if (!reference::geography().departement(code)) return bad_value("departements", code, "77,78,2A,974");
    out.departements.push_back(code);
  }
  if (out.departements.empty()) return bad_value("departements", "", "77,78,2A,974");
  BASSIN_TRY(auto const since, asked_day(call, "since"));
  if (!since) return bad_value("since", "", "2016-01-01");
  out.since = *since;
  return out;
}

Result<Json> post_file(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"departements", "since", "preview"}));
  BASSIN_TRY(auto const scope, scope_of(call));
  BASSIN_TRY(auto const read, crisis::read_gaspar(call.request.body, scope, call.context.today()));
  Json told = Json::array();
  for (auto const& it : read.told) told.push_back({{"line", it.line}, {"why", id_of(it.why)}, {"text", it.text}});
  auto const answer = [&](crisis::DecreesTaken const& taken) {
    return Json{{"lines", read.lines},
                {"added", taken.added},
                {"already", taken.already},
                {"elsewhere", read.elsewhere},
                {"earlier", read.earlier},
                {"unread", read.unread},
                {"told", told}};
  };
  auto const preview = asked(call, "preview").value_or("no");
  if (preview != "yes" && preview != "no") return bad_value("preview", preview, "yes, no");
  if (preview == "yes")
    return casework.store->read([&](sql::Session& session) -> Result<Json> {
      BASSIN_TRY(auto const would, crisis::preview_decrees(session, call.reader, read.rows));
      return answer(would);
    });
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const taken, crisis::take_decrees(session, act, read.rows));
    return answer(taken);
  });
}

Result<Json> delete_decree(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::remove_decree(session, act, std::string(call.request.path_value("id"))));
    return Json{{"changed", true}};
  });
}

}  // namespace

Json decree_json(Call const& call, crisis::KeptDecree const& it, CaseworkNames const& names) {
  return {{"id", it.id},
          {"place", commune_json(call, it.it.commune)},
          {"current", commune_json(call, it.current)},
          {"peril", id_of(it.it.peril)},
          {"from", base::to_iso(it.it.from)},
          {"to", base::to_iso(it.it.to)},
          {"published", base::to_iso(it.it.published)},
          {"refused", it.it.refused},
          {"number", it.it.number},
          {"origin", id_of(it.origin)},
          {"addedAt", it.added_at},
          {"addedBy", names.agent(it.added_by)}};
}

void add_decree_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/decrees", Need::edit_businesses, Lane::store}, with(get_decrees));
  routes.add({Method::post, "/api/v1/decrees", Need::run_conventions, Lane::store}, with(post_decree));
  routes.add({Method::remove, "/api/v1/decrees/{id}", Need::run_conventions, Lane::store}, with(delete_decree));
  routes.add({Method::post, "/api/v1/decree-files", Need::run_conventions, Lane::bulk, crisis::gaspar_bytes_most}, with(post_file));
}

}  // namespace bassin::service
