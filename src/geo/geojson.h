// GeoJSON (RFC 7946) areas in; positions are longitude, latitude in WGS 84 degrees.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "geo/polygon.h"

namespace bassin::geo {

struct GeojsonLimits {
  std::size_t bytes = 64u << 20;
  std::size_t features = 50'000;
  std::size_t vertices = 2'000'000;
  // Of nested arrays and objects.
  std::size_t depth = 64;
  // Whether Feature::fields are read.
  bool fields = false;
};

struct Feature {
  // The feature's `id`, else its property `id`, `code`, `gid` or `insee`; empty when it has none.
  std::string id;
  // Its property `insee_com`, `code_insee`, `insee` or `code` (any case): of a commune, where it is one.
  std::string insee;
  // Its property `nom`, `name`, `libelle` or `label` (any case); empty when it has none.
  std::string name;
  MultiPolygon area;
  // As `geofile` says it, in properties of the same names.
  bool repaired = false;
  std::string repair_note;
  // Texts of the attributes that `geofile` was asked for, as its property `fields` has them, in its order.
  std::vector<std::pair<std::string, std::string>> fields;
};

// Reads a FeatureCollection, a Feature or a bare geometry; Polygon, MultiPolygon or a GeometryCollection of
// them. Rings are closed; the third coordinate is dropped. At least one feature, each with an area.
// Errors (`feature` counts from 1; a bare geometry is feature 1):
//   geo.json_syntax {detail}              not JSON
//   geo.json_kind {found}                 JSON, but not GeoJSON
//   geo.json_crs {found}                  a `crs` member names another system than WGS 84
//   geo.geometry_kind {feature, found}    not an area
//   geo.coordinates {feature, found}      coordinates that are not rings of at least three positions
//   geo.projected {feature, x, y}         coordinates in metres, most likely Lambert-93
//   geo.out_of_range {feature, x, y}      beyond 180 or 90 degrees
//   geo.no_area {}                        no feature
//   geo.limit {what, limit}               what: bytes, features, vertices or depth
[[nodiscard]] base::Result<std::vector<Feature>> parse_geojson(std::string_view text, GeojsonLimits const& limits = {});

// Every polygon of every feature, as one area.
[[nodiscard]] MultiPolygon merged_area(std::vector<Feature> const& features);

}  // namespace bassin::geo
