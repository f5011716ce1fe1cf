// Exchanges with a business, and those of one's own organisation.
#include <nlohmann/json.hpp>

#include "convention/countable.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_titles.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "service/exchange_json.h"
#include "service/file_subject.h"
#include "service/sensitive_reads.h"
#include "sql/store.h"
#include "support/exchanges.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::ExchangePage;

namespace {

Result<Json> page_json(sql::Session& session, access::Reader const& reader, ExchangePage const& page) {
  BASSIN_TRY(auto list, exchanges_json(session, reader, page.exchanges));
  Json out{{"exchanges", std::move(list)}, {"next", nullptr}};
  if (page.more) {
    auto const& last = page.exchanges.back().exchange;
    out["next"] = to_iso(last.facts.on) + "/" + last.id;
  }
  return out;
}

std::string parameter(Call const& call, std::string_view name) {
  for (auto const& [key, value] : call.request.query) {
    if (key == name) return value;
  }
  return "";
}

// "2018-03-05/0197…", as "next" gave it.
Result<support::After> after_in(Call const& call) {
  auto const text = parameter(call, "after");
  if (text.empty()) return support::After{};
  auto const slash = text.find('/');
  bool const whole = slash != std::string::npos && base::parse_date(text.substr(0, slash));
  if (!whole) return Error("query.bad_value", {{"name", "after"}, {"value", text.substr(0, 100)}, {"allowed", "…/…"}});
  return support::After{text.substr(0, slash), text.substr(slash + 1)};
}

Result<Json> get_exchanges_with(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const business, business_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto const after, after_in(call));
  BASSIN_TRY(auto out, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const page, support::exchanges_with(session, call.reader, call.context.today(), business, after));
    return page_json(session, call.reader, page);
  }));
  BASSIN_DO(note_sensitive(call, casework, "exchange", out["exchanges"]));
  return out;
}

Result<Json> get_exchanges(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const after, after_in(call));
  auto const whose = parameter(call, "of");
  if (!whose.empty() && whose != "me" && whose != "organisation")
    return Error("query.bad_value", {{"name", "of"}, {"value", whose.substr(0, 100)}, {"allowed", "me, organisation"}});
  auto const agent = whose == "organisation" ? std::string() : call.reader.agent;
  BASSIN_TRY(auto out, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const page, support::exchanges_by(session, call.reader, agent, after));
    return page_json(session, call.reader, page);
  }));
  BASSIN_DO(note_sensitive(call, casework, "exchange", out["exchanges"]));
  BASSIN_DO(put_titles(call, casework, out["exchanges"]));
  return out;
}

Result<Json> get_choices(Call const& call, Casework const& casework) {
  auto const text = parameter(call, "on");
  auto const on = text.empty() ? std::optional(call.context.today()) : base::parse_date(text);
  if (!on) return Error("query.bad_value", {{"name", "on"}, {"value", text.substr(0, 100)}, {"allowed", "2018-01-31"}});
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const countable, convention::countable_on(session, call.reader, *on));
    BASSIN_TRY(auto const last, support::last_choice(session, call.reader));
    Json actions = Json::array();
    for (auto const& it : countable) {
      actions.push_back({{"id", it.action},
                         {"code", it.code},
                         {"title", it.title},
                         {"axis", it.axis},
                         {"convention", {{"id", it.convention}, {"name", it.convention_title}}},
                         {"takesPart", it.takes_part}});
    }
    return Json{{"actions", std::move(actions)},
                {"last",
                 {{"action", last.action.empty() ? Json(nullptr) : Json(last.action)},
                  {"theme", last.theme ? Json(id_of(*last.theme)) : Json(nullptr)}}}};
  });
}

Result<Json> post_exchange(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"way", "theme", "on", "minutes", "notes", "met", "action", "followUp", "keptIn"}));
  BASSIN_TRY(auto const facts, exchange_facts_in(body));
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("id")));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::note_exchange(session, act, latest_day(call, act), subject, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_exchange(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body,
             Body::of(call.request, {"version", "way", "theme", "on", "minutes", "notes", "met", "action", "followUp", "keptIn"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, exchange_facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const id = std::string(call.request.path_value("id"));
    BASSIN_TRY(auto const changed, support::change_exchange(session, act, latest_day(call, act), id, version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_exchange(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_exchange(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_exchange_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/establishments/{id}/exchanges", Need::see_personal, Lane::store}, with(get_exchanges_with));
  routes.add({Method::post, "/api/v1/establishments/{id}/exchanges", Need::edit_businesses, Lane::store}, with(post_exchange));
  routes.add({Method::get, "/api/v1/exchanges", Need::see_personal, Lane::store}, with(get_exchanges));
  routes.add({Method::get, "/api/v1/exchanges/choices", Need::edit_businesses, Lane::store}, with(get_choices));
  routes.add({Method::put, "/api/v1/exchanges/{id}", Need::edit_businesses, Lane::store}, with(put_exchange));
  routes.add({Method::remove, "/api/v1/exchanges/{id}", Need::edit_businesses, Lane::store}, with(delete_exchange));
}

}  // namespace bassin::service
