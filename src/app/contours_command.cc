#include "app/commands.h"
#include "app/contours_load.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_commands.h"
#include "app/texts_contours.h"

namespace bassin::app {

std::string contours_line(contours::Loaded const& loaded, Language language) {
  base::Error const values("text", {{"n", std::to_string(loaded.communes)},
                                    {"vertices", std::to_string(loaded.vertices)},
                                    {"bytes", std::to_string(loaded.bytes)},
                                    {"skipped", loaded.skipped == 0 ? "" : std::to_string(loaded.skipped)},
                                    {"source", loaded.about.source},
                                    {"vintage", loaded.about.vintage}});
  return fill(loaded.changed ? texts::contours_loaded : texts::contours_same, values, language);
}

namespace {

using base::Result;

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  contours::LoadRequest request;
  request.path = arguments.positionals().front();
  request.data_folder = data_folder(arguments, session);
  request.source = arguments.value("--source").value_or("");
  request.force = arguments.has("--force");
  BASSIN_TRY(auto const vintage, date_of(arguments, "--vintage"));
  if (vintage) request.vintage = base::to_iso(*vintage);
  if (!session.environment.files->exists(request.path)) return base::Error("file.missing", {{"path", request.path}});
  BASSIN_TRY(auto const loaded, contours::load(request, *session.environment.files));
  *session.environment.out << contours_line(loaded, session.language) << "\n";
  return ExitCode::ok;
}

constexpr OptionSpec options[] = {
    {"--source", OptionShape::value, {"TEXTE", "TEXT"}, texts::contours_source},
    {"--vintage", OptionShape::value, {"DATE", "DATE"}, texts::contours_vintage},
    {"--force", OptionShape::flag, {"", ""}, texts::contours_force},
};
constexpr std::string_view examples[] = {
    "contours communes-100m.geojson.gz --source \"IGN, Admin Express\" --vintage 2026-01-01",
};

}  // namespace

Command const contours_command{
    .name = "contours",
    .summary = texts::contours_summary,
    .details = texts::contours_details,
    .positional = PositionalSpec{texts::file_word, texts::contours_file, 1, 1},
    .groups = data_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
