#include "app/zone_file.h"

#include <filesystem>

#include "app/geofile_run.h"
#include "app/messages.h"
#include "app/texts_zone.h"
#include "geo/geojson.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

std::vector<Note> notes_of(GeofileAnswer const& answer, Language language) {
  std::vector<Note> notes;
  auto const add = [&](char const* id, Label label, std::uint64_t count) {
    if (count > 0) notes.push_back({id, fill(label, Error("note", {{"n", std::to_string(count)}}), language)});
  };
  add("zone-repaired", texts::zone_repaired, answer.sum("repaired"));
  add("zone-skipped", texts::zone_skipped, answer.sum("skipped"));
  add("zone-crs-assumed", texts::zone_crs_assumed, answer.crs_assumed() ? 1 : 0);
  add("zone-outside-area", texts::zone_outside_area, answer.sum("outside_area"));
  std::string files;
  for (auto const& file : answer.left_out()) files += (files.empty() ? "" : ", ") + file;
  if (!files.empty()) notes.push_back({"zone-left-out", fill(texts::zone_left_out, Error("note", {{"files", files}}), language)});
  return notes;
}

}  // namespace

Result<ZoneNotes> zone_from_file(ZoneSource const& source, Session const& session) {
  auto const& path = source.path;
  if (!session.environment.files->exists(path)) return Error("file.missing", {{"path", path}});
  GeofileRequest request{path, path, source.layer, source.crs, {}, {}};
  BASSIN_TRY(auto const answer, run_geofile(request, session.environment));
  geo::GeojsonLimits limits;
  limits.bytes = 256u << 20;  // the reader bounds features and vertices; digits take what they take
  BASSIN_TRY(auto const features, geo::parse_geojson(answer.geojson, limits));
  auto const name = std::filesystem::path(path).filename().string();
  return ZoneNotes{query::polygon_zone(name, geo::merged_area(features)), notes_of(answer, session.language)};
}

}  // namespace bassin::app
