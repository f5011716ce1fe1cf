// What steps out and steps back have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/audit.h"
#include "succession/change.h"
#include "support/inherited.h"

namespace bassin::succession::internal {

// One at a time: whoever comes second finds what the first one left.
[[nodiscard]] base::Result<TerritoryChange> locked(sql::Session& session, std::string const& id);
// Errors: "succession.busy" (what: names) where another one that is under way or being taken back names the same organisations.
[[nodiscard]] base::Result<void> refuse_busy(sql::Session& session, TerritoryChange const& change);
// The step that ends one, or turns it round.
[[nodiscard]] base::Result<TerritoryChange> finish(sql::Session& session, access::Actor const& actor, TerritoryChange const& before,
                                                   State state, std::string_view action, std::string why = {});

// Businesses whose records passed, for servers that hold them in memory.
struct Shaken {
  std::vector<std::string> businesses, of_exchanges;
  bool words = false;

  void add(support::Inherited kind, std::string const& business);
  [[nodiscard]] base::Result<void> note(sql::Session& session) const;
};

[[nodiscard]] base::Result<void> note_block(sql::Session& session, access::Actor const& actor, std::string const& change,
                                            std::string_view action, support::Inherited kind, std::size_t records);

}  // namespace bassin::succession::internal
