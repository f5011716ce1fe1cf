// Carrying a change of territory out, and undoing it: in blocks of one transaction each, asked again until it is over. A server that is
// killed in between goes on where it was.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "succession/change.h"

namespace bassin::sql {
class Store;
}

namespace bassin::succession {

inline constexpr std::size_t block_records = 250;

// How far blocks have come, for whoever does one after the other: what was looked through is not read again by each. The last block looks
// at all once more.
struct Reached {
  std::size_t kind = 0, owner = 0;
  std::string day, record;  // of records that come in order, the last one that passed
};

// Ids of those whose day has come and those that are under way, the oldest first.
[[nodiscard]] base::Result<std::vector<std::string>> waiting(sql::Session& session, base::Date today);

// The next step of an approved or running one; one that is done stays as it is. The first one writes organisations, heirs and what
// conventions open; then records pass, kind by kind; then amendments are prepared. One whose seal is broken is a draft again, with what
// changed in `why`. Errors: "succession.not_yet" (on), "succession.wrong_state" (state), "succession.busy" (what: names of organisations)
// while another one that names them is under way or being taken back, those of what it writes. `reached` is the one that an earlier step of
// the same change left, and is written anew.
[[nodiscard]] base::Result<TerritoryChange> carry_out_block(sql::Store& store, access::Actor const& actor, base::Date today,
                                                            std::string const& id, Reached& reached);
[[nodiscard]] base::Result<TerritoryChange> carry_out_block(sql::Store& store, access::Actor const& actor, base::Date today,
                                                            std::string const& id);
// The next step back of one that is done or running; one that is undone stays as it is. What is changed between the steps, and what was
// changed since of one that is running, stays with the heir: it remains in moved_by(), organisations in `why`. What
// was erased meanwhile keeps nothing back, and is counted (`erased`). Errors:
// "succession.changed_since" (count, what: kinds) before anything is taken back where what one that is done moved or wrote was changed
// since, "succession.wrong_state" (state), "succession.busy" (what).
[[nodiscard]] base::Result<TerritoryChange> undo_block(sql::Store& store, access::Actor const& actor, std::string const& id);

// Some blocks of those that wait, by who approved them: what a server does beside its readers. Whether anything was done.
inline constexpr int blocks_at_once = 40;
[[nodiscard]] base::Result<bool> carry_on(sql::Store& store, base::Instant now, base::Date today);

struct Moved {
  std::string kind, former, heir;
  std::int64_t count = 0;
  std::int64_t stayed = 0;  // of them, with the heir after undoing
};
// What it moved so far, and has not taken back.
[[nodiscard]] base::Result<std::vector<Moved>> moved_by(sql::Session& session, std::string const& id);
struct Amended {
  std::string convention, amendment;  // amendment "": nothing to prepare
};
[[nodiscard]] base::Result<std::vector<Amended>> amended_by(sql::Session& session, std::string const& id);

}  // namespace bassin::succession
