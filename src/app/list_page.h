// One page of establishments in an answer, for the commands that list.
#pragma once

#include <cstdint>

#include "app/answer.h"
#include "app/arguments.h"
#include "app/row_columns.h"
#include "query/page.h"

namespace bassin::app {

// --sort, --limit, --cursor, --all. Errors: "app.bad_number", "app.all_with_pages" (option), those of sorts.
[[nodiscard]] base::Result<query::PageRequest> page_request(Arguments const& arguments);
struct Listed {
  std::uint64_t total = 0;  // establishments in all
  query::Scope scope;       // what the list says of itself
};
// Adds the table of rows, the cursor of the next page and, for an empty list, what would fill it.
[[nodiscard]] base::Result<Listed> add_page(Answer& answer, query::PreparedFilter const& prepared, query::PageRequest const& request,
                                            bool all, RowTable rows, Language language);

}  // namespace bassin::app
