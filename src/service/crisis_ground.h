// Which businesses of the register a zone of a crisis holds, and what the register says of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "crisis/cases.h"
#include "crisis/zone.h"
#include "service/casework_call.h"

namespace bassin::geo {
struct Point;
}

namespace bassin::service {

// Active establishments of the zone's field, local businesses among them, each once, by key. Positions and addresses are taken as the
// public may know them, since the whole room reads the list: who keeps them back, or has none, is of its commune and apart
// (crisis::Entry::unlocated). In a commune that is in the zone whole everybody is inside. Errors: "service.not_ready",
// "query.unknown_commune" (code), those of geo::parse_geojson() for the outline, "crisis.too_many" (found, allowed).
inline constexpr std::size_t crisis_places_most = 50'000;
[[nodiscard]] base::Result<std::vector<crisis::Place>> places_in(Call const& call, Casework const& casework, crisis::ZoneFacts const& zone);

// Of a known hazard zone that the reader sees, as GeoJSON. Errors: "exposure.unknown_layer" (id).
[[nodiscard]] base::Result<std::string> known_outline(sql::Session& session, Call const& call, std::string const& layer);

// The streets of a commune that addresses of the field name, as the public may read them, with how many; the most first.
struct StreetCount {
  std::string name;
  std::uint64_t businesses = 0;
};
[[nodiscard]] base::Result<std::vector<StreetCount>> streets_of(Call const& call, Casework const& casework, std::string const& commune,
                                                                reference::Field field);

// Where the middle of each of these communes lies: of their establishments whose position anybody may know. Those of few are left out.
[[nodiscard]] base::Result<std::map<std::string, geo::Point>> middles_of(Call const& call, Casework const& casework,
                                                                         std::vector<std::string> const& communes);

}  // namespace bassin::service
