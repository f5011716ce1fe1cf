// An import with its progress on the error stream and its report, for the commands that do one.
#pragma once

#include <stop_token>

#include "app/command.h"
#include "ingest/import.h"

namespace bassin::app {

// What a request of this program holds beside its files, folder and scope: the moment and who makes it.
void sign(ingest::ImportRequest& request);
[[nodiscard]] base::Result<ExitCode> import_with_line(ingest::ImportRequest request, Arguments const& arguments, Session& session,
                                                      std::stop_token const& stop);

}  // namespace bassin::app
