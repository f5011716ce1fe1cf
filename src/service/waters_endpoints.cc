// River levels: stations, whether they are watched, their levels, files of levels.
#include "service/waters_endpoints.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/known_parameters.h"
#include "service/waters_json.h"
#include "sql/store.h"
#include "waters/levels.h"
#include "waters/round.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::int64_t hours_most = waters::kept_days * 24;
constexpr std::size_t levels_most = 1'000;  // of an answer: what a curve shows
constexpr std::size_t unknown_most = 50;    // codes of a file that no station has

std::vector<std::string_view> const facts_fields = {"code", "name", "river", "format", "url", "lastsMinutes", "margin", "thresholds"};
std::vector<std::string_view> const change_fields = {"version", "code",         "name",   "river",     "format",
                                                     "url",     "lastsMinutes", "margin", "thresholds"};

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<waters::Format> format_of(std::string const& text, bool in_body) {
  auto const format = waters::parse_format(text);
  constexpr std::string_view allowed = "hubeau, vigicrues, vigicrues_sections";
  if (format) return *format;
  if (in_body) return bad_field("format", allowed);
  return Error("query.bad_value", {{"name", "format"}, {"value", text.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<waters::StationFacts> facts_in(Body const& body) {
  waters::StationFacts out;
  BASSIN_TRY(out.code, body.text("code"));
  BASSIN_TRY(out.name, body.text("name"));
  BASSIN_TRY(out.river, body.text("river"));
  BASSIN_TRY(auto const format, body.text("format"));
  BASSIN_TRY(out.format, format_of(format, true));
  BASSIN_TRY(auto url, body.optional_text("url"));
  out.url = std::move(url).value_or("");
  BASSIN_TRY(out.habit.lasts_minutes, body.integer("lastsMinutes"));
  BASSIN_TRY(out.habit.margin, body.integer("margin"));
  BASSIN_TRY(auto const marks, body.objects("thresholds", {"mark", "word"}));
  for (auto const& it : marks) {
    waters::ThresholdFacts mark;
    BASSIN_TRY(mark.mark, it.integer("mark"));
    BASSIN_TRY(mark.word, it.text("word"));
    out.thresholds.push_back(std::move(mark));
  }
  return out;
}

Result<Json> get_stations(Call const& call, Casework const& casework) {
  auto const now = casework.now();
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, waters::stations(session));
    BASSIN_TRY(auto const watched, waters::watching(session));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(station_json(call, it, now));
    return Json{{"watching", watched.on},
                {"version", watched.version},
                {"mayChange", access::allows(call.reader, access::Need::manage_installation)},
                {"everyMinutes", waters::round_seconds / 60},
                {"keptDays", waters::kept_days},
                {"stations", std::move(list)}};
  });
}

Result<Json> post_station(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, facts_fields));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, waters::add_station(session, act, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_station(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, change_fields));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, waters::change_station(session, act, id_in(call), version, facts));
    return written_json(after.id, after.version);
  });
}

Result<Json> delete_station(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(waters::remove_station(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> put_watching(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"on", "version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const on, body.optional_flag("on"));
  if (!on) return bad_field("on", "true, false");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, waters::switch_watching(session, act, version, *on));
    return Json{{"watching", after.on}, {"version", after.version}};
  });
}

Result<Json> post_round(Call const& call, Casework const& casework) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(waters::ask_for_round(session, act.reader.agent, act.actor.at));
    return Json{{"changed", true}};
  });
}

Result<std::int64_t> hours_in(Call const& call) {
  auto const text = asked(call, "hours").value_or("72");
  std::int64_t hours = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), hours);
  if (problem == std::errc() && end == text.data() + text.size() && hours >= 1 && hours <= hours_most) return hours;
  return Error("query.bad_value", {{"name", "hours"}, {"value", text.substr(0, 100)}, {"allowed", "1–" + std::to_string(hours_most)}});
}

Result<Json> get_levels(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"hours"}));
  BASSIN_TRY(auto const hours, hours_in(call));
  auto const now = casework.now();
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const station, waters::find_station(session, id_in(call)));
    // Clocks of producers may be a little ahead.
    auto const from = now.plus_seconds(-hours * 3600), to = now.plus_seconds(3600);
    BASSIN_TRY(auto const levels, waters::levels_of(session, station.id, from, to, levels_most));
    Json list = Json::array();
    for (auto const& it : levels) list.push_back({{"at", to_iso(it.at)}, {"value", it.value}});
    return Json{{"station", station_json(call, station, now)}, {"from", to_iso(from)}, {"levels", std::move(list)}};
  });
}

// Of every station of that format whose levels the file holds.
Result<Json> take_file(sql::Session& session, Call const& call, waters::Format format, waters::Answer const& answer, base::Instant now) {
  BASSIN_TRY(auto const all, waters::stations(session));
  Json taken = Json::array();
  auto rest = answer.stations;
  for (auto const& it : all) {
    auto const found = rest.find(it.facts.code);
    if (it.facts.format != format || found == rest.end()) continue;
    auto const done = waters::take_levels(session, it, found->second, now);
    if (!done.ok() && done.error().code != "waters.no_levels") return done.error();
    taken.push_back({{"id", it.id}, {"code", it.facts.code}, {"levels", done.ok() ? done->levels : 0}});
    rest.erase(found);
  }
  if (taken.empty()) {
    auto const first = answer.stations.empty() ? std::string() : answer.stations.begin()->first;
    return Error("waters.nothing_in_file", {{"found", first}});
  }
  Json unknown = Json::array();
  for (auto const& [code, levels] : rest)
    if (unknown.size() < unknown_most) unknown.push_back(code);
  auto const codes = [&] {
    Json out = Json::array();
    for (auto const& it : taken) out.push_back(it["code"]);
    return out;
  }();
  auto const actor = access::Actor{call.reader.agent, call.reader.organisation, call.place(), now};
  BASSIN_DO(access::record(session, {call.reader, actor}, "water.file_taken", "water_file", std::string(id_of(format)), "", codes.dump()));
  return Json{{"stations", std::move(taken)}, {"unknown", std::move(unknown)}, {"leftOut", answer.left_out}};
}

Result<Json> post_file(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"format"}));
  BASSIN_TRY(auto const format, format_of(asked(call, "format").value_or(""), false));
  BASSIN_TRY(auto const answer, waters::read_answer(format, call.request.body));
  return change(call, casework,
                [&](sql::Session& session, support::Act const& act) { return take_file(session, call, format, answer, act.actor.at); });
}

}  // namespace

void add_waters_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint, std::uint64_t body_bytes = 0) {
    routes.add({method, path, need, http::Lane::store, body_bytes},
               [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/waters/stations", Need::signed_in, get_stations);
  add(Method::post, "/api/v1/waters/stations", Need::manage_installation, post_station);
  add(Method::put, "/api/v1/waters/stations/{id}", Need::manage_installation, put_station);
  add(Method::remove, "/api/v1/waters/stations/{id}", Need::manage_installation, delete_station);
  add(Method::get, "/api/v1/waters/stations/{id}/levels", Need::signed_in, get_levels);
  add(Method::put, "/api/v1/waters/watching", Need::manage_installation, put_watching);
  add(Method::post, "/api/v1/waters/rounds", Need::manage_installation, post_round);
  add(Method::post, "/api/v1/waters/files", Need::manage_installation, post_file, waters::answer_bytes_most);
  add_water_proposal_endpoints(routes, casework);
}

}  // namespace bassin::service
