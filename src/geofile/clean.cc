#include "geofile/clean.h"

#include <utility>

#include "geofile/source.h"

namespace bassin::geofile {

namespace {

using Geometry = std::unique_ptr<OGRGeometry>;

void collect_polygons(OGRGeometry const& geometry, OGRMultiPolygon& area) {
  auto const type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    if (geometry.IsEmpty() == FALSE) area.addGeometry(&geometry);
  } else if (type == wkbMultiPolygon || type == wkbGeometryCollection || type == wkbMultiSurface) {
    for (auto const* part : *geometry.toGeometryCollection()) collect_polygons(*part, area);
  }
}

bool is_valid(OGRGeometry const& geometry, std::string& note) {
  take_messages();
  if (geometry.IsValid() != FALSE) return true;
  auto const messages = take_messages();
  if (note.empty()) note = messages.empty() ? "invalid" : messages.front();
  return false;
}

void add_repaired(OGRPolygon const& polygon, Cleaned& cleaned) {
  if (is_valid(polygon, cleaned.note)) {
    cleaned.area->addGeometry(&polygon);
    return;
  }
  cleaned.repaired = true;
  Geometry const repaired(polygon.MakeValid());
  if (repaired) collect_polygons(*repaired, *cleaned.area);
}

void merge_overlaps(Cleaned& cleaned) {
  std::string note;
  if (cleaned.area->getNumGeometries() < 2 || is_valid(*cleaned.area, note)) return;
  Geometry const merged(cleaned.area->UnionCascaded());
  if (!merged) return;
  cleaned.area = std::make_unique<OGRMultiPolygon>();
  collect_polygons(*merged, *cleaned.area);
  cleaned.repaired = true;
  if (cleaned.note.empty()) cleaned.note = "overlapping parts merged";
}

}  // namespace

Cleaned clean(OGRGeometry const& geometry) {
  Geometry straight(geometry.getLinearGeometry());
  Cleaned cleaned;
  cleaned.area = std::make_unique<OGRMultiPolygon>();
  if (!straight) return cleaned;
  straight->flattenTo2D();
  straight->setMeasured(FALSE);
  straight->closeRings();
  OGRMultiPolygon polygons;
  collect_polygons(*straight, polygons);
  for (auto const* polygon : polygons) add_repaired(*polygon, cleaned);
  merge_overlaps(cleaned);
  return cleaned;
}

std::size_t vertices_of(OGRGeometry const& geometry) {
  OGRGeometry const& any = geometry;
  if (OGR_GT_IsSubClassOf(any.getGeometryType(), wkbGeometryCollection) != FALSE) {
    std::size_t count = 0;
    for (auto const* part : *any.toGeometryCollection()) count += vertices_of(*part);
    return count;
  }
  if (OGR_GT_IsSubClassOf(any.getGeometryType(), wkbCurvePolygon) == FALSE) return 0;
  std::size_t count = 0;
  for (auto const* ring : *any.toCurvePolygon()) count += static_cast<std::size_t>(ring->getNumPoints());
  return count;
}

}  // namespace bassin::geofile
