// JSON of a record, for the audit trail and for "what it is now".
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace bassin::access {

using Json = nlohmann::ordered_json;

[[nodiscard]] inline std::string text_of(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace bassin::access
