// Outlines with fewer vertices, for screens. Neighbours that share a line still share it afterwards.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "geo/polygon.h"

namespace bassin::geo {

// Where lines of several rings meet: never left out.
inline constexpr float kCorner = std::numeric_limits<float>::infinity();

// How much each vertex matters, ring by ring in the order of the areas: about the metres that a line is off without it (Visvalingam's
// effective area, as the side of a square). The same for every ring that goes along the same line. A last vertex that repeats the first
// has its weight. Time grows as n log n, whatever the shape.
[[nodiscard]] std::vector<float> vertex_weights(std::span<MultiPolygon const> areas);

// The least weight with which at most `most` of these remain; 0 where all do.
[[nodiscard]] float weight_for(std::vector<float> weights, std::size_t most);

// Of one ring, open or closed, the vertices from that weight on, closed. A ring with a corner keeps its three heaviest vertices at least;
// one without is empty where fewer than three remain, but for `keep`.
[[nodiscard]] Ring simplified(std::span<Point const> ring, std::span<float const> weights, float least, bool keep);

// `weights`: those of its rings, in their order. The ring with the heaviest third vertex stays whatever happens; a polygon whose outer
// ring goes goes with its holes.
[[nodiscard]] MultiPolygon simplified(MultiPolygon const& area, std::span<float const> weights, float least);

}  // namespace bassin::geo
