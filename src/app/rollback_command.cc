#include "app/commands.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_data.h"
#include "registry/store.h"

namespace bassin::app {
namespace {

base::Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const& given = arguments.positionals();
  registry::Store store(*session.environment.files, data_folder(arguments, session));
  BASSIN_TRY(auto const lock, store.lock());
  BASSIN_TRY(auto const done, store.rollback(given.empty() ? std::nullopt : std::optional(given.front())));
  for (auto const& id : done.damaged) {
    *session.environment.err << "bassin: " << fill(texts::passed_over, base::Error("text", {{"id", id}}), session.language) << "\n";
  }
  *session.environment.out << fill(texts::rolled_back, base::Error("text", {{"id", done.id}}), session.language) << "\n";
  return ExitCode::ok;
}

constexpr std::string_view examples[] = {"rollback", "rollback 20260702-083000-5f3a"};

}  // namespace

Command const rollback_command{
    .name = "rollback",
    .summary = texts::rollback_summary,
    .details = texts::rollback_details,
    .positional = PositionalSpec{{"ID", "ID"}, texts::rollback_id, 0, 1},
    .groups = data_group,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
