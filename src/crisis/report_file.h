// Situation reports as files, made by the jobs that make reports, and kept in the store: one for the room, one for all.
#pragma once

#include <string>
#include <vector>

#include "convention/report_document.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

struct ReportFile {
  std::string id, report;  // report: its id
  std::int64_t number = 0;
  bool for_all = true;
  convention::Form form = convention::Form::pdf;  // never page
  std::string job;
  std::string asked_at, asked_by, made_at;  // made_at "": not made yet
};

// Of a report, the latest of each form, as told to the room or to all. By who reads it so; for the room: by who sees what is personal.
// Errors: those of find_report().
[[nodiscard]] base::Result<std::vector<ReportFile>> files_of_report(sql::Session& session, access::Reader const& reader,
                                                                    std::string const& crisis, std::int64_t number, bool for_all);
// In place of the one of that form before; `report` and `number` are filled in. Errors: also "crisis.bad_value" of the form.
[[nodiscard]] base::Result<ReportFile> ask_report_file(sql::Session& session, Act const& act, std::string const& crisis,
                                                       std::int64_t number, ReportFile file);
// By the job: false where another one was asked for meanwhile.
[[nodiscard]] base::Result<bool> report_file_is_awaited(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<bool> keep_report_file(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at);

struct MadeFile {
  ReportFile file;
  std::string bytes;
};
// Errors: "crisis.unknown_file" (id), also while it is not made, and for who does not read it so.
[[nodiscard]] base::Result<MadeFile> made_report_file(sql::Session& session, access::Reader const& reader, std::string const& id);

// All of a crisis, at its anonymisation. How many.
[[nodiscard]] base::Result<std::uint64_t> drop_report_files(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis
