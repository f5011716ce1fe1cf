// POST /api/v1/spreadsheets/imports: a partner's file, read, matched and kept to be looked through.
#include "partners/organisation.h"
#include "service/casework_call.h"
#include "service/import_json.h"
#include "service/import_reading.h"
#include "service/question.h"
#include "service/sheet_endpoints.h"
#include "support/sheet_mappings.h"

#include <nlohmann/json.hpp>

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<std::vector<support::Purpose>> purposes_in(std::string const& text) {
  auto out = support::purposes_of(text);
  if (support::text_of(out).size() != text.size()) return bad_value("purposes", text, "follow_up,events,surveys,crisis");
  return out;
}

Result<support::NewImport> import_in(Call const& call) {
  support::NewImport out;
  auto const kind = support::parse_import_kind(asked(call, "kind").value_or(""));
  if (!kind) return bad_value("kind", asked(call, "kind").value_or(""), "contacts, members, exchanges, tags");
  out.kind = *kind;
  out.file = asked(call, "file").value_or("").substr(0, 200);
  auto const origin = asked(call, "origin").value_or("other");
  auto const known = support::parse_origin(origin);
  if (!known) return bad_value("origin", origin, "told, chamber_file, public_site, event, partner, other");
  out.origin = *known;
  BASSIN_TRY(out.purposes, purposes_in(asked(call, "purposes").value_or("follow_up")));
  auto const kept_in = asked(call, "private").value_or("false");
  if (kept_in != "true" && kept_in != "false") return bad_value("private", kept_in, "true, false");
  out.kept_in = kept_in == "true";
  out.as_of = asked(call, "asOf").value_or("");
  return out;
}

// Of times spent that are numbers alone.
Result<bool> hours_in(Call const& call) {
  auto const unit = asked(call, "timeUnit").value_or("minutes");
  if (unit != "minutes" && unit != "hours") return bad_value("timeUnit", unit, "minutes, hours");
  return unit == "hours";
}

Result<Json> post_import(Call const& call, Casework const& casework, SheetParts const& parts) {
  BASSIN_TRY(auto const asked, asked_rows(call, parts, {"kind", "origin", "purposes", "private", "asOf", "timeUnit"}));
  BASSIN_TRY(auto fresh, import_in(call));
  BASSIN_TRY(auto const view, view_of(call));
  BASSIN_TRY(bool const hours, hours_in(call));
  BASSIN_TRY(fresh.rows, matched_rows(call, view, asked, hours));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const organisation, partners::find_organisation(session, act.reader.organisation));
    fresh.chamber = support::chamber_of_kind(organisation.kind);
    if (!asked.header.empty()) {
      BASSIN_DO(support::keep_sheet_mapping(session, act, asked.header, columns_json(asked.columns).dump()));
    }
    BASSIN_TRY(auto const kept, import_kept(session, call));
    BASSIN_TRY(auto const import, support::add_import(session, act, fresh, kept));
    Referred referred;
    referred.agents = {import.created_by};
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    return to_json(import, names, call);
  });
}

}  // namespace

void add_sheet_bring_endpoint(Routes& routes, Casework const& casework, SheetParts const& parts) {
  routes.add({http::Method::post, "/api/v1/spreadsheets/imports", access::Need::edit_businesses, http::Lane::bulk, parts.bytes_most},
             [&](Call const& call) { return post_import(call, casework, parts); });
}

}  // namespace bassin::service
