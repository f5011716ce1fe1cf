#include <array>

#include "app/answer.h"
#include "app/casework.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "app/context.h"
#include "app/demonstration_crisis.h"
#include "app/demonstration_work.h"
#include "app/messages.h"
#include "app/texts_accounts.h"
#include "app/texts_demonstration.h"
#include "partners/secret.h"
#include "partners/set_up.h"
#include "query/view.h"
#include "registry/store.h"
#include "service/accounts.h"
#include "sql/store.h"

namespace bassin::app {
namespace {

using access::Role;
using base::Result;

struct Partner {
  std::string_view name, kind, territory;
};
// The perimeter of the Pays Créçois ended on 1 January 2020; its communes are found by the name all the same.
constexpr std::array<Partner, 4> partners_of_demonstration{{
    {"Communauté de communes du Pays Créçois", "intercommunality", "Pays Créçois"},
    {"CCI de Seine-et-Marne", "cci", "dep:77"},
    {"CMA de Seine-et-Marne", "cma", "dep:77"},
    {"Chambre d'agriculture de Seine-et-Marne", "agriculture", "dep:77"},
}};

struct Person {
  std::size_t partner;
  Role role;
  std::string_view name, email;
  Label role_name;
};
// The first one runs the installation. Nobody of these names is meant.
constexpr std::array<Person, 12> people{{
    {0, Role::administrator, "Camille Aubert", "administration@pays-crecois.example", {"administratrice", "administrator"}},
    {0, Role::coordinator, "Dominique Bellanger", "coordination@pays-crecois.example", {"coordinateur", "coordinator"}},
    {0, Role::adviser, "Maud Chastel", "developpement@pays-crecois.example", {"chargée de développement", "development officer"}},
    {0, Role::analyst, "Yann Delorme", "observatoire@pays-crecois.example", {"analyste, sans données personnelles", "analyst"}},
    {0, Role::elected, "Solange Esnault", "elue@pays-crecois.example", {"élue, chiffres seuls", "elected member"}},
    {0, Role::field_agent, "Karim Fauvel", "terrain@pays-crecois.example", {"agent de terrain", "field agent"}},
    {1, Role::adviser, "Inès Garnier", "conseil@cci77.example", {"conseillère", "adviser"}},
    {2, Role::adviser, "Paul Hérault", "conseil@cma77.example", {"conseiller", "adviser"}},
    {2, Role::coordinator, "Nadia Jolivet", "coordination@cma77.example", {"coordinatrice", "coordinator"}},
    {3, Role::adviser, "Louise Imbert", "conseil@agri77.example", {"conseillère", "adviser"}},
    {1, Role::coordinator, "Olivier Kerbrat", "coordination@cci77.example", {"coordinateur", "coordinator"}},
    {3, Role::coordinator, "Romain Lacaze", "coordination@agri77.example", {"coordinateur", "coordinator"}},
}};

access::Actor actor() { return {"", "", "bassin demonstration", now()}; }

Result<partners::OrganisationValues> values_of(Partner const& partner, base::Date today) {
  partners::OrganisationValues values;
  values.name = partner.name;
  values.kind = partner.kind;
  BASSIN_TRY(values.territory, service::territory_code(std::string(partner.territory), today));
  return values;
}

Result<std::string> add_person(sql::Session& session, Person const& person, std::string const& organisation, std::string const& password,
                               partners::PasswordCost cost) {
  partners::NewAgent values;
  values.email = person.email;
  values.name = person.name;
  values.state = "active";
  BASSIN_TRY(values.password_hash, partners::hash_password(password, cost));
  BASSIN_TRY(auto const agent, partners::add_agent(session, actor(), values));
  BASSIN_DO(partners::add_membership(session, actor(), agent.id, organisation, person.role));
  return agent.id;
}

struct Made {
  std::vector<std::string> organisations;
  std::vector<DemonstrationAgent> agents;  // those who work with businesses
};

Result<Made> add_others(sql::Session& session, std::string const& password, partners::PasswordCost cost, base::Date today) {
  BASSIN_TRY(auto const existing, partners::organisations(session));
  Made out{{existing.front().id}, {}};
  for (std::size_t i = 1; i < partners_of_demonstration.size(); ++i) {
    BASSIN_TRY(auto const values, values_of(partners_of_demonstration[i], today));
    BASSIN_TRY(auto const organisation, partners::add_organisation(session, actor(), values));
    out.organisations.push_back(organisation.id);
  }
  for (std::size_t i = 1; i < people.size(); ++i) {
    auto const& person = people[i];
    BASSIN_TRY(auto const id, add_person(session, person, out.organisations[person.partner], password, cost));
    bool const coordinates = person.role == Role::coordinator;
    if (coordinates || person.role == Role::adviser)
      out.agents.push_back({id, out.organisations[person.partner], person.partner, coordinates});
  }
  return out;
}

// As if they had worked for a year: --with-work.
Result<void> add_work(sql::Store& store, Made const& made, Configuration const& configuration, Session const& session) {
  BASSIN_TRY(auto snapshot, registry::Store(*session.environment.files, configuration.data).current());
  BASSIN_TRY(auto view, query::View::of(std::move(snapshot)));
  BASSIN_TRY([[maybe_unused]] auto const done,
             add_demonstration_work(store, view, made.organisations, made.agents, session.environment.today()));
  BASSIN_TRY([[maybe_unused]] auto const flooded, add_demonstration_crisis(store, std::move(view), made.agents));
  return {};
}

Answer answer_of(std::string const& password, Language language) {
  Table table;
  table.id = "accounts";
  table.title = texts::demonstration_title;
  table.columns = {{"email", texts::demonstration_email},
                   {"role", texts::demonstration_role},
                   {"organisation", texts::demonstration_organisation},
                   {"name", texts::demonstration_person}};
  for (auto const& person : people) {
    Row row;
    row.cells = {text_cell(person.email), Coded{std::string(access::id_of(person.role)), std::string(person.role_name.in(language))},
                 text_cell(partners_of_demonstration[person.partner].name), text_cell(person.name)};
    table.rows.push_back(std::move(row));
  }
  Answer answer;
  answer.command = "demonstration";
  answer.headline = {fill(texts::demonstration_password, base::Error("text", {{"password", password}}), language)};
  answer.facts = {{"password", password}};
  answer.tables.push_back(std::move(table));
  return answer;
}

Result<ExitCode> run(Arguments const& arguments, Session& session) {
  BASSIN_TRY(auto const configuration, read_configuration(arguments, session));
  BASSIN_DO(session.environment.files->make_directories(configuration.data));
  sql::Settings settings;
  settings.url = casework_url(configuration.store_url, configuration.data);
  BASSIN_TRY(auto const store, open_casework(settings));
  auto const password = partners::new_secret().substr(0, 16);
  auto const today = session.environment.today();
  partners::FirstRun first;
  BASSIN_TRY(first.organisation, values_of(partners_of_demonstration[0], today));
  first.email = people[0].email;
  first.name = people[0].name;
  first.password = password;
  BASSIN_DO(partners::set_up(*store, actor(), first, configuration.password_cost));
  BASSIN_TRY(auto const made, store->write([&](sql::Session& transaction) {
    return add_others(transaction, password, configuration.password_cost, today);
  }));
  if (arguments.has("--with-work")) BASSIN_DO(add_work(*store, made, configuration, session));
  return give(answer_of(password, session.language), arguments, session);
}

constexpr OptionSpec options[] = {
    {"--config", OptionShape::value, {"FICHIER", "FILE"}, texts::accounts_config},
    {"--with-work", OptionShape::flag, {"", ""}, texts::demonstration_with_work},
};
constexpr std::string_view examples[] = {"demonstration", "demonstration --with-work"};

}  // namespace

Command const demonstration_command{
    .name = "demonstration",
    .summary = texts::demonstration_summary,
    .details = texts::demonstration_details,
    .groups = data_group | output_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
