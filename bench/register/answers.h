// Brings two answers to one form, where the question means the same to all.
#pragma once

#include <functional>

#include "peer.h"

namespace bassin::bench {

// An answer in the form in which it is compared.
using Comparison = std::function<Rows(Rows const&)>;

[[nodiscard]] Comparison facet_answers();          // (facet, key, n), peers' numbers turned into our keys, sorted
[[nodiscard]] Comparison page_answers();           // SIRETs in order
[[nodiscard]] Comparison dates_of_page_answers();  // creation dates in order: equal dates may stand in another order
[[nodiscard]] Comparison series_answers();         // (year, stock) from 1990 to 2026, years without a change filled in
[[nodiscard]] Comparison first_value_answers();    // the first value of the first row
[[nodiscard]] Comparison not_compared();           // nothing: its parts are compared elsewhere

}  // namespace bassin::bench
