// A mail as RFC 5322 text.
#pragma once

#include <string>

#include "base/result.h"
#include "outward/mail.h"

namespace bassin::outward {

// Lines end in CRLF, are of 7-bit characters, at most 76 of them but for a long address. "outward.bad_mail" (field) for a
// control character in a header, text that is not UTF-8, or an address that is not one: nothing of a header's value can begin a new header.
[[nodiscard]] base::Result<std::string> message_of(Mail const& mail);

}  // namespace bassin::outward
