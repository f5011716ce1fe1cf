// Rows of cases.
#pragma once

#include <string>
#include <string_view>

#include "crisis/cases.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

inline constexpr std::string_view case_columns =
    "id, crisis, business, commune, entry, entered, left_zone, state, reached, trading, priority, organisation, agent, held_by, "
    "held_until, "
    "begun, by_parcels, "
    "version, "
    "changed_at";
[[nodiscard]] Case case_of(sql::Row const& row);
// As the column `entry` has it: who came by parcels is inside, and `by_parcels` says how.
[[nodiscard]] std::string_view stored(Entry entry);
[[nodiscard]] std::string json_of(Case const& it);

struct CaseInRoom {
  Case it;
  Crisis room;
};
// Errors: "crisis.unknown_case" (id), also where the room is another's; "crisis.merged_away" (id, kept).
[[nodiscard]] base::Result<CaseInRoom> readable_case(sql::Session& session, access::Reader const& reader, std::string const& id);
// By whoever works in the room. Errors: "crisis.unknown_case" (id), also where the room is another's; "crisis.closed", "crisis.not_yours".
[[nodiscard]] base::Result<CaseInRoom> writable_case(sql::Session& session, access::Reader const& reader, std::string const& id);

// Whether somebody has the line at that moment.
[[nodiscard]] bool is_held(Case const& it, std::string const& at);

// "crisis.on_the_line" (by, until) of another agent.
[[nodiscard]] base::Result<void> check_line(Case const& it, access::Reader const& reader, std::string const& at);
// No zone takes it off the list any more.
[[nodiscard]] base::Result<void> set_begun(sql::Session& session, std::string const& id);
// The case of a business that is on the list from now on, whatever zones hold: add_case() of who may.
[[nodiscard]] base::Result<Case> put_case(sql::Session& session, Act const& act, Crisis const& room, Place const& place);
// Also by the business of a case that was merged into it.
[[nodiscard]] base::Result<std::optional<Case>> case_of_business(sql::Session& session, std::string const& crisis,
                                                                 std::string const& business);

struct TradingSaid {
  Trading trading = Trading::unknown;
  bool by_owner = false;
};
// What a report of that moment says: a potential case is reported, and trades as it says unless somebody said so later. What an agent said
// stands until an agent says otherwise, whatever owners send.
[[nodiscard]] base::Result<void> take_up_report(sql::Session& session, Act const& act, Case const& before, std::optional<TradingSaid> said,
                                                std::string const& holds_from);

[[nodiscard]] base::Result<void> insert_cases(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone,
                                              std::span<Place const> places);

}  // namespace bassin::crisis::internal
