// Writing a convention while it is a draft.
#include <nlohmann/json.hpp>

#include "convention/draft.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "service/body.h"
#include "service/convention_answer.h"
#include "service/convention_endpoints.h"

namespace bassin::service {

using base::Error;
using base::Result;
using convention::Convention;

namespace {

Result<std::optional<std::int64_t>> optional_integer(Body const& body, std::string_view field) {
  if (!body.has(field)) return std::optional<std::int64_t>();
  BASSIN_TRY(auto const number, body.integer(field));
  return std::optional(number);
}

Result<convention::TextChange> text_change(Body const& body) {
  convention::TextChange out;
  BASSIN_TRY(out.reference, body.optional_text("reference"));
  BASSIN_TRY(out.title, body.optional_text("title"));
  BASSIN_TRY(out.purpose, body.optional_text("purpose"));
  BASSIN_TRY(out.starts_on, body.optional_text("startsOn"));
  BASSIN_TRY(out.ends_on, body.optional_text("endsOn"));
  BASSIN_TRY(out.renewal, body.optional_text("renewal"));
  BASSIN_TRY(out.renewal_months, optional_integer(body, "renewalMonths"));
  BASSIN_TRY(out.renewals_most, optional_integer(body, "renewalsMost"));
  BASSIN_TRY(out.notice_months, optional_integer(body, "noticeMonths"));
  return out;
}

Result<Json> post_convention(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"kind", "parent", "reference", "title", "purpose", "startsOn", "endsOn", "renewal",
                                                      "renewalMonths", "renewalsMost", "noticeMonths"}));
  BASSIN_TRY(auto const kind_id, body.text("kind"));
  auto const kind = convention::parse_kind(kind_id);
  if (!kind) return bad_field("kind", "framework, annual, service, amendment");
  BASSIN_TRY(auto const parent, body.optional_text("parent"));
  BASSIN_TRY(auto const text, text_change(body));
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const&) {
    return convention::draft(session, act, *kind, parent.value_or(""), text);
  });
}

Result<Json> patch_convention(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "reference", "title", "purpose", "startsOn", "endsOn", "renewal",
                                                      "renewalMonths", "renewalsMost", "noticeMonths"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const text, text_change(body));
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::change_text(session, act, id, version, text);
  });
}

Result<Json> delete_convention(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::discard(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

Result<Json> put_parties(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "organisations"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const organisations, body.optional_texts("organisations"));
  if (!organisations) return bad_field("organisations", "[…]");
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::set_parties(session, act, id, version, *organisations);
  });
}

// The communes of a territory at a date, with the names that they bore.
Result<std::vector<convention::Commune>> communes_at(std::string const& territory, base::Date at) {
  BASSIN_TRY(auto const found, reference::find_territory(territory, at));
  std::vector<convention::Commune> out;
  for (auto const& code : found.communes) out.push_back({code, std::string(reference::geography().commune_name(code, found.date)), {}, {}});
  return out;
}

Result<Json> put_perimeter(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "territory", "at"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const territory, body.text("territory"));
  BASSIN_TRY(auto const at_text, body.optional_text("at"));
  auto const at = at_text ? base::parse_date(*at_text) : call.context.today();
  if (!at) return bad_field("at", "2018-01-01");
  BASSIN_TRY(auto const communes, communes_at(territory, *at));
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::set_perimeter(session, act, id, version, communes);
  });
}

Result<convention::Axis> axis_of(Body const& body) {
  convention::Axis out;
  BASSIN_TRY(auto const id, body.optional_text("id"));
  BASSIN_TRY(out.code, body.text("code"));
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(auto const description, body.optional_text("description"));
  out.id = id.value_or("");
  out.description = description.value_or("");
  return out;
}

Result<Json> put_axes(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "axes"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const sent, body.objects("axes", {"id", "code", "title", "description"}));
  std::vector<convention::Axis> axes;
  for (auto const& it : sent) {
    BASSIN_TRY(auto axis, axis_of(it));
    axes.push_back(std::move(axis));
  }
  return change_convention(call, casework, [&](sql::Session& session, convention::Act const& act, std::string const& id) {
    return convention::set_axes(session, act, id, version, axes);
  });
}

}  // namespace

void add_convention_draft_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::post, "/api/v1/conventions", Need::run_conventions, Lane::store}, with(post_convention));
  routes.add({Method::patch, "/api/v1/conventions/{id}", Need::run_conventions, Lane::store}, with(patch_convention));
  routes.add({Method::remove, "/api/v1/conventions/{id}", Need::run_conventions, Lane::store}, with(delete_convention));
  routes.add({Method::put, "/api/v1/conventions/{id}/parties", Need::run_conventions, Lane::store}, with(put_parties));
  routes.add({Method::put, "/api/v1/conventions/{id}/perimeter", Need::run_conventions, Lane::store}, with(put_perimeter));
  routes.add({Method::put, "/api/v1/conventions/{id}/axes", Need::run_conventions, Lane::store}, with(put_axes));
}

}  // namespace bassin::service
