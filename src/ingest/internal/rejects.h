// The file of rejected lines: what it shows of a row, and how it comes about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "ingest/csv.h"

namespace bassin::ingest::internal {

// What may be shown of a row whose fields were read: all of it for diffusion O; else its identifier, empty where that is no number.
[[nodiscard]] std::string_view shown_text(csv::Record const& record, std::string_view diffusion, std::string_view identifier);
// The same for a row whose fields were not read: all of it, unless a field may be a diffusion P or N, or the file states none.
[[nodiscard]] std::string_view shown_unread(csv::Record const& record, char separator, bool states_diffusion);
// A SIREN or SIRET with its leading zeros.
[[nodiscard]] std::string padded(std::uint64_t identifier, std::size_t digits);

// Puts the files of rejected lines at `parts`, one after the other under one header, into one at `path`, which is there
// as a whole or not at all. For its owner alone: lines may name persons.
[[nodiscard]] base::Result<void> join_rejects(base::FileSystem& files, std::vector<std::string> const& parts, std::string const& path);

}  // namespace bassin::ingest::internal
