// A mail as RFC 5322 text.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "outward/mail.h"

namespace bassin::outward {

// Lines end in CRLF, are of 7-bit characters, at most 76 of them but for a long address. "outward.bad_mail" (field) for a
// control character in a header, text that is not UTF-8, or an address that is not one: nothing of a header's value can begin a new header.
[[nodiscard]] base::Result<std::string> message_of(Mail const& mail);

// ASCII name@domain, at most 254 characters, without quotes, spaces or signs that the protocol gives a meaning to.
[[nodiscard]] bool is_mail_address(std::string_view address);

}  // namespace bassin::outward
