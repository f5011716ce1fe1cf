// Facets in an answer, for the commands that show several.
#pragma once

#include <string_view>

#include "app/answer.h"
#include "app/arguments.h"
#include "query/facets.h"

namespace bassin::app {

// --by and --top. `fallback`: the dimensions without --by. Errors: "app.bad_number", those of dimensions.
[[nodiscard]] base::Result<query::FacetRequest> facet_request(Arguments const& arguments, std::string_view fallback);
// One table a facet for people, one list of all buckets for programs; what has no position to use, with a zone.
void add_facets(Answer& answer, query::Facets const& facets, Language language);

}  // namespace bassin::app
