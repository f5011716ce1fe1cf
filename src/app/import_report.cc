#include "app/import_report.h"

#include <algorithm>

#include "app/context.h"
#include "app/format.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_columns.h"
#include "app/texts_data.h"

namespace bassin::app {
namespace {

using base::Error;

std::string text_for(std::span<std::pair<std::string_view, Label> const> list, std::string_view id, Language language) {
  auto const found = std::find_if(list.begin(), list.end(), [id](auto const& row) { return row.first == id; });
  return found == list.end() ? std::string(id) : say(found->second, language);
}

Table source_table(ingest::ImportReport const& report, Language language) {
  Table table;
  table.id = "files";
  table.columns = {{"kind", texts::contents},         {"file", texts::file_column}, {"columns", texts::columns_count, false},
                   {"rows", texts::rows_read},        {"kept", texts::rows_kept},   {"out-of-scope", texts::rows_out_of_scope},
                   {"rejected", texts::rows_rejected}};
  for (auto const& source : report.sources) {
    auto const& file = source.file;
    Row row;
    row.cells = {Coded{file.kind, task_name(file.kind, language)},
                 file.name,
                 number_cell(file.columns),
                 number_cell(file.rows),
                 number_cell(file.kept),
                 number_cell(file.out_of_scope),
                 number_cell(file.rejected)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table reject_table(ingest::ImportReport const& report, Language language) {
  Table table;
  table.id = "rejected";
  table.title = texts::rejected_rows;
  table.columns = {{"kind", texts::contents}, {"reason", texts::reason}, {"rows", texts::rows_rejected}};
  for (auto const& source : report.sources) {
    for (auto const& reason : source.rejected) {
      Row row;
      row.cells = {Coded{source.file.kind, task_name(source.file.kind, language)},
                   Coded{reason.reason, text_for(texts::reject_reasons, reason.reason, language)}, number_cell(reason.rows)};
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table note_table(ingest::ImportReport const& report, Language language) {
  Table table;
  table.id = "notes";
  table.title = texts::noticed;
  table.columns = {{"code", texts::noticed_what}, {"rows", texts::rows_kept}, {"examples", texts::examples_column}};
  for (auto const& note : report.notes) {
    Row row;
    row.cells = {Coded{note.code, text_for(texts::import_notes, note.code, language)}, number_cell(note.rows),
                 note.examples.empty() ? Cell(Absent{}) : Cell(note.examples)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table task_table(ingest::ImportReport const& report, Language language) {
  Table table;
  table.id = "tasks";
  table.title = texts::tasks;
  table.columns = {{"task", texts::task}, {"seconds", texts::seconds}, {"resumed", texts::resumed}};
  for (auto const& task : report.tasks) {
    Row row;
    row.cells = {Coded{task.task, task_name(task.task, language)}, Quantity{task.seconds, 1, "s"}, task.resumed};
    table.rows.push_back(std::move(row));
  }
  return table;
}

// Columns that the files lack change what can be asked: said once, by name.
void add_absent_columns(Answer& answer, ingest::ImportReport const& report, Language language) {
  for (auto const& source : report.sources) {
    std::string names;
    for (auto const& column : source.absent_columns) names += (names.empty() ? "" : ", ") + column;
    if (names.empty()) continue;
    answer.caveats.push_back(
        {"absent-columns", fill(texts::absent_columns, Error("text", {{"file", source.file.name}, {"columns", names}}), language)});
  }
}

}  // namespace

std::string task_name(std::string_view task, Language language) { return text_for(texts::task_names, task, language); }

base::Result<ExitCode> give_report(ingest::ImportReport const& report, Arguments const& arguments, Session& session) {
  auto const language = session.language;
  auto const& manifest = report.manifest;
  Answer answer;
  answer.command = "import";
  auto const values = Error("text", {{"n", std::to_string(manifest.establishments)},
                                     {"id", manifest.id},
                                     {"time", format_duration(report.seconds)},
                                     {"memory", std::to_string(report.peak_memory_bytes)}});
  answer.headline = {fill(texts::imported, values, language)};
  answer.facts = {{"snapshot", manifest.id},
                  {"scope", manifest.scope},
                  {"dataDate", date_cell(manifest.data_date)},
                  {"establishments", number_cell(manifest.establishments)},
                  {"units", number_cell(manifest.units)},
                  {"periods", number_cell(manifest.periods)},
                  {"seconds", Quantity{report.seconds, 3, ""}},
                  {"peakMemoryBytes", number_cell(report.peak_memory_bytes)},
                  {"rejectsFile", text_cell(report.rejects_path)}};
  add_absent_columns(answer, report, language);
  if (!report.rejects_path.empty()) {
    answer.caveats.push_back({"rejects-file", fill(texts::rejects_file, Error("text", {{"path", report.rejects_path}}), language)});
  }
  answer.tables = {source_table(report, language), reject_table(report, language), note_table(report, language),
                   task_table(report, language)};
  answer.sources.push_back(source_line(manifest, language));
  return give(std::move(answer), arguments, session);
}

}  // namespace bassin::app
