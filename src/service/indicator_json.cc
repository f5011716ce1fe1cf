// Indicators and their values as answers.
#include <nlohmann/json.hpp>

#include "convention/entered.h"
#include "convention/reading.h"
#include "service/casework_people.h"
#include "service/convention_json.h"

namespace bassin::service {

using base::Result;

namespace {

template <class T>
Json number(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json computed_json(std::optional<convention::Computed> const& it, Organisations const& names) {
  if (!it) return nullptr;
  return {{"measure", id_of(it->measure)},
          {"kinds", it->kinds},
          {"organisation", names.named(it->organisation)},
          {"field", it->field.empty() ? Json(nullptr) : Json(it->field)},
          {"delay", it->delay ? Json(id_of(*it->delay)) : Json(nullptr)},
          {"most", it->measure == convention::Measure::within ? Json(it->most) : Json(nullptr)}};
}

Result<Json> value_json(convention::EnteredValue const& it, Organisations const& names, People& people) {
  BASSIN_TRY(auto by, people.agent(it.entered_by));
  return Json{{"id", it.id},
              {"on", to_iso(it.facts.on)},
              {"value", it.facts.value},
              {"evidence", it.facts.evidence},
              {"link", it.facts.link},
              {"version", it.version},
              {"by", std::move(by)},
              {"organisation", names.named(it.organisation)},
              {"at", it.entered_at},
              {"endedAt", it.ended_at.empty() ? Json(nullptr) : Json(it.ended_at)}};
}

}  // namespace

Json indicator_json(std::string const& id, convention::IndicatorFacts const& it, std::int64_t version, Organisations const& names) {
  Json out{{"id", id},
           {"code", it.code},
           {"label", it.label},
           {"effect", id_of(it.effect)},
           {"unit", it.unit},
           {"method", it.method},
           {"baseline", number(it.baseline)},
           {"targets", Json::array()},
           {"computed", computed_json(it.computed, names)},
           {"gathering", id_of(it.gathering)},
           {"version", version}};
  for (auto const& [year, target] : it.targets) out["targets"].push_back({{"year", year}, {"target", target}});
  return out;
}

void put_reading(Json& out, convention::Reading const& it) {
  out["value"] = number(it.value);
  out["target"] = number(it.target);
  out["progress"] = number(it.progress);
  out["businesses"] = number(it.businesses);
  out["establishments"] = number(it.establishments);
  out["counted"] = number(it.counted);
  out["waiting"] = number(it.waiting);
}

Result<Json> values_json(sql::Session& session, std::vector<convention::EnteredValue> const& values) {
  BASSIN_TRY(auto const names, Organisations::read(session));
  People people(session);
  BASSIN_DO(people.know(values, [](auto const& it) { return it.entered_by; }));
  Json out = Json::array();
  for (auto const& it : values) {
    BASSIN_TRY(auto one, value_json(it, names, people));
    out.push_back(std::move(one));
  }
  return Json{{"values", std::move(out)}};
}

}  // namespace bassin::service
