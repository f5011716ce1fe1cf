#include "geofile/options.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "geofile/report.h"

namespace bassin::geofile {

std::variant<Options, int> parse_options(int argc, char const* const* argv) {
  Options options;
  CLI::App app{
      "Reads the areas of a file of polygons (GeoJSON, GeoPackage, Shapefile, KML, KMZ, GML, FlatGeobuf, MapInfo, CSV with WKT; zipped or "
      "not) and writes them to the standard output as GeoJSON in WGS 84, repaired; one line of JSON on the standard error says what was "
      "done.",
      "geofile"};
  app.add_option("FILE", options.file, "file to read")->required();
  app.add_option("--layer", options.layer, "only this layer");
  app.add_option("--crs", options.crs, "coordinate system of the file, instead of its own: EPSG:2154");
  app.add_option("--field", options.fields, "attribute whose text goes along, in any case: ID_PARCEL; may be given again")
      ->allow_extra_args(false);
  app.add_option("--max-vertices", options.most_vertices, "most vertices read")->capture_default_str();
  app.add_option("--max-features", options.most_features, "most features read")->capture_default_str();
  app.add_option("--max-memory", options.most_memory_mib, "most address space, in MiB")
      ->capture_default_str()
      ->check(CLI::Range(256, 1 << 20));
  app.add_option("--max-cpu", options.most_cpu_seconds, "most processor time, in seconds")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  try {
    app.parse(argc, argv);
  } catch (CLI::Success const& help) {
    return app.exit(help);
  } catch (CLI::ParseError const& error) {
    std::cerr << failure_line({"geofile.usage", {{"detail", error.what()}}}) << '\n';
    return kUsage;
  }
  return options;
}

}  // namespace bassin::geofile
