// Rows of words, and how work is stated in the ledger.
#pragma once

#include <string>
#include <string_view>

#include "crisis/after.h"
#include "crisis/internal/case_rows.h"

namespace bassin::crisis::internal {

inline constexpr std::string_view after_columns =
    "id, record, term, fares, way, on_day, minutes, jobs, reopened_on, lacks, note, organisation, agent, version, changed_at";
[[nodiscard]] AfterWord after_of(sql::Row const& row);
// Cases that terms count for, of table crisis_case k.
inline constexpr std::string_view was_hit =
    "k.state <> 'nothing_to_do' and (k.reached <> 'potential' or k.state in ('reopened', 'closed_for_good'))";
inline constexpr std::string_view hit_said =
    "(select s.value from crisis_said s where s.record = k.id and s.question = 'hit_on' order by s.number desc limit 1)";

// A case of which words are said: also of a closed room, until it is anonymised. Errors: as writable_case() says, "crisis.anonymised".
[[nodiscard]] base::Result<CaseInRoom> followed_case(sql::Session& session, access::Reader const& reader, std::string const& id);

// Its case is closed for good from now on.
[[nodiscard]] base::Result<Case> close_for_good(sql::Session& session, Act const& act, Case const& before, std::string const& why);

// States anew what the steps of the case contribute, or one word; nothing where no organisation of the room counts.
[[nodiscard]] base::Result<void> count_steps(sql::Session& session, Act const& act, Crisis const& room, Case const& it);
[[nodiscard]] base::Result<void> count_word(sql::Session& session, Act const& act, Crisis const& room, Case const& it,
                                            AfterWord const& word, bool taken_back);

}  // namespace bassin::crisis::internal
