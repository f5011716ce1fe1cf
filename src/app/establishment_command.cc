#include "app/commands.h"
#include "app/context.h"
#include "app/establishment_tables.h"
#include "app/options.h"
#include "app/question.h"
#include "app/texts_commands.h"

namespace bassin::app {
namespace {

using base::Result;

std::string joined(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) out += word;  // "123 456 789 00012" typed without quotes
  return out;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const text = joined(arguments.positionals());
  auto const id = query::parse_business_id(text);
  if (!id) return base::Error("app.bad_siret", {{"value", text}});
  BASSIN_TRY(auto const ground, open_ground(arguments, session));
  BASSIN_TRY(auto const file, query::describe(*ground.view, *id, ground.audience));
  Answer answer;
  answer.command = "establishment";
  answer.facts = {{"siret", id->text()}, {"snapshot", file.snapshot}};
  add_establishment(answer, file, session.language);
  add_caveats(answer, file.caveats, session.language);
  add_sources(answer, ground, session.language);
  return give(std::move(answer), arguments, session);
}

constexpr std::string_view examples[] = {"establishment 12345678900012", "establishment 123 456 789 00012 --audience agent --json"};

}  // namespace

Command const establishment_command{
    .name = "establishment",
    .summary = texts::establishment_summary,
    .details = texts::establishment_details,
    .positional = PositionalSpec{texts::siret_word, texts::establishment_siret, 1, 8},
    .groups = data_group | audience_group | output_group,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
