#include "ingest/internal/orders.h"
#include "ingest/internal/tasks.h"
#include "registry/columns.h"
#include "registry/name_index_builder.h"

namespace bassin::ingest::internal {

namespace {

namespace schema = registry::schema;

base::Result<registry::Establishments> open_establishments(TaskContext const& context) {
  auto const& component = schema::establishments;
  BASSIN_TRY(auto image, column::Image::open(context.files, context.work.snapshot() + "/" + std::string(component.file), component.kind,
                                             component.version));
  return registry::Establishments::open(std::move(image));
}

base::Result<registry::Units> open_units(TaskContext const& context) {
  auto const& component = schema::units;
  BASSIN_TRY(auto image, column::Image::open(context.files, context.work.snapshot() + "/" + std::string(component.file), component.kind,
                                             component.version));
  return registry::Units::open(std::move(image));
}

}  // namespace

base::Result<TaskRecord> make_orders(TaskContext const& context) {
  BASSIN_TRY(auto const establishments, open_establishments(context));
  TaskProgress progress(context.progress, "orders", std::uint64_t{2} * establishments.rows());
  BASSIN_DO(write_orders(context.files, context.work.snapshot(), establishments, [&](std::uint64_t done) {
    progress.advance(done, done / 2);
    return !context.stop.stop_requested();
  }));
  progress.finish();
  TaskRecord record;
  record.seconds = progress.seconds();
  record.outputs = {"snapshot/" + std::string(schema::orders.file)};
  return record;
}

base::Result<TaskRecord> make_names(TaskContext const& context) {
  BASSIN_TRY(auto const establishments, open_establishments(context));
  BASSIN_TRY(auto const units, open_units(context));
  TaskProgress progress(context.progress, "names", establishments.rows());
  auto const step = [&](std::uint64_t done, std::uint64_t total) {
    progress.advance(establishments.rows() * done / std::max<std::uint64_t>(total, 1), done);
    return !context.stop.stop_requested();
  };
  auto const path = context.work.snapshot() + "/" + std::string(schema::names.file);
  auto const built = registry::build_name_index(context.files, establishments, units, context.work.path(), path, step);
  if (!built.ok() && context.stop.stop_requested()) return base::Error("ingest.stopped");
  BASSIN_DO(built);
  progress.finish();
  TaskRecord record;
  record.seconds = progress.seconds();
  record.outputs = {"snapshot/" + std::string(schema::names.file)};
  return record;
}

}  // namespace bassin::ingest::internal
