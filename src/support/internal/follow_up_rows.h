// Rows of follow-ups, and what their changes share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "sql/session.h"
#include "support/follow_ups.h"

namespace bassin::support::internal {

// Follow-ups of a condition over `f`, each with the reader's level: "select … where" and then the condition; values: `values` with those of
// access::level_values(). With their members, and steps where all is opened.
[[nodiscard]] base::Result<std::vector<SeenFollowUp>> follow_ups_where(sql::Session& session, access::Reader const& reader,
                                                                       base::Date today, std::string_view condition,
                                                                       std::vector<sql::Named> values, std::size_t most = follow_ups_most);

// Of a row that may belong to a follow-up: 1 for who takes part in that, over the column `follow_up` of `table`, for the value of `reader`.
// Nobody else is told to which one it belongs.
[[nodiscard]] std::string takes_part_sql(std::string_view table, std::string_view reader);

// To which follow-up a record of the business belongs once it is changed, that belonged to `before`; both "" for none. A reader who is not
// told of `before` does not end it by choosing none; one of their own that they choose takes its place. Errors: those of check_belongs().
[[nodiscard]] base::Result<std::string> linked(sql::Session& session, access::Reader const& reader, std::string const& before,
                                               std::string const& wanted, std::string const& business);

[[nodiscard]] FollowUpMember* member_in(FollowUp& it, std::string_view organisation);
[[nodiscard]] FollowUpMember const* member_in(FollowUp const& it, std::string_view organisation);

[[nodiscard]] access::Json json_of(FollowUp const& it);

[[nodiscard]] base::Result<void> insert(sql::Session& session, FollowUp const& it, std::string const& at);
[[nodiscard]] base::Result<void> update(sql::Session& session, FollowUp const& it, std::string const& at);
// In place of what stood there.
[[nodiscard]] base::Result<void> put_member(sql::Session& session, std::string const& follow_up, FollowUpMember const& member);
[[nodiscard]] base::Result<void> remove_member(sql::Session& session, std::string const& follow_up, std::string const& organisation);

// An open one that the reader is told of, as they know it. Errors: those of all changes.
[[nodiscard]] base::Result<SeenFollowUp> changeable(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at);
// A convention goes on naming one that has ended until it is amended: nobody there would take part. Errors: "support.no_convention".
[[nodiscard]] base::Result<void> refuse_ended(sql::Session& session, base::Date today, std::string const& organisation);
// The next version, with its step and its entry in the trail; `before`, `after` of the entry: "" where partners only joined or left.
[[nodiscard]] base::Result<FollowUp> keep(sql::Session& session, Act const& act, FollowUp after, FollowUpStep step, std::string before = "",
                                          std::string entry = "");

}  // namespace bassin::support::internal
