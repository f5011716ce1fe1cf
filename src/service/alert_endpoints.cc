#include "service/alert_endpoints.h"

#include <nlohmann/json.hpp>

#include "convention/alerts.h"
#include "service/casework_call.h"
#include "service/convention_json.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Result;

Json to_json(convention::Alert const& it, Organisations const& names) {
  return {{"kind", id_of(it.kind)},
          {"convention", {{"id", it.convention}, {"name", it.convention_title}}},
          {"day", day_json(it.day)},
          {"organisation", names.named(it.organisation)},
          {"action", it.action.empty() ? Json(nullptr) : Json(it.action)},
          {"subject", it.subject.empty() ? Json(nullptr) : Json(it.subject)}};
}

Result<Json> get_alerts(Call const& call, Casework const& casework) {
  auto const wanted = asked(call, "convention").value_or("");
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, convention::alerts_of(session, call.reader, call.context.today()));
    BASSIN_TRY(auto const names, Organisations::read(session));
    Json out = Json::array();
    for (auto const& it : all) {
      if (wanted.empty() || it.convention == wanted) out.push_back(to_json(it, names));
    }
    return Json{{"alerts", std::move(out)}};
  });
}

}  // namespace

void add_alert_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::get, "/api/v1/alerts", access::Need::see_conventions, http::Lane::store},
             [&casework](Call const& call) { return get_alerts(call, casework); });
}

}  // namespace bassin::service
