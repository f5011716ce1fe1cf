#include <algorithm>

#include "app/casework.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "app/context.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_store.h"
#include "retention/journal.h"
#include "sql/backup.h"
#include "sql/check.h"
#include "sql/copy.h"
#include "sql/store.h"
#include "sql/table.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using OpenStore = std::unique_ptr<sql::Store>;

constexpr std::string_view actions[] = {"migrate", "check", "move"};

Result<OpenStore> open_at(std::string const& url) {
  sql::Settings settings;
  settings.url = url;
  return sql::Store::open(settings);
}

Result<std::string> url_of(Arguments const& arguments, Session const& session) {
  BASSIN_TRY(auto const configuration, read_configuration(arguments, session));
  return casework_url(configuration.store_url, configuration.data);
}

Result<OpenStore> configured(Arguments const& arguments, Session const& session) {
  BASSIN_TRY(auto const url, url_of(arguments, session));
  return open_at(url);
}

void tell(Label label, Error const& values, Session& session) {
  *session.environment.out << fill(label, values, session.language) << std::endl;
}

void tell_tables(std::vector<sql::TableContent> const& tables, Session& session) {
  for (auto const& table : tables) {
    tell(texts::store_table, Error("text", {{"table", table.name}, {"rows", std::to_string(table.rows)}}), session);
  }
}

Result<ExitCode> migrate(sql::Store& store, Session& session) {
  BASSIN_TRY(auto const done, sql::migrate(store, all_migrations()));
  tell(texts::store_migrated, Error("text", {{"store", store.shown_url()}, {"n", std::to_string(done.size())}}), session);
  return ExitCode::ok;
}

Result<ExitCode> check(sql::Store& store, Session& session) {
  BASSIN_TRY(auto const left, sql::pending(store, all_migrations()));
  BASSIN_DO(sql::check(store));
  BASSIN_TRY(auto const tables, sql::content(store));
  tell_tables(tables, session);
  tell(left.empty() ? texts::store_whole : texts::store_pending,
       Error("text", {{"store", store.shown_url()}, {"n", std::to_string(left.size())}}), session);
  return left.empty() ? ExitCode::ok : ExitCode::data;
}

Result<ExitCode> move(sql::Store& from, Arguments const& arguments, Session& session) {
  auto const address = arguments.value("--to");
  if (!address) return Error("app.missing_value", {{"option", "--to"}});
  BASSIN_TRY(auto const to, open_at(*address));
  BASSIN_TRY(auto const tables, sql::copy(from, *to, all_migrations(), sql::WhileCopying::nobody_writes));
  tell_tables(tables, session);
  tell(texts::store_moved, Error("text", {{"store", to->shown_url()}, {"from", from.shown_url()}}), session);
  return ExitCode::ok;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const& action = arguments.positionals().front();
  if (std::find(std::begin(actions), std::end(actions), action) == std::end(actions)) return bad_value("store", action, actions);
  auto const from = arguments.value("--from");
  BASSIN_TRY(auto const store, from ? open_at(*from) : configured(arguments, session));
  if (action == "migrate") return migrate(*store, session);
  return action == "check" ? check(*store, session) : move(*store, arguments, session);
}

sql::BackupFacts made_by() { return {base::to_iso(now()), std::string(program_name), "", {}}; }

Result<ExitCode> run_backup(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const store, configured(arguments, session));
  auto const& file = arguments.positionals().front();
  BASSIN_TRY(auto const facts, sql::back_up(*store, file, all_migrations(), made_by()));
  tell_tables(facts.tables, session);
  tell(texts::backed_up, Error("text", {{"file", file}, {"date", facts.made_at}}), session);
  return ExitCode::ok;
}

// What was purged since the backup was made is purged again. `before`: what the store knows as purged now goes into the journal first,
// where it is a casework store at all.
Result<void> take_up(std::string const& data, sql::Store& store, bool before, Session& session) {
  auto& files = *session.environment.files;
  if (before) {
    BASSIN_TRY(auto const known, sql::has_table(store, "purged_record"));
    if (!known) return {};
    BASSIN_TRY(auto const records, store.read(retention::purged_records));
    BASSIN_TRY([[maybe_unused]] auto const kept, retention::keep_in_journal(files, purges_path(data), records));
    return {};
  }
  BASSIN_TRY(auto const taken, retention::take_up_journal(files, purges_path(data), store));
  if (taken.erased > 0) tell(texts::purged_again, Error("text", {{"n", std::to_string(taken.erased)}}), session);
  return {};
}

Result<ExitCode> run_restore(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const read, read_configuration(arguments, session));
  auto const url = casework_url(read.store_url, read.data);
  BASSIN_TRY(auto const store, open_at(url));
  auto const facts = made_by();
  constexpr std::string_view file = "sqlite:";
  bool const replaces = arguments.has("--replace") && url.starts_with(file);
  auto const aside = replaces ? url.substr(file.size()) + ".before-" + facts.made_at : std::string();
  BASSIN_DO(take_up(read.data, *store, true, session));
  BASSIN_TRY(auto const done, sql::restore(arguments.positionals().front(), *store, all_migrations(), aside, facts));
  tell_tables(done.facts.tables, session);
  BASSIN_DO(take_up(read.data, *store, false, session));
  tell(texts::restored, Error("text", {{"store", store->shown_url()}, {"date", done.facts.made_at}, {"aside", done.aside}}), session);
  return ExitCode::ok;
}

constexpr OptionSpec configuration{"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::store_config};
constexpr OptionSpec store_options[] = {
    configuration,
    {"--from", OptionShape::value, {"ADRESSE", "ADDRESS"}, texts::store_from},
    {"--to", OptionShape::value, {"ADRESSE", "ADDRESS"}, texts::store_to},
};
constexpr OptionSpec backup_options[] = {configuration};
constexpr OptionSpec restore_options[] = {configuration, {"--replace", OptionShape::flag, {"", ""}, texts::restore_replace}};
constexpr std::string_view store_examples[] = {"store check", "store migrate", "store move --to postgresql://bassin@db/bassin"};
constexpr std::string_view backup_examples[] = {"backup casework.sqlite"};
constexpr std::string_view restore_examples[] = {"restore casework.sqlite", "restore casework.sqlite --replace"};

}  // namespace

Command const store_command{
    .name = "store",
    .summary = texts::store_summary,
    .details = texts::store_details,
    .positional = PositionalSpec{{"ACTION", "ACTION"}, texts::store_action, 1, 1},
    .groups = data_group,
    .options = store_options,
    .examples = store_examples,
    .run = run,
};

Command const backup_command{
    .name = "backup",
    .summary = texts::backup_summary,
    .details = texts::backup_details,
    .positional = PositionalSpec{{"FICHIER", "FILE"}, texts::backup_file, 1, 1},
    .groups = data_group,
    .options = backup_options,
    .examples = backup_examples,
    .run = run_backup,
};

Command const restore_command{
    .name = "restore",
    .summary = texts::restore_summary,
    .details = texts::restore_details,
    .positional = PositionalSpec{{"FICHIER", "FILE"}, texts::backup_file, 1, 1},
    .groups = data_group,
    .options = restore_options,
    .examples = restore_examples,
    .run = run_restore,
};

}  // namespace bassin::app
