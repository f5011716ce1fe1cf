// Crises beside each other over HTTP: docs/decisions/0049-closing-lessons-comparison.md.
#include <nlohmann/json.hpp>
#include <set>

#include "crisis/comparison.h"
#include "service/business_names.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/crisis_situation.h"
#include "service/known_parameters.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

constexpr std::size_t again_most = 200;

std::vector<std::string> ids_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    auto const end = std::min(text.find(',', from), text.size());
    out.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

Json delay_json(crisis::Delay const& it) { return {{"cases", it.cases}, {"median", it.median ? Json(*it.median) : Json(nullptr)}}; }

Json compared_json(crisis::ComparedFigures const& it) {
  return {{"listed", it.listed},     {"hit", it.hit},   {"contacted", it.contacted},         {"visited", it.visited},
          {"reopened", it.reopened}, {"lost", it.lost}, {"contact", delay_json(it.contact)}, {"reopening", delay_json(it.reopening)}};
}

Json crisis_of(crisis::ComparedCrisis const& it) {
  return {{"id", it.crisis.id},
          {"title", it.crisis.facts.title},
          {"beganAt", base::to_iso(it.crisis.facts.began_at)},
          {"kind", id_of(it.crisis.facts.kind)},
          {"state", id_of(it.crisis.state)},
          {"all", compared_json(it.all)},
          {"shared", compared_json(it.shared)},
          {"losses", losses_json(it.losses)}};
}

Json communes_json(Call const& call, crisis::Comparison const& it) {
  std::set<std::string> communes;
  for (auto const& one : it.crises)
    for (auto const& [commune, figures] : one.by_commune) communes.insert(commune);
  Json out = Json::array();
  for (auto const& commune : communes) {
    Json figures = Json::array();
    for (auto const& one : it.crises) {
      auto const found = one.by_commune.find(commune);
      figures.push_back(found == one.by_commune.end() ? Json(nullptr) : compared_json(found->second));
    }
    out.push_back({{"place", commune_json(call, commune)}, {"figures", std::move(figures)}});
  }
  return out;
}

Result<Json> again_json(Call const& call, Casework const& casework, crisis::Comparison& it) {
  if (it.again.size() > again_most) it.again.resize(again_most);
  std::vector<std::string> businesses;
  for (auto const& one : it.again) businesses.push_back(one.business);
  BASSIN_TRY(auto const names, names_by_business(call, casework, businesses));
  Json out = Json::array();
  for (auto const& one : it.again) {
    Json cases = Json::array();
    for (auto const& crisis : it.crises) {
      auto const found = one.cases.find(crisis.crisis.id);
      cases.push_back(found == one.cases.end() ? Json(nullptr) : Json(found->second));
    }
    auto const name = names.find(one.business);
    out.push_back({{"business", one.business},
                   {"name", name != names.end() ? Json(name->second) : Json(nullptr)},
                   {"place", commune_json(call, one.commune)},
                   {"cases", std::move(cases)}});
  }
  return out;
}

Result<Json> get_comparison(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"crises"}));
  std::string wanted;
  for (auto const& [name, value] : call.request.query)
    if (name == "crises") wanted = value;
  BASSIN_TRY(auto it, casework.store->read(
                          [&](sql::Session& session) { return crisis::compare(session, call.reader, ids_in(wanted), casework.now()); }));
  BASSIN_TRY(auto again, again_json(call, casework, it));
  Json crises = Json::array();
  for (auto const& one : it.crises) crises.push_back(crisis_of(one));
  return Json{{"rounded", it.rounded},       {"exercise", it.crises.front().crisis.facts.exercise},
              {"crises", std::move(crises)}, {"communes", communes_json(call, it)},
              {"hitAgain", it.hit_again},    {"again", std::move(again)}};
}

}  // namespace

void add_crisis_comparison_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::get, "/api/v1/crisis-comparison", access::Need::see_conventions, http::Lane::store},
             [&casework](Call const& call) { return get_comparison(call, casework); });
}

}  // namespace bassin::service
