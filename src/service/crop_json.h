// Crop groups as the API writes them: schema CropGroup.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "reference/language.h"

namespace bassin::service {

// Null for a group that is not known.
[[nodiscard]] nlohmann::ordered_json group_json(reference::Language language, int code);
// All of them.
[[nodiscard]] nlohmann::ordered_json groups_json(reference::Language language);

}  // namespace bassin::service
