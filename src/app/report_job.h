// The files of reports: a page of HTML (module printing), made PDF by WeasyPrint or an editable document by pandoc, both beside the server.
#pragma once

#include <string>

#include "jobs/worker.h"

namespace bassin::base {
class FileSystem;
}

namespace bassin::app {

// The page stands in a private folder of `place` while a program reads it. Errors of a job: "report.no_program" (program),
// "report.program_failed" (program, reason), those of files and of the store.
[[nodiscard]] jobs::Kind report_kind(sql::Store& store, base::FileSystem& files, std::string place);

}  // namespace bassin::app
