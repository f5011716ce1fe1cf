// geofile: any file of polygons in, clean GeoJSON out (docs/formats/geofile.md).
#include <cstdio>
#include <string>
#include <variant>

#include "confine/confine.h"
#include "geofile/options.h"
#include "geofile/read.h"
#include "geofile/report.h"
#include "geofile/source.h"

namespace bassin::geofile {

namespace {

base::Result<Output> read_confined(Options const& options) {
  confine::Program const program{base::Error("geofile.not_confined"), "geofile.limit", {"GDAL_DATA", "PROJ_DATA", "PROJ_LIB"}};
  BASSIN_DO(confine::limit_resources(program, {options.most_memory_mib, options.most_cpu_seconds}));
  prepare_library();
  BASSIN_TRY(std::string const path, resolve(options.file));
  BASSIN_DO(confine::close_the_door(program, path.substr(0, path.find_last_of('/') + 1)));
  return read_file(path, options);
}

int run(Options const& options) {
  auto const output = read_confined(options);
  if (!output.ok()) {
    std::fprintf(stderr, "%s\n", failure_line(output.error()).c_str());
    return exit_code(output.error());
  }
  auto const& text = output.value().geojson;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) return kUnreadable;
  std::fprintf(stderr, "%s\n", success_line(output.value().report).c_str());
  return kDone;
}

}  // namespace

}  // namespace bassin::geofile

int main(int argc, char** argv) {
  auto const options = bassin::geofile::parse_options(argc, argv);
  if (auto const* code = std::get_if<int>(&options)) return *code;
  return bassin::geofile::run(std::get<bassin::geofile::Options>(options));
}
