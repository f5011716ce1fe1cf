// One run of the program `geofile`, which reads files that others made; they are not opened in this process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/child.h"
#include "base/result.h"

namespace bassin::app {

struct Environment;

struct GeofileRequest {
  std::string path;
  std::string shown;                 // what messages call the file
  std::optional<std::string> layer;  // every layer
  std::optional<std::string> crs;    // as the file says; "EPSG:2154"
  std::optional<std::size_t> vertices_most;
  ChildLimits limits;
  std::vector<std::string> fields = {};  // attributes whose texts go along
  std::optional<std::size_t> features_most = {};
  std::optional<std::size_t> cpu_seconds = {};
};

struct GeofileAnswer {
  std::string geojson;
  nlohmann::json report;  // docs/formats/geofile.md; an object

  // Sum over the layers of one of their members.
  [[nodiscard]] std::uint64_t sum(char const* member) const;
  [[nodiscard]] bool crs_assumed() const;  // of any layer
  [[nodiscard]] std::vector<std::string> left_out() const;
};

// The program is BASSIN_GEOFILE, else beside the running binary, in ../geofile or in ../libexec/bassin.
// Errors: "zone.no_reader" (tried), "zone.reader_failed" (path, reason), "zone.timeout" (path, seconds), "zone.output_limit" (path, limit),
// "geofile.*" as it reports them; `path` is always `shown`.
[[nodiscard]] base::Result<GeofileAnswer> run_geofile(GeofileRequest const& request, Environment const& environment);

}  // namespace bassin::app
