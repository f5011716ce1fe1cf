// Counts by several dimensions at once, each as if the filter by that dimension itself were not there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/bucket.h"
#include "query/dimensions.h"
#include "query/filter.h"

namespace bassin::query {

// Attachment is a set: totals overlap, `exactly` does not.
struct ChamberCounts {
  std::array<std::uint64_t, 3> totals{};   // by reference::Chamber
  std::array<std::uint64_t, 8> exactly{};  // by mask of the three: [3] belongs to CCI and CMA and not to CA; [0] is 0
  std::uint64_t any = 0;                   // the union
  std::uint64_t outside = 0;
  std::uint64_t to_qualify = 0;
  friend bool operator==(ChamberCounts const&, ChamberCounts const&) = default;
};

struct Facet {
  Dimension dimension = Dimension::section;
  std::uint64_t total = 0;                // establishments counted here, its own filter left aside
  bool leaves_aside = false;              // the question has such a filter, be it by default
  std::vector<Bucket> buckets;            // by count, largest first, then by key; none is 0
  std::uint64_t keys = 0;                 // buckets before the limit
  std::uint64_t beyond = 0;               // sum of the counts of the buckets left out
  std::optional<ChamberCounts> chambers;  // for Dimension::chamber
};

struct FacetRequest {
  std::vector<Dimension> dimensions;  // at most 16
  std::size_t limit = 0;              // buckets of a facet; 0: all
  // Counts by commune of what has no position to use in a zone; read only when the filter has a zone.
  bool unlocated = true;
};

struct Facets {
  Scope scope;
  std::uint64_t total = 0;  // establishments that pass the whole filter
  std::vector<Facet> facets;
  // With a zone: what query/unlocated.h counts, by current commune, by key.
  std::vector<Bucket> unlocated;
  std::uint64_t unlocated_total = 0;
};

// Errors: "query.too_many_dimensions" (found, allowed), "image.damaged".
[[nodiscard]] base::Result<Facets> facets(PreparedFilter const& filter, FacetRequest const& request);

}  // namespace bassin::query
