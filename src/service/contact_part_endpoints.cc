// What hangs on a contact: its businesses, its channels, what the person opposed.
#include <nlohmann/json.hpp>

#include "service/casework_call.h"
#include "service/contact_body.h"
#include "service/contact_endpoints.h"
#include "service/file_subject.h"
#include "support/oppositions.h"

namespace bassin::service {

using base::Result;

namespace {

std::string value_of(Call const& call, std::string_view name) { return std::string(call.request.path_value(name)); }

Result<Json> changed(Call const& call, Casework const& casework,
                     std::function<Result<std::int64_t>(sql::Session&, support::Act const&, std::string const&)> const& step) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const id = value_of(call, "id");
    BASSIN_TRY(auto const next, step(session, act, id));
    return written_json(id, next);
  });
}

Result<Json> put_link(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "function"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const function, body.optional_text("function"));
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("business")));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::link_contact(session, act, id, version, subject, function.value_or(""));
  });
}

Result<Json> delete_link(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("business")));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::unlink_contact(session, act, id, version, business);
  });
}

Result<Json> post_channel(Call const& call, Casework const& casework) {
  auto fields = channel_fields();
  fields.emplace_back("version");
  BASSIN_TRY(auto const body, Body::of(call.request, fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const fresh, channel_in(body));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::add_channel(session, act, id, version, fresh);
  });
}

Result<Json> patch_channel(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "value", "origin", "purposes", "collectedOn", "until"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  support::ChannelChange wanted;
  BASSIN_TRY(wanted.value, body.optional_text("value"));
  BASSIN_TRY(wanted.origin, origin_in(body));
  BASSIN_TRY(wanted.purposes, purposes_in(body));
  BASSIN_TRY(wanted.collected_on, body.optional_text("collectedOn"));
  BASSIN_TRY(wanted.until, body.optional_text("until"));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::change_channel(session, act, id, version, value_of(call, "channel"), wanted);
  });
}

Result<Json> delete_channel(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::delete_channel(session, act, id, version, value_of(call, "channel"));
  });
}

Result<Json> post_opposition(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "medium", "channel", "purpose", "on", "how"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  support::NewOpposition said;
  BASSIN_TRY(said.medium, kind_in(body, "medium"));
  BASSIN_TRY(auto const channel, body.optional_text("channel"));
  said.channel = channel.value_or("");
  BASSIN_TRY(said.purpose, purpose_in(body));
  BASSIN_TRY(auto const on, body.optional_text("on"));
  said.on = on.value_or("");
  BASSIN_TRY(said.how, body.text("how"));
  return changed(call, casework, [&](sql::Session& session, support::Act const& act, std::string const& id) {
    return support::oppose(session, act, id, version, said);
  });
}

Result<Json> delete_opposition(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::withdraw_opposition(session, act, value_of(call, "id")));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_contact_part_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  auto const edit = Need::edit_businesses;
  routes.add({Method::put, "/api/v1/contacts/{id}/links/{business}", edit, Lane::store}, with(put_link));
  routes.add({Method::remove, "/api/v1/contacts/{id}/links/{business}", edit, Lane::store}, with(delete_link));
  routes.add({Method::post, "/api/v1/contacts/{id}/channels", edit, Lane::store}, with(post_channel));
  routes.add({Method::patch, "/api/v1/contacts/{id}/channels/{channel}", edit, Lane::store}, with(patch_channel));
  routes.add({Method::remove, "/api/v1/contacts/{id}/channels/{channel}", edit, Lane::store}, with(delete_channel));
  routes.add({Method::post, "/api/v1/contacts/{id}/oppositions", edit, Lane::store}, with(post_opposition));
  routes.add({Method::remove, "/api/v1/oppositions/{id}", edit, Lane::store}, with(delete_opposition));
}

}  // namespace bassin::service
