#include <algorithm>

#include "app/commands.h"
#include "app/context.h"
#include "app/format.h"
#include "app/options.h"
#include "app/texts_columns.h"
#include "app/texts_data.h"
#include "registry/store.h"

namespace bassin::app {
namespace {

std::vector<std::string> file_names(registry::Manifest const& manifest) {
  std::vector<std::string> names;
  for (auto const& source : manifest.sources) names.push_back(source.name);
  return names;
}

Row whole_row(registry::SnapshotEntry const& entry, Language language) {
  auto const& manifest = entry.manifest;
  Row row;
  row.cells = {entry.id,
               entry.current,
               false,
               date_cell(manifest.data_date),
               manifest.scope,
               number_cell(manifest.establishments),
               number_cell(manifest.units),
               number_cell(manifest.periods),
               Coded{std::to_string(entry.bytes), format_bytes(entry.bytes, language)},
               manifest.fictitious,
               Codes(file_names(manifest))};
  return row;
}

// What stood in its manifest is not known.
Row damaged_row(registry::SnapshotEntry const& entry, std::size_t columns) {
  Row row;
  row.cells = {entry.id, entry.current, true};
  row.cells.resize(columns);
  return row;
}

Table snapshot_table(std::vector<registry::SnapshotEntry> const& entries, Language language) {
  bool const any_damaged = std::ranges::any_of(entries, [](auto const& entry) { return entry.damage.has_value(); });
  Table table;
  table.id = "snapshots";
  table.columns = {{"id", texts::snapshot},
                   {"current", texts::in_use},
                   {"damaged", texts::damaged, any_damaged},
                   {"data-date", texts::data_date},
                   {"scope", texts::scope},
                   {"establishments", texts::count},
                   {"units", texts::units_count},
                   {"periods", texts::periods_count, false},
                   {"bytes", texts::size_on_disk},
                   {"fictitious", texts::fictitious, false},
                   {"files", texts::files, false}};
  for (auto const& entry : entries) {
    table.rows.push_back(entry.damage ? damaged_row(entry, table.columns.size()) : whole_row(entry, language));
  }
  return table;
}

base::Result<ExitCode> run(Arguments const& arguments, Session& session) {
  auto const folder = data_folder(arguments, session);
  registry::Store const store(*session.environment.files, folder);
  BASSIN_TRY(auto const entries, store.list());
  auto const current = store.current_id();
  if (!current.ok() && entries.empty()) return current.error();
  Answer answer;
  answer.command = "snapshots";
  answer.facts = {{"data", folder}, {"current", text_cell(current.ok() ? *current : "")}};
  answer.tables.push_back(snapshot_table(entries, session.language));
  return give(std::move(answer), arguments, session);
}

}  // namespace

Command const snapshots_command{
    .name = "snapshots",
    .summary = texts::snapshots_summary,
    .groups = data_group | output_group,
    .run = run,
};

}  // namespace bassin::app
