// Contacts: written, changed, prolonged, deleted.
#include <nlohmann/json.hpp>

#include "service/casework_call.h"
#include "service/contact_body.h"
#include "service/contact_endpoints.h"
#include "service/file_subject.h"

namespace bassin::service {

using base::Result;

namespace {

// An answer may be kept for who sends it again: it holds no word of a person.
std::string id_of(Call const& call) { return std::string(call.request.path_value("id")); }

Result<support::NewContact> contact_in(Body const& body) {
  support::NewContact out;
  BASSIN_TRY(out.name, body.text("name"));
  BASSIN_TRY(auto const function, body.optional_text("function"));
  out.function = function.value_or("");
  BASSIN_TRY(auto const kept_in, body.optional_flag("private"));
  out.kept_in = kept_in.value_or(false);
  BASSIN_TRY(auto const contacted_on, body.optional_text("contactedOn"));
  out.contacted_on = contacted_on.value_or("");
  if (!body.has("channels")) return out;
  BASSIN_TRY(auto const channels, body.objects("channels", channel_fields()));
  for (auto const& one : channels) {
    BASSIN_TRY(auto channel, channel_in(one));
    out.channels.push_back(std::move(channel));
  }
  return out;
}

Result<Json> post_contact(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "function", "private", "contactedOn", "channels"}));
  BASSIN_TRY(auto const fresh, contact_in(body));
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const contact, support::add_contact(session, act, subject, fresh));
    return written_json(contact.id, contact.version);
  });
}

Result<Json> patch_contact(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name", "private"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  support::ContactChange wanted;
  BASSIN_TRY(wanted.name, body.optional_text("name"));
  BASSIN_TRY(wanted.kept_in, body.optional_flag("private"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const next, support::change_contact(session, act, id_of(call), version, wanted));
    return written_json(id_of(call), next);
  });
}

Result<Json> delete_contact(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_contact(session, act, id_of(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> post_in_touch(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "on"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const on, body.optional_text("on"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const next, support::prolong_contact(session, act, id_of(call), version, on.value_or("")));
    return written_json(id_of(call), next);
  });
}

}  // namespace

void add_contact_change_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::post, "/api/v1/establishments/{id}/contacts", Need::edit_businesses, Lane::store}, with(post_contact));
  routes.add({Method::patch, "/api/v1/contacts/{id}", Need::edit_businesses, Lane::store}, with(patch_contact));
  routes.add({Method::remove, "/api/v1/contacts/{id}", Need::edit_businesses, Lane::store}, with(delete_contact));
  routes.add({Method::post, "/api/v1/contacts/{id}/in-touch", Need::edit_businesses, Lane::store}, with(post_in_touch));
}

}  // namespace bassin::service
