#include <algorithm>
#include <chrono>

#include "app/commands.h"
#include "app/context.h"
#include "app/format.h"
#include "app/import_report.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/progress_line.h"
#include "app/texts_data.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

class LineProgress : public ingest::Progress {
 public:
  explicit LineProgress(Session& session) : session_(session), line_(session) {}

  void report(ingest::ProgressTick const& tick) override { line_.text(text_of(tick), tick.finished); }
  void clear() { line_.clear(); }

 private:
  [[nodiscard]] std::string text_of(ingest::ProgressTick const& tick) const {
    bool const measured = tick.finished || tick.total_bytes > 0;
    auto const percent = tick.finished ? 100 : tick.done_bytes * 100 / std::max<std::uint64_t>(tick.total_bytes, 1);
    auto const remaining = tick.remaining_seconds && !tick.finished ? format_duration(*tick.remaining_seconds) : std::string();
    return fill(texts::progress,
                Error("text", {{"task", task_name(tick.task, session_.language)},
                               {"percent", measured ? std::to_string(percent) : std::string()},
                               {"rate", rate_text(tick.rows_per_second)},
                               {"remaining", remaining}}),
                session_.language);
  }

  Session& session_;
  ProgressLine line_;
};

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<ingest::ImportRequest> request_of(Arguments const& arguments, Session const& session) {
  ingest::ImportRequest request;
  request.files = arguments.positionals();
  request.data_folder = data_folder(arguments, session);
  request.force = arguments.has("--force");
  request.fictitious = arguments.has("--fictitious");
  request.now = now_seconds();
  request.made_by = std::string(program_name);
  request.rejects_path = arguments.value("--rejects").value_or("");
  BASSIN_TRY(request.scope, ingest::parse_scope(arguments.value("--scope").value_or("country")));
  BASSIN_TRY(request.keep, number_of(arguments, "--keep", request.keep, 2, 1000));
  BASSIN_TRY(auto const threads, number_of(arguments, "--threads", 0, 0, 256));
  request.threads = static_cast<int>(threads);
  BASSIN_TRY(request.data_date, date_of(arguments, "--data-date"));
  return request;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const request, request_of(arguments, session));
  LineProgress progress(session);
  auto const report = ingest::run_import(request, *session.environment.files, progress, session.environment.stop_on_signals());
  progress.clear();
  if (!report.ok()) return report.error();
  return give_report(*report, arguments, session);
}

constexpr OptionSpec options[] = {
    {"--scope", OptionShape::value, {"PÉRIMÈTRE", "SCOPE"}, texts::import_scope},
    {"--force", OptionShape::flag, {"", ""}, texts::import_force},
    {"--keep", OptionShape::value, {"N", "N"}, texts::import_keep},
    {"--data-date", OptionShape::value, {"DATE", "DATE"}, texts::import_data_date},
    {"--rejects", OptionShape::value, {"FICHIER", "FILE"}, texts::import_rejects},
    {"--threads", OptionShape::value, {"N", "N"}, texts::import_threads},
    {"--fictitious", OptionShape::flag, {"", ""}, texts::import_fictitious},
};
constexpr std::string_view examples[] = {
    "import StockEtablissement_utf8.zip StockUniteLegale_utf8.zip StockEtablissementHistorique_utf8.zip --scope departements:77,91",
    "import demo/*.csv --fictitious",
};

}  // namespace

Command const import_command{
    .name = "import",
    .summary = texts::import_summary,
    .details = texts::import_details,
    .positional = PositionalSpec{texts::file_word, texts::import_files, 1, 100},
    .groups = data_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
