// One-time codes of an application on the agent's phone: RFC 6238 with SHA-1, 6 digits, 30 seconds, as every such application
// knows them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace bassin::partners {

// 160 bits in base 32.
[[nodiscard]] std::string new_totp_secret();
[[nodiscard]] std::int64_t totp_step_at(base::Instant at);
// Six digits. "" where the secret is not in base 32.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code this is: that of now, the one before or the one after, later than `last_step`, so that a code is taken
// once. Spaces in the code are left aside.
[[nodiscard]] std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, base::Instant now,
                                                     std::int64_t last_step);
// otpauth://totp/…: what the application reads as a picture.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

// Ten codes of 80 bits ("abcd-efgh-ijkl-mnop"), each good once, for whoever lost the phone.
[[nodiscard]] std::vector<std::string> new_recovery_codes();
// As the store knows it; "" where the text has not the form of one. Case and dashes do not count.
[[nodiscard]] std::string hash_of_recovery_code(std::string_view code);

}  // namespace bassin::partners
