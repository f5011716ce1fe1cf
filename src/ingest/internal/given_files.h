// The files of a request: opened, recognised, and judged before any work starts.
#pragma once

#include <string>
#include <vector>

#include "ingest/internal/tasks.h"

namespace bassin::ingest::internal {

// Errors: those of open_source() and recognise(), "ingest.missing_column", "ingest.kind_twice" (kind, first, second),
// "ingest.no_establishments".
[[nodiscard]] base::Result<std::vector<GivenFile>> examine(base::FileSystem& files, std::vector<std::string> const& paths);

// Of the files (names, sizes, dates, first and last megabyte), the scope, the formats written, the version of the
// program and its reference tables: what makes one import the continuation of another.
[[nodiscard]] base::Result<std::string> fingerprint(base::FileSystem& files, std::vector<GivenFile> const& given, Scope const& scope,
                                                    std::string_view made_by);

// Bytes that the import of the whole country may hold at once on the disk of the data folder, over all its stages: measured
// at 0.55 of the text.
[[nodiscard]] std::uint64_t needed_space(std::vector<GivenFile> const& given);

}  // namespace bassin::ingest::internal
