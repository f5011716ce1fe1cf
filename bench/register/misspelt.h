// How often, and how fast, a misspelt name is found in a département of the benchmark's register.
#pragma once

#include <string>

#include "bassin_side.h"
#include "query/testing/search_quality_test_support.h"

namespace bassin::bench {

// Names drawn from the rows of the département (those that anybody may read), misspelt by one edit or two, searched
// within it; found when a bearer of the name is among the first 20.
[[nodiscard]] query::testing::Quality ask_misspelt(BassinSide const& bassin, std::string const& department, std::size_t cases);

// The same by trigrams, of fewer cases: the peer is asked "misspelt" (département, text) for (name).
[[nodiscard]] query::testing::Quality ask_misspelt(Peer& peer, BassinSide const& bassin, std::string const& department, std::size_t cases);

}  // namespace bassin::bench
