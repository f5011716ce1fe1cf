#include "app/commands.h"
#include "app/context.h"
#include "app/counts.h"
#include "app/format.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts.h"
#include "app/texts_commands.h"
#include "query/parse.h"

namespace bassin::app {
namespace {

using base::Result;

Result<query::CountRequest> request_of(Arguments const& arguments) {
  query::CountRequest request;
  auto const by = arguments.value("--by");
  if (!by) return request;
  BASSIN_TRY(auto const dimensions, query::parse_dimensions(*by));
  if (dimensions.size() > 2) return base::Error("app.too_many_dimensions", {{"found", std::to_string(dimensions.size())}});
  request.by = dimensions.at(0);
  if (dimensions.size() == 2) request.across = dimensions[1];
  return request;
}

void add_tables(Answer& answer, query::Count const& count, Language language) {
  if (!count.by) {
    answer.tables.push_back(total_table(count.total));
    return;
  }
  if (count.across) {
    answer.tables.push_back(pairs_table(count, language));
    answer.tables.push_back(cross_table(count, language));
  } else {
    answer.tables.push_back(facet_table(*count.by, "rows", language));
  }
  for (auto const* const facet : {&count.by, &count.across}) {
    if (*facet && (*facet)->chambers) answer.tables.push_back(overlap_table(*(*facet)->chambers, language));
  }
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const request, request_of(arguments));
  BASSIN_TRY(auto const question, ask(arguments, session));
  BASSIN_TRY(auto const prepared, prepare(question));
  BASSIN_TRY(auto const count, query::count(prepared, request));
  Answer answer;
  answer.command = "count";
  answer.found = count.total > 0;
  if (!answer.found) answer.caveats.push_back({"empty", say(texts::empty_list, session.language)});
  add_context(answer, question, count.scope, count.total, session.language);
  BASSIN_DO(add_zone_precision(answer, prepared, session.language));
  add_tables(answer, count, session.language);
  return give(std::move(answer), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--by", OptionShape::value, {"A[,B]", "A[,B]"}, texts::count_by},
};
constexpr std::string_view examples[] = {
    "count --territory \"Pays Créçois\" --at 2018-01-31",
    "count --territory 77 --by section,size-group --csv",
    "count --territory 247700438 --by chamber",
};

}  // namespace

Command const count_command{
    .name = "count",
    .summary = texts::count_summary,
    .details = texts::count_details,
    .groups = data_group | filter_group | audience_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
