#include "app/geofile_run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "app/environment.h"
#include "app/messages.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

bool runs(std::string const& path) { return access(path.c_str(), X_OK) == 0 && !std::filesystem::is_directory(path); }

Result<std::string> find_reader(Environment const& environment) {
  auto const named = environment.variable("BASSIN_GEOFILE");
  if (named && !named->empty()) return runs(*named) ? Result<std::string>(*named) : Error("zone.no_reader", {{"tried", *named}});
  auto const beside = base::parent_of(environment.program_path);
  for (auto const* const place : {"/geofile", "/../geofile/geofile", "/../libexec/bassin/geofile"}) {
    if (runs(beside + place)) return beside + place;
  }
  return Error("zone.no_reader", {{"tried", beside + "/geofile"}});
}

Json last_line_of(std::string const& text) {
  auto const end = text.find_last_not_of('\n');
  if (end == std::string::npos) return Json::object();
  auto const start = text.rfind('\n', end);
  auto const line = text.substr(start == std::string::npos ? 0 : start + 1, end - (start == std::string::npos ? 0 : start + 1) + 1);
  auto report = Json::parse(line, nullptr, false);
  return report.is_object() ? report : Json::object();
}

std::string text_of(Json const& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

// Where the file lies is nobody's business but ours.
std::string without_folder(std::string text, std::string const& path) {
  auto const folder = path.substr(0, path.find_last_of('/') + 1);
  for (auto at = text.find(folder); !folder.empty() && at != std::string::npos; at = text.find(folder, at)) text.erase(at, folder.size());
  return text;
}

// The error that the reader names, with its values; its code becomes the table's own, which lives as long as we do.
Error reader_error(GeofileRequest const& request, ChildOutput const& output) {
  auto const report = last_line_of(output.err);
  auto const code = report.value("error", std::string());
  auto const table = zone_messages();
  auto const known = std::find_if(table.begin(), table.end(), [&](Message const& message) { return message.code == code; });
  if (known == table.end()) return Error("zone.reader_failed", {{"path", request.shown}, {"reason", std::to_string(output.exit_code)}});
  Error error(known->code, {{"path", request.shown}});
  for (auto const& [name, value] : report.items()) {
    if (name == "error" || name == "path") continue;
    error.values.emplace_back(name, name == "file" ? request.shown : without_folder(text_of(value), request.path));
  }
  return error;
}

std::vector<std::string> words_for(std::string const& reader, GeofileRequest const& request) {
  std::vector<std::string> words{reader};
  if (request.layer) words.push_back("--layer=" + *request.layer);
  if (request.crs) words.push_back("--crs=" + *request.crs);
  if (request.vertices_most) words.push_back("--max-vertices=" + std::to_string(*request.vertices_most));
  words.emplace_back("--");
  words.push_back(request.path);
  return words;
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
  BASSIN_TRY(auto const reader, find_reader(environment));
  auto output = run_child(words_for(reader, request), request.limits);
  if (!output.ok()) {
    auto error = std::move(output).error();
    for (auto& [name, value] : error.values) {
      if (name == "path" && value == request.path) value = request.shown;
    }
    return error;
  }
  if (output->exit_code != 0) return reader_error(request, *output);
  return GeofileAnswer{std::move(output->out), last_line_of(output->err)};
}

}  // namespace bassin::app
