// GET /api/v1/territories: by name or code, at a date.
#include <algorithm>
#include <array>

#include "reference/territory.h"
#include "registry/manifest.h"
#include "service/call.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

namespace {

base::Result<void> check_names(http::Request const& request) {
  constexpr std::array<std::string_view, 2> known = {"name", "at"};
  for (auto const& [name, value] : request.query) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return base::Error("query.unknown_parameter", {{"name", name}, {"allowed", "name, at"}});
  }
  return {};
}

}  // namespace

base::Result<Json> get_territories(Call const& call) {
  BASSIN_DO(check_names(call.request));
  BASSIN_TRY(auto const question, Question::of(call, {"name"}));
  auto const at = question.filter().at.value_or(question.manifest().data_date.value_or(question.today()));
  BASSIN_TRY(auto const found, reference::find_territories(question.value("name").value_or(""), at));
  Json territories = Json::array();
  for (auto const& territory : found) territories.push_back(to_json(territory, question.language()));
  return Json{{"at", base::to_iso(at)}, {"territories", std::move(territories)}};
}

}  // namespace bassin::service
