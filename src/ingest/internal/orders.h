// Writes orders.img: the rows of each département by name and by date of creation.
#pragma once

#include <string>

#include "base/file.h"
#include "base/result.h"
#include "ingest/internal/pipeline.h"
#include "registry/columns.h"

namespace bassin::ingest::internal {

// `step` is told rows put in order, each in the end twice.
[[nodiscard]] base::Result<void> write_orders(base::FileSystem& files, std::string const& snapshot_folder,
                                              registry::Establishments const& establishments, Step const& step);

}  // namespace bassin::ingest::internal
