#include "service/waters_json.h"

#include <nlohmann/json.hpp>

#include "waters/levels.h"

namespace bassin::service {

namespace {

Json or_null(std::optional<base::Instant> const& moment) { return moment ? Json(to_iso(*moment)) : Json(nullptr); }

Json threshold_json(waters::Threshold const& it) {
  auto const& [facts, state] = it;
  return {{"mark", facts.mark}, {"word", facts.word}, {"passed", state.passed}, {"since", or_null(state.turned_at)}};
}

Json failing_json(Call const& call, waters::Station const& it) {
  if (!it.failing) return nullptr;
  auto const error = it.failing->error();
  return {
      {"since", to_iso(it.failing->since)}, {"error", it.failing->code}, {"message", call.context.speak(error, call.language()).message}};
}

}  // namespace

Json level_json(waters::Format format, waters::Level const& level, base::Instant now) {
  return {
      {"at", to_iso(level.at)}, {"value", level.value}, {"unit", id_of(unit_of(format))}, {"fresh", waters::is_fresh(format, level, now)}};
}

Json station_json(Call const& call, waters::Station const& it, base::Instant now) {
  bool const runs = access::allows(call.reader, access::Need::manage_installation);
  auto const& facts = it.facts;
  Json thresholds = Json::array();
  for (auto const& threshold : it.thresholds) thresholds.push_back(threshold_json(threshold));
  return {{"id", it.id},
          {"code", facts.code},
          {"name", facts.name},
          {"river", facts.river},
          {"format", id_of(facts.format)},
          {"unit", id_of(unit_of(facts.format))},
          {"source", facts.url.empty() ? "file" : "url"},
          {"url", runs && !facts.url.empty() ? Json(facts.url) : Json(nullptr)},
          {"lastsMinutes", facts.habit.lasts_minutes},
          {"margin", facts.habit.margin},
          {"thresholds", std::move(thresholds)},
          {"last", it.last ? level_json(facts.format, *it.last, now) : Json(nullptr)},
          {"heardAt", or_null(it.heard_at)},
          {"triedAt", or_null(it.tried_at)},
          {"failing", failing_json(call, it)},
          {"version", it.version}};
}

}  // namespace bassin::service
