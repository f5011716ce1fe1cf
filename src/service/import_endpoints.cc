// /api/v1/spreadsheets/imports: partners' files brought in as a whole, looked through, carried out and taken back.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "partners/organisation.h"
#include "service/body.h"
#include "service/call.h"
#include "service/casework_call.h"
#include "service/import_json.h"
#include "service/import_rows_json.h"
#include "service/known_parameters.h"
#include "service/sheet_endpoints.h"
#include "sql/store.h"
#include "support/imports.h"
#include "support/memberships.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t page_most = 50;  // imports

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

std::string id_of(Call const& call) { return std::string(call.request.path_value("id")); }

Result<Json> get_imports(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"cursor"}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const imports, support::imports_of(session, call.reader, asked(call, "cursor").value_or(""), page_most));
    BASSIN_TRY(auto const organisation, partners::find_organisation(session, call.reader.organisation));
    Referred referred;
    for (auto const& one : imports) referred.agents.insert({one.created_by, one.ended_by});
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json out = Json::array();
    for (auto const& one : imports) out.push_back(to_json(one, names, call));
    auto const chamber = support::chamber_of_kind(organisation.kind);
    return Json{{"imports", std::move(out)},
                {"chamber", chamber.empty() ? Json(nullptr) : Json(chamber)},
                {"next", imports.size() == page_most ? Json(imports.back().id) : Json(nullptr)}};
  });
}

Result<Json> get_import(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const import, support::find_import(session, call.reader, id_of(call)));
    return import_told(session, call, import);
  });
}

Result<std::int64_t> number_in(std::string_view name, std::string const& text, std::int64_t least, std::int64_t most) {
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const good = problem == std::errc{} && end == text.data() + text.size() && number >= least && number <= most;
  if (!good) return bad_value(name, text, std::to_string(least) + "–" + std::to_string(most));
  return number;
}

Result<support::ImportRowQuery> rows_asked(Call const& call) {
  BASSIN_DO(known_only(call.request.query, {"state", "expected", "cursor", "limit"}));
  support::ImportRowQuery out;
  if (auto const state = asked(call, "state")) {
    out.state = support::parse_import_row_state(*state);
    if (!out.state) return bad_value("state", *state, "review, ready, left, wrong, done, undone, stays");
  }
  out.expected = asked(call, "expected").value_or("");
  BASSIN_TRY(out.after, number_in("cursor", asked(call, "cursor").value_or("0"), 0, 1'048'576));
  auto const most = static_cast<std::int64_t>(support::import_page_most);
  BASSIN_TRY(auto const limit, number_in("limit", asked(call, "limit").value_or("50"), 1, most));
  out.limit = static_cast<std::size_t>(limit);
  return out;
}

Result<Json> get_rows(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const query, rows_asked(call));
  BASSIN_TRY(auto const rows,
             casework.store->read([&](sql::Session& session) { return support::import_rows(session, call.reader, id_of(call), query); }));
  BASSIN_TRY(auto json, import_rows_json(call, rows));
  return Json{{"rows", std::move(json)}, {"next", rows.size() == query.limit ? Json(std::to_string(rows.back().number)) : Json(nullptr)}};
}

Result<support::ImportChoice> choice_in(Call const& call, Casework const& casework, Body const& body) {
  using What = support::ImportChoice::What;
  support::ImportChoice out;
  BASSIN_TRY(auto const what, body.text("choice"));
  BASSIN_TRY(auto const anyway, body.optional_flag("anyway"));
  out.anyway = anyway.value_or(false);
  if (what == "business") {
    BASSIN_TRY(auto const business, body.text("business"));
    BASSIN_TRY(out.subject, subject_of(call, casework, business));
    out.what = What::business;
  } else if (what == "add") {
    BASSIN_TRY(out.subject.commune, body.text("commune"));
    out.what = What::add;
  } else if (what != "leave") {
    return bad_field("choice", "business | add | leave");
  }
  return out;
}

Result<Json> put_row(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "choice", "business", "commune", "anyway"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const choice, choice_in(call, casework, body));
  BASSIN_TRY(auto const number, number_in("number", std::string(call.request.path_value("number")), 1, 1'048'576));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const kept, import_kept(session, call));
    BASSIN_TRY(auto const row, support::choose_row(session, act, id_of(call), number, version, choice, kept));
    Json remarks = Json::array();
    for (auto const& one : row.remarks) remarks.push_back(one.code);
    return Json{
        {"row", row.number},  {"state", support::id_of(row.state)}, {"expected", row.expected.empty() ? Json(nullptr) : Json(row.expected)},
        {"deeds", row.deeds}, {"remarks", std::move(remarks)},      {"version", row.version}};
  });
}

Result<Json> post_carry_out(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const kept, import_kept(session, call));
    BASSIN_TRY(auto const import, support::carry_out_block(session, act, id_of(call), kept));
    return import_told(session, call, import);
  });
}

Result<Json> post_undo(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const import, support::undo_block(session, act, id_of(call)));
    return import_told(session, call, import);
  });
}

Result<Json> get_memberships(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const stated, support::memberships_of(session, call.reader, business));
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {}));
    Json out = Json::array();
    for (auto const& one : stated) out.push_back(to_json(one, names));
    return Json{{"business", business}, {"memberships", std::move(out)}};
  });
}

}  // namespace

void add_sheet_import_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/spreadsheets/imports", Need::see_personal, Lane::store}, with(get_imports));
  routes.add({Method::get, "/api/v1/spreadsheets/imports/{id}", Need::see_personal, Lane::store}, with(get_import));
  routes.add({Method::get, "/api/v1/spreadsheets/imports/{id}/rows", Need::see_personal, Lane::store}, with(get_rows));
  routes.add({Method::put, "/api/v1/spreadsheets/imports/{id}/rows/{number}", Need::edit_businesses, Lane::store}, with(put_row));
  routes.add({Method::post, "/api/v1/spreadsheets/imports/{id}/carry-out", Need::edit_businesses, Lane::store}, with(post_carry_out));
  routes.add({Method::post, "/api/v1/spreadsheets/imports/{id}/undo", Need::edit_businesses, Lane::store}, with(post_undo));
  routes.add({Method::get, "/api/v1/establishments/{id}/memberships", Need::see_businesses, Lane::store}, with(get_memberships));
}

}  // namespace bassin::service
