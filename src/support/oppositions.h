// A person does not want to be contacted: at all, by a way, or for a purpose. Whoever keeps the same number or address sees it, whatever
// partners open to each other (docs/decisions/0023-an-opposition-goes-with-the-number.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "support/contacts.h"

namespace bassin::support {

struct NewOpposition {
  std::optional<ChannelKind> medium;  // nothing: by whatever way
  std::string channel;                // one channel alone; ""
  std::optional<Purpose> purpose;     // nothing: for whatever purpose
  std::string on;                     // day; "": today
  std::string how;                    // « par téléphone »
};
// Of the reader's own organisation's contact; its next version. Errors: those of contacts.h, "support.unknown_channel" (id).
[[nodiscard]] base::Result<std::int64_t> oppose(sql::Session& session, Act const& act, std::string const& contact, std::int64_t version,
                                                NewOpposition const& said);
// Of a partner's contact, by those of its channels that the reader is opened: kept by their marks, as one whose record is gone; its id.
// Errors: "support.bad_day".
[[nodiscard]] base::Result<std::string> oppose_unnamed(sql::Session& session, Act const& act, std::vector<std::string> const& marks,
                                                       NewOpposition const& said);
// The person changed their mind, or it was noted by mistake; of the organisation to which it was told. Errors:
// "support.unknown_opposition" (id).
[[nodiscard]] base::Result<void> withdraw_opposition(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::support
