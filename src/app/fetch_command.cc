#include <algorithm>
#include <chrono>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/context.h"
#include "app/contours_load.h"
#include "app/format.h"
#include "app/import_run.h"
#include "app/messages.h"
#include "app/official_sources.h"
#include "app/options.h"
#include "app/progress_line.h"
#include "app/texts_columns.h"
#include "app/texts_data.h"
#include "app/texts_fetch.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

std::string source_name(std::string_view id, Language language) {
  auto const* const found = std::ranges::find(texts::source_names, id, &std::pair<std::string_view, Label>::first);
  return say(found->second, language);
}

// Bytes received, of how many, how fast, and for how long still.
class FetchLine {
 public:
  explicit FetchLine(Session& session) : session_(session), line_(session) {}

  void show(std::string_view id, std::uint64_t done, std::uint64_t total) {
    if (id != id_) {
      id_ = id;
      first_ = done;
      start_ = std::chrono::steady_clock::now();
    }
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    auto const rate = seconds > 0.1 ? static_cast<double>(done - first_) / seconds : 0;
    auto const left = rate > 0 && done < total ? format_duration(static_cast<double>(total - done) / rate) : std::string();
    line_.text(fill(texts::fetch_progress,
                    Error("text", {{"task", source_name(id, session_.language)},
                                   {"percent", total == 0 ? std::string() : std::to_string(done * 100 / total)},
                                   {"done", std::to_string(done)},
                                   {"rate", rate_text(rate)},
                                   {"remaining", left}}),
                    session_.language),
               total > 0 && done >= total);
  }
  void clear() { line_.clear(); }

 private:
  Session& session_;
  ProgressLine line_;
  std::string id_;
  std::uint64_t first_ = 0;
  std::chrono::steady_clock::time_point start_{};
};

Result<std::vector<std::string_view>> wanted_sources(Arguments const& arguments) {
  auto const only = arguments.value("--only");
  if (!only) return std::vector<std::string_view>(source_ids.begin(), source_ids.end());
  std::vector<std::string_view> wanted;
  for (auto const& word : split_commas(*only)) {
    auto const* const found = std::ranges::find(source_ids, word);
    if (found == source_ids.end()) return bad_value("--only", word, source_ids);
    wanted.push_back(*found);
  }
  return wanted;
}

std::string joined(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Answer answer_of(std::vector<Fetched> const& fetched, std::string const& data, Language language) {
  Table table;
  table.id = "files";
  table.columns = {
      {"kind", texts::contents}, {"changed", texts::fetched_what}, {"bytes", texts::fetched_bytes}, {"path", texts::fetched_path}};
  for (auto const& file : fetched) {
    Row row;
    row.cells = {Coded{file.id, source_name(file.id, language)},
                 Coded{file.changed ? "new" : "unchanged", say(file.changed ? texts::fetched_new : texts::fetched_same, language)},
                 Coded{std::to_string(file.bytes), format_bytes(file.bytes, language)}, file.path};
    table.rows.push_back(std::move(row));
  }
  Answer answer;
  answer.command = "fetch";
  answer.facts = {{"data", data}};
  answer.tables.push_back(std::move(table));
  if (auto const files = import_files(fetched); !files.empty())
    answer.caveats.push_back(
        {"import-next", fill(texts::fetched_next, Error("text", {{"files", joined(files)}, {"data", data}}), language)});
  return answer;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const configuration, read_configuration(arguments, session));
  BASSIN_TRY(auto const wanted, wanted_sources(arguments));
  BASSIN_TRY(auto const scope, ingest::parse_scope(arguments.value("--scope").value_or("country")));
  auto& files = *session.environment.files;
  auto const& data = configuration.data;
  auto const stop = session.environment.stop_on_signals();
  FetchLine line(session);
  auto const fetched = fetch_sources(
      configuration.fetch, wanted, sources_folder(data), files,
      [&line](std::string_view id, std::uint64_t done, std::uint64_t total) { line.show(id, done, total); }, stop);
  line.clear();
  if (!fetched.ok()) return fetched.error();
  if (!arguments.has("--import")) return give(answer_of(*fetched, data, session.language), arguments, session);
  ingest::ImportRequest request;
  request.files = import_files_in(sources_folder(data), files);
  request.data_folder = data;
  request.scope = scope;
  // The register first: it does not wait for a map.
  auto const done = import_with_line(std::move(request), arguments, session, stop);
  if (!done.ok()) return done;
  BASSIN_TRY(auto const contours, load_fetched_contours(data, files));
  if (contours) *session.environment.err << contours_line(*contours, session.language) << "\n";
  return done;
}

constexpr OptionSpec options[] = {
    {"--only", OptionShape::value, {"A,B…", "A,B…"}, texts::fetch_only},
    {"--import", OptionShape::flag, {"", ""}, texts::fetch_import},
    {"--scope", OptionShape::value, {"PÉRIMÈTRE", "SCOPE"}, texts::fetch_scope},
    {"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::fetch_config},
};
constexpr std::string_view examples[] = {"fetch", "fetch --only establishments,units --import --scope departements:77"};

}  // namespace

Command const fetch_command{
    .name = "fetch",
    .summary = texts::fetch_summary,
    .details = texts::fetch_details,
    .groups = data_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
