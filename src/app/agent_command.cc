#include <algorithm>

#include "app/ask.h"
#include "app/casework.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_accounts.h"
#include "partners/agent.h"
#include "partners/desk.h"
#include "partners/lock_out.h"
#include "partners/organisation.h"
#include "sql/store.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view actions[] = {"list", "add", "reset-password"};
constexpr std::string_view roles[] = {"administrator", "coordinator", "adviser", "analyst", "elected", "field_agent"};

access::Actor actor() { return {"", "", "bassin agent", now()}; }

void tell(Label label, std::string const& email, Session& session) {
  *session.environment.out << fill(label, Error("text", {{"email", email}}), session.language) << "\n";
}

Result<ExitCode> list(sql::Store& store, Session& session) {
  return store.read([&](sql::Session& transaction) -> Result<ExitCode> {
    BASSIN_TRY(auto const agents, partners::all_agents(transaction));
    for (auto const& agent : agents) {
      *session.environment.out << agent.email << "\t" << agent.name << "\t" << agent.state << (agent.installation ? "\tinstallation" : "");
      BASSIN_TRY(auto const memberships, partners::memberships_of(transaction, agent.id, base::to_iso(now()).substr(0, 10)));
      for (auto const& it : memberships) *session.environment.out << "\t" << it.name << ": " << access::id_of(it.role);
      *session.environment.out << "\n";
    }
    return ExitCode::ok;
  });
}

Result<std::string> organisation_named(sql::Session& session, std::string const& text) {
  BASSIN_TRY(auto const all, partners::organisations(session));
  for (auto const& it : all) {
    if (it.id == text || it.name == text) return it.id;
  }
  return Error("partners.unknown_organisation");
}

Result<ExitCode> add(sql::Store& store, Arguments const& arguments, partners::PasswordCost cost, Session& session) {
  partners::NewAgent values{
      .email = {}, .name = {}, .state = "active", .installation = arguments.has("--installation"), .password_hash = {}};
  auto const role_text = arguments.value("--role").value_or("");
  auto const role = access::parse_role(role_text);
  if (!role) return bad_value("--role", role_text, roles);
  BASSIN_TRY(auto const organisation, given_or_asked(arguments, "--organisation", texts::ask_organisation, session));
  BASSIN_TRY(values.name, given_or_asked(arguments, "--name", texts::ask_name, session));
  BASSIN_TRY(values.email, given_or_asked(arguments, "--email", texts::ask_email, session));
  BASSIN_TRY(auto const password, password_of(arguments, session));
  BASSIN_DO(partners::check_password(password, values.email, values.name));
  BASSIN_TRY(values.password_hash, partners::hash_password(password, cost));
  auto const done = store.write([&](sql::Session& transaction) -> Result<void> {
    BASSIN_TRY(auto const id, organisation_named(transaction, organisation));
    BASSIN_TRY(auto const agent, partners::add_agent(transaction, actor(), values));
    return partners::add_membership(transaction, actor(), agent.id, id, *role);
  });
  if (!done.ok()) return done.error();
  tell(texts::agent_added, values.email, session);
  return ExitCode::ok;
}

Result<ExitCode> reset(sql::Store& store, Arguments const& arguments, partners::PasswordCost cost, Session& session) {
  auto const& given = arguments.positionals();
  if (given.size() < 2) return Error("app.missing_argument");
  auto const find = [&](sql::Session& transaction) -> Result<partners::Agent> {
    BASSIN_TRY(auto agent, partners::agent_by_email(transaction, given[1]));
    if (!agent || agent->state != "active") return Error("partners.unknown_agent");
    return std::move(*agent);
  };
  BASSIN_TRY(auto const agent, store.read(find));
  BASSIN_TRY(auto const password, password_of(arguments, session));
  BASSIN_DO(partners::check_password(password, agent.email, agent.name));
  BASSIN_TRY(auto const hash, partners::hash_password(password, cost));
  auto const done = store.write([&](sql::Session& transaction) -> Result<void> {
    BASSIN_DO(partners::set_password(transaction, actor(), agent.id, hash));
    BASSIN_DO(partners::forget_attempts(transaction, partners::account_subject(agent.email)));
    BASSIN_DO(partners::forget_attempts(transaction, partners::code_subject(agent.id)));
    if (arguments.has("--second-factor")) BASSIN_DO(partners::remove_second_factor(transaction, actor(), agent.id));
    return partners::end_sessions_of(transaction, agent.id, "");
  });
  if (!done.ok()) return done.error();
  tell(texts::agent_reset, agent.email, session);
  return ExitCode::ok;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const& action = arguments.positionals().front();
  if (std::find(std::begin(actions), std::end(actions), action) == std::end(actions)) return bad_value("agent", action, actions);
  BASSIN_TRY(auto const configuration, read_configuration(arguments, session));
  sql::Settings settings;
  settings.url = casework_url(configuration.store_url, configuration.data);
  BASSIN_TRY(auto const store, open_casework(settings));
  if (action == "list") return list(*store, session);
  return action == "add" ? add(*store, arguments, configuration.password_cost, session)
                         : reset(*store, arguments, configuration.password_cost, session);
}

constexpr OptionSpec options[] = {
    {"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::accounts_config},
    {"--organisation", OptionShape::value, {"NOM", "NAME"}, texts::agent_organisation},
    {"--role", OptionShape::value, {"RÔLE", "ROLE"}, texts::agent_role},
    {"--installation", OptionShape::flag, {"", ""}, texts::agent_installation},
    {"--name", OptionShape::value, {"NOM", "NAME"}, texts::accounts_name},
    {"--email", OptionShape::value, {"ADRESSE", "ADDRESS"}, texts::accounts_email},
    {"--password-file", OptionShape::value, {"FICHIER", "FILE"}, texts::accounts_password_file},
    {"--second-factor", OptionShape::flag, {"", ""}, texts::agent_second_factor},
};
constexpr std::string_view examples[] = {
    "agent list", "agent add --organisation \"CCI de Seine-et-Marne\" --role adviser --name \"A. Martin\" --email a@example.org",
    "agent reset-password a@example.org --second-factor"};

}  // namespace

Command const agent_command{
    .name = "agent",
    .summary = texts::agent_summary,
    .details = texts::agent_details,
    .positional = PositionalSpec{{"ACTION", "ACTION"}, texts::agent_action, 1, 2},
    .groups = data_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
