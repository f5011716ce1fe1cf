#include "contours/load.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/checksum.h"
#include "column/image_writer.h"
#include "geo/geojson.h"
#include "geo/simplify.h"
#include "reference/geography.h"

namespace bassin::contours {

namespace {

using base::Error;
using base::Result;

Error unreadable(LoadRequest const& request, std::string detail) {
  return Error("contours.unreadable", {{"path", request.path}, {"detail", std::move(detail)}});
}

Error too_large(LoadRequest const& request, std::string what, std::uint64_t limit) {
  return Error("contours.too_large", {{"path", request.path}, {"what", std::move(what)}, {"limit", std::to_string(limit)}});
}

Result<std::string> unpacked(std::string_view bytes, LoadRequest const& request, LoadLimits const& limits) {
  if (!bytes.starts_with("\x1f\x8b")) return std::string(bytes);
  z_stream stream{};
  constexpr int gzip = 16 + MAX_WBITS;
  if (inflateInit2(&stream, gzip) != Z_OK) return unreadable(request, "zlib");
  std::unique_ptr<z_stream, decltype(&inflateEnd)> const end(&stream, inflateEnd);
  std::string out;
  std::string piece(std::size_t{1} << 18U, '\0');
  while (true) {
    if (stream.avail_in == 0 && !bytes.empty()) {
      auto const next = bytes.substr(0, std::size_t{1} << 24U);
      bytes.remove_prefix(next.size());
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(next.data()));
      stream.avail_in = static_cast<uInt>(next.size());
    }
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    int const state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > limits.text_bytes) return too_large(request, "bytes", limits.text_bytes);
    if (state == Z_STREAM_END) return out;
    if (state != Z_OK) return unreadable(request, "gzip");
  }
}

// What an error of the parser says, for a message of ours.
std::string detail_of(Error const& error) {
  std::string out(error.code);
  for (auto const& [name, value] : error.values) out += fmt::format(", {} {}", name, value);
  return out;
}

bool is_commune(std::string_view code) { return code.size() == code_bytes && !reference::geography().versions(code).empty(); }

using Communes = std::map<std::string, geo::MultiPolygon>;

// Rings without their last vertex, which repeats the first.
void add(Communes& communes, std::string const& code, geo::MultiPolygon area) {
  auto& into = communes[code].polygons;
  for (auto& polygon : area.polygons) {
    for (auto& ring : polygon.rings) {
      if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    }
    into.push_back(std::move(polygon));
  }
}

Result<Communes> communes_of(std::string_view text, LoadRequest const& request, LoadLimits const& limits, std::uint64_t& skipped) {
  geo::GeojsonLimits bounds;
  bounds.bytes = limits.text_bytes;
  bounds.features = limits.communes;
  bounds.vertices = limits.vertices;
  auto features = geo::parse_geojson(text, bounds);
  if (!features.ok()) {
    auto const& error = features.error();
    if (error.code == "geo.limit")
      return too_large(request, std::string(error.value("what")), std::stoull(std::string(error.value("limit"))));
    return unreadable(request, detail_of(error));
  }
  Communes communes;
  for (auto& feature : *features) {
    auto const& code = is_commune(feature.insee) ? feature.insee : feature.id;
    if (is_commune(code)) {
      add(communes, code, std::move(feature.area));
    } else {
      ++skipped;
    }
  }
  if (communes.empty()) return Error("contours.no_communes", {{"path", request.path}, {"features", std::to_string(features->size())}});
  return communes;
}

void write_shapes(column::ImageWriter& image, Communes const& communes) {
  std::vector<geo::MultiPolygon> areas;
  areas.reserve(communes.size());
  for (auto const& [code, area] : communes) areas.push_back(area);
  auto const weights = geo::vertex_weights(areas);
  auto& codes = image.block("codes", 1);
  auto& polygons = image.block("polygons", sizeof(std::uint32_t));
  auto& rings = image.block("rings", sizeof(std::uint32_t));
  auto& vertices = image.block("vertices", sizeof(std::uint32_t));
  auto& points = image.block("points", sizeof(geo::Point));
  std::uint32_t polygon_count = 0, ring_count = 0, vertex_count = 0;
  polygons.push(polygon_count);
  rings.push(ring_count);
  vertices.push(vertex_count);
  for (auto const& [code, area] : communes) {
    codes.push_text(code);
    for (auto const& polygon : area.polygons) {
      for (auto const& ring : polygon.rings) {
        points.push_all(std::span<geo::Point const>(ring));
        vertices.push(vertex_count += static_cast<std::uint32_t>(ring.size()));
        ++ring_count;
      }
      rings.push(ring_count);
      ++polygon_count;
    }
    polygons.push(polygon_count);
  }
  std::vector<std::uint8_t> levels;
  levels.reserve(weights.size());
  for (float const weight : weights) levels.push_back(level_of(weight));
  image.write("weights", std::span<std::uint8_t const>(levels));
}

std::string about_text(About const& about) {
  nlohmann::ordered_json const json{{"source", about.source}, {"vintage", about.vintage}, {"file", about.file}, {"sum", about.sum}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

About about_of(LoadRequest const& request, std::string_view bytes) {
  auto const slash = request.path.find_last_of('/');
  auto const file = slash == std::string::npos ? request.path : request.path.substr(slash + 1);
  return {request.source.empty() ? file : request.source, request.vintage, file, fmt::format("{:016x}", base::checksum(bytes))};
}

bool same(About const& a, About const& b) { return a.source == b.source && a.vintage == b.vintage && a.file == b.file && a.sum == b.sum; }

}  // namespace

Result<Loaded> load(LoadRequest const& request, base::FileSystem& files, LoadLimits const& limits) {
  auto const path = image_path(request.data_folder);
  BASSIN_DO(files.make_directories(request.data_folder));
  BASSIN_TRY([[maybe_unused]] auto const lock, files.lock(path + ".lock"));
  BASSIN_TRY(auto const file, files.map(request.path));
  if (file->bytes().size() > limits.text_bytes) return too_large(request, "bytes", limits.text_bytes);
  Loaded out;
  out.about = about_of(request, file->text());
  auto const before = files.exists(path) ? Contours::open(files, path) : Result<std::shared_ptr<Contours const>>(nullptr);
  if (!request.force && before.ok() && *before && same((*before)->about(), out.about) && (*before)->verify().ok()) {
    out.changed = false;
    out.communes = (*before)->size();
    return out;
  }
  BASSIN_TRY(auto const text, unpacked(file->text(), request, limits));
  BASSIN_TRY(auto const communes, communes_of(text, request, limits, out.skipped));
  out.communes = communes.size();
  for (auto const& [code, area] : communes) out.vertices += geo::vertex_count(area);
  column::ImageWriter image(files, path + ".new", std::string(image_kind), image_version);
  auto const about = about_text(out.about);
  image.write("about", std::span<char const>(about));
  write_shapes(image, communes);
  BASSIN_TRY(out.bytes, image.finish());
  BASSIN_DO(files.rename(path + ".new", path));
  BASSIN_DO(files.sync_directory(base::parent_of(path)));
  return out;
}

}  // namespace bassin::contours
