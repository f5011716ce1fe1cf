#include "ingest/internal/history_columns.h"
#include "ingest/internal/history_scan.h"
#include "ingest/internal/tasks.h"

namespace bassin::ingest::internal {

namespace {

namespace schema = registry::schema;

constexpr std::string_view name = "history";

// Row of each SIRET, as the image of units tells it: its establishments stand in order of SIRET.
base::Result<std::shared_ptr<column::Image const>> open_units(TaskContext const& context) {
  return column::Image::open(context.files, context.work.snapshot() + "/" + std::string(schema::units.file), schema::units.kind,
                             schema::units.version);
}

}  // namespace

base::Result<TaskRecord> import_history(TaskContext const& context) {
  auto const& given = *context.file(Kind::history);
  BASSIN_TRY(auto const source, open_source(context.files, given.path));
  BASSIN_TRY(auto const kept, KeptSirets::open(context.files, context.work.path(work_file::sirets)));
  SortedKeys<std::uint64_t> const sirets(kept.all(), siret_bucket);
  BASSIN_TRY(auto const units, open_units(context));
  BASSIN_TRY(auto const row_of, units->column<std::uint32_t>("establishment_row"));
  TaskRecord record;
  SourceReport report{.file = given.stated};
  BASSIN_TRY(auto const places, locate(*source, history_columns(), report));

  WorkerCodes codes(history_codes, context.threads);
  SpillWriter spill(context.files, context.work.path(), std::string(name));
  TallySink sink(context.files, context.work.path(rejects_name(name)), source->name());
  std::vector<HistoryParser> parsers;
  for (unsigned worker = 0; worker < context.threads; ++worker) {
    parsers.emplace_back(places, source->header().size(), source->separator(), RowsBySiret{sirets, row_of.all()}, codes, worker);
  }
  HistoryScan scan(std::move(parsers), rows_a_part(sirets.size()), spill, sink);
  TaskProgress progress(context.progress, name, 2 * source->total_bytes());  // read, then written
  BASSIN_DO(run_blocks(*source, scan, context.threads, progress, context.stop));
  BASSIN_TRY(record.spill, spill.finish());
  BASSIN_DO(codes.write(context.files, context.work.path(work_file::history_codes)));
  BASSIN_TRY(auto const merged, MergedCodes::open(context.files, context.work.path(work_file::history_codes), history_codes));
  progress.start_after(source->total_bytes());
  auto const step = [&](std::uint64_t periods) {
    progress.advance(source->total_bytes() * periods / std::max<std::uint64_t>(scan.kept(), 1), periods);
    return !context.stop.stop_requested();
  };
  BASSIN_TRY(auto const repeated,
             write_history(context.files, context.work.path(), context.work.snapshot(), record.spill, merged, sirets.size(), step));
  BASSIN_DO(context.work.remove_spill(record));
  record.spill.clear();
  BASSIN_DO(sink.finish(report, record.rejects));
  if (repeated > 0) sink.notes().add("period_repeated", {}, repeated);
  if (context.scope.whole_country() && report.file.out_of_scope > 0)
    sink.notes().add("period_without_establishment", {}, report.file.out_of_scope);
  record.outputs = {"snapshot/" + std::string(schema::history.file)};
  record.sources = {report};
  record.notes = sink.notes().list();
  record.numbers = {{"periods", report.file.kept}};
  progress.finish();
  record.seconds = progress.seconds();
  return record;
}

}  // namespace bassin::ingest::internal
