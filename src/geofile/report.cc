#include "geofile/report.h"

#include <array>
#include <string_view>
#include <utility>

#include <cpl_string.h>
#include <nlohmann/json.hpp>

namespace bassin::geofile {

namespace {

using Json = nlohmann::ordered_json;

Json layer_json(LayerReport const& layer) {
  return {{"name", utf8(layer.name)}, {"crs", utf8(layer.crs)},   {"crs_assumed", layer.crs_assumed}, {"features", layer.features},
          {"kept", layer.kept},       {"skipped", layer.skipped}, {"repaired", layer.repaired},       {"outside_area", layer.outside_area}};
}

}  // namespace

std::string utf8(std::string const& text) {
  if (CPLIsUTF8(text.c_str(), static_cast<int>(text.size())) != 0) return text;
  std::string wide;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      wide += c;
    } else {
      wide += static_cast<char>(0xC0 | (byte >> 6));
      wide += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return wide;
}

std::string success_line(Report const& report) {
  Json line{{"driver", report.driver},
            {"vertices", report.vertices},
            {"layers", Json::array()},
            {"left_out", Json::array()},
            {"warnings", Json::array()}};
  for (auto const& layer : report.layers) line["layers"].push_back(layer_json(layer));
  for (auto const& name : report.left_out) line["left_out"].push_back(utf8(name));
  for (auto const& warning : report.warnings) line["warnings"].push_back(utf8(warning));
  return line.dump();
}

std::string failure_line(base::Error const& error) {
  Json line{{"error", error.code}};
  for (auto const& [name, value] : error.values) line[name] = utf8(value);
  return line.dump();
}

ExitCode exit_code(base::Error const& error) {
  constexpr std::array<std::pair<std::string_view, ExitCode>, 7> kCodes{{{"geofile.usage", kUsage},
                                                                         {"geofile.no_layer", kUsage},
                                                                         {"geofile.no_polygon", kNoPolygon},
                                                                         {"geofile.limit", kLimit},
                                                                         {"geofile.no_crs", kCoordinates},
                                                                         {"geofile.bad_crs", kCoordinates},
                                                                         {"geofile.not_confined", kNotConfined}}};
  for (auto const& [code, exit] : kCodes) {
    if (error.code == code) return exit;
  }
  return kUnreadable;
}

}  // namespace bassin::geofile
