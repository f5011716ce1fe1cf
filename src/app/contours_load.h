// Contours of communes into the data folder, for the commands and the job that do it.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "contours/load.h"
#include "reference/language.h"

namespace bassin::app {

// What `bassin fetch` brought into <data>/sources; nothing where no contours are there. Errors: those of contours::load().
[[nodiscard]] base::Result<std::optional<contours::Loaded>> load_fetched_contours(std::string const& data, base::FileSystem& files);

// What was done, in one line.
[[nodiscard]] std::string contours_line(contours::Loaded const& loaded, reference::Language language);

}  // namespace bassin::app
