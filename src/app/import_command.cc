#include "app/commands.h"
#include "app/import_run.h"
#include "app/options.h"
#include "app/texts_data.h"

namespace bassin::app {
namespace {

using base::Result;

Result<ingest::ImportRequest> request_of(Arguments const& arguments, Session const& session) {
  ingest::ImportRequest request;
  request.files = arguments.positionals();
  request.data_folder = data_folder(arguments, session);
  request.force = arguments.has("--force");
  request.fictitious = arguments.has("--fictitious");
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
  return import_with_line(request, arguments, session, session.environment.stop_on_signals());
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
