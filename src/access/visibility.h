// Which records of casework a reader sees: the one decision. Every page, list, overlay and count takes it from here, and a sharing annex
// of the convention will widen or narrow it here. docs/decisions/0012-shared-where-one-serves.md
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/value.h"

namespace bassin::access {

struct Reader;

// Whose record it is, and where the business that it is about lies.
struct Owned {
  std::string_view organisation;  // that made it
  bool shared = false;            // with the partners; else for that organisation alone
  std::string_view commune;       // current code
};

// An organisation sees its own records, and those that others share on businesses of its own territory. Who is not signed in sees none.
[[nodiscard]] bool visible(Reader const& reader, Owned const& record);

// Whether the territory of the reader's organisation holds the commune. What is shared is written there only.
[[nodiscard]] bool serves(Reader const& reader, std::string_view commune);

// visible() as a condition over columns, for the values of visibility_values(): constant text, safe to put into a statement.
[[nodiscard]] std::string visible_sql(std::string_view organisation_column, std::string_view shared_column,
                                      std::string_view commune_column);
[[nodiscard]] std::vector<sql::Named> visibility_values(Reader const& reader);

// Whether the reader may change what belongs to one agent of an organisation: that agent may, and who runs the organisation's part.
[[nodiscard]] bool may_change(Reader const& reader, std::string_view organisation, std::string_view agent);

}  // namespace bassin::access
