// What files of establishments over HTTP say: the columns, cells and words of the command line.
#pragma once

#include "service/export.h"

namespace bassin::app {

// `folder`: for files that do not stay. `files` outlives the parts.
[[nodiscard]] service::ExportParts export_parts(base::FileSystem& files, std::string folder);

}  // namespace bassin::app
