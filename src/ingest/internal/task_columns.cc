#include <algorithm>
#include <optional>

#include "column/image_writer.h"
#include "column/text_writer.h"
#include "ingest/internal/row_columns.h"
#include "ingest/internal/tasks.h"
#include "ingest/internal/unit_columns.h"

namespace bassin::ingest::internal {

namespace {

namespace schema = registry::schema;

constexpr std::string_view name = "columns";

// Positions from files, kept open.
struct OpenPositions {
  std::shared_ptr<column::Image const> image;
  FilePositions columns;
};

base::Result<OpenPositions> open_positions(TaskContext const& context, bool given) {
  OpenPositions open;
  if (!given) return open;
  BASSIN_TRY(open.image, column::Image::open(context.files, context.work.path(work_file::positions), "ingest.positions", 1));
  BASSIN_TRY(auto const lon, open.image->column<std::int32_t>("lon"));
  BASSIN_TRY(auto const lat, open.image->column<std::int32_t>("lat"));
  BASSIN_TRY(auto const quality, open.image->column<std::uint8_t>("quality"));
  BASSIN_TRY(auto const source, open.image->column<std::uint8_t>("source"));
  open.columns = {lon.all(), lat.all(), quality.all(), source.all()};
  return open;
}

std::string snapshot_file(TaskContext const& context, schema::Component const& component) {
  return context.work.snapshot() + "/" + std::string(component.file);
}

// Writes the columns of units and the dictionaries of their codes; the image stays open for what rows add.
base::Result<UnitFacts> write_units(TaskContext const& context, TaskRecords const& before, std::span<std::uint64_t const> sirets,
                                    column::ImageWriter& image, Step const& step) {
  UnitInputs inputs{.sirets = sirets};
  std::optional<MergedCodes> codes;
  if (auto const units = before.find("units"); units != before.end()) {
    BASSIN_TRY(codes, MergedCodes::open(context.files, context.work.path(work_file::unit_codes), unit_codes));
    inputs.spill = &units->second.spill;
    inputs.codes = &*codes;
    BASSIN_DO(codes->copy_into(image));
  } else {
    for (auto const& column : unit_codes) column::DictionaryBuilder().write(image, std::string(column.name));
  }
  UnitColumns columns(context.files, context.work.path(), image, context.work.path(work_file::unit_names));
  return columns.write(inputs, step);
}

// What a task has set aside.
struct Spilled {
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;

  explicit Spilled(TaskRecords const& before, std::string_view task) {
    auto const found = before.find(task);
    if (found == before.end()) return;
    for (auto const& file : found->second.spill) {
      bytes += file.bytes;
      records += file.records;
    }
  }
  // Bytes that so many records make up.
  [[nodiscard]] std::uint64_t share(std::uint64_t done) const { return records == 0 ? 0 : bytes * std::min(done, records) / records; }
};

}  // namespace

base::Result<TaskRecord> write_columns(TaskContext const& context, TaskRecords const& before) {
  auto const& scanned = before.find("establishments")->second;
  Spilled const establishments(before, "establishments");
  Spilled const described_units(before, "units");
  TaskProgress progress(context.progress, name, establishments.bytes + described_units.bytes);
  auto const step_of = [&](Spilled const& work) -> Step {
    return [&](std::uint64_t done) {
      progress.advance(work.share(done), done);
      return !context.stop.stop_requested();
    };
  };
  BASSIN_TRY(auto const kept, KeptSirets::open(context.files, context.work.path(work_file::sirets)));
  SortedKeys<std::uint64_t> const sirets(kept.all(), siret_bucket);
  column::ImageWriter unit_image(context.files, snapshot_file(context, schema::units), std::string(schema::units.kind),
                                 schema::units.version);
  BASSIN_TRY(auto const units, write_units(context, before, kept.all(), unit_image, step_of(described_units)));
  progress.start_after(described_units.bytes);
  BASSIN_TRY(auto const unit_names, UnitNames::open(context.files, context.work.path(work_file::unit_names)));
  BASSIN_TRY(auto const codes, MergedCodes::open(context.files, context.work.path(work_file::establishment_codes), establishment_codes));
  BASSIN_TRY(auto const positions, open_positions(context, before.contains("positions")));

  RowColumns rows(context.files, context.work.path(), context.work.snapshot(),
                  {.spill = &scanned.spill,
                   .codes = &codes,
                   .sirets = &sirets,
                   .units = &units,
                   .unit_names = &unit_names,
                   .positions = positions.columns,
                   .has_units = before.contains("units")});
  BASSIN_TRY(auto const row_of, rows.write(step_of(establishments)));
  write_establishments_of_units(unit_image, units.sirens(), kept.all(), row_of);
  BASSIN_DO(unit_image.finish());

  TaskRecord record;
  for (auto const& component : {schema::establishments, schema::positions, schema::units})
    record.outputs.push_back("snapshot/" + std::string(component.file));
  record.notes = rows.notes().list();
  record.numbers = {{"establishments", sirets.size()}, {"units", units.sirens().size()}, {"positions", rows.positions()}};
  progress.finish();
  record.seconds = progress.seconds();
  return record;
}

}  // namespace bassin::ingest::internal
