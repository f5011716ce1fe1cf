// JSON of a provider, read with suspicion.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace bassin::openid {

// An object that nests at most eight deep; null for anything else.
[[nodiscard]] nlohmann::json read_object(std::string_view text);
// "" where the member is missing; nothing where it is no text, or one with a control character.
[[nodiscard]] std::optional<std::string> text_of(nlohmann::json const& object, char const* name);

}  // namespace bassin::openid
