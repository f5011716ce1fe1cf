// One person written down twice: found, merged, told apart, parted again.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/contact_body.h"
#include "service/contact_endpoints.h"
#include "service/contact_json.h"
#include "sql/store.h"
#include "support/contact_merge.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

Result<std::string> business_in(Call const& call, Casework const& casework) {
  std::string out;
  for (auto const& [name, value] : call.request.query) {
    if (name != "business") return Error("query.unknown_parameter", {{"name", name}, {"allowed", "business"}});
    BASSIN_TRY(out, business_of(call, casework, value));
  }
  return out;
}

Result<Json> get_duplicates(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_in(call, casework));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const pairs, support::duplicates_of(session, call.reader, business));
    std::vector<std::string> ids;
    for (auto const& pair : pairs) ids.insert(ids.end(), {pair.one, pair.other});
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    BASSIN_TRY(auto const contacts, support::read_contacts(session, call.reader, call.context.today(), ids));
    BASSIN_TRY(auto const names, ContactNames::read(session, call, casework, contacts));
    std::map<std::string, Json> by_id;
    for (auto const& contact : contacts) by_id[contact.id] = to_json(contact, names, call);
    Json out = Json::array();
    for (auto const& pair : pairs) out.push_back({{"one", by_id[pair.one]}, {"other", by_id[pair.other]}, {"same", pair.same}});
    return Json{{"pairs", std::move(out)}};
  });
}

Result<Json> post_distinct(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"one", "other"}));
  BASSIN_TRY(auto const one, body.text("one"));
  BASSIN_TRY(auto const other, body.text("other"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::tell_apart(session, act, one, other));
    return Json{{"changed", true}};
  });
}

Result<std::map<std::string, std::string>> functions_in(Body const& body) {
  std::map<std::string, std::string> out;
  if (!body.has("functions")) return out;
  BASSIN_TRY(auto const functions, body.objects("functions", {"business", "of"}));
  for (auto const& one : functions) {
    BASSIN_TRY(auto const business, one.text("business"));
    BASSIN_TRY(out[business], one.text("of"));
  }
  return out;
}

Result<support::MergeChoice> choice_in(Call const& call) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"one", "oneVersion", "other", "otherVersion", "nameOf", "private", "functions", "channels"}));
  support::MergeChoice out;
  BASSIN_TRY(out.one, body.text("one"));
  BASSIN_TRY(out.one_version, body.integer("oneVersion"));
  BASSIN_TRY(out.other, body.text("other"));
  BASSIN_TRY(out.other_version, body.integer("otherVersion"));
  BASSIN_TRY(out.name_of, body.text("nameOf"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("private"));
  out.kept_in = kept_in.value_or(false);
  BASSIN_TRY(out.functions, functions_in(body));
  BASSIN_TRY(auto const channels, body.optional_texts("channels"));
  out.channels = channels.value_or(std::vector<std::string>());
  return out;
}

Result<Json> post_merge(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const choice, choice_in(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const merged, support::merge_contacts(session, act, choice));
    return written_json(merged.id, merged.version);
  });
}

Result<Json> post_parting(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::part_contacts(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_contact_merge_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/contacts/duplicates", Need::see_personal, Lane::store}, with(get_duplicates));
  routes.add({Method::post, "/api/v1/contacts/distinct", Need::edit_businesses, Lane::store}, with(post_distinct));
  routes.add({Method::post, "/api/v1/contacts/merge", Need::edit_businesses, Lane::store}, with(post_merge));
  routes.add({Method::post, "/api/v1/contacts/{id}/parting", Need::edit_businesses, Lane::store}, with(post_parting));
}

}  // namespace bassin::service
