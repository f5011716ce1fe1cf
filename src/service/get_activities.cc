// GET /api/v1/activities: subclasses of NAF rév. 2 by code or by the words of their label, or of the label of a level above.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/nomenclature.h"
#include "service/call.h"
#include "service/register_endpoints.h"

namespace bassin::service {

namespace {

constexpr std::size_t activities_most = 30;

std::vector<std::string_view> subclasses_of(std::string_view words) {
  auto const& naf = reference::naf_rev2();
  auto found = naf.subclasses(words);
  for (auto const index : naf.labelled(words)) {
    auto const under = naf.subclasses(naf.rows()[index].code);
    found.insert(found.end(), under.begin(), under.end());
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

base::Result<std::string> words_of(http::Request const& request) {
  std::string words;
  for (auto const& [name, value] : request.query) {
    if (name != "words") return base::Error("query.unknown_parameter", {{"name", name}, {"allowed", "words"}});
    words = value;
  }
  return words;
}

}  // namespace

base::Result<Json> get_activities(Call const& call) {
  BASSIN_TRY(auto const words, words_of(call.request));
  auto const& naf = reference::naf_rev2();
  Json out = Json::array();
  auto const found = words.empty() ? std::vector<std::string_view>() : subclasses_of(words);
  for (auto const code : found) {
    if (out.size() == activities_most) break;
    out.push_back({{"nomenclature", name_of(naf.id())}, {"code", code}, {"label", naf.label(code, call.language())}});
  }
  return Json{{"activities", std::move(out)}, {"total", found.size()}};
}

}  // namespace bassin::service
