#include "app/geofile_run.h"

#include <algorithm>
#include <utility>

#include "app/environment.h"
#include "app/messages.h"
#include "app/reader_run.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

ReaderProgram const& geofile() {
  static ReaderProgram const program{"geofile",
                                     "BASSIN_GEOFILE",
                                     zone_messages,
                                     Error("zone.no_reader"),
                                     Error("zone.reader_failed"),
                                     Error("zone.timeout"),
                                     Error("zone.output_limit")};
  return program;
}

std::string text_of(Json const& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::vector<std::string> options_of(GeofileRequest const& request) {
  std::vector<std::string> options;
  if (request.layer) options.push_back("--layer=" + *request.layer);
  if (request.crs) options.push_back("--crs=" + *request.crs);
  if (request.vertices_most) options.push_back("--max-vertices=" + std::to_string(*request.vertices_most));
  for (auto const& field : request.fields) options.push_back("--field=" + field);
  if (request.features_most) options.push_back("--max-features=" + std::to_string(*request.features_most));
  if (request.cpu_seconds) options.push_back("--max-cpu=" + std::to_string(*request.cpu_seconds));
  return options;
}

Json const& layers_of(Json const& report) {
  static Json const none = Json::array();
  auto const found = report.find("layers");
  return found != report.end() && found->is_array() ? *found : none;
}

}  // namespace

std::uint64_t GeofileAnswer::sum(char const* member) const {
  std::uint64_t sum = 0;
  for (auto const& layer : layers_of(report)) sum += layer.value(member, std::uint64_t{0});
  return sum;
}

bool GeofileAnswer::crs_assumed() const {
  auto const& layers = layers_of(report);
  return std::any_of(layers.begin(), layers.end(), [](Json const& layer) { return layer.value("crs_assumed", false); });
}

std::vector<std::string> GeofileAnswer::left_out() const {
  std::vector<std::string> files;
  for (auto const& file : report.value("left_out", Json::array())) files.push_back(text_of(file));
  return files;
}

Result<GeofileAnswer> run_geofile(GeofileRequest const& request, Environment const& environment) {
  BASSIN_TRY(auto answer, run_reader(geofile(), {options_of(request), request.path, request.shown, request.limits}, environment));
  return GeofileAnswer{std::move(answer.out), std::move(answer.report)};
}

}  // namespace bassin::app
