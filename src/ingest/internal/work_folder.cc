#include "ingest/internal/work_folder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/checksum.h"
#include "ingest/internal/page_hint.h"

namespace bassin::ingest::internal {

namespace {

using nlohmann::json;

constexpr std::size_t checksum_step = 16U << 20U;

json to_json(SourceReport const& report) {
  json rejected = json::array();
  for (auto const& [reason, rows] : report.rejected) rejected.push_back({{"reason", reason}, {"rows", rows}});
  auto const& file = report.file;
  return {{"kind", file.kind},
          {"name", file.name},
          {"bytes", file.bytes},
          {"modified", file.modified},
          {"columns", file.columns},
          {"rows", file.rows},
          {"kept", file.kept},
          {"rejected_rows", file.rejected},
          {"out_of_scope", file.out_of_scope},
          {"rejected", rejected},
          {"ignored_columns", report.ignored_columns},
          {"absent_columns", report.absent_columns}};
}

SourceReport source_of(json const& from) {
  SourceReport report;
  auto& file = report.file;
  from.at("kind").get_to(file.kind);
  from.at("name").get_to(file.name);
  from.at("bytes").get_to(file.bytes);
  from.at("modified").get_to(file.modified);
  from.at("columns").get_to(file.columns);
  from.at("rows").get_to(file.rows);
  from.at("kept").get_to(file.kept);
  from.at("rejected_rows").get_to(file.rejected);
  from.at("out_of_scope").get_to(file.out_of_scope);
  for (auto const& count : from.at("rejected")) report.rejected.push_back({count.at("reason"), count.at("rows")});
  from.at("ignored_columns").get_to(report.ignored_columns);
  from.at("absent_columns").get_to(report.absent_columns);
  return report;
}

json to_json(TaskRecord const& record) {
  json sources = json::array();
  for (auto const& report : record.sources) sources.push_back(to_json(report));
  json notes = json::array();
  for (auto const& note : record.notes) notes.push_back({{"code", note.code}, {"rows", note.rows}, {"examples", note.examples}});
  json spill = json::array();
  for (auto const& file : record.spill)
    spill.push_back({{"part", file.part}, {"name", file.name}, {"bytes", file.bytes}, {"records", file.records}});
  return {{"seconds", record.seconds}, {"outputs", record.outputs},
          {"rejects", record.rejects}, {"spill", spill},
          {"sources", sources},        {"notes", notes},
          {"numbers", record.numbers}};
}

TaskRecord record_of(json const& from) {
  TaskRecord record;
  from.at("seconds").get_to(record.seconds);
  from.at("outputs").get_to(record.outputs);
  from.at("rejects").get_to(record.rejects);
  for (auto const& file : from.at("spill"))
    record.spill.push_back({file.at("part"), file.at("name"), file.at("bytes"), file.at("records")});
  for (auto const& report : from.at("sources")) record.sources.push_back(source_of(report));
  for (auto const& note : from.at("notes")) record.notes.push_back({note.at("code"), note.at("rows"), note.at("examples")});
  from.at("numbers").get_to(record.numbers);
  return record;
}

std::vector<std::string> lasting_files(TaskRecord const& record) {
  auto names = record.outputs;
  names.insert(names.end(), record.rejects.begin(), record.rejects.end());
  return names;
}

std::string record_name(std::string_view task) { return std::string(task) + ".done"; }

}  // namespace

base::Result<WorkFolder> WorkFolder::open(base::FileSystem& files, std::string const& root, std::string const& fingerprint) {
  BASSIN_DO(files.make_directories(root));
  BASSIN_TRY(auto const others, files.list(root));
  for (auto const& name : others) {
    if (name != fingerprint) BASSIN_DO(files.remove(root + "/" + name));
  }
  WorkFolder folder(files, root + "/" + fingerprint);
  BASSIN_DO(files.make_directories(folder.snapshot()));
  return folder;
}

base::Result<std::uint64_t> WorkFolder::bytes() const {
  std::uint64_t sum = 0;
  for (auto const& folder : {path(), snapshot()}) {
    BASSIN_TRY(auto const names, files_->list(folder));
    for (auto const& name : names) {
      BASSIN_TRY(auto const status, files_->status(folder + "/" + name));
      if (!status.is_directory) sum += status.size;
    }
  }
  return sum;
}

base::Result<std::uint64_t> WorkFolder::checksum_of(std::string const& name) const {
  BASSIN_TRY(auto const mapped, files_->map(path(name)));
  PageHint hint(mapped->text());
  auto const bytes = mapped->bytes();
  std::uint64_t sum = bytes.size();
  for (std::size_t at = 0; at < bytes.size(); at += checksum_step) {
    std::uint64_t const pair[] = {sum, base::checksum(bytes.subspan(at, std::min(checksum_step, bytes.size() - at)))};
    sum = base::checksum(std::as_bytes(std::span(pair)));
    hint.done_before(at);
  }
  return sum;
}

std::optional<TaskRecord> WorkFolder::done(std::string_view task, bool with_spill) const {
  auto const text = files_->read(path(record_name(task)));
  if (!text.ok()) return std::nullopt;
  auto const parsed = json::parse(*text, nullptr, false);
  try {
    auto record = record_of(parsed.at("record"));
    std::map<std::string, std::uint64_t> sums = parsed.at("checksums");
    auto names = lasting_files(record);
    for (auto const& file : record.spill) {
      if (with_spill) names.push_back(file.name);
    }
    for (auto const& name : names) {
      auto const sum = checksum_of(name);
      if (!sum.ok() || *sum != sums.at(name)) return std::nullopt;
    }
    return record;
  } catch (json::exception const&) {
    return std::nullopt;  // a record that does not read is one of a task not done
  } catch (std::out_of_range const&) {
    return std::nullopt;
  }
}

base::Result<void> WorkFolder::mark_done(std::string_view task, TaskRecord const& record) {
  std::map<std::string, std::uint64_t> sums;
  for (auto const& name : lasting_files(record)) {
    BASSIN_TRY(sums[name], checksum_of(name));
  }
  for (auto const& file : record.spill) {
    BASSIN_TRY(sums[file.name], checksum_of(file.name));
  }
  json const all{{"record", to_json(record)}, {"checksums", sums}};
  return base::replace_file(*files_, path(record_name(task)), all.dump(1, ' ', false, json::error_handler_t::replace));
}

base::Result<void> WorkFolder::remove_spill(TaskRecord const& record) {
  for (auto const& file : record.spill) BASSIN_DO(files_->remove(path(file.name)));
  return {};
}

base::Result<void> WorkFolder::remove() { return files_->remove(path_); }

}  // namespace bassin::ingest::internal
