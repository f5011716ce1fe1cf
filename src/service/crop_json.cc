#include "service/crop_json.h"

#include <nlohmann/json.hpp>

#include "reference/crop_groups.h"

namespace bassin::service {

using Json = nlohmann::ordered_json;

Json group_json(reference::Language language, int code) {
  auto const* const group = reference::crop_group(code);
  if (group == nullptr) return nullptr;
  return {{"code", group->code}, {"label", group->name.in(language)}, {"perennial", group->perennial}};
}

Json groups_json(reference::Language language) {
  Json out = Json::array();
  for (auto const& it : reference::crop_groups()) out.push_back(group_json(language, it.code));
  return out;
}

}  // namespace bassin::service
