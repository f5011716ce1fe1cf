#include <limits>

#include "ingest/internal/establishment_scan.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/tasks.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view name = "establishments";

}  // namespace

base::Result<TaskRecord> scan_establishments(TaskContext const& context) {
  auto const& given = *context.file(Kind::establishments);
  BASSIN_TRY(auto const source, open_source(context.files, given.path));
  TaskRecord record;
  SourceReport report{.file = given.stated};
  BASSIN_TRY(auto const places, locate(*source, establishment_columns(), report));

  WorkerCodes codes(establishment_codes, context.threads);
  SpillWriter spill(context.files, context.work.path(), std::string(name));
  TallySink sink(context.files, context.work.path(rejects_name(name)), source->name());
  std::vector<EstablishmentParser> parsers;
  for (unsigned worker = 0; worker < context.threads; ++worker) {
    parsers.emplace_back(places, source->header().size(), source->separator(), context.scope, codes, worker);
  }
  EstablishmentScan scan(std::move(parsers), spill, sink);
  TaskProgress progress(context.progress, name, source->total_bytes());
  BASSIN_DO(run_blocks(*source, scan, context.threads, progress, context.stop));

  auto const sirets = scan.take_sirets();
  if (sirets.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return base::Error("ingest.too_many_rows",
                       {{"file", source->name()}, {"limit", std::to_string(std::numeric_limits<std::uint32_t>::max() - 1)}});
  }
  BASSIN_DO(KeptSirets::write(context.files, context.work.path(work_file::sirets), sirets));
  BASSIN_DO(codes.write(context.files, context.work.path(work_file::establishment_codes)));
  BASSIN_TRY(record.spill, spill.finish());
  BASSIN_DO(sink.finish(report, record.rejects));
  record.outputs = {std::string(work_file::sirets), std::string(work_file::establishment_codes)};
  record.sources = {report};
  record.notes = sink.notes().list();
  record.numbers = {{"latest_processed", scan.latest_processed()}, {"greatest_siren", sirets.empty() ? 0 : sirets.back() / nics}};
  progress.finish();
  record.seconds = progress.seconds();
  return record;
}

}  // namespace bassin::ingest::internal
