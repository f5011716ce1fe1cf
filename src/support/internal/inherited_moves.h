// How records pass on of which more than the organisation changes, and come back. support/inherited.h
#pragma once

#include "support/inherited.h"

namespace bassin::support::internal {

using base::Result;

// A team or an agent of the former one is nobody of the heir: it waits with the heir as a whole, and its taker is the one who took it.
[[nodiscard]] Result<Passed> pass_need(sql::Session& session, Inherited kind, Passing const& it);
[[nodiscard]] Result<void> need_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed);
[[nodiscard]] Result<Passed> pass_follow_up(sql::Session& session, Passing const& it);
[[nodiscard]] Result<void> follow_up_back(sql::Session& session, Passing const& it, Passed const& passed);
[[nodiscard]] Result<Passed> pass_member(sql::Session& session, Passing const& it);
[[nodiscard]] Result<void> member_back(sql::Session& session, Passing const& it, Passed const& passed);
// Under a tag or portfolio of the heir's own, made once for each of the former's.
[[nodiscard]] Result<Passed> pass_word(sql::Session& session, Inherited kind, Passing const& it);
[[nodiscard]] Result<void> word_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed);
// After a tag or a portfolio was deleted: the next one that passes makes another copy.
[[nodiscard]] Result<void> forget_word(sql::Session& session, std::string const& word);
[[nodiscard]] Result<Passed> pass_membership(sql::Session& session, Passing const& it);
[[nodiscard]] Result<void> membership_back(sql::Session& session, Passing const& it, Passed const& passed);
[[nodiscard]] Result<Passed> pass_contact(sql::Session& session, Passing const& it);
[[nodiscard]] Result<void> contact_back(sql::Session& session, Passing const& it);
// Reminders, zones, selections, projects: an agent who is not of the heir hands them to its first administrator.
[[nodiscard]] Result<Passed> pass_with_agent(sql::Session& session, Inherited kind, Passing const& it);
[[nodiscard]] Result<void> agent_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed);

}  // namespace bassin::support::internal
