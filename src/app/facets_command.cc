#include "app/commands.h"
#include "app/context.h"
#include "app/facet_tables.h"
#include "app/format.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts.h"
#include "app/texts_commands.h"

namespace bassin::app {
namespace {

base::Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const by, facet_options(arguments, "section,size-group,chamber,legal-1,commune"));
  BASSIN_TRY(auto const question, ask(arguments, session));
  BASSIN_TRY(auto const prepared, prepare(question));
  BASSIN_TRY(auto const facets, query::facets(prepared, by.request));
  Answer answer;
  answer.command = "facets";
  answer.found = facets.total > 0;
  if (!answer.found) answer.caveats.push_back({"empty", say(texts::empty_list, session.language)});
  add_context(answer, question, facets.scope, facets.total, session.language);
  BASSIN_DO(add_zone_precision(answer, prepared, session.language));
  add_facets(answer, facets, by.top, session.language);
  return give(std::move(answer), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--by", OptionShape::value, {"A,B…", "A,B…"}, texts::facets_by},
    {"--top", OptionShape::value, {"N", "N"}, texts::facets_top},
};
constexpr std::string_view examples[] = {"facets --territory 77171 --by section,size-group,employer"};

}  // namespace

Command const facets_command{
    .name = "facets",
    .summary = texts::facets_summary,
    .details = texts::facets_details,
    .groups = data_group | filter_group | audience_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
