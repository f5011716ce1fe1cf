// Tags: the list of words, and which of them a business carries.
#include <map>
#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "sql/store.h"
#include "support/tags.h"

namespace bassin::service {

using base::Result;
using support::Tag;

namespace {

Json json_of(Tag const& tag) { return {{"id", tag.id}, {"name", tag.name}, {"shared", tag.shared}, {"version", tag.version}}; }

Result<Json> get_tags(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  BASSIN_TRY(auto const words, casework.store->read([&](sql::Session& session) { return support::tags_of(session, call.reader); }));
  auto const counts = seeing.casework ? tag_counts(*seeing.casework) : std::map<std::string, std::uint64_t>();
  std::map<std::string, Json> by_name;
  for (auto const& tag : words) {
    bool const own = tag.organisation == call.reader.organisation;
    if (own) by_name[tag.name] = {{"name", tag.name}, {"businesses", 0}, {"shared", tag.shared}, {"own", json_of(tag)}};
  }
  for (auto const& [name, count] : counts) {
    auto const [at, fresh] = by_name.try_emplace(name);
    if (fresh) at->second = {{"name", name}, {"businesses", 0}, {"shared", true}, {"own", nullptr}};
    at->second["businesses"] = count;
  }
  Json out = Json::array();
  for (auto& [name, json] : by_name) out.push_back(std::move(json));
  return Json{{"tags", std::move(out)}};
}

Result<Json> patch_tag(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name", "shared", "merge"}));
  support::TagChange wanted;
  BASSIN_TRY(wanted.version, body.integer("version"));
  BASSIN_TRY(wanted.name, body.optional_text("name"));
  BASSIN_TRY(wanted.shared, body.optional_flag("shared"));
  BASSIN_TRY(auto const merge, body.optional_flag("merge"));
  wanted.merge = merge.value_or(false);
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const tag, support::change_tag(session, act, std::string(call.request.path_value("id")), wanted));
    return json_of(tag);
  });
}

Result<Json> delete_tag(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_tag(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

Result<Json> put_business_tag(Call const& call, Casework const& casework) {
  bool shared = true;
  if (!call.request.body.empty()) {
    BASSIN_TRY(auto const body, Body::of(call.request, {"shared"}));
    BASSIN_TRY(auto const flag, body.optional_flag("shared"));
    shared = flag.value_or(true);
  }
  BASSIN_TRY(auto const subject, subject_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::put_tag(session, act, subject, call.request.path_value("tag"), shared));
    return Json{{"changed", changed}};
  });
}

Result<Json> delete_business_tag(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::take_tag(session, act, business, call.request.path_value("tag")));
    return Json{{"changed", changed}};
  });
}

}  // namespace

void add_tag_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/tags", Need::see_businesses, Lane::store}, with(get_tags));
  routes.add({Method::patch, "/api/v1/tags/{id}", Need::edit_businesses, Lane::store}, with(patch_tag));
  routes.add({Method::remove, "/api/v1/tags/{id}", Need::edit_businesses, Lane::store}, with(delete_tag));
  routes.add({Method::put, "/api/v1/establishments/{id}/tags/{tag}", Need::edit_businesses, Lane::store}, with(put_business_tag));
  routes.add({Method::remove, "/api/v1/establishments/{id}/tags/{tag}", Need::edit_businesses, Lane::store}, with(delete_business_tag));
}

}  // namespace bassin::service
