// A parcel that the zone of a crisis touches.
#pragma once

#include <cstdint>
#include <string>

namespace bassin::crisis {

struct ParcelId {
  std::string layer, key;
  friend bool operator==(ParcelId const&, ParcelId const&) = default;
};

struct TouchedParcel {
  ParcelId id;
  std::string commune, crop;
  int group = 0;
  std::int64_t stated = 0, measured = 0;  // square metres: Parcel
  std::int64_t inside = 0;                // of what is measured, at least one
  bool counted = true;                    // false: another layer that goes before has this ground
  std::string business, way;              // "": nobody's; "hand" or "pacage"
};

}  // namespace bassin::crisis
