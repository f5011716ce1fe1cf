#include "app/commands.h"
#include "app/context.h"
#include "app/texts_columns.h"
#include "app/texts_data.h"
#include "reference/geography.h"
#include "registry/schema.h"

namespace bassin::app {
namespace {

void add(Table& table, std::string id, Label title, Cell value) {
  Row row;
  row.id = std::move(id);
  row.title = title;
  row.cells.push_back(std::move(value));
  table.rows.push_back(std::move(row));
}

Codes format_versions() {
  Codes versions;
  for (auto const& component : registry::schema::components)
    versions.push_back(std::string(component.kind) + " " + std::to_string(component.version));
  return versions;
}

base::Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const& geography = reference::geography();
  Table table;
  table.id = "program";
  table.shape = Shape::record;
  table.columns = {{"value", {"", ""}}};
  add(table, "version", texts::program_version, std::string(BASSIN_VERSION));
  add(table, "formats", texts::formats, format_versions());
  add(table, "geographyFrom", texts::geography_from, geography.first_vintage());
  add(table, "geographyTo", texts::geography_to, geography.last_vintage());
  add(table, "licence", texts::licence, std::string("EUPL-1.2"));
  Answer answer;
  answer.command = "version";
  answer.headline = {"bassin " BASSIN_VERSION};
  answer.tables.push_back(std::move(table));
  return give(std::move(answer), arguments, session);
}

}  // namespace

Command const version_command{
    .name = "version",
    .summary = texts::version_summary,
    .groups = output_group,
    .run = run,
};

}  // namespace bassin::app
