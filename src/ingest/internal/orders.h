// Writes orders.img: the rows of each département by name and by date of creation.
#pragma once

#include <string>

#include "base/file.h"
#include "base/result.h"
#include "registry/columns.h"

namespace bassin::ingest::internal {

[[nodiscard]] base::Result<void> write_orders(base::FileSystem& files, std::string const& snapshot_folder,
                                              registry::Establishments const& establishments);

}  // namespace bassin::ingest::internal
