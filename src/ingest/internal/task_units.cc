#include "ingest/internal/tasks.h"
#include "ingest/internal/unit_scan.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view name = "units";

}  // namespace

base::Result<TaskRecord> scan_units(TaskContext const& context) {
  auto const& given = *context.file(Kind::units);
  BASSIN_TRY(auto const source, open_source(context.files, given.path));
  BASSIN_TRY(auto const kept, KeptSirets::open(context.files, context.work.path(work_file::sirets)));
  SortedKeys<std::uint64_t> const sirets(kept.all(), siret_bucket);
  TaskRecord record;
  SourceReport report{.file = given.stated};
  BASSIN_TRY(auto const places, locate(*source, unit_columns(), report));

  WorkerCodes codes(unit_codes, context.threads);
  SpillWriter spill(context.files, context.work.path(), std::string(name));
  TallySink sink(context.files, context.work.path(rejects_name(name)), source->name());
  std::vector<UnitParser> parsers;
  for (unsigned worker = 0; worker < context.threads; ++worker) {
    parsers.emplace_back(places, source->header().size(), source->separator(), UnitScope{context.scope.whole_country(), &sirets}, codes,
                         worker);
  }
  UnitScan scan(std::move(parsers), spill, sink);
  TaskProgress progress(context.progress, name, source->total_bytes());
  BASSIN_DO(run_blocks(*source, scan, context.threads, progress, context.stop));

  BASSIN_DO(codes.write(context.files, context.work.path(work_file::unit_codes)));
  BASSIN_TRY(record.spill, spill.finish());
  BASSIN_DO(sink.finish(report, record.rejects));
  record.outputs = {std::string(work_file::unit_codes)};
  record.sources = {report};
  record.notes = sink.notes().list();
  progress.finish();
  record.seconds = progress.seconds();
  return record;
}

}  // namespace bassin::ingest::internal
