// Who inherits a record `r` of support::inherited_sql(), beside the organisation `f` that loses it, of the change :change.
#pragma once

#include <string_view>

#include "support/inherited.h"

namespace bassin::succession::internal {

// Key of the heir; "": it stays. What is an organisation's own affair passes only where that one ends.
inline constexpr std::string_view heir_sql =
    "case when f.ends = 0 and r.kept <> 0 then '' else coalesce((select c.heir from territory_change_commune c where c.change = :change "
    "and "
    "c.former = r.organisation and c.code = r.commune), case when f.ends = 1 then f.rest else '' end) end";

}  // namespace bassin::succession::internal
