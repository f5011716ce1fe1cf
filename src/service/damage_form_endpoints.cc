// The public form of a crisis as agents switch it on and off in the room.
#include <nlohmann/json.hpp>

#include "crisis/public_form.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_names.h"
#include "service/crisis_endpoints.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json form_json(crisis::PublicForm const& it, CaseworkNames const& names) {
  return {{"code", it.code},
          {"title", it.title},
          {"openedAt", it.opened_at},
          {"openedBy", names.agent(it.opened_by)},
          {"endedAt", it.ended_at.empty() ? Json(nullptr) : Json(it.ended_at)}};
}

Result<Json> get_form(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const form, crisis::form_of(session, call.reader, id_in(call)));
    if (!form) return Json{{"form", nullptr}};
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {{form->opened_by}, {}}));
    return Json{{"form", form_json(*form, names)}};
  });
}

Result<Json> put_form(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"title", "anotherCode"}));
  BASSIN_TRY(auto const title, body.text("title"));
  BASSIN_TRY(auto const another, body.optional_flag("anotherCode"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::open_form(session, act, id_in(call), title, another.value_or(false)));
    return Json{{"code", made.code}};
  });
}

Result<Json> delete_form(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::end_form(session, act, id_in(call)));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_damage_form_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/form", Need::see_personal, Lane::store}, with(get_form));
  routes.add({Method::put, "/api/v1/crises/{id}/form", Need::run_conventions, Lane::store}, with(put_form));
  routes.add({Method::remove, "/api/v1/crises/{id}/form", Need::run_conventions, Lane::store}, with(delete_form));
}

}  // namespace bassin::service
