// Facets in an answer, for the commands that show several.
#pragma once

#include <string_view>

#include "app/answer.h"
#include "app/arguments.h"
#include "query/facets.h"

namespace bassin::app {

struct FacetOptions {
  query::FacetRequest request;
  std::size_t top = 10;  // keys shown of each facet; 0: all
};
// --by and --top. `fallback`: the dimensions without --by. Errors: "app.bad_number", those of dimensions.
[[nodiscard]] base::Result<FacetOptions> facet_options(Arguments const& arguments, std::string_view fallback);
// One table a facet for people; for programs one list of the buckets, and one that says of each facet its total, its keys
// and what lies beyond the buckets. Sizes and years stand in their own order and are never cut. With a zone, what has no
// position to use.
void add_facets(Answer& answer, query::Facets facets, std::size_t top, Language language);

}  // namespace bassin::app
