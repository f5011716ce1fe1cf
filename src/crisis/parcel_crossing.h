// The zone of a crisis crossed with layers of parcels: which are touched, and by how many square metres.
// docs/decisions/0048-losses-lie-on-parcels.md
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crisis/cases.h"
#include "crisis/parcel_layers.h"
#include "crisis/touched_parcel.h"
#include "crisis/zone.h"

namespace bassin::crisis {

inline constexpr std::size_t parcels_touched_most = 50'000;

struct Crossing {
  std::vector<ParcelLayer> layers;
  std::vector<TouchedParcel> parcels;
};
// With the layers of that year (layers_for()). The outline by its true area, to the square metre; of a commune that is in the zone whole
// all parcels whole; streets touch none. Errors: those of geo::parse_geojson() and geo::areas_within(), "crisis.too_many_parcels"
// (allowed).
[[nodiscard]] base::Result<Crossing> cross_zone(sql::Session& session, ZoneFacts const& zone, int year);
// The year whose layers a crisis is crossed with.
[[nodiscard]] int year_of(Crisis const& crisis);

// Farms of these parcels, each once, as Entry::parcels: they come on the list wherever their address lies.
[[nodiscard]] base::Result<std::vector<Place>> farms_of(sql::Session& session, Crossing const& crossing);
// In place of the crossing before. Errors: "crisis.unknown" (id), "crisis.closed", "crisis.not_yours".
[[nodiscard]] base::Result<void> save_crossing(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone,
                                               Crossing const& crossing);

}  // namespace bassin::crisis
