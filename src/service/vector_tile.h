// A tile as Mapbox Vector Tile 2 (protocol buffers), which every web map draws. Its layers and properties are in
// docs/server.md.
#pragma once

#include <string>

namespace bassin::query {
struct Tile;
}

namespace bassin::service {

// The layers `establishments` and `clusters`; one without features is left out. The same bytes for equal tiles.
[[nodiscard]] std::string vector_tile(query::Tile const& tile);

}  // namespace bassin::service
