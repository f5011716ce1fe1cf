// The land that a crisis touches, as its room reads it: by crop group, by commune, and whose it is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crisis/parcel_layers.h"
#include "crisis/touched_parcel.h"

namespace bassin::crisis {

// Parcels that are counted, and the square metres of them inside; `linked`: of these, of a known farm.
struct LandSum {
  std::uint64_t parcels = 0, inside = 0;
  std::uint64_t linked_parcels = 0, linked_inside = 0;
  friend bool operator==(LandSum const&, LandSum const&) = default;
};

struct Land {
  std::int64_t zone = 0;            // that was crossed; 0: none yet
  std::string crossed_at;           // ""
  bool stale = false;               // the zone or a layer is another one now
  std::vector<ParcelLayer> layers;  // that a crossing of today would be with
  LandSum all;
  std::map<int, LandSum> by_group;            // reference::CropGroup::code; 0: not known
  std::map<std::string, LandSum> by_commune;  // ""
  std::uint64_t farms = 0;                    // that have a parcel of it
  std::uint64_t twice = 0;                    // parcels that are not counted
};
// Errors: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<Land> land_of(sql::Session& session, access::Reader const& reader, std::string const& crisis);

struct LandQuery {
  std::optional<std::string> commune;
  std::optional<int> group;
  std::optional<bool> linked;
  std::string business;  // ""
  std::string key;       // what the parcel's number begins with; ""
  std::uint64_t skip = 0;
  std::size_t limit = 100;
};
// The largest inside first. Errors as above.
[[nodiscard]] base::Result<std::vector<TouchedParcel>> parcels_touched(sql::Session& session, access::Reader const& reader,
                                                                       std::string const& crisis, LandQuery const& query);
// Outlines of the largest of them, for a drawing.
struct DrawnParcel {
  int group = 0;
  bool linked = false;
  geo::MultiPolygon outline;
};
[[nodiscard]] base::Result<std::vector<DrawnParcel>> parcels_drawn(sql::Session& session, access::Reader const& reader,
                                                                   std::string const& crisis, std::size_t most);

}  // namespace bassin::crisis
