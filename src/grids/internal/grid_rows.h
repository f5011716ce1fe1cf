// Rows of grids and of their headings, and who may touch them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "grids/grid.h"
#include "sql/session.h"

namespace bassin::grids::internal {

[[nodiscard]] std::string json_of(Grid const& grid);
[[nodiscard]] std::string json_of(Heading const& heading);

[[nodiscard]] base::Result<void> insert(sql::Session& session, Grid const& grid);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Heading const& heading);
[[nodiscard]] base::Result<void> update(sql::Session& session, Grid const& grid);
[[nodiscard]] base::Result<void> update(sql::Session& session, Heading const& heading);

// Of a grid, as they stand in the table, with what counts under each: three statements.
[[nodiscard]] base::Result<std::vector<Heading>> read_headings(sql::Session& session, std::string const& grid);
// Of what stands under headings of a grid: a condition with ":id".
inline constexpr std::string_view under_headings = "heading in (select id from grid_heading where grid = :id and removed_at is null)";
// The grid of a heading. Errors: "grid.unknown_heading" (id).
[[nodiscard]] base::Result<std::string> grid_of_heading(sql::Session& session, std::string const& heading);

// One that the reader enters values of. Errors: "grid.unknown" (id), "grid.not_yours".
[[nodiscard]] base::Result<Grid> enterable(sql::Session& session, access::Reader const& reader, std::string const& id);
// One that the reader writes. Errors: "grid.unknown" (id), "grid.not_yours".
[[nodiscard]] base::Result<Grid> writable(sql::Session& session, access::Reader const& reader, std::string const& id);
// Its grid is one that the reader writes; of another's it is not told that it exists. Errors: "grid.unknown_heading" (id),
// "grid.not_yours".
[[nodiscard]] base::Result<Heading> writable_heading(sql::Session& session, access::Reader const& reader, std::string const& id);

// Error `unknown` in place of "grid.unknown".
template <class T>
[[nodiscard]] base::Result<T> told_as(base::Result<T> result, base::Error unknown) {
  if (!result.ok() && result.error().code == "grid.unknown") return unknown;
  return result;
}

}  // namespace bassin::grids::internal
