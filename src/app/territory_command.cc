#include "app/commands.h"
#include "app/context.h"
#include "app/options.h"
#include "app/question.h"
#include "app/territory_tables.h"
#include "app/texts_commands.h"
#include "query/count.h"
#include "registry/store.h"

namespace bassin::app {
namespace {

using base::Result;
using reference::Territory;

// Counts by commune, where a snapshot is there; a territory is known without one too.
Result<void> count_communes(Territory const& territory, Arguments const& arguments, Session const& session, TerritoryCounts& counts,
                            Answer& answer) {
  auto const folder = data_folder(arguments, session);
  if (!registry::Store(*session.environment.files, folder).current_id().ok()) return {};
  BASSIN_TRY(auto question, ask(arguments, session));
  question.filter.territories = {territory};
  add_coverage_notes(question, session.language);
  BASSIN_TRY(auto const prepared, prepare(question));
  BASSIN_TRY(auto const count, query::count(prepared, {query::Dimension::commune, {}}));
  for (auto const& bucket : count.by->buckets) counts.by_commune[bucket.key] = bucket.count;
  counts.known = true;
  auto scope = count.scope;
  scope.territories.clear();  // the headline names it already
  add_context(answer, question, scope, count.total, session.language);
  return {};
}

std::string text_of(Arguments const& arguments) {
  std::string text;
  for (auto const& word : arguments.positionals()) text += (text.empty() ? "" : " ") + word;
  return text;
}

// --perimeter, else --at, else the date of the data, else today.
Result<base::Date> perimeter_date(Arguments const& arguments, Session const& session) {
  BASSIN_TRY(auto const perimeter, date_of(arguments, "--perimeter"));
  BASSIN_TRY(auto const at, date_of(arguments, "--at"));
  if (perimeter) return *perimeter;
  if (at) return *at;
  auto const snapshot = registry::Store(*session.environment.files, data_folder(arguments, session)).current();
  auto const today = session.environment.today();
  return snapshot.ok() ? (*snapshot)->manifest().data_date.value_or(today) : today;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  for (auto const* const option : {"--territory", "--territory-file"}) {
    if (arguments.has(option)) return base::Error("app.not_of_this_command", {{"option", option}});
  }
  auto const text = text_of(arguments);
  BASSIN_TRY(auto const date, perimeter_date(arguments, session));
  BASSIN_TRY(auto const found, reference::find_territories(text, date));
  Answer answer;
  answer.command = "territory";
  if (found.size() > 1) {
    add_choices(answer, found, session.language);
    return give(std::move(answer), arguments, session);
  }
  add_territory_facts(answer, found.front(), session.language);
  TerritoryCounts counts;
  BASSIN_DO(count_communes(found.front(), arguments, session, counts, answer));
  add_territory_tables(answer, found.front(), counts, session.language);
  return give(std::move(answer), arguments, session);
}

constexpr std::string_view examples[] = {
    "territory \"Pays Créçois\" --at 2019-06-01",
    "territory 200090504",
    "territory Coulommiers",
};

}  // namespace

Command const territory_command{
    .name = "territory",
    .summary = texts::territory_summary,
    .details = texts::territory_details,
    .positional = PositionalSpec{texts::name_word, texts::territory_name, 1, 20},
    .groups = data_group | filter_group | audience_group | output_group,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
