// Whole answers as text, to compare two of them byte for byte.
#pragma once

#include <string>

#include "query/count.h"
#include "query/describe.h"
#include "query/facets.h"
#include "query/page.h"
#include "query/search.h"
#include "query/series.h"

namespace bassin::query::testing {

[[nodiscard]] std::string text_of(Facets const& answer);
[[nodiscard]] std::string text_of(Count const& answer);
[[nodiscard]] std::string text_of(Page const& answer);
[[nodiscard]] std::string text_of(Series const& answer);
[[nodiscard]] std::string text_of(EstablishmentFile const& answer);
[[nodiscard]] std::string text_of(SearchAnswer const& answer, View const& view);

}  // namespace bassin::query::testing
