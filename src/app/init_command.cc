#include "app/ask.h"
#include "app/casework.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "app/messages.h"
#include "app/texts_accounts.h"
#include "partners/set_up.h"
#include "service/accounts.h"
#include "sql/store.h"

namespace bassin::app {
namespace {

using base::Result;

Result<partners::FirstRun> first_run(Arguments const& arguments, Session& session) {
  partners::FirstRun first;
  BASSIN_TRY(first.organisation.name, given_or_asked(arguments, "--organisation", texts::ask_organisation, session));
  BASSIN_TRY(first.organisation.kind, given_or_asked(arguments, "--kind", texts::ask_kind, session));
  BASSIN_TRY(auto const territory, given_or_asked(arguments, "--territory", texts::ask_territory, session));
  BASSIN_TRY(first.organisation.territory, service::territory_code(territory, session.environment.today()));
  first.organisation.siren = arguments.value("--siren");
  BASSIN_TRY(first.name, given_or_asked(arguments, "--name", texts::ask_name, session));
  BASSIN_TRY(first.email, given_or_asked(arguments, "--email", texts::ask_email, session));
  BASSIN_TRY(first.password, password_of(arguments, session));
  return first;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const configuration, read_configuration(arguments, session));
  BASSIN_DO(session.environment.files->make_directories(configuration.data));
  sql::Settings settings;
  settings.url = casework_url(configuration.store_url, configuration.data);
  BASSIN_TRY(auto const store, open_casework(settings));
  BASSIN_TRY(auto const first, first_run(arguments, session));
  BASSIN_TRY(auto const agent, partners::set_up(*store, {"", "", "bassin init", now()}, first, configuration.password_cost));
  *session.environment.out << fill(texts::init_done, base::Error("text", {{"email", agent.email}, {"store", store->shown_url()}}),
                                   session.language)
                           << "\n";
  return ExitCode::ok;
}

constexpr OptionSpec options[] = {
    {"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::accounts_config},
    {"--organisation", OptionShape::value, {"NOM", "NAME"}, texts::init_organisation},
    {"--kind", OptionShape::value, {"NATURE", "KIND"}, texts::init_kind},
    {"--siren", OptionShape::value, {"SIREN", "SIREN"}, texts::init_siren},
    {"--territory", OptionShape::value, {"TERRITOIRE", "TERRITORY"}, texts::init_territory},
    {"--name", OptionShape::value, {"NOM", "NAME"}, texts::accounts_name},
    {"--email", OptionShape::value, {"ADRESSE", "ADDRESS"}, texts::accounts_email},
    {"--password-file", OptionShape::value, {"FICHIER", "FILE"}, texts::accounts_password_file},
};
constexpr std::string_view examples[] = {
    "init",
    "init --organisation \"Pays Créçois\" --kind intercommunality --territory epci:247700438 --name \"A. Martin\" --email a@example.org"};

}  // namespace

Command const init_command{
    .name = "init",
    .summary = texts::init_summary,
    .details = texts::init_details,
    .groups = data_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
