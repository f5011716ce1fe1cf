#include "geofile/read.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>
#include <nlohmann/json.hpp>

#include "geofile/clean.h"
#include "geofile/source.h"

namespace bassin::geofile {

namespace {

using base::Error;
using base::Result;

// Whole 1e-7 degrees, as the register keeps positions.
constexpr double kUnitsPerDegree = 1e7;
// People carry a system some way beyond its area (one UTM zone for a whole country); no farther than this.
constexpr double kFarOutside = 20;

struct Position {
  std::int64_t lon, lat;

  friend bool operator==(Position, Position) = default;
};

bool on_globe(double x, double y) { return std::abs(x) <= 180 && std::abs(y) <= 90; }

bool on_globe(OGREnvelope const& box) { return on_globe(box.MinX, box.MinY) && on_globe(box.MaxX, box.MaxY); }

OGREnvelope box_of(OGRMultiPolygon const& area) {
  OGREnvelope box;
  area.getEnvelope(&box);
  return box;
}

// Where a system is meant to be used, in degrees; nothing when it does not say, or beyond the antimeridian.
std::optional<OGREnvelope> area_of_use(OGRSpatialReference const& crs) {
  OGREnvelope area;
  if (!crs.GetAreaOfUse(&area.MinX, &area.MinY, &area.MaxX, &area.MaxY, nullptr)) return std::nullopt;
  if (!on_globe(area) || area.MinX > area.MaxX) return std::nullopt;
  return area;
}

OGREnvelope widened(OGREnvelope box, double degrees) {
  box.MinX -= degrees, box.MinY -= degrees, box.MaxX += degrees, box.MaxY += degrees;
  return box;
}

// At most seven decimals, without trailing zeros.
void append_degrees(std::string& out, std::int64_t units) {
  auto const magnitude = static_cast<std::uint64_t>(std::abs(units));
  std::string text = fmt::format("{}{}.{:07}", units < 0 ? "-" : "", magnitude / 10'000'000, magnitude % 10'000'000);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  out += text;
}

// Rounded, without repeated neighbours; empty when fewer than three positions are left.
std::vector<Position> rounded(OGRLinearRing const& ring) {
  std::vector<Position> positions;
  for (auto const& point : ring) {
    Position const position{std::llround(point.getX() * kUnitsPerDegree), std::llround(point.getY() * kUnitsPerDegree)};
    if (positions.empty() || !(positions.back() == position)) positions.push_back(position);
  }
  if (positions.size() < 4) positions.clear();
  return positions;
}

void append_ring(std::string& out, std::vector<Position> const& ring) {
  out += '[';
  for (auto const& position : ring) {
    if (out.back() == ']') out += ',';
    out += '[';
    append_degrees(out, position.lon);
    out += ',';
    append_degrees(out, position.lat);
    out += ']';
  }
  out += ']';
}

// Nothing when rounding leaves nothing of the outer ring.
void append_polygon(std::string& out, OGRPolygon const& polygon) {
  auto const outer = rounded(*polygon.getExteriorRing());
  if (outer.empty()) return;
  if (out.back() == ']') out += ',';
  out += '[';
  append_ring(out, outer);
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
    auto const hole = rounded(*polygon.getInteriorRing(i));
    if (hole.empty()) continue;
    out += ',';
    append_ring(out, hole);
  }
  out += ']';
}

// The MultiPolygon's coordinates; empty when rounding leaves none.
std::string coordinates(OGRMultiPolygon const& area) {
  std::string out = "[";
  for (auto const* polygon : area) append_polygon(out, *polygon);
  return out.size() == 1 ? std::string() : out + "]";
}

// The first field of these names, in any case, that says something.
std::string field(OGRFeature const& feature, std::initializer_list<char const*> names) {
  for (auto const* name : names) {
    int const index = feature.GetFieldIndex(name);
    if (index >= 0 && feature.IsFieldSetAndNotNull(index) != FALSE) {
      if (std::string text = feature.GetFieldAsString(index); !text.empty()) return utf8(text);
    }
  }
  return {};
}

class LayerReader {
 public:
  LayerReader(OGRLayer& layer, Options const& options, Output& output) : layer_(layer), options_(options), output_(output) {
    report_.name = layer.GetName();
  }

  Result<LayerReport> read();

 private:
  Result<void> prepare_crs();
  Result<void> use_crs(OGRSpatialReference& crs);
  Result<void> read_feature(OGRFeature const& feature);
  Result<void> to_wgs84(OGRMultiPolygon& area) const;
  Result<void> check_area_of_use(OGREnvelope const& box);
  [[nodiscard]] Error bad_crs(char const* detail) const { return Error{"geofile.bad_crs", {{"crs", report_.crs}, {"detail", detail}}}; }
  void write(OGRFeature const& feature, Cleaned const& cleaned, std::string const& text);

  OGRLayer& layer_;
  Options const& options_;
  Output& output_;
  LayerReport report_;
  std::unique_ptr<OGRCoordinateTransformation> transformation_;
  bool projected_ = false;
  std::optional<OGREnvelope> area_of_use_;
};

Result<LayerReport> LayerReader::read() {
  BASSIN_DO(prepare_crs());
  for (auto const& feature : layer_) {
    if (++report_.features > options_.most_features) {
      return Error{"geofile.limit", {{"what", "features"}, {"limit", fmt::to_string(options_.most_features)}}};
    }
    BASSIN_DO(read_feature(*feature));
  }
  return report_;
}

Result<void> LayerReader::prepare_crs() {
  OGRSpatialReference given;
  if (!options_.crs.empty()) {
    // No file name, no address: those that SetFromUserInput would also take.
    constexpr char const* kLimits[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (given.SetFromUserInput(options_.crs.c_str(), kLimits) != OGRERR_NONE) {
      return Error{"geofile.bad_crs", {{"crs", options_.crs}, {"detail", "unknown"}}};
    }
    return use_crs(given);
  }
  auto const* stated = layer_.GetSpatialRef();
  report_.crs_assumed = stated == nullptr;
  if (stated == nullptr) return {};
  given = *stated;
  return use_crs(given);
}

Result<void> LayerReader::use_crs(OGRSpatialReference& crs) {
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  for (auto* system : {&crs, &wgs84}) system->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (char const* name = crs.GetName()) report_.crs = name;
  if (crs.IsSame(&wgs84) != FALSE) return {};
  projected_ = crs.IsProjected() != FALSE;
  area_of_use_ = area_of_use(crs);
  transformation_.reset(OGRCreateCoordinateTransformation(&crs, &wgs84));
  if (!transformation_) return bad_crs("no way to WGS 84");
  return {};
}

Result<void> LayerReader::read_feature(OGRFeature const& feature) {
  auto const* geometry = feature.GetGeometryRef();
  std::size_t const vertices = geometry == nullptr ? 0 : vertices_of(*geometry);
  if (vertices == 0) return ++report_.skipped, Result<void>();
  output_.report.vertices += vertices;
  if (output_.report.vertices > options_.most_vertices) {
    return Error{"geofile.limit", {{"what", "vertices"}, {"limit", fmt::to_string(options_.most_vertices)}}};
  }
  Cleaned const cleaned = clean(*geometry);
  BASSIN_DO(to_wgs84(*cleaned.area));
  std::string const text = coordinates(*cleaned.area);
  if (text.empty()) return ++report_.skipped, Result<void>();
  BASSIN_DO(check_area_of_use(box_of(*cleaned.area)));
  write(feature, cleaned, text);
  return {};
}

Result<void> LayerReader::to_wgs84(OGRMultiPolygon& area) const {
  if (area.IsEmpty() != FALSE) return {};
  // No place in metres is so near to the origin of its grid.
  if (projected_ && on_globe(box_of(area))) return bad_crs("coordinates are degrees, not metres");
  if (transformation_ && area.transform(transformation_.get()) != OGRERR_NONE) return bad_crs("coordinates outside its area");
  OGREnvelope const envelope = box_of(area);
  if (on_globe(envelope)) return {};
  if (transformation_) return bad_crs("coordinates outside its area");
  return Error{"geofile.no_crs",
               {{"layer", report_.name}, {"x", fmt::format("{:.2f}", envelope.MinX)}, {"y", fmt::format("{:.2f}", envelope.MinY)}}};
}

// A little outside is said, metres that lie far outside are those of another system.
Result<void> LayerReader::check_area_of_use(OGREnvelope const& box) {
  if (!area_of_use_ || area_of_use_->Intersects(box)) return {};
  if (projected_ && !widened(*area_of_use_, kFarOutside).Intersects(box)) return bad_crs("coordinates far outside its area");
  ++report_.outside_area;
  return {};
}

void LayerReader::write(OGRFeature const& feature, Cleaned const& cleaned, std::string const& text) {
  nlohmann::ordered_json properties{{"name", field(feature, {"nom", "name", "libelle", "label", "nom_officiel", "nom_zone"})},
                                    {"id", field(feature, {"id", "code", "gid", "insee", "code_insee", "insee_com"})},
                                    {"source_layer", utf8(report_.name)},
                                    {"repaired", cleaned.repaired},
                                    {"repair_note", cleaned.repaired ? utf8(cleaned.note) : ""}};
  if (!options_.fields.empty()) {
    auto& fields = properties["fields"] = nlohmann::ordered_json::object();
    for (auto const& name : options_.fields)
      if (auto value = field(feature, {name.c_str()}); !value.empty()) fields[name] = std::move(value);
  }
  if (output_.geojson.back() == '}') output_.geojson += ",\n";
  output_.geojson += R"({"type":"Feature","properties":)" + properties.dump() + R"(,"geometry":{"type":"MultiPolygon","coordinates":)";
  output_.geojson += text + "}}";
  ++report_.kept;
  if (cleaned.repaired) ++report_.repaired;
}

struct Wanted {
  std::vector<OGRLayer*> layers;
  std::string known;
};

Wanted wanted_layers(std::vector<GDALDatasetUniquePtr> const& datasets, std::string const& name) {
  Wanted wanted;
  for (auto const& dataset : datasets) {
    for (auto* layer : dataset->GetLayers()) {
      if (name.empty() || name == layer->GetName()) wanted.layers.push_back(layer);
      wanted.known += (wanted.known.empty() ? "" : ", ") + std::string(layer->GetName());
    }
  }
  return wanted;
}

Result<void> read_layers(std::vector<OGRLayer*> const& layers, Options const& options, Output& output) {
  std::size_t features = 0;
  for (auto* layer : layers) {
    BASSIN_TRY(auto report, LayerReader(*layer, options, output).read());
    features += report.features;
    output.report.layers.push_back(std::move(report));
  }
  auto const kept = [](auto const& layer) { return layer.kept > 0; };
  if (std::any_of(output.report.layers.begin(), output.report.layers.end(), kept)) return {};
  return Error{"geofile.no_polygon", {{"features", fmt::to_string(features)}}};
}

}  // namespace

Result<Output> read_file(std::string const& path, Options const& options) {
  BASSIN_TRY(auto opened, open_datasets(path));
  auto const& datasets = opened.datasets;
  Wanted const wanted = wanted_layers(datasets, options.layer);
  if (wanted.layers.empty() && !options.layer.empty()) {
    return Error{"geofile.no_layer", {{"layer", options.layer}, {"known", wanted.known}}};
  }
  Output output;
  output.report.driver = datasets.front()->GetDriverName();
  output.report.left_out = std::move(opened.left_out);
  output.report.warnings = take_messages();
  output.geojson = "{\"type\":\"FeatureCollection\",\"features\":[\n";
  BASSIN_DO(read_layers(wanted.layers, options, output));
  output.geojson += "\n]}\n";
  return output;
}

}  // namespace bassin::geofile
