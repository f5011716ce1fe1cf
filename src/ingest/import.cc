#include "ingest/import.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "column/image.h"
#include "ingest/internal/given_files.h"
#include "ingest/internal/predecessor.h"
#include "ingest/internal/rejects.h"
#include "ingest/internal/tally.h"
#include "ingest/internal/tasks.h"
#include "reference/edition.h"
#include "registry/schema.h"
#include "registry/store.h"

namespace bassin::ingest {

namespace {

using internal::GivenFile;
using internal::Kind;
using internal::TaskRecord;
namespace schema = registry::schema;

constexpr unsigned most_threads = 4;
constexpr std::uint64_t first_real_siren = 325'175;  // the demonstration has smaller ones: docs/formats/synthetic.md

std::uint64_t peak_memory() {
  struct rusage usage {};
  return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024 : 0;
}

unsigned thread_count(int wanted) {
  auto const machine = std::max(1U, std::min(std::thread::hardware_concurrency(), most_threads));
  return wanted > 0 ? static_cast<unsigned>(wanted) : machine;
}

class Import {
 public:
  Import(ImportRequest const& request, base::FileSystem& files, Progress& progress, std::stop_token stop)
      : request_(request), files_(files), progress_(progress), stop_(std::move(stop)), store_(files, request.data_folder) {}

  base::Result<ImportReport> run() {
    auto const start = std::chrono::steady_clock::now();
    BASSIN_TRY(given_, internal::examine(files_, request_.files));
    BASSIN_TRY(auto const scope, internal::ScopeFilter::make(request_.scope));
    BASSIN_TRY(auto const lock, store_.lock());
    BASSIN_TRY(fingerprint_, internal::fingerprint(files_, given_, request_.scope, request_.made_by));
    if (!request_.force) {
      BASSIN_TRY(former_, internal::Predecessor::read(files_, store_, request_.scope.text()));
    }
    BASSIN_DO(former_.check_given(given_));
    BASSIN_TRY(auto work, internal::WorkFolder::open(files_, store_.work_folder(), fingerprint_));
    BASSIN_DO(check_space(work));
    internal::TaskContext const context{files_, given_, scope, work, progress_, stop_, thread_count(request_.threads)};
    BASSIN_DO(run_tasks(context));
    BASSIN_DO(publish(context));
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report_.peak_memory_bytes = peak_memory();
    return std::move(report_);
  }

 private:
  // Asks for the room that is still missing. Of a smaller scope nobody knows beforehand how much it takes.
  base::Result<void> check_space(internal::WorkFolder const& work) const {
    if (request_.scope.kind != Scope::Kind::country) return {};
    BASSIN_TRY(auto const held, work.bytes());
    BASSIN_TRY(auto const free, files_.free_space(request_.data_folder));
    auto const whole = internal::needed_space(given_);
    auto const needed = whole - std::min(whole, held);
    if (free >= needed) return {};
    return base::Error("ingest.disk_space",
                       {{"path", request_.data_folder}, {"needed", std::to_string(needed)}, {"free", std::to_string(free)}});
  }

  // Takes the record of an earlier run where the task is done, else runs it.
  template <class Task>
  base::Result<void> run_task(internal::TaskContext const& context, std::string_view name, bool with_spill, Task task) {
    auto record = context.work.done(name, with_spill);
    bool const resumed = record.has_value();
    if (!resumed) {
      if (stop_.stop_requested()) return base::Error("ingest.stopped");
      BASSIN_TRY(record, task());
      BASSIN_DO(context.work.mark_done(name, *record));
    }
    report_.tasks.push_back({std::string(name), record->seconds, resumed});
    records_.emplace(name, *std::move(record));
    auto kept = check_kept(name);
    if (!kept.ok()) return with_rejects(context, std::move(kept).error());
    return {};
  }

  base::Result<void> run_tasks(internal::TaskContext const& context) {
    // What the task "columns" has used up need not be there any more.
    bool const columns_done = context.work.done("columns", false).has_value();
    BASSIN_DO(run_task(context, "establishments", !columns_done, [&] { return internal::scan_establishments(context); }));
    bool const positions = context.file(Kind::geolocation) != nullptr || context.file(Kind::longitude_latitude) != nullptr;
    if (context.file(Kind::units) != nullptr) {
      BASSIN_DO(run_task(context, "units", !columns_done, [&] { return internal::scan_units(context); }));
    }
    if (positions) BASSIN_DO(run_task(context, "positions", true, [&] { return internal::scan_positions(context); }));
    BASSIN_DO(run_task(context, "columns", true, [&] { return internal::write_columns(context, records_); }));
    for (auto const& [name, record] : records_) BASSIN_DO(context.work.remove_spill(record));
    if (context.file(Kind::history) != nullptr) {
      BASSIN_DO(run_task(context, "history", true, [&] { return internal::import_history(context); }));
    }
    BASSIN_DO(run_task(context, "orders", true, [&] { return internal::make_orders(context); }));
    return run_task(context, "names", true, [&] { return internal::make_names(context); });
  }

  // Refuses an empty snapshot, and one much smaller than that in use of the same scope.
  base::Result<void> check_kept(std::string_view task) const {
    for (auto const& source : records_.find(task)->second.sources) {
      if (source.file.kept == 0 && task == "establishments") return nothing_kept(source);
      if (task != "positions") BASSIN_DO(former_.check_kept(source.file));
    }
    if (task == "columns") return former_.check_positions(records_.find(task)->second.numbers.at("positions"));
    return {};
  }

  [[nodiscard]] base::Error nothing_kept(SourceReport const& source) const {
    auto const& file = source.file;
    auto const scope = request_.scope.text();
    if (file.rejected == 0) return base::Error("ingest.nothing_kept", {{"file", file.name}, {"scope", scope}});
    auto const most = std::ranges::max_element(source.rejected, {}, &ReasonCount::rows);
    return base::Error("ingest.all_rejected", {{"file", file.name},
                                               {"scope", scope},
                                               {"rows", std::to_string(file.rows)},
                                               {"rejected", std::to_string(file.rejected)},
                                               {"reason", most->reason},
                                               {"rejects", ""}});
  }

  base::Result<void> publish(internal::TaskContext const& context) {
    collect_reports();
    BASSIN_TRY(report_.manifest, manifest(context));
    auto const& id = report_.manifest.id;
    BASSIN_DO(base::replace_file(files_, context.work.snapshot() + "/manifest.json", registry::to_json(report_.manifest)));
    BASSIN_TRY(auto const snapshot, registry::Snapshot::open(files_, context.work.snapshot()));  // what is published opens
    BASSIN_DO(write_rejects(context, id));
    if (stop_.stop_requested()) return base::Error("ingest.stopped");
    BASSIN_DO(store_.publish(context.work.snapshot(), id, request_.keep));
    (void)context.work.remove();  // the snapshot is in use; what stays behind goes with the next import
    return {};
  }

  void collect_reports() {
    internal::Notes notes;
    for (auto const& task : report_.tasks) {
      auto const& record = records_.find(task.task)->second;
      notes.add(internal::Notes::of(record.notes));
      report_.sources.insert(report_.sources.end(), record.sources.begin(), record.sources.end());
    }
    report_.notes = notes.list();
  }

  [[nodiscard]] std::string id_at(std::int64_t seconds) const {
    std::string time;
    for (char const c : base::timestamp_to_iso(seconds)) {
      if (c >= '0' && c <= '9') time.push_back(c);
    }
    return time.substr(0, 8) + "-" + time.substr(8, 6) + "-" + fingerprint_.substr(0, 4);
  }

  // The time, and a few digits that tell two data folders apart. Ids sort by age: one that would not stand behind those of the
  // last minute takes a later second. A clock that was set back further is left as it is.
  [[nodiscard]] std::string make_id() const {
    auto const kept = store_.list();
    std::string newest;
    if (kept.ok() && !kept->empty()) newest = kept->front().id;
    for (auto now = request_.now; now < request_.now + 60; ++now) {
      auto id = id_at(now);
      if (id > newest) return id;
    }
    auto now = request_.now;
    while (files_.exists(store_.snapshot_folder(id_at(now)))) ++now;
    return id_at(now);
  }

  [[nodiscard]] std::optional<base::Date> data_date() const {
    if (request_.data_date) return request_.data_date;
    auto const latest = records_.find("establishments")->second.numbers.at("latest_processed");
    if (latest == 0) return std::nullopt;
    return base::Date{static_cast<std::int32_t>(latest / 86400)};
  }

  base::Result<registry::Manifest> manifest(internal::TaskContext const& context) const {
    auto const& columns = records_.find("columns")->second.numbers;
    auto const& scanned = records_.find("establishments")->second;
    registry::Manifest made;
    made.id = make_id();
    made.made_by = request_.made_by;
    made.reference = reference::edition();
    made.made_at = request_.now;
    made.scope = request_.scope.text();
    made.data_date = data_date();
    made.establishments = columns.at("establishments");
    made.units = columns.at("units");
    made.positions = columns.at("positions");
    made.has_units = records_.contains("units");
    made.has_history = records_.contains("history");
    if (made.has_history) made.periods = records_.find("history")->second.numbers.at("periods");
    made.has_activity_2025 = context.file(Kind::establishments)->has_activity_2025;
    made.fictitious = request_.fictitious || scanned.numbers.at("greatest_siren") < first_real_siren;
    for (auto const& source : report_.sources) made.sources.push_back(source.file);
    for (auto const& component : schema::components) {
      if (!component.required && !made.has_history) continue;
      auto const file = std::string(component.file);
      BASSIN_TRY(auto const status, files_.status(context.work.snapshot() + "/" + file));
      made.components.push_back({std::string(component.kind), file, component.version, status.size});
    }
    return made;
  }

  // One file of all rejected lines so far, next to the snapshots unless asked elsewhere.
  base::Result<void> write_rejects(internal::TaskContext const& context, std::string const& id) {
    std::vector<std::string> parts;
    for (auto const& task : report_.tasks) {
      for (auto const& name : records_.find(task.task)->second.rejects) parts.push_back(context.work.path(name));
    }
    if (parts.empty()) return {};
    auto const path = request_.rejects_path.empty() ? request_.data_folder + "/rejected-" + id + ".csv" : request_.rejects_path;
    BASSIN_DO(internal::join_rejects(files_, parts, path));
    report_.rejects_path = path;
    return {};
  }

  // A refusal for the sake of rows read tells where the rejected ones stand; that they cannot be written does not hide it.
  base::Error with_rejects(internal::TaskContext const& context, base::Error refusal) {
    if (!write_rejects(context, make_id()).ok()) return refusal;
    for (auto& [name, value] : refusal.values) {
      if (name == "rejects") value = report_.rejects_path;
    }
    return refusal;
  }

  ImportRequest const& request_;
  base::FileSystem& files_;
  Progress& progress_;
  std::stop_token stop_;
  registry::Store store_;
  std::vector<GivenFile> given_;
  internal::Predecessor former_;
  std::string fingerprint_;
  internal::TaskRecords records_;
  ImportReport report_;
};

class Silence final : public Progress {
 public:
  void report(ProgressTick const&) override {}
};

}  // namespace

Progress& silent_progress() {
  static Silence silence;
  return silence;
}

base::Result<ImportReport> run_import(ImportRequest const& request, base::FileSystem& files, Progress& progress, std::stop_token stop) {
  try {
    return Import(request, files, progress, std::move(stop)).run();
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
}

}  // namespace bassin::ingest
