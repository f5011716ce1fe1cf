// What rising water proposes: to open a crisis. Each coordinator's organisation answers for itself, once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/act.h"
#include "base/instant.h"
#include "base/result.h"
#include "waters/answer.h"

namespace bassin::sql {
class Session;
}

namespace bassin::waters {

using access::Act;

struct Reply {
  bool followed = false;  // else dismissed
  std::string note;       // a word on why; "" where followed
  std::string crisis;     // the one that was opened from it; ""
  std::string agent;
  std::string at;
};

struct Proposal {
  std::string id, station;        // the station may be gone
  std::string code, name, river;  // as they were
  Format format = Format::hubeau;
  std::int64_t mark = 0;
  std::string word;
  Level passed;          // at which the mark counted as passed
  std::string risen_at;  // the first level in a row above it
  std::string proposed_at;
  std::string overtaken_at;    // the station proposed a higher mark, or this one anew; ""
  std::optional<Reply> reply;  // of the reader's organisation
};

enum class Which : std::uint8_t {
  open,  // neither overtaken nor answered by the reader's organisation, of the last thirty days of levels
  all,   // the last two hundred
};
// Newest first.
[[nodiscard]] base::Result<std::vector<Proposal>> proposals(sql::Session& session, access::Reader const& reader, Which which,
                                                            base::Instant now);

// By coordinators, for their organisation. Errors of both: "waters.unknown_proposal" (id), "waters.not_yours", those of base::clean().
// Errors: also "waters.answered".
[[nodiscard]] base::Result<void> dismiss(sql::Session& session, Act const& act, std::string const& id, std::string const& note);
// Also one that was dismissed: the water went on. Errors: also "waters.answered": another crisis was opened from it.
[[nodiscard]] base::Result<void> follow_up(sql::Session& session, Act const& act, std::string const& id, std::string const& crisis);

}  // namespace bassin::waters
