// Any GeoJSON as a file of parcels: every feature is kept, elsewhere or refused, and what two have in common is no more than either.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crisis/parcel_file.h"
#include "geo/area.h"
#include "geo/crossing.h"
#include "geo_checks.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto features = geo::parse_geojson(text, {.bytes = 1 << 16, .features = 50, .vertices = 400, .depth = 32, .fields = true});
  if (!features.ok()) return 0;
  for (auto const origin : {crisis::ParcelOrigin::rpg, crisis::ParcelOrigin::telepac}) {
    auto copy = features.value();
    crisis::ParcelScope scope;
    scope.origin = origin;
    scope.commune_at = [](geo::Point it) { return it.lon % 2 == 0 ? std::string("77142") : std::string(); };
    scope.wanted = [](std::string const& code) { return code == "77142"; };
    auto const read = crisis::read_parcels(copy, scope);
    geo::require(read.parcels.size() + read.elsewhere + read.refused == read.features);
    geo::require(read.features == features.value().size());
    for (auto const& it : read.parcels) geo::require(!it.key.empty() && it.measured >= 1 && it.group >= 0 && it.group <= 28);
  }
  auto const zone = geo::merged_area(features.value());
  std::vector<geo::MultiPolygon> areas;
  for (auto const& it : features.value()) areas.push_back(it.area);
  auto const within = geo::areas_within(areas, zone);
  if (!within.ok()) return 0;
  for (std::size_t i = 0; i < areas.size(); ++i) geo::require((*within)[i] >= 0 && (*within)[i] <= geo::area_m2(areas[i]));
  return 0;
}
