#include "app/zone_reader.h"

#include "app/environment.h"
#include "app/geofile_run.h"
#include "app/upload_file.h"
#include "geo/geojson.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;

constexpr double seconds_most = 60;
constexpr std::size_t output_most = 192U << 20U;

}  // namespace

Error said_for_screens(Error error) {
  auto const with_values = [&error](Error said) {
    said.values = error.values;
    return said;
  };
  if (error.code == "geofile.no_crs") return with_values(Error("zone.no_crs"));
  if (error.code == "geofile.bad_crs") return with_values(Error("zone.bad_crs"));
  return error;
}

service::ZoneReader zone_reader(Environment const& environment, std::size_t vertices_most) {
  return [&environment, vertices_most](service::ZoneUpload const& upload) -> Result<service::ZoneContent> {
    auto const place = environment.variable("TMPDIR").value_or("/tmp");
    BASSIN_TRY(auto const file, UploadFile::write(*environment.files, place, upload.file_name, upload.bytes));
    GeofileRequest request{file->path(), upload.file_name, upload.layer, upload.crs, vertices_most, {}};
    request.limits.seconds = seconds_most;
    request.limits.output_bytes = output_most;
    auto answer = run_geofile(request, environment);
    if (!answer.ok()) return said_for_screens(std::move(answer).error());
    geo::GeojsonLimits limits;
    limits.bytes = output_most;
    limits.vertices = vertices_most;
    BASSIN_TRY(auto const features, geo::parse_geojson(answer->geojson, limits));
    return service::ZoneContent{
        geo::merged_area(features),
        answer->report.value("driver", std::string()),
        {answer->sum("repaired"), answer->sum("skipped"), answer->sum("outside_area"), answer->crs_assumed(), answer->left_out()}};
  };
}

}  // namespace bassin::app
