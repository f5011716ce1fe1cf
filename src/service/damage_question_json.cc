#include "service/damage_question_json.h"

#include <nlohmann/json.hpp>

#include "crisis/answer.h"

namespace bassin::service {

namespace {

Json question_json(crisis::Question const& it, Json items) {
  return {{"id", it.id},
          {"tier", id_of(it.tier)},
          {"form", id_of(it.form)},
          {"unit", it.unit.empty() ? Json(nullptr) : Json(it.unit)},
          {"choices", it.choices},
          {"items", std::move(items)},
          {"most", it.most == 0 ? Json(nullptr) : Json(it.most)},
          {"amountWanted", it.amount_wanted}};
}

}  // namespace

Json questions_json(bool owners) {
  Json out = Json::array();
  for (auto const& it : crisis::questions()) {
    if (it.of_farms || (owners && !it.of_owners)) continue;
    Json items = Json::array();
    for (auto const item : it.items)
      if (!crisis::is_of_farms(it.id, item)) items.push_back(item);
    out.push_back(question_json(it, std::move(items)));
  }
  return out;
}

// Buildings and equipment are asked of farms too, beside what they alone have.
Json farm_questions_json() {
  Json out = Json::array();
  for (auto const& it : crisis::questions()) {
    if (it.of_farms) out.push_back(question_json(it, it.items));
    if (it.id != "damage") continue;
    Json items = Json::array();
    for (auto const item : crisis::headings_of_farms()) items.push_back(item);
    for (auto const* const item : {"building", "equipment"}) items.push_back(item);
    out.push_back(question_json(it, std::move(items)));
  }
  return out;
}

Json bands_json() {
  Json out = Json::array();
  for (auto const& it : crisis::bands()) out.push_back({{"from", it.from}, {"to", it.to ? Json(*it.to) : Json(nullptr)}});
  return out;
}

}  // namespace bassin::service
