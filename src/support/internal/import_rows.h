// Rows of imports as they are kept, and what reading, carrying out and undoing share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "sql/session.h"
#include "support/imports.h"

namespace bassin::support::internal {

inline constexpr std::string_view import_columns =
    "id, organisation, kind, chamber, file, origin, purposes, kept_in, as_of, state, created_at, created_by, ended_at, ended_by, "
    "cells_until";
inline constexpr std::string_view import_row_columns =
    "number, state, cells, verdict, reason, oddities, candidates, business, commune, added, chosen, anyway, expected, deeds, remarks, "
    "version";

[[nodiscard]] SheetImport import_of(sql::Row const& row);
[[nodiscard]] ImportRow import_row_of(sql::Row const& row);
// For the audit trail: no word of a row.
[[nodiscard]] access::Json json_of(SheetImport const& import);

// Of the reader's own organisation. Errors: "support.unknown_import".
[[nodiscard]] base::Result<SheetImport> own_import(sql::Session& session, access::Reader const& reader, std::string const& id);
// That, where the reader may carry it out and take it back too. Errors: also "support.not_yours".
[[nodiscard]] base::Result<SheetImport> changeable_import(sql::Session& session, Act const& act, std::string const& id);
[[nodiscard]] base::Result<void> insert_import_row(sql::Session& session, std::string const& import, ImportRow const& row);
// All but cells and what the matching said. A row that was carried out keeps no cells and no candidates.
[[nodiscard]] base::Result<void> update_import_row(sql::Session& session, std::string const& import, ImportRow const& row);
[[nodiscard]] base::Result<std::vector<ImportRow>> rows_in_state(sql::Session& session, std::string const& import, ImportRowState state,
                                                                 std::size_t limit);
// Those of which it is known what they are about and that are not carried out: of those businesses, at most a block, or of all.
[[nodiscard]] base::Result<std::vector<ImportRow>> open_rows(sql::Session& session, std::string const& import,
                                                             std::vector<std::string> const& businesses);
[[nodiscard]] base::Result<std::vector<ImportRow>> open_rows(sql::Session& session, std::string const& import);
[[nodiscard]] base::Result<std::int64_t> count_in_state(sql::Session& session, std::string const& import, ImportRowState state);
// What was typed in those rows goes; those that were not carried out are left out from then on. How many. `condition`: constant text.
[[nodiscard]] base::Result<std::uint64_t> forget_rows(sql::Session& session, std::string_view condition, sql::Named const& value);

}  // namespace bassin::support::internal
