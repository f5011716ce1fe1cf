// Files of a grid's report, made by the jobs that make those of conventions' reports, and kept in the store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convention/reading.h"
#include "convention/report_document.h"
#include "grids/grid.h"

namespace bassin::grids {

struct GridDocument {
  std::string id, grid;
  convention::Form form = convention::Form::pdf;  // never page
  convention::Period period;
  std::string job;                          // that makes it
  std::string asked_at, asked_by, made_at;  // "": not made yet
};

// The latest of each form. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<GridDocument>> documents_of(sql::Session& session, access::Reader const& reader,
                                                                   std::string const& grid);
// In place of the one of that form before. Whoever sees the grid may ask. Errors: "grid.unknown" (id), "convention.bad_value" of the form.
[[nodiscard]] base::Result<GridDocument> ask_document(sql::Session& session, Act const& act, GridDocument document);
// By the job, before it begins: false where another one was asked for meanwhile, or the grid is gone.
[[nodiscard]] base::Result<bool> is_awaited(sql::Session& session, std::string const& id);
// By the job; false as above.
[[nodiscard]] base::Result<bool> keep_document(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at);

struct GridFile {
  GridDocument document;
  std::string bytes;
};
// Errors: "convention.unknown_document" (id), also while it is not made, and for a grid that the reader does not see.
[[nodiscard]] base::Result<GridFile> document_file(sql::Session& session, access::Reader const& reader, std::string const& id);

}  // namespace bassin::grids
