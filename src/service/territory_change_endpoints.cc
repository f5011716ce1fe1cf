#include "service/territory_change_endpoints.h"

#include <nlohmann/json.hpp>

#include "partners/reader_cache.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_people.h"
#include "service/casework_source.h"
#include "service/territory_change_json.h"
#include "sql/store.h"
#include "succession/carrying.h"

namespace bassin::service {

using base::Error;
using base::Result;
using succession::TerritoryChange;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<Json> whole_json(sql::Session& session, TerritoryChange const& it) {
  People people(session);
  return change_json(session, it, people);
}

Result<Json> get_changes(Call const&, Casework const& casework) {
  return casework.store->read([](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, succession::all_changes(session));
    People people(session);
    BASSIN_DO(people.know(all, [](TerritoryChange const& it) { return it.created_by; }));
    BASSIN_DO(people.know(all, [](TerritoryChange const& it) { return it.approved_by; }));
    Json out = Json::array();
    for (auto const& it : all) {
      BASSIN_TRY(auto one, summary_json(it, people));
      out.push_back(std::move(one));
    }
    return Json{{"changes", std::move(out)}};
  });
}

Result<Json> get_change(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const it, succession::find_change(session, id_in(call)));
    return whole_json(session, it);
  });
}

Result<Json> get_preview(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const it, succession::find_change(session, id_in(call)));
    People people(session);
    return preview_json(session, it, people, call.context.today());
  });
}

Result<Json> get_proposal(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const on, asked_day(call, "on"));
  auto const organisation = asked(call, "organisation").value_or("");
  return casework.store->read(
      [&](sql::Session& session) { return proposal_json(session, organisation, on.value_or(call.context.today())); });
}

Result<Json> post_change(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {plan_fields, std::end(plan_fields)}));
  BASSIN_TRY(auto const plan, plan_of(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, succession::plan_change(session, act, plan));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_change(Call const& call, Casework const& casework) {
  std::vector<std::string_view> fields(plan_fields, std::end(plan_fields));
  fields.emplace_back("version");
  BASSIN_TRY(auto const body, Body::of(call.request, fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const plan, plan_of(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, succession::replan(session, act, id_in(call), version, plan));
    return written_json(now.id, now.version);
  });
}

Result<Json> delete_change(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, succession::drop_change(session, act, id_in(call), version));
    return written_json(now.id, now.version);
  });
}

Result<Json> post_approval(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "seal"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const seal, body.optional_texts("seal"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, succession::approve(session, act, id_in(call), version, seal.value_or(std::vector<std::string>())));
    return written_json(now.id, now.version);
  });
}

// A block is its own transaction; asked twice it does the next one, which is what whoever asks wants.
template <class Step>
Result<Json> block(Call const& call, Casework const& casework, Accounts& accounts, Step step) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  auto const act = act_of(call, casework);
  BASSIN_TRY(auto const now, step(act.actor));
  accounts.readers->forget();
  (void)casework.source->take_up(call.reader);
  return casework.store->read([&](sql::Session& session) { return whole_json(session, now); });
}

}  // namespace

void add_territory_change_endpoints(Routes& routes, Casework const& casework, Accounts& accounts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, auto endpoint) {
    routes.add({method, path, Need::manage_installation, Lane::store},
               [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/territory-changes", get_changes);
  add(Method::post, "/api/v1/territory-changes", post_change);
  add(Method::get, "/api/v1/territory-proposals", get_proposal);
  add(Method::get, "/api/v1/territory-changes/{id}", get_change);
  add(Method::put, "/api/v1/territory-changes/{id}", put_change);
  add(Method::remove, "/api/v1/territory-changes/{id}", delete_change);
  add(Method::get, "/api/v1/territory-changes/{id}/preview", get_preview);
  add(Method::post, "/api/v1/territory-changes/{id}/approval", post_approval);
  routes.add({Method::post, "/api/v1/territory-changes/{id}/carry-out", Need::manage_installation, Lane::store},
             [&casework, &accounts](Call const& call) {
               return block(call, casework, accounts, [&](access::Actor const& actor) {
                 return succession::carry_out_block(*casework.store, actor, call.context.today(), id_in(call));
               });
             });
  routes.add({Method::post, "/api/v1/territory-changes/{id}/undo", Need::manage_installation, Lane::store},
             [&casework, &accounts](Call const& call) {
               return block(call, casework, accounts,
                            [&](access::Actor const& actor) { return succession::undo_block(*casework.store, actor, id_in(call)); });
             });
}

}  // namespace bassin::service
