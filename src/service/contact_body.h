// What requests say of contacts.
#pragma once

#include "service/body.h"
#include "support/contacts.h"

namespace bassin::service {

// Schema NewContactChannel. Errors: those of Body, "query.bad_value".
[[nodiscard]] std::vector<std::string_view> const& channel_fields();
[[nodiscard]] base::Result<support::NewChannel> channel_in(Body const& body);
// Nothing where they are missing.
[[nodiscard]] base::Result<std::optional<std::vector<support::Purpose>>> purposes_in(Body const& body);
[[nodiscard]] base::Result<std::optional<support::Origin>> origin_in(Body const& body);
[[nodiscard]] base::Result<std::optional<support::Purpose>> purpose_in(Body const& body);
[[nodiscard]] base::Result<std::optional<support::ChannelKind>> kind_in(Body const& body, std::string_view field);

}  // namespace bassin::service
