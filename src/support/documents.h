// What a reader may do with documents attached to an exchange, a follow-up or a business itself.
#pragma once

#include "base/date.h"
#include "documents/documents.h"

namespace bassin::support {

// Of an exchange and a follow-up: whoever reads their content reads them, else there are none. Of a business: each document is shown as
// far as conventions open those of its organisation. Nobody without personal data reads any. Errors: "support.unknown_exchange",
// "support.unknown_follow_up" (id), where nothing of it is shown.
[[nodiscard]] base::Result<documents::Standing> standing_with(sql::Session& session, access::Reader const& reader, base::Date today,
                                                              documents::Subject const& subject);

// Under all keys of the business.
[[nodiscard]] base::Result<std::vector<documents::Seen>> documents_of_business(sql::Session& session, access::Reader const& reader,
                                                                               base::Date today, std::string const& business);

}  // namespace bassin::support
