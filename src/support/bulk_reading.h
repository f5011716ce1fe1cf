// All that an organisation is shown, record by record in the order of ids: for who takes it over into another program. A block is a bounded
// number of statements.
#pragma once

#include <string>
#include <vector>

#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/needs.h"

namespace bassin::support {

inline constexpr std::size_t bulk_block = 250;

struct BulkOf {
  access::RecordKind kind = access::RecordKind::exchange;  // exchange, contact, need or follow_up
  bool partners = false;                                   // also of other organisations; of contacts never
};
// The next ids after `after` ("": the first), at most bulk_block: fewer are the last ones. Of the reader's organisation and those that it
// took over; needs that it received and follow-ups in which it is a member are its own. With partners': of all, whether the reader is
// shown them or not.
[[nodiscard]] base::Result<std::vector<std::string>> ids_after(sql::Session& session, access::Reader const& reader, BulkOf const& of,
                                                               std::string const& after);

// Those of the ids, at most bulk_block, of which the reader is shown something, as pages show it; in no order. Contacts: read_contacts().
[[nodiscard]] base::Result<std::vector<SeenExchange>> read_exchanges(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                     std::vector<std::string> const& ids);
[[nodiscard]] base::Result<std::vector<SeenNeed>> read_needs(sql::Session& session, access::Reader const& reader, base::Date today,
                                                             std::vector<std::string> const& ids);
[[nodiscard]] base::Result<std::vector<SeenFollowUp>> read_follow_ups(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                      std::vector<std::string> const& ids);

}  // namespace bassin::support
