#include "app/reader_run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/environment.h"
#include "base/file.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

// What run_child() calls them.
constexpr std::string_view program_timeout = "zone.timeout";
constexpr std::string_view program_output_limit = "zone.output_limit";

bool runs(std::string const& path) { return access(path.c_str(), X_OK) == 0 && !std::filesystem::is_directory(path); }

Result<std::string> find_reader(ReaderProgram const& program, Environment const& environment) {
  auto const named = environment.variable(std::string(program.variable).c_str());
  if (named && !named->empty()) return runs(*named) ? Result<std::string>(*named) : Error(program.no_reader.code, {{"tried", *named}});
  auto const beside = base::parent_of(environment.program_path) + "/";
  std::string const name(program.name);
  for (auto const& place : {beside + name, beside + "../" + name + "/" + name, beside + "../libexec/bassin/" + name}) {
    if (runs(place)) return place;
  }
  return Error(program.no_reader.code, {{"tried", beside + name}});
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
Error reader_error(ReaderProgram const& program, ReaderRequest const& request, ChildOutput const& output) {
  auto const report = last_line_of(output.err);
  auto const code = report.value("error", std::string());
  auto const table = program.messages();
  auto const known = std::find_if(table.begin(), table.end(), [&](Message const& message) { return message.code == code; });
  if (known == table.end()) return Error(program.failed.code, {{"path", request.shown}, {"reason", std::to_string(output.exit_code)}});
  Error error(known->code, {{"path", request.shown}});
  for (auto const& [name, value] : report.items()) {
    if (name == "error" || name == "path") continue;
    error.values.emplace_back(name, name == "file" ? request.shown : without_folder(text_of(value), request.path));
  }
  return error;
}

// What the running of a child says, in the words of this program.
Error said_by(ReaderProgram const& program, ReaderRequest const& request, Error error) {
  auto said = program.failed;
  if (error.code == program_timeout) said = program.timeout;
  if (error.code == program_output_limit) said = program.output_limit;
  said.values = std::move(error.values);
  for (auto& [name, value] : said.values) {
    if (name == "path" && value == request.path) value = request.shown;
  }
  return said;
}

}  // namespace

Result<ReaderAnswer> run_reader(ReaderProgram const& program, ReaderRequest const& request, Environment const& environment) {
  BASSIN_TRY(auto const reader, find_reader(program, environment));
  std::vector<std::string> words{reader};
  words.insert(words.end(), request.options.begin(), request.options.end());
  words.insert(words.end(), {"--", request.path});
  auto output = run_child(words, request.limits);
  if (!output.ok()) return said_by(program, request, std::move(output).error());
  if (output->exit_code != 0) return reader_error(program, request, *output);
  return ReaderAnswer{std::move(output->out), last_line_of(output->err)};
}

}  // namespace bassin::app
