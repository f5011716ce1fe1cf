// What a phone takes along into the field: a part of the list, and what a report asks, in one answer. Who took which cases is in the trail.
#include <nlohmann/json.hpp>

#include "access/record_json.h"
#include "base/instant.h"
#include "crisis/crisis.h"
#include "service/casework_call.h"
#include "service/casework_names.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_walk.h"
#include "service/damage_question_json.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

// A day's walk. A phone that is lost holds no département.
constexpr std::size_t extract_most = 500;
constexpr std::int64_t extract_seconds = 24 * 60 * 60;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<WalkPart> part_asked(Call const& call) {
  BASSIN_DO(known_only(call.request.query, {"commune", "street", "mine"}));
  auto const mine = asked(call, "mine").value_or("no");
  if (mine != "yes" && mine != "no")
    return Error("query.bad_value", {{"name", "mine"}, {"value", mine.substr(0, 100)}, {"allowed", "yes, no"}});
  return WalkPart{asked(call, "commune").value_or(""), asked(call, "street").value_or(""), mine == "yes" ? call.reader.agent : ""};
}

// Without what a phone in the street has no use for: who called, how the case came on the list.
Json field_case(Json const& whole) {
  Json out;
  for (auto const* const name : {"id", "business", "place", "state", "trading", "priority", "version", "changedAt", "row"})
    out[name] = whole.at(name);
  return out;
}

Result<void> note_taken(Call const& call, Casework const& casework, WalkPart const& part, Json const& list) {
  auto cases = access::Json::array();
  for (auto const& it : list) cases.push_back(it.at("id"));
  return casework.store->write([&](sql::Session& session) {
    return access::record(
        session, act_of(call, casework), "crisis.extract_taken", "crisis", id_in(call), "",
        access::text_of({{"commune", part.commune}, {"street", part.street}, {"mine", !part.agent.empty()}, {"cases", cases}}));
  });
}

Result<Json> get_extract(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const part, part_asked(call));
  auto const now = casework.now();
  auto out = casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
    if (room.state == crisis::State::closed) return Error("crisis.closed");
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {}));
    return Json{
        {"takenAt", base::to_iso(now)},    {"expiresAt", base::to_iso(now.plus_seconds(extract_seconds))}, {"crisis", room.facts.title},
        {"exercise", room.facts.exercise}, {"organisation", names.organisation(call.reader.organisation)}, {"agent", call.reader.agent}};
  });
  if (!out.ok()) return out.error();
  BASSIN_TRY(auto const list, walk_json(call, casework, id_in(call), part, extract_most));
  auto& cases = (*out)["cases"] = Json::array();
  for (auto const& it : list) cases.push_back(field_case(it));
  (*out)["questions"] = questions_json(false);
  (*out)["bands"] = bands_json();
  // Written down before it is handed out.
  BASSIN_DO(note_taken(call, casework, part, list));
  return out;
}

}  // namespace

void add_crisis_field_endpoints(Routes& routes, Casework const& casework) {
  using http::Method;
  routes.add({Method::get, "/api/v1/crises/{id}/field-extract", access::Need::edit_businesses, http::Lane::store},
             [&casework](Call const& call) { return get_extract(call, casework); });
}

}  // namespace bassin::service
