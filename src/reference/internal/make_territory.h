// Territories of each kind from their codes. Nothing for a code that does not exist.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reference/territory.h"

namespace bassin::reference::internal {

[[nodiscard]] std::optional<Territory> make_commune(std::string_view code, base::Date at);
[[nodiscard]] std::optional<Territory> make_epci(std::string_view siren, base::Date at);
[[nodiscard]] std::optional<Territory> make_departement(std::string_view code, base::Date at);
[[nodiscard]] std::optional<Territory> make_region(std::string_view code, base::Date at);
[[nodiscard]] std::optional<Territory> make_territory(TerritoryKind kind, std::string_view code, base::Date at);

// "reference.unknown_code" {code} for a code that is none; codes that are no commune at that date are resolved, with a note.
[[nodiscard]] base::Result<Territory> make_list(std::vector<std::string_view> const& codes, std::string name, base::Date at);

}  // namespace bassin::reference::internal
