// The keys under which casework knows one business, and whose file a page shows: docs/decisions/0034-whose-file-it-is.md
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/session.h"

namespace bassin::support::internal {

// The business and what was matched with it, as a condition over `column` with the value :business.
[[nodiscard]] std::string about_business(std::string_view column);

// The keys under which casework keeps the business: its own, and those of local businesses and projects that became it.
[[nodiscard]] base::Result<std::vector<std::string>> keys_of(sql::Session& session, std::string const& business);

// The keys under which the table has, or may have, what the page of that key shows, as a select of business with the value :business: of an
// establishment also its whole legal unit; of a legal unit also those of its establishments that the table has.
[[nodiscard]] std::string keys_of_file_sql(std::string_view table, std::string_view business);
// As a condition over a column of businesses of the table.
[[nodiscard]] std::string about_file(std::string_view column, std::string_view table, std::string_view business);

// The key by which its page is found now: the SIRET of a local business or project that became an establishment, else the key itself.
[[nodiscard]] base::Result<std::string> page_of(sql::Session& session, std::string const& business);

// Whether anything of anybody hangs on the key that the expression gives.
[[nodiscard]] std::string has_file_sql(std::string_view key);

// What was said of it is seen where it lies.
[[nodiscard]] base::Result<void> move_file(sql::Session& session, std::string const& key, std::string const& commune);

}  // namespace bassin::support::internal
