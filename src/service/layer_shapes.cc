#include "service/layer_shapes.h"

#include <algorithm>
#include <numeric>

#include "exposure/layer.h"
#include "geo/geojson.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

Result<query::NamedZone> LayerShapes::find(sql::Store& store, exposure::Layer const& layer) {
  if (auto const found = kept(layer)) return found->zone;
  std::lock_guard const one_at_a_time(loading_);
  if (auto const found = kept(layer)) return found->zone;  // loaded while we waited
  BASSIN_TRY(auto const text, store.read([&](sql::Session& session) { return exposure::layer_outline(session, layer.id); }));
  geo::GeojsonLimits limits;
  limits.bytes = std::size_t{1} << 30U;  // what was stored was bounded when it came
  BASSIN_TRY(auto const features, geo::parse_geojson(text, limits));
  auto const area = geo::merged_area(features);
  auto shape = std::make_shared<Shape>();
  shape->zone = query::polygon_zone(layer.facts.name, area);
  shape->edition = layer.edition;
  shape->vertices = geo::vertex_count(area);
  keep(layer.id, shape);
  return shape->zone;
}

std::shared_ptr<LayerShapes::Shape const> LayerShapes::kept(exposure::Layer const& layer) {
  std::lock_guard const lock(mutex_);
  auto const found = shapes_.find(layer.id);
  if (found == shapes_.end() || found->second->edition < layer.edition) return nullptr;
  found->second->used = ++uses_;
  return found->second;
}

void LayerShapes::keep(std::string const& id, std::shared_ptr<Shape> shape) {
  std::lock_guard const lock(mutex_);
  shape->used = ++uses_;
  shapes_[id] = std::move(shape);
  auto const vertices = [this] {
    return std::accumulate(shapes_.begin(), shapes_.end(), std::size_t{0},
                           [](auto sum, auto const& it) { return sum + it.second->vertices; });
  };
  while (shapes_.size() > 1 && vertices() > vertices_most) {
    shapes_.erase(
        std::min_element(shapes_.begin(), shapes_.end(), [](auto const& a, auto const& b) { return a.second->used < b.second->used; }));
  }
}

}  // namespace bassin::service
