// Small things that the statements of this module share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/session.h"
#include "support/act.h"

namespace bassin::support::internal {

// Session::execute() for its effect alone.
[[nodiscard]] base::Result<void> run(sql::Session& session, std::string_view statement, std::vector<sql::Named> const& values);

// The business and what was matched with it, as a condition over `column` with the value :business.
[[nodiscard]] std::string about_business(std::string_view column);

// The keys under which casework keeps the business: its own, and those of local businesses matched with it.
[[nodiscard]] base::Result<std::vector<std::string>> keys_of(sql::Session& session, std::string const& business);

// `before` and `after`: JSON or "". `subject`: the business whose head they may name, so that a purge finds them; "".
[[nodiscard]] base::Result<void> audit(sql::Session& session, Act const& act, std::string_view action, std::string_view kind,
                                       std::string_view record, std::string before, std::string after, std::string subject = "");

}  // namespace bassin::support::internal
