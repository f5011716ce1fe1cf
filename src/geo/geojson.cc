#include "geo/geojson.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

namespace bassin::geo {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;
using JsonArray = simdjson::dom::array;
using base::Error;
using base::Result;

// No position in degrees comes near; every projected system's do.
constexpr double kSurelyMetres = 400;

std::string shortened(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  return text.size() <= kLongest ? std::string(text) : std::string(text.substr(0, kLongest)) + "...";
}

std::string kind_of(element value) {
  switch (value.type()) {
    case element_type::ARRAY: return "array";
    case element_type::OBJECT: return "object";
    case element_type::STRING: return "string";
    case element_type::BOOL: return "boolean";
    case element_type::NULL_VALUE: return "null";
    default: return "number";
  }
}

// The member of that name, exactly; nothing when the value is no object or lacks it.
std::optional<element> member(element value, std::string_view name) {
  element found;
  if (!value.is_object() || value.at_key(name).get(found) != simdjson::SUCCESS) return std::nullopt;
  return found;
}

std::string_view type_of(element value) {
  auto const type = member(value, "type");
  return type && type->is_string() ? std::string_view(*type) : std::string_view();
}

bool same_ignoring_case(std::string_view left, std::string_view right) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

// A text or a number as text; empty for anything else.
std::string label(element value) {
  switch (value.type()) {
    case element_type::STRING: return std::string(std::string_view(value));
    case element_type::INT64: return fmt::to_string(std::int64_t(value));
    case element_type::UINT64: return fmt::to_string(std::uint64_t(value));
    case element_type::DOUBLE: return fmt::to_string(double(value));
    default: return {};
  }
}

// The first of the named properties that says something.
template <std::size_t N>
std::string property(object properties, std::array<std::string_view, N> const& names) {
  for (auto const name : names) {
    for (auto const [key, value] : properties) {
      if (!same_ignoring_case(key, name)) continue;
      if (std::string text = label(value); !text.empty()) return text;
    }
  }
  return {};
}

// Names of systems whose longitudes and latitudes are those of WGS 84 within a metre.
bool is_wgs84(std::string_view name) {
  constexpr std::array<std::string_view, 5> kSystems{"CRS84", "4326", "4979", "4171", "4258"};
  return std::any_of(kSystems.begin(), kSystems.end(), [name](auto system) { return name.ends_with(system); });
}

Result<void> check_crs(element root) {
  auto const crs = member(root, "crs");
  if (!crs || crs->is_null()) return {};
  auto const properties = member(*crs, "properties");
  auto const name = properties ? member(*properties, "name") : std::nullopt;
  if (!name || !name->is_string()) return Error{"geo.json_crs", {{"found", kind_of(*crs)}}};
  std::string_view const text(*name);
  if (!is_wgs84(text)) return Error{"geo.json_crs", {{"found", shortened(text)}}};
  return {};
}

Error limit_error(std::string_view what, std::size_t limit) {
  return Error{"geo.limit", {{"what", std::string(what)}, {"limit", fmt::to_string(limit)}}};
}

class Reader {
 public:
  explicit Reader(GeojsonLimits const& limits) : limits_(limits) {}

  Result<std::vector<Feature>> read(element root);

 private:
  Result<void> read_collection(element root);
  Result<void> read_feature(element value);
  static void read_fields(element properties, Feature& feature);
  Result<void> read_geometry(element value, MultiPolygon& area);
  Result<void> read_members(element value, MultiPolygon& area);
  Result<void> read_polygons(element coordinates, MultiPolygon& area);
  Result<void> read_polygon(element coordinates, MultiPolygon& area);
  Result<void> read_ring(element coordinates, Polygon& polygon);
  Result<Point> read_position(element value) const;
  Result<Point> point_of(double x, double y) const;
  Result<Feature*> add_feature();
  [[nodiscard]] Error bad_coordinates(std::string found) const { return feature_error("geo.coordinates", std::move(found)); }
  [[nodiscard]] Error feature_error(std::string_view code, std::string found) const {
    return Error{code, {{"feature", number()}, {"found", std::move(found)}}};
  }
  [[nodiscard]] std::string number() const { return fmt::to_string(features_.size()); }

  GeojsonLimits limits_;
  std::size_t vertices_ = 0;
  std::vector<Feature> features_;
};

Result<std::vector<Feature>> Reader::read(element root) {
  std::string_view const type = type_of(root);
  if (type.empty()) return Error{"geo.json_kind", {{"found", root.is_object() ? "object without type" : kind_of(root)}}};
  BASSIN_DO(check_crs(root));
  if (type == "FeatureCollection") {
    BASSIN_DO(read_collection(root));
  } else if (type == "Feature") {
    BASSIN_DO(read_feature(root));
  } else {
    BASSIN_TRY(Feature * feature, add_feature());
    BASSIN_DO(read_geometry(root, feature->area));
  }
  if (features_.empty()) return Error{"geo.no_area"};
  return std::move(features_);
}

Result<void> Reader::read_collection(element root) {
  auto const features = member(root, "features");
  JsonArray list;
  if (!features || features->get(list) != simdjson::SUCCESS) {
    return Error{"geo.json_kind", {{"found", "FeatureCollection without features"}}};
  }
  for (element const value : list) {
    if (type_of(value) != "Feature") {
      return Error{"geo.json_kind", {{"found", type_of(value).empty() ? kind_of(value) : shortened(type_of(value))}}};
    }
    BASSIN_DO(read_feature(value));
  }
  return {};
}

Result<Feature*> Reader::add_feature() {
  if (features_.size() >= limits_.features) return limit_error("features", limits_.features);
  return &features_.emplace_back();
}

Result<void> Reader::read_feature(element value) {
  BASSIN_TRY(Feature * feature, add_feature());
  auto const geometry = member(value, "geometry");
  if (!geometry || geometry->is_null()) return feature_error("geo.geometry_kind", "null");
  BASSIN_DO(read_geometry(*geometry, feature->area));
  if (auto const id = member(value, "id")) feature->id = label(*id);
  auto const properties = member(value, "properties");
  object fields;
  if (!properties || properties->get(fields) != simdjson::SUCCESS) return {};
  if (feature->id.empty()) feature->id = property(fields, std::array<std::string_view, 4>{"id", "code", "gid", "insee"});
  feature->insee = property(fields, std::array<std::string_view, 4>{"insee_com", "code_insee", "insee", "code"});
  feature->name = property(fields, std::array<std::string_view, 4>{"nom", "name", "libelle", "label"});
  feature->repair_note = property(fields, std::array<std::string_view, 1>{"repair_note"});
  auto const repaired = member(*properties, "repaired");
  feature->repaired = repaired && repaired->is_bool() && bool(*repaired);
  if (limits_.fields) read_fields(*properties, *feature);
  return {};
}

void Reader::read_fields(element properties, Feature& feature) {
  auto const fields = member(properties, "fields");
  object texts;
  if (!fields || fields->get(texts) != simdjson::SUCCESS) return;
  for (auto const [name, value] : texts) feature.fields.emplace_back(std::string(name), label(value));
}

Result<void> Reader::read_geometry(element value, MultiPolygon& area) {
  std::string_view const type = type_of(value);
  if (type == "GeometryCollection") return read_members(value, area);
  if (type != "Polygon" && type != "MultiPolygon") {
    return feature_error("geo.geometry_kind", type.empty() ? kind_of(value) : shortened(type));
  }
  auto const coordinates = member(value, "coordinates");
  if (!coordinates) return bad_coordinates("none");
  return type == "Polygon" ? read_polygon(*coordinates, area) : read_polygons(*coordinates, area);
}

// Nested collections go no deeper than the depth at which simdjson stops.
Result<void> Reader::read_members(element value, MultiPolygon& area) {
  auto const geometries = member(value, "geometries");
  JsonArray list;
  if (!geometries || geometries->get(list) != simdjson::SUCCESS || list.begin() == list.end()) {
    return feature_error("geo.geometry_kind", "empty GeometryCollection");
  }
  for (element const geometry : list) BASSIN_DO(read_geometry(geometry, area));
  return {};
}

Result<void> Reader::read_polygons(element coordinates, MultiPolygon& area) {
  JsonArray list;
  if (coordinates.get(list) != simdjson::SUCCESS) return bad_coordinates(kind_of(coordinates));
  if (list.begin() == list.end()) return bad_coordinates("empty array");
  for (element const polygon : list) BASSIN_DO(read_polygon(polygon, area));
  return {};
}

Result<void> Reader::read_polygon(element coordinates, MultiPolygon& area) {
  JsonArray list;
  if (coordinates.get(list) != simdjson::SUCCESS) return bad_coordinates(kind_of(coordinates));
  if (list.begin() == list.end()) return bad_coordinates("empty array");
  Polygon& polygon = area.polygons.emplace_back();
  for (element const ring : list) BASSIN_DO(read_ring(ring, polygon));
  return {};
}

Result<void> Reader::read_ring(element coordinates, Polygon& polygon) {
  JsonArray list;
  if (coordinates.get(list) != simdjson::SUCCESS) return bad_coordinates(kind_of(coordinates));
  Ring& ring = polygon.rings.emplace_back();
  for (element const position : list) {
    if (++vertices_ > limits_.vertices) return limit_error("vertices", limits_.vertices);
    BASSIN_TRY(Point const point, read_position(position));
    ring.push_back(point);
  }
  bool const closed = ring.size() > 1 && ring.front() == ring.back();
  if (ring.size() < (closed ? 4u : 3u)) return bad_coordinates(fmt::format("ring of {} positions", ring.size()));
  if (!closed) ring.push_back(ring.front());
  return {};
}

Result<Point> Reader::read_position(element value) const {
  JsonArray numbers;
  if (value.get(numbers) != simdjson::SUCCESS) return bad_coordinates(kind_of(value));
  std::array<double, 2> xy{};
  std::size_t count = 0;
  for (element const number : numbers) {
    if (count == xy.size()) break;
    if (number.get(xy[count]) != simdjson::SUCCESS) return bad_coordinates(kind_of(number));
    ++count;
  }
  if (count < xy.size()) return bad_coordinates(fmt::format("position of {} numbers", count));
  return point_of(xy[0], xy[1]);
}

Result<Point> Reader::point_of(double x, double y) const {
  if (auto const point = Point::from_degrees(x, y)) return *point;
  bool const metres = std::max(std::abs(x), std::abs(y)) > kSurelyMetres;
  return Error{metres ? "geo.projected" : "geo.out_of_range", {{"feature", number()}, {"x", fmt::to_string(x)}, {"y", fmt::to_string(y)}}};
}

Error syntax_error(simdjson::error_code code, GeojsonLimits const& limits) {
  if (code == simdjson::DEPTH_ERROR) return limit_error("depth", limits.depth);
  return Error{"geo.json_syntax", {{"detail", simdjson::error_message(code)}}};
}

}  // namespace

Result<std::vector<Feature>> parse_geojson(std::string_view text, GeojsonLimits const& limits) {
  if (text.size() > limits.bytes) return limit_error("bytes", limits.bytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.empty()) return syntax_error(simdjson::EMPTY, limits);
  simdjson::dom::parser parser;
  if (auto const code = parser.allocate(text.size(), limits.depth); code != simdjson::SUCCESS) return syntax_error(code, limits);
  element root;
  if (auto const code = parser.parse(text.data(), text.size()).get(root); code != simdjson::SUCCESS) return syntax_error(code, limits);
  return Reader(limits).read(root);
}

MultiPolygon merged_area(std::vector<Feature> const& features) {
  MultiPolygon all;
  for (auto const& feature : features) {
    std::copy(feature.area.polygons.begin(), feature.area.polygons.end(), std::back_inserter(all.polygons));
  }
  return all;
}

}  // namespace bassin::geo
