#include <algorithm>
#include <array>

#include "app/commands.h"
#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/progress_line.h"
#include "app/texts_data.h"
#include "synthesis/synthesis.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

Result<void> read_columns(Arguments const& arguments, synthesis::Parameters& parameters) {
  static constexpr std::array<std::string_view, 3> stock{"48", "53", "54"};
  static constexpr std::array<std::string_view, 2> unit{"33", "35"};
  auto const read = [&](std::string_view option, std::span<std::string_view const> allowed, int& into) -> Result<void> {
    auto const text = arguments.value(option);
    if (!text) return {};
    if (std::find(allowed.begin(), allowed.end(), *text) == allowed.end()) return bad_value(option, *text, allowed);
    into = std::stoi(*text);
    return {};
  };
  BASSIN_DO(read("--stock-columns", stock, parameters.stock_columns));
  return read("--unit-columns", unit, parameters.unit_columns);
}

Result<synthesis::Parameters> parameters_of(Arguments const& arguments) {
  synthesis::Parameters parameters;
  auto const out = arguments.value("--out");
  if (arguments.positionals().empty() && !out) return Error("app.missing_argument");
  if (!arguments.positionals().empty() && out) return Error("app.extra_argument", {{"argument", "--out " + *out}});
  parameters.output_folder = out ? *out : arguments.positionals().front();
  parameters.demonstration = arguments.has("--demonstration");
  parameters.zipped = arguments.has("--zipped");
  parameters.employer_flag = arguments.has("--employer-flag");
  parameters.with_units = !arguments.has("--without-units");
  parameters.with_history = !arguments.has("--without-history");
  parameters.with_positions = !arguments.has("--without-positions");
  parameters.departements = split_commas(arguments.value("--departements").value_or(""));
  BASSIN_TRY(parameters.establishments, number_of(arguments, "--rows", parameters.establishments, 1, 45'000'000));
  BASSIN_TRY(parameters.seed, number_of(arguments, "--seed", parameters.seed, 0, UINT64_MAX));
  BASSIN_TRY(auto const percent, number_of(arguments, "--named-p", 0, 0, 100));
  parameters.named_p = static_cast<double>(percent) / 100;
  BASSIN_TRY(auto const as_of, date_of(arguments, "--as-of"));
  if (as_of) parameters.as_of = *as_of;
  BASSIN_DO(read_columns(arguments, parameters));
  return parameters;
}

void tell(synthesis::Summary const& summary, Session& session) {
  auto& out = *session.environment.out;
  out << fill(texts::synthesized,
              Error("text", {{"establishments", std::to_string(summary.establishments)},
                             {"active", std::to_string(summary.active_establishments)},
                             {"units", std::to_string(summary.units)},
                             {"periods", std::to_string(summary.periods)},
                             {"positions", std::to_string(summary.positions)}}),
              session.language)
      << "\n";
  std::string imported;
  for (auto const& file : summary.files) {
    out << "  " << file << "\n";
    if (file.ends_with(".csv") || file.ends_with(".zip")) imported += " " + file;
  }
  out << say(texts::now_import, session.language) << "\n  bassin import --fictitious" << imported << "\n";
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const parameters, parameters_of(arguments));
  auto const stop = session.environment.stop_on_signals();
  ProgressLine line(session);
  auto const progress = [&](std::uint64_t done, std::uint64_t total) {
    line.show(say(texts::synthesizing, session.language), done, total);
    return !stop.stop_requested();
  };
  auto const summary = synthesis::generate(parameters, *session.environment.files, progress);
  line.clear();
  if (!summary.ok()) return summary.error();
  tell(*summary, session);
  return ExitCode::ok;
}

constexpr OptionSpec options[] = {
    {"--out", OptionShape::value, {"DOSSIER", "FOLDER"}, texts::synthesize_out},
    {"--demonstration", OptionShape::flag, {"", ""}, texts::synthesize_demonstration},
    {"--rows", OptionShape::value, {"N", "N"}, texts::synthesize_rows},
    {"--seed", OptionShape::value, {"N", "N"}, texts::synthesize_seed},
    {"--departements", OptionShape::value, {"77,91…", "77,91…"}, texts::synthesize_departements},
    {"--as-of", OptionShape::value, {"DATE", "DATE"}, texts::synthesize_as_of},
    {"--stock-columns", OptionShape::value, {"48|53|54", "48|53|54"}, texts::synthesize_stock_columns},
    {"--unit-columns", OptionShape::value, {"33|35", "33|35"}, texts::synthesize_unit_columns},
    {"--named-p", OptionShape::value, {"0–100", "0–100"}, texts::synthesize_named_p},
    {"--employer-flag", OptionShape::flag, {"", ""}, texts::synthesize_employer_flag},
    {"--zipped", OptionShape::flag, {"", ""}, texts::synthesize_zipped},
    {"--without-units", OptionShape::flag, {"", ""}, texts::synthesize_without_units},
    {"--without-history", OptionShape::flag, {"", ""}, texts::synthesize_without_history},
    {"--without-positions", OptionShape::flag, {"", ""}, texts::synthesize_without_positions},
};
constexpr std::string_view examples[] = {"synthesize demo --demonstration", "synthesize big --rows 5000000 --seed 7 --zipped"};

}  // namespace

Command const synthesize_command{
    .name = "synthesize",
    .summary = texts::synthesize_summary,
    .details = texts::synthesize_details,
    .positional = PositionalSpec{texts::folder_word, texts::synthesize_folder, 0, 1},
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
