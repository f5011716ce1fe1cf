#include "app/zone_reader.h"

#include <memory>

#include "app/environment.h"
#include "app/geofile_run.h"
#include "base/file.h"
#include "base/uuid.h"
#include "geo/geojson.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;

constexpr double seconds_most = 60;
constexpr std::size_t output_most = 192U << 20U;

// A private folder with one file in it; both go with this object.
class Upload {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Upload>> write(base::FileSystem& files, std::string const& place,
                                                             service::ZoneUpload const& upload) {
    std::unique_ptr<Upload> made(new Upload(files, place + "/bassin-zone-" + base::new_uuid()));
    BASSIN_DO(files.make_private_directory(made->folder_));
    made->path_ = made->folder_ + "/zone" + extension_of(upload.file_name);
    BASSIN_TRY(auto const file, files.create_private(made->path_));
    BASSIN_DO(file->append(upload.bytes));
    BASSIN_DO(file->close());
    return made;
  }
  ~Upload() { (void)files_.remove(folder_); }
  Upload(Upload const&) = delete;
  Upload& operator=(Upload const&) = delete;
  [[nodiscard]] std::string const& path() const { return path_; }

 private:
  Upload(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // Of a name that somebody chose, what tells the format: letters and digits behind the last point.
  static std::string extension_of(std::string const& name) {
    constexpr std::size_t longest = 8;
    auto const point = name.rfind('.');
    std::string out;
    for (std::size_t i = point == std::string::npos ? name.size() : point + 1; i < name.size(); ++i) {
      char const c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
      bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain || out.size() == longest) return {};
      out += c;
    }
    return out.empty() ? out : "." + out;
  }

  base::FileSystem& files_;
  std::string folder_, path_;
};

// What a person at a terminal does with an option, one at a screen does with a choice.
Error said_for_screens(Error error) {
  auto const with_values = [&error](Error said) {
    said.values = error.values;
    return said;
  };
  if (error.code == "geofile.no_crs") return with_values(Error("zone.no_crs"));
  if (error.code == "geofile.bad_crs") return with_values(Error("zone.bad_crs"));
  return error;
}

}  // namespace

service::ZoneReader zone_reader(Environment const& environment, std::size_t vertices_most) {
  return [&environment, vertices_most](service::ZoneUpload const& upload) -> Result<service::ZoneContent> {
    auto const place = environment.variable("TMPDIR").value_or("/tmp");
    BASSIN_TRY(auto const file, Upload::write(*environment.files, place, upload));
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
