// Rows of mutual help.
#pragma once

#include <optional>
#include <string>

#include "crisis/mutual_help.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

// What the trail keeps of them.
[[nodiscard]] std::string json_of(HelpPost const& it);
[[nodiscard]] std::string json_of(Agreement const& it);

[[nodiscard]] base::Result<HelpBoard> help_board(sql::Session& session, std::string const& crisis, std::string const& record);
[[nodiscard]] base::Result<std::optional<HelpPost>> help_post(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::optional<Agreement>> agreement(sql::Session& session, std::string const& id);

[[nodiscard]] base::Result<void> insert_help(sql::Session& session, HelpPost const& it);
[[nodiscard]] base::Result<void> save_help(sql::Session& session, HelpPost const& it);
// 0: of these two there is one.
[[nodiscard]] base::Result<std::uint64_t> insert_agreement(sql::Session& session, Agreement const& it);
[[nodiscard]] base::Result<void> save_agreement(sql::Session& session, Agreement const& it);

}  // namespace bassin::crisis::internal
