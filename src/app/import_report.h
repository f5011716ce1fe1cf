// What an import says when it is done: rows in, kept and rejected, and what it noticed.
#pragma once

#include <string>
#include <string_view>

#include "app/command.h"
#include "ingest/import.h"

namespace bassin::app {

[[nodiscard]] base::Result<ExitCode> give_report(ingest::ImportReport const& report, Arguments const& arguments, Session& session);
// "units" -> "unités légales".
[[nodiscard]] std::string task_name(std::string_view task, reference::Language language);

}  // namespace bassin::app
