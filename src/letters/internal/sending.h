// What both kinds of letters share: who works where, and that a letter goes once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "letters/choice.h"
#include "letters/rounds.h"
#include "letters/wording.h"
#include "partners/agent.h"
#include "sql/session.h"

namespace bassin::letters::internal {

// As they would be, signed in.
[[nodiscard]] access::Reader reader_of(Post const& post, partners::Colleague const& colleague, std::string const& organisation,
                                       std::string const& territory);
// Who may be written to.
[[nodiscard]] bool is_active(partners::Colleague const& colleague);

[[nodiscard]] base::Result<bool> was_sent(sql::Session& session, std::string const& agent, std::string const& about,
                                          std::string const& step);
// Whether it is the first time.
[[nodiscard]] base::Result<bool> note_sent(sql::Session& session, std::string const& agent, std::string const& about,
                                           std::string const& step, base::Instant now);
[[nodiscard]] base::Result<void> queue(sql::Session& session, Post const& post, partners::Agent const& to, std::string const& subject,
                                       Content const& content);

}  // namespace bassin::letters::internal
