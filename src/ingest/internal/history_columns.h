// Writes history.img from the periods set aside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "ingest/internal/codes.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/spill.h"

namespace bassin::ingest::internal {

// `step` is told the periods written so far. Returns how many periods follow one of
// the same establishment, start and end.
[[nodiscard]] base::Result<std::uint64_t> write_history(base::FileSystem& files, std::string const& work_folder,
                                                        std::string const& snapshot_folder, std::vector<SpillFile> const& parts,
                                                        MergedCodes const& codes, std::uint32_t rows, Step const& step);

}  // namespace bassin::ingest::internal
