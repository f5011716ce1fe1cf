#include "service/crisis_endpoints.h"

#include <map>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "crisis/crisis.h"
#include "crisis/quiet.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/crisis_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

std::vector<std::string_view> const crisis_fields = {"kind", "title", "description", "beganAt", "exercise"};
std::vector<std::string_view> const crisis_change_fields = {"version", "kind", "title", "description", "beganAt"};

Result<crisis::CrisisFacts> facts_in(Body const& body) {
  crisis::CrisisFacts out;
  BASSIN_TRY(auto const kind, body.text("kind"));
  auto const known = crisis::parse_kind(kind);
  if (!known) return bad_field("kind", "flood | storm | fire | pollution | accident | other");
  out.kind = *known;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(auto const description, body.optional_text("description"));
  out.description = description.value_or("");
  BASSIN_TRY(auto const began, body.text("beganAt"));
  auto const at = base::parse_instant(began);
  if (!at) return bad_field("beganAt", "2026-11-29T06:00:00.000Z");
  out.began_at = *at;
  return out;
}

struct Names {
  CaseworkNames names;
  Json json(crisis::Crisis const& it) const { return crisis_json(it, names); }
};
Result<Names> names_of(sql::Session& session, Call const& call, std::vector<crisis::Crisis> const& all) {
  Referred referred;
  for (auto const& it : all) referred.agents.insert(it.opened_by);
  BASSIN_TRY(auto names, CaseworkNames::read(session, call.reader, referred));
  return Names{std::move(names)};
}

// Who is only asked in reads what is asked of it, by whom, and not what was typed of it nor who else is there.
Json outside_of(Json json) {
  json["description"] = "";
  json["openedBy"] = nullptr;
  return json;
}

bool runs_rooms(access::Reader const& reader) { return access::allows(reader, access::Need::run_conventions); }

Json quiet_json(std::map<std::string, std::string> const& quiet, std::string const& id) {
  auto const found = quiet.find(id);
  return found == quiet.end() ? Json(nullptr) : Json(found->second);
}

Result<Json> get_crises(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::crises_of(session, call.reader));
    BASSIN_TRY(auto const names, names_of(session, call, all));
    BASSIN_TRY(auto const joined, crisis::rooms_of(session, call.reader));
    BASSIN_TRY(auto const quiet, crisis::quiet_rooms(session, call.reader, casework.now()));
    Json list = Json::array();
    for (auto const& it : all) {
      bool const in = joined.contains(it.id);
      list.push_back(in ? names.json(it) : outside_of(names.json(it)));
      list.back()["joined"] = in;
      list.back()["quietSince"] = quiet_json(quiet, it.id);
    }
    return Json{{"crises", std::move(list)}, {"mayOpen", runs_rooms(call.reader)}};
  });
}

// What the reader may do in it: what a page offers.
Json rights_json(Call const& call, crisis::Crisis const& it, bool joined) {
  bool const open = it.state == crisis::State::open;
  bool const runs = runs_rooms(call.reader);
  return {{"reads", joined && access::allows(call.reader, access::Need::see_personal)},
          {"writes", joined && open && access::allows(call.reader, access::Need::edit_businesses)},
          {"runs", joined && runs && it.organisation == call.reader.organisation},
          {"joins", !joined && open && runs},
          {"leaves", joined && runs && it.organisation != call.reader.organisation}};
}

Result<Json> get_crisis(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const seen, crisis::find_crisis(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const names, names_of(session, call, {seen}));
    BASSIN_TRY(auto const members, crisis::members_of(session, call.reader, seen.id));
    BASSIN_TRY(auto const joined, crisis::is_in(session, call.reader, seen.id));
    auto out = joined ? names.json(seen) : outside_of(names.json(seen));
    BASSIN_TRY(auto const quiet, crisis::quiet_rooms(session, call.reader, casework.now()));
    out["joined"] = joined;
    out["quietSince"] = quiet_json(quiet, seen.id);
    out["rights"] = rights_json(call, seen, joined);
    out["members"] = Json::array();
    for (auto const& it : members)
      if (joined || it.organisation == call.reader.organisation || it.organisation == seen.organisation)
        out["members"].push_back(member_json(it, names.names));
    return out;
  });
}

Result<Json> post_crisis(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, crisis_fields));
  BASSIN_TRY(auto facts, facts_in(body));
  BASSIN_TRY(auto const exercise, body.optional_flag("exercise"));
  facts.exercise = exercise.value_or(false);
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::open_crisis(session, act, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_crisis(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, crisis_change_fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::change_crisis(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> post_state(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "state", "followsOn"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const state, body.text("state"));
  if (state != "open" && state != "closed") return bad_field("state", "open | closed");
  BASSIN_TRY(auto const follows_on, body.optional_text("followsOn"));
  auto const wanted = state == "open" ? crisis::State::open : crisis::State::closed;
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::set_state(session, act, id_in(call), version, wanted, follows_on.value_or("")));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> post_member(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"organisation"}));
  BASSIN_TRY(auto const organisation, body.text("organisation"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::ask_in(session, act, id_in(call), organisation));
    return Json{{"changed", true}};
  });
}

// The reader's own organisation comes in, or goes.
Result<Json> post_membership(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"joined"}));
  BASSIN_TRY(auto const joined, body.optional_flag("joined"));
  if (!joined) return bad_field("joined", "true | false");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    if (*joined) {
      BASSIN_DO(crisis::join(session, act, id_in(call)));
    } else {
      BASSIN_DO(crisis::leave(session, act, id_in(call)));
    }
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_crisis_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/crises", Need::see_conventions, get_crises);
  add(Method::post, "/api/v1/crises", Need::run_conventions, post_crisis);
  add(Method::get, "/api/v1/crises/{id}", Need::see_conventions, get_crisis);
  add(Method::put, "/api/v1/crises/{id}", Need::run_conventions, put_crisis);
  add(Method::post, "/api/v1/crises/{id}/state", Need::run_conventions, post_state);
  add(Method::post, "/api/v1/crises/{id}/members", Need::run_conventions, post_member);
  add(Method::post, "/api/v1/crises/{id}/membership", Need::run_conventions, post_membership);
  add_crisis_zone_endpoints(routes, casework);
  add_street_endpoints(routes, casework);
  add_crisis_list_endpoints(routes, casework);
  add_crisis_case_endpoints(routes, casework);
  add_crisis_report_endpoints(routes, casework);
  add_crisis_report_file_endpoints(routes, casework);
  add_crisis_rights_endpoints(routes, casework);
  add_crisis_letter_endpoints(routes, casework);
  add_decree_endpoints(routes, casework);
}

}  // namespace bassin::service
