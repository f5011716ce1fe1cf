#include "app/parcel_reader.h"

#include "app/environment.h"
#include "app/geofile_run.h"
#include "app/upload_file.h"
#include "app/zone_reader.h"
#include "crisis/parcel_file.h"

namespace bassin::app {

namespace {

using base::Result;

constexpr double seconds_most = 240;
constexpr std::size_t cpu_seconds_most = 180;
constexpr std::size_t output_most = 512U << 20U;

}  // namespace

service::ParcelReader parcel_reader(Environment const& environment) {
  return [&environment](service::ZoneUpload const& upload) -> Result<service::ParcelContent> {
    auto const place = environment.variable("TMPDIR").value_or("/tmp");
    BASSIN_TRY(auto const file, UploadFile::write(*environment.files, place, upload.file_name, upload.bytes));
    GeofileRequest request{file->path(), upload.file_name, upload.layer, upload.crs, crisis::parcel_vertices_most, {}};
    request.limits.seconds = seconds_most;
    request.limits.output_bytes = output_most;
    request.features_most = crisis::parcels_most;
    request.cpu_seconds = cpu_seconds_most;
    for (auto const field : crisis::parcel_fields()) request.fields.emplace_back(field);
    auto answer = run_geofile(request, environment);
    if (!answer.ok()) return said_for_screens(std::move(answer).error());
    geo::GeojsonLimits limits;
    limits.bytes = output_most;
    limits.features = crisis::parcels_most;
    limits.vertices = crisis::parcel_vertices_most;
    limits.fields = true;
    service::ParcelContent out;
    BASSIN_TRY(out.features, geo::parse_geojson(answer->geojson, limits));
    out.format = answer->report.value("driver", std::string());
    out.notes = {answer->sum("repaired"), answer->sum("skipped"), answer->sum("outside_area"), answer->crs_assumed(), answer->left_out()};
    return out;
  };
}

}  // namespace bassin::app
