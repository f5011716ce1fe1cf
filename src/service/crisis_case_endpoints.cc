// One case: its steps, the line with the business, what is said of it.
#include <nlohmann/json.hpp>
#include <set>

#include "base/instant.h"
#include "service/body.h"
#include "service/campaign_ground.h"
#include "service/campaign_json.h"
#include "service/contact_json.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_line.h"
#include "service/crisis_list.h"
#include "service/street_name.h"
#include "sql/store.h"
#include "support/campaign_reach.h"
#include "support/contact_reading.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json step_json(crisis::CaseStep const& it, CaseworkNames const& names) {
  return {{"from", it.from},
          {"to", it.to},
          {"why", it.why},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"at", it.at}};
}

// Numbers of the persons by whom it may be reached in a crisis.
struct Numbers {
  Json reach = Json::array();
  bool callable = false;
  std::vector<support::Contact> contacts;
};

Result<Numbers> numbers_of(sql::Session& session, Call const& call, std::string const& business) {
  std::vector<std::string> const one{business};
  BASSIN_TRY(auto const reached,
             support::reach(session, call.reader, call.context.today(), support::Means::call, support::Purpose::crisis, one));
  std::set<std::string> ids;
  for (auto const& via : reached[0].via) ids.insert(via.contact);
  ids.erase("");
  Numbers out;
  BASSIN_TRY(out.contacts, support::read_contacts(session, call.reader, call.context.today(), {ids.begin(), ids.end()}));
  ContactsById by_id;
  for (auto const& it : out.contacts) by_id.emplace(it.id, it);
  for (auto const& via : reached[0].via) out.reach.push_back(via_json(via, support::Means::call, by_id));
  out.callable = reached[0].aside == support::Aside::none;
  return out;
}

// A partner's contact that is shown is noted as read.
// Whose case one that was merged away is now.
std::string kept_in(base::Error const& error) {
  for (auto const& [name, value] : error.values)
    if (name == "kept") return value;
  return "";
}

Result<Json> get_case(Call const& call, Casework const& casework) {
  // Who comes by the address of one that was merged away is shown the one it is now: its id tells.
  BASSIN_TRY(auto const seen, casework.store->read([&](sql::Session& session) {
    auto found = crisis::find_case(session, call.reader, id_in(call));
    return found.ok() || found.error().code != "crisis.merged_away" ? found
                                                                    : crisis::find_case(session, call.reader, kept_in(found.error()));
  }));
  BASSIN_TRY(auto rows, rows_by_business(call, casework, {seen.business}));
  CrisisRow row{seen, {}, "", 0, ""};
  auto const found = rows.find(seen.business);
  if (found != rows.end()) row.row = std::move(found->second);
  if (row.row && row.row->address.known()) row.street = house_in(row.row->address.text).street;
  BASSIN_TRY(auto list, rows_json(call, casework, {row}));
  auto out = std::move(list[0]);
  BASSIN_TRY(auto numbers, casework.store->read([&](sql::Session& session) { return numbers_of(session, call, seen.business); }));
  BASSIN_DO(note_contacts_read(call, casework, numbers.contacts));
  out["callable"] = numbers.callable;
  out["reach"] = std::move(numbers.reach);
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const steps, crisis::steps_of(session, call.reader, seen.id));
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, seen.crisis));
    Referred referred;
    for (auto const& it : steps) referred.agents.insert(it.agent);
    referred.agents.insert(room.opened_by);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    out["crisis"] = crisis_json(room, names);
    out["steps"] = Json::array();
    for (auto const& it : steps) out["steps"].push_back(step_json(it, names));
    return std::move(out);
  });
}

Result<std::optional<int>> priority_in(Body const& body) {
  if (!body.has("priority")) return std::optional<int>();
  BASSIN_TRY(auto const priority, body.integer("priority"));
  if (priority < 0 || priority > 4) return bad_field("priority", "0…4");
  return std::optional<int>(static_cast<int>(priority));
}

Result<crisis::CaseChange> change_in(Body const& body) {
  crisis::CaseChange out;
  BASSIN_TRY(out.version, body.integer("version"));
  BASSIN_TRY(auto const state, body.optional_text("state"));
  if (state) {
    out.state = crisis::parse_case_state(*state);
    if (!out.state) return bad_field("state", "potential | reported | contacted | visited | qualified | filed | reopened | …");
  }
  BASSIN_TRY(auto const why, body.optional_text("why"));
  out.why = why.value_or("");
  BASSIN_TRY(auto const trading, body.optional_text("trading"));
  if (trading) {
    out.trading = crisis::parse_trading(*trading);
    if (!out.trading) return bad_field("trading", "unknown | open | partly | closed | inaccessible | refused");
  }
  BASSIN_TRY(out.priority, priority_in(body));
  return out;
}

Result<Json> put_case(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "state", "why", "trading", "priority"}));
  BASSIN_TRY(auto const wanted, change_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, by_name(session, crisis::change_case(session, act, id_in(call), wanted)));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> post_line(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"held"}));
  BASSIN_TRY(auto const held, body.optional_flag("held"));
  if (!held) return bad_field("held", "true | false");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const it,
               by_name(session, *held ? crisis::take_line(session, act, id_in(call)) : crisis::give_line_back(session, act, id_in(call))));
    return Json{{"id", it.id}, {"version", it.version}, {"until", it.held_until.empty() ? Json(nullptr) : Json(it.held_until)}};
  });
}

}  // namespace

void add_crisis_case_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crisis-cases/{id}", Need::see_personal, Lane::store}, with(get_case));
  routes.add({Method::put, "/api/v1/crisis-cases/{id}", Need::edit_businesses, Lane::store}, with(put_case));
  routes.add({Method::post, "/api/v1/crisis-cases/{id}/line", Need::edit_businesses, Lane::store}, with(post_line));
}

}  // namespace bassin::service
