// Counts by dimension as tables.
#pragma once

#include "app/answer.h"
#include "query/count.h"
#include "query/facets.h"

namespace bassin::app {

// One line a key, with its label and its share of the facet's total. The table's id is `id`.
[[nodiscard]] Table facet_table(query::Facet const& facet, std::string id, Language language);
// Sizes and years: shown in their own order, not by count.
[[nodiscard]] bool has_own_order(query::Dimension dimension);
// The number alone, for programs: people read it in the headline.
[[nodiscard]] Table total_table(std::uint64_t total);
// Chambers: members, union and exact overlaps, for the counts do not add up.
[[nodiscard]] Table overlap_table(query::ChamberCounts const& counts, Language language);
// Crossed counts: a line for each pair, for programs.
[[nodiscard]] Table pairs_table(query::Count const& count, Language language);
// The same with `across` as columns, for people.
[[nodiscard]] Table cross_table(query::Count const& count, Language language);
// Several facets as one list of (dimension, key, label, count), for programs.
[[nodiscard]] Table buckets_table(std::vector<query::Facet> const& facets, Language language);
// What stands in a count's column for a key: its code and its label.
[[nodiscard]] std::string key_text(query::Dimension dimension, std::string const& key, Language language);

}  // namespace bassin::app
