// Answers of `query` as the API writes them; openapi.yaml is the contract. Codes and numbers: words for readers come with
// codes that have an official label, and nowhere else.
#pragma once

#include <nlohmann/json.hpp>

#include "reference/language.h"
#include "service/context.h"

namespace bassin::query {
struct Caveat;
struct Count;
struct EstablishmentFile;
struct Facet;
struct Row;
struct Scope;
struct Series;
}  // namespace bassin::query
namespace bassin::reference {
struct Territory;
}
namespace bassin::registry {
struct Manifest;
struct Value;
}  // namespace bassin::registry

namespace bassin::service {

using reference::Language;

// {"value": text} or {"masked": true} or null.
[[nodiscard]] Json to_json(registry::Value const& value);
[[nodiscard]] Json to_json(std::vector<query::Caveat> const& caveats);
[[nodiscard]] Json to_json(query::Scope const& scope, registry::Manifest const& manifest, Language language);
[[nodiscard]] Json to_json(query::Row const& row, Language language);
[[nodiscard]] Json to_json(query::Facet const& facet, Language language);
[[nodiscard]] Json to_json(query::Count const& count, Language language);
[[nodiscard]] Json to_json(query::Series const& series);
[[nodiscard]] Json to_json(query::EstablishmentFile const& file, Language language);
[[nodiscard]] Json to_json(reference::Territory const& territory, Language language);

}  // namespace bassin::service
