#include "service/zone_source.h"

#include <algorithm>
#include <numeric>

#include "geo/geojson.h"
#include "service/casework_source.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

Result<query::NamedZone> ZoneSource::find(access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const zone, casework_.zone(reader, id));
  auto shape = kept(id);
  if (!shape) {
    BASSIN_TRY(shape, load(id));
  }
  auto named = shape->zone;
  named.name = zone.name;
  return named;
}

Result<geo::MultiPolygon> ZoneSource::outline(std::string const& id) const {
  BASSIN_TRY(auto const text,
             store_.read([&](sql::Session& session) { return support::zone_outline(session, id, support::OutlineDetail::full); }));
  geo::GeojsonLimits limits;
  limits.bytes = std::size_t{1} << 30U;  // what was stored was bounded when it came
  BASSIN_TRY(auto const features, geo::parse_geojson(text, limits));
  return geo::merged_area(features);
}

std::shared_ptr<ZoneSource::Shape const> ZoneSource::kept(std::string const& id) {
  std::lock_guard const lock(mutex_);
  auto const found = shapes_.find(id);
  if (found == shapes_.end()) return nullptr;
  found->second->used = ++uses_;
  return found->second;
}

Result<std::shared_ptr<ZoneSource::Shape const>> ZoneSource::load(std::string const& id) {
  std::lock_guard const one_at_a_time(loading_);
  if (auto found = kept(id)) return found;  // loaded while we waited
  BASSIN_TRY(auto const area, outline(id));
  auto shape = std::make_shared<Shape>();
  shape->zone = query::polygon_zone("", area);
  shape->vertices = geo::vertex_count(area);
  keep(id, shape);
  return std::shared_ptr<Shape const>(std::move(shape));
}

void ZoneSource::keep(std::string const& id, std::shared_ptr<Shape> shape) {
  std::lock_guard const lock(mutex_);
  shape->used = ++uses_;
  shapes_[id] = std::move(shape);
  auto const vertices = [this] {
    return std::accumulate(shapes_.begin(), shapes_.end(), std::size_t{0},
                           [](auto sum, auto const& it) { return sum + it.second->vertices; });
  };
  while (shapes_.size() > 1 && (shapes_.size() > shapes_most || vertices() > vertices_most)) {
    shapes_.erase(
        std::min_element(shapes_.begin(), shapes_.end(), [](auto const& a, auto const& b) { return a.second->used < b.second->used; }));
  }
}

}  // namespace bassin::service
