#include "app/commands.h"
#include "app/context.h"
#include "app/format.h"
#include "app/list_page.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts.h"
#include "app/texts_commands.h"
#include "query/unlocated.h"

namespace bassin::app {
namespace {

using base::Result;

// What the other outputs say beside the list.
Result<void> say_caveats(Question const& question, query::PreparedFilter const& prepared, std::uint64_t total, Session& session) {
  Answer answer;
  if (total == 0) answer.caveats.push_back({"empty", say(texts::empty_list, session.language)});
  auto scope = prepared.scope();
  BASSIN_TRY(auto const unlocated, query::unlocated(prepared));
  query::add_caveats(unlocated, scope);
  add_context(answer, question, scope, total, session.language);
  BASSIN_DO(add_zone_precision(answer, prepared, session.language));
  say_beside_csv(answer, session);
  return {};
}

// Every line, written as it comes: an export of a region does not fit in memory.
Result<ExitCode> stream_csv(Question const& question, query::PreparedFilter const& prepared, query::Sort const& sort, RowTable const& rows,
                            Session& session) {
  auto& out = *session.environment.out;
  out << csv_header(rows.table());
  std::uint64_t total = 0;
  BASSIN_DO(query::for_each_row(prepared, sort, [&](query::Row const& row) {
    ++total;
    out << csv_line(rows.table(), rows.line(row));
    return out.good();
  }));
  if (out.good()) BASSIN_DO(say_caveats(question, prepared, total, session));
  return total > 0 ? ExitCode::ok : ExitCode::nothing_found;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const style, output_style(arguments, session));
  BASSIN_TRY(auto const request, page_request(arguments));
  BASSIN_TRY(auto rows, RowTable::of(arguments.value("--columns"), session.language));
  BASSIN_TRY(auto const question, ask(arguments, session));
  BASSIN_TRY(auto const prepared, prepare(question));
  if (arguments.has("--all") && style.form == OutputForm::csv) return stream_csv(question, prepared, request.sort, rows, session);
  Answer answer;
  answer.command = "list";
  BASSIN_TRY(auto const listed, add_page(answer, prepared, request, arguments.has("--all"), std::move(rows), session.language));
  add_context(answer, question, listed.scope, listed.total, session.language);
  BASSIN_DO(add_zone_precision(answer, prepared, session.language));
  return give(std::move(answer), arguments, session);
}

constexpr std::string_view examples[] = {
    "list --territory \"Pays Créçois\" --sort created-desc --limit 10",
    "list --territory 77171 --activity 56 --csv --all > restaurants.csv",
};

}  // namespace

Command const list_command{
    .name = "list",
    .summary = texts::list_summary,
    .details = texts::list_details,
    .groups = data_group | filter_group | audience_group | output_group | points_group | page_group,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
