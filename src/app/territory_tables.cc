#include "app/territory_tables.h"

#include "app/format.h"
#include "app/messages.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "app/texts_commands.h"
#include "reference/geography.h"

namespace bassin::app {
namespace {

using base::Error;
using reference::Territory;
using reference::TerritoryKind;

struct Kind {
  std::string_view prefix;  // how to name one exactly: "epci:247700438"
  Label label;
};

Kind kind_of(TerritoryKind kind) {
  switch (kind) {
    case TerritoryKind::commune: return {"commune:", {"commune", "commune"}};
    case TerritoryKind::epci: return {"epci:", {"EPCI", "EPCI"}};
    case TerritoryKind::departement: return {"dep:", {"département", "département"}};
    case TerritoryKind::region: return {"region:", {"région", "region"}};
    case TerritoryKind::list: break;
  }
  return {"list:", {"liste", "list"}};
}

std::string number_text(Label label, std::uint64_t number, Language language) {
  return fill(label, Error("text", {{"n", std::to_string(number)}}), language);
}

Cell population_cell(std::string_view commune, base::Date at) {
  auto const population = reference::geography().population(commune, at);
  if (!population) return Absent{};
  return number_cell(population->inhabitants);
}

// Nothing where the commune is no longer one: its establishments stand under the commune that holds it now.
Cell count_cell(std::string const& commune, TerritoryCounts const& counts) {
  auto const found = counts.by_commune.find(commune);
  if (found != counts.by_commune.end()) return number_cell(found->second);
  auto const now = reference::geography().commune(commune, reference::geography().last_vintage());
  if (!now) return Absent{};
  return number_cell(0);
}

Table commune_table(Territory const& territory, TerritoryCounts const& counts) {
  Table table;
  table.id = "communes";
  table.columns = {{"commune", texts::code}, {"name", texts::commune}, {"population", texts::population}};
  if (counts.known) table.columns.push_back({"count", texts::count});
  for (auto const& commune : territory.communes) {
    Row row;
    row.cells = {commune, text_cell(reference::geography().commune_name(commune, territory.date)),
                 population_cell(commune, territory.date)};
    if (counts.known) row.cells.push_back(count_cell(commune, counts));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string epci_text(std::string const& siren, base::Date at, Language language) {
  return siren.empty() ? say(texts::no_epci, language) : std::string(reference::geography().epci_name(siren, at));
}

Table succession_table(Territory const& territory, Language language) {
  Table table;
  table.id = "successions";
  table.title = texts::successions;
  table.columns = {{"commune", texts::code},
                   {"name", texts::commune},
                   {"date", texts::on_date},
                   {"commune-after", texts::commune_after},
                   {"epci-before", texts::before, false},
                   {"epci-after", texts::code, false},
                   {"epci-before-name", texts::before},
                   {"epci-after-name", texts::after}};
  auto const& geography = reference::geography();
  for (auto const& change : reference::successions(territory)) {
    base::Date const day_before{change.date.days - 1};
    bool const same = change.commune == change.commune_after;
    Row row;
    row.cells = {change.commune,
                 text_cell(geography.commune_name(change.commune, territory.date)),
                 change.date,
                 same ? Cell(Coded{change.commune, "="})
                      : Cell(change.commune_after + " " + std::string(geography.commune_name(change.commune_after, change.date))),
                 text_cell(change.epci_before),
                 text_cell(change.epci_after),
                 epci_text(change.epci_before, day_before, language),
                 epci_text(change.epci_after, change.date, language)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string note_text(reference::TerritoryNote const& note, Language language) { return with_dates(note.text(language), language); }

std::string year_text(base::Date date) { return std::to_string(base::year_of(date)); }

}  // namespace

void add_territory_facts(Answer& answer, Territory const& territory, Language language) {
  auto const kind = kind_of(territory.kind);
  auto const& geography = reference::geography();
  answer.headline = {
      territory.name, say(kind.label, language) + " " + territory.id,
      fill(texts::perimeter_on, Error("text", {{"date", base::to_iso(territory.date)}}), language),
      number_text(territory.communes.size() < 2 ? texts::commune_one : texts::commune_many, territory.communes.size(), language),
      number_text(texts::inhabitants, territory.population(), language)};
  if (territory.kind == TerritoryKind::list) answer.headline[1] = say(kind.label, language);
  answer.facts = {{"kind", std::string(reference::id_of(territory.kind))},
                  {"id", territory.id},
                  {"name", territory.name},
                  {"perimeter", territory.date},
                  {"population", number_cell(territory.population())}};
  for (auto const& note : territory.notes) answer.caveats.push_back({"territory", note_text(note, language)});
  answer.sources.push_back(
      fill(texts::geography_source,
           Error("text", {{"first", year_text(geography.first_vintage())}, {"last", year_text(geography.last_vintage())}}), language));
}

void add_territory_tables(Answer& answer, Territory const& territory, TerritoryCounts const& counts, Language language) {
  answer.tables.push_back(commune_table(territory, counts));
  answer.tables.push_back(succession_table(territory, language));
}

void add_choices(Answer& answer, std::vector<Territory> const& choices, Language language) {
  answer.headline = {number_text(texts::several_territories, choices.size(), language)};
  Table table;
  table.id = "choices";
  table.columns = {{"text", texts::code},
                   {"name", texts::name},
                   {"kind", texts::kind},
                   {"communes", texts::communes},
                   {"population", texts::population}};
  for (auto const& choice : choices) {
    auto const kind = kind_of(choice.kind);
    Row row;
    row.cells = {std::string(kind.prefix) + choice.id, choice.name,
                 Coded{std::string(reference::id_of(choice.kind)), say(kind.label, language)}, number_cell(choice.communes.size()),
                 number_cell(choice.population())};
    table.rows.push_back(std::move(row));
  }
  answer.tables.push_back(std::move(table));
}

}  // namespace bassin::app
