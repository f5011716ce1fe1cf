// Layers of parcels in the store: of the installation, told to everybody who works with businesses, taken from files by coordinators and
// administrators. docs/decisions/0048-losses-lie-on-parcels.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crisis/crisis.h"
#include "crisis/parcel_file.h"

namespace bassin::crisis {

struct ParcelLayerFacts {
  ParcelOrigin origin = ParcelOrigin::rpg;
  int year = 0;             // millésime
  std::string territory;    // code; "": all that the file holds
  std::string report = "";  // JSON of what was read and refused, as it is told again
};
struct ParcelLayer {
  std::string id;
  ParcelLayerFacts facts;
  std::string pacage;  // of Telepac: of the farm that it is of; ""
  std::string organisation;
  std::int64_t revision = 0;  // how often it was taken
  std::uint64_t parcels = 0, area_m2 = 0;
  std::string taken_at, taken_by;
};

// The newest year first. Errors: "crisis.not_yours" for who works with no business.
[[nodiscard]] base::Result<std::vector<ParcelLayer>> parcel_layers(sql::Session& session, access::Reader const& reader);

struct LayerTaken {
  ParcelLayer layer;
  bool replaced = false;
  std::uint64_t linked = 0;    // parcels that went to a farm by its PACAGE
  std::uint64_t lost = 0;      // links whose parcel the newer file lacks: they are taken away
  std::uint64_t disputed = 0;  // parcels of a PACAGE that is somebody's, linked by hand to another farm
};
// A layer of the same origin, year, territory and farm is replaced, and its links stay where their parcels do. Errors: "crisis.not_yours",
// "crisis.bad_value" (field, allowed), "crisis.no_parcels".
[[nodiscard]] base::Result<LayerTaken> take_layer(sql::Session& session, Act const& act, ParcelLayerFacts const& facts,
                                                  std::vector<Parcel> const& parcels);
// With its links. Errors: "crisis.not_yours", "crisis.unknown_layer" (id).
[[nodiscard]] base::Result<void> remove_layer(sql::Session& session, Act const& act, std::string const& id);

// Layers that a crisis of that year is crossed with: of each origin, territory and farm the newest that is not after it, else the one that
// came first. A farmer's own before the public register, newer before older: ground that two hold counts for the first.
[[nodiscard]] base::Result<std::vector<ParcelLayer>> layers_for(sql::Session& session, int year);

}  // namespace bassin::crisis
