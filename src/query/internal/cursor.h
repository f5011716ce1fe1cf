// Where a page ended, as an opaque text. It holds nothing of the row but its id: the key is read again, as the audience
// may know it.
#pragma once

#include <string>
#include <string_view>

#include "query/internal/plan.h"
#include "query/page.h"

namespace bassin::query::internal {

[[nodiscard]] std::string make_cursor(Plan const& plan, Sort const& sort, BusinessId const& last);
// Row of the last business of the page before. Errors: "query.cursor_invalid", "query.cursor_other_snapshot",
// "query.cursor_other_overlay".
[[nodiscard]] base::Result<std::uint32_t> read_cursor(Plan const& plan, Sort const& sort, std::string_view cursor);

}  // namespace bassin::query::internal
