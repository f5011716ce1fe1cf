#include <fmt/core.h>

#include "app/commands.h"
#include "app/context.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts_columns.h"
#include "app/texts_commands.h"
#include "query/parse.h"
#include "query/series.h"

namespace bassin::app {
namespace {

using base::Result;

// The year, or year and month, that lies `back` before the last one that the data cover whole.
std::string whole_period(base::Date data, bool months, int back) {
  base::Date const next{data.days + 1};
  if (!months) return fmt::format("{:04}", base::year_of(next) - 1 - back);
  auto const month = base::year_of(next) * 12 + base::month_of(next) - 2 - back;
  return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

// Without --from and --to: the last ten years, or twelve months, that the data cover whole.
Result<query::SeriesRequest> request_of(Arguments const& arguments, base::Date data) {
  auto const step = arguments.value("--step").value_or("year");
  bool const months = step == "month";
  auto const from = arguments.value("--from").value_or(whole_period(data, months, months ? 11 : 9));
  auto const to = arguments.value("--to").value_or(whole_period(data, months, 0));
  return query::parse_series(step, from, to);
}

// A series that begins after the data would tell a future that nobody knows.
base::Error beyond_data(query::SeriesRequest const& request, base::Date data) {
  return base::Error("app.series_beyond_data", {{"from", base::to_iso(request.from)}, {"data", base::to_iso(data)}});
}

base::Date day_after(query::Series const& series, query::Step step) {
  auto const last = series.points.back().start;
  auto const month = step == query::Step::year ? 13 : base::month_of(last) + 1;
  return month > 12 ? base::make_date(base::year_of(last) + 1, 1, 1) : base::make_date(base::year_of(last), month, 1);
}

std::string period_text(query::SeriesPoint const& point, query::Step step) {
  return base::to_iso(point.start).substr(0, step == query::Step::year ? 4 : 7);
}

Table series_table(query::Series const& series, query::Step step) {
  Table table;
  table.id = "rows";
  table.columns = {{"period", texts::period},          {"stock", texts::stock},       {"creations", texts::creations},
                   {"reopenings", texts::reopenings},  {"closures", texts::closures}, {"changes-in", texts::changes_in},
                   {"changes-out", texts::changes_out}};
  bool changes = false;
  bool reopened = false;
  for (auto const& point : series.points) {
    changes = changes || point.changes_in + point.changes_out > 0;
    reopened = reopened || point.reopenings > 0;
    Row row;
    row.cells = {period_text(point, step),    number_cell(point.stock),      number_cell(point.creations),  number_cell(point.reopenings),
                 number_cell(point.closures), number_cell(point.changes_in), number_cell(point.changes_out)};
    table.rows.push_back(std::move(row));
  }
  table.columns[3].in_table = reopened;
  table.columns[5].in_table = table.columns[6].in_table = changes;
  return table;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const question, ask(arguments, session));
  auto const data = question.ground.snapshot().manifest().data_date.value_or(session.environment.today());
  BASSIN_TRY(auto const request, request_of(arguments, data));
  if (request.from > data) return beyond_data(request, data);
  BASSIN_TRY(auto const prepared, prepare(question));
  BASSIN_TRY(auto const series, query::series(prepared, request));
  Answer answer;
  answer.command = "series";
  auto scope = series.scope;
  scope.at = base::Date{day_after(series, request.step).days - 1};  // the stock of the headline is that of the last day's end
  if (*scope.at > data) scope.caveats.push_back({query::Caveat::Code::after_data, {base::to_iso(data)}});
  add_context(answer, question, scope, series.stock_after, session.language);
  answer.facts.front().id = "stockAfter";
  answer.tables.push_back(series_table(series, request.step));
  return give(std::move(answer), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--step", OptionShape::value, {"year|month", "year|month"}, texts::series_step},
    {"--from", OptionShape::value, {"DATE", "DATE"}, texts::series_from},
    {"--to", OptionShape::value, {"DATE", "DATE"}, texts::series_to},
};
constexpr std::string_view examples[] = {"series --territory \"Pays Créçois\" --from 2010 --to 2025",
                                         "series --territory 77171 --step month --from 2018-01 --to 2018-12"};

}  // namespace

Command const series_command{
    .name = "series",
    .summary = texts::series_summary,
    .details = texts::series_details,
    .groups = data_group | filter_group | audience_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
