#include "column/image_writer.h"
#include "ingest/internal/position_scan.h"
#include "ingest/internal/tasks.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view name = "positions";

base::Result<void> scan_file(TaskContext const& context, GivenFile const& given, SortedKeys<std::uint64_t> const& sirets,
                             PositionTable& table, TaskProgress& progress, TaskRecord& record) {
  BASSIN_TRY(auto const source, open_source(context.files, given.path));
  SourceReport report{.file = given.stated};
  BASSIN_TRY(auto const places, locate(*source, position_columns(given.kind, *source), report));
  bool const geolocation = given.kind == Kind::geolocation;
  TallySink sink(context.files, context.work.path(rejects_name(geolocation ? "geolocation" : "longitude_latitude")), source->name());
  std::vector<PositionParser> parsers;
  for (unsigned worker = 0; worker < context.threads; ++worker)
    parsers.emplace_back(places, source->header().size(), source->separator(), sirets);
  auto const origin = geolocation ? registry::PositionSource::geolocation_file : registry::PositionSource::longitude_latitude_file;
  PositionScan scan(std::move(parsers), sirets, origin, table, sink);
  BASSIN_DO(run_blocks(*source, scan, context.threads, progress, context.stop));
  BASSIN_DO(sink.finish(report, record.rejects));
  if (context.scope.whole_country() && report.file.out_of_scope > 0)
    sink.notes().add("position_without_establishment", {}, report.file.out_of_scope);
  record.sources.push_back(report);
  auto notes = Notes::of(record.notes);
  notes.add(sink.notes());
  record.notes = notes.list();
  return {};
}

base::Result<void> write_table(base::FileSystem& files, std::string const& path, PositionTable const& table) {
  column::ImageWriter image(files, path, "ingest.positions", 1);
  image.write<std::int32_t>("lon", table.lon);
  image.write<std::int32_t>("lat", table.lat);
  image.write<std::uint8_t>("quality", table.quality);
  image.write<std::uint8_t>("source", table.source);
  BASSIN_DO(image.finish());
  return {};
}

}  // namespace

base::Result<TaskRecord> scan_positions(TaskContext const& context) {
  BASSIN_TRY(auto const kept, KeptSirets::open(context.files, context.work.path(work_file::sirets)));
  SortedKeys<std::uint64_t> const sirets(kept.all(), siret_bucket);
  PositionTable table(sirets.size());
  TaskRecord record;
  // The first file that knows a position has the say.
  std::vector<GivenFile const*> given;
  std::uint64_t total = 0;
  for (auto const kind : {Kind::geolocation, Kind::longitude_latitude}) {
    if (context.file(kind) == nullptr) continue;
    given.push_back(context.file(kind));
    total += given.back()->stated.bytes;
  }
  TaskProgress progress(context.progress, name, total);
  std::uint64_t before = 0;
  for (auto const* const file : given) {
    progress.start_after(before);
    BASSIN_DO(scan_file(context, *file, sirets, table, progress, record));
    before += file->stated.bytes;
  }
  BASSIN_DO(write_table(context.files, context.work.path(work_file::positions), table));
  record.outputs = {std::string(work_file::positions)};
  progress.finish();
  record.seconds = progress.seconds();
  return record;
}

}  // namespace bassin::ingest::internal
