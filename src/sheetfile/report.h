// What a run says of itself: the exit code and one line of JSON (docs/formats/sheetfile.md).
#pragma once

#include <string>

#include "base/error.h"
#include "sheetfile/output.h"
#include "sheetfile/read.h"

namespace bassin::sheetfile {

enum ExitCode : int { kDone = 0, kUsage = 2, kUnreadable = 3, kNoSheet = 4, kLimit = 5, kNotConfined = 7 };

[[nodiscard]] std::string success_line(Form const& form, Output const& output);
[[nodiscard]] std::string failure_line(base::Error const& error);
[[nodiscard]] ExitCode exit_code(base::Error const& error);

}  // namespace bassin::sheetfile
