#include "app/zone_file.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "app/child.h"
#include "app/messages.h"
#include "app/texts_zone.h"
#include "geo/geojson.h"

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

// The error that the reader names, with its values; its code becomes the table's own, which lives as long as we do.
Error reader_error(std::string const& path, ChildOutput const& output) {
  auto const report = last_line_of(output.err);
  auto const code = report.value("error", std::string());
  auto const table = zone_messages();
  auto const known = std::find_if(table.begin(), table.end(), [&](Message const& message) { return message.code == code; });
  if (known == table.end()) return Error("zone.reader_failed", {{"path", path}, {"reason", std::to_string(output.exit_code)}});
  Error error(known->code, {{"path", path}});
  for (auto const& [name, value] : report.items()) {
    if (name != "error" && name != "path") error.values.emplace_back(name, text_of(value));
  }
  return error;
}

std::uint64_t sum_of(Json const& report, char const* member) {
  std::uint64_t sum = 0;
  for (auto const& layer : report.value("layers", Json::array())) sum += layer.value(member, std::uint64_t{0});
  return sum;
}

bool any_assumed(Json const& report) {
  auto const layers = report.value("layers", Json::array());
  return std::any_of(layers.begin(), layers.end(), [](Json const& layer) { return layer.value("crs_assumed", false); });
}

std::string left_out(Json const& report) {
  std::string files;
  for (auto const& file : report.value("left_out", Json::array())) files += (files.empty() ? "" : ", ") + text_of(file);
  return files;
}

std::vector<Note> notes_of(Json const& report, Language language) {
  std::vector<Note> notes;
  auto const add = [&](char const* id, Label label, std::uint64_t count) {
    if (count > 0) notes.push_back({id, fill(label, Error("note", {{"n", std::to_string(count)}}), language)});
  };
  add("zone-repaired", texts::zone_repaired, sum_of(report, "repaired"));
  add("zone-skipped", texts::zone_skipped, sum_of(report, "skipped"));
  add("zone-crs-assumed", texts::zone_crs_assumed, any_assumed(report) ? 1 : 0);
  add("zone-outside-area", texts::zone_outside_area, sum_of(report, "outside_area"));
  if (auto const files = left_out(report); !files.empty()) {
    notes.push_back({"zone-left-out", fill(texts::zone_left_out, Error("note", {{"files", files}}), language)});
  }
  return notes;
}

std::vector<std::string> words_for(std::string const& reader, ZoneSource const& source) {
  std::vector<std::string> words{reader};
  if (source.layer) words.push_back("--layer=" + *source.layer);
  if (source.crs) words.push_back("--crs=" + *source.crs);
  words.emplace_back("--");
  words.push_back(source.path);
  return words;
}

}  // namespace

Result<ZoneNotes> zone_from_file(ZoneSource const& source, Session const& session) {
  auto const& path = source.path;
  if (!session.environment.files->exists(path)) return Error("file.missing", {{"path", path}});
  BASSIN_TRY(auto const reader, find_reader(session.environment));
  BASSIN_TRY(auto const output, run_child(words_for(reader, source), {}));
  if (output.exit_code != 0) return reader_error(path, output);
  geo::GeojsonLimits limits;
  limits.bytes = 256u << 20;  // the reader bounds features and vertices; digits take what they take
  BASSIN_TRY(auto const features, geo::parse_geojson(output.out, limits));
  auto const name = std::filesystem::path(path).filename().string();
  return ZoneNotes{query::polygon_zone(name, geo::merged_area(features)), notes_of(last_line_of(output.err), session.language)};
}

}  // namespace bassin::app
