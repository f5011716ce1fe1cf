// Passwords: what is refused, and how they are kept (Argon2id).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::partners {

// Of one hash at work; the threads of the lane `secret` bound how many there are at once.
struct PasswordCost {
  std::size_t memory_mib = 64;
  std::size_t passes = 3;
};

// Errors: "partners.password_length" (least, most), "partners.password_common", "partners.password_personal": it holds the
// address, the part of it before the @, or the name.
[[nodiscard]] base::Result<void> check_password(std::string_view password, std::string_view email, std::string_view name);

// With its parameters and salt in it. Errors: "partners.no_memory".
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password, PasswordCost cost);
// `hash` "": there is no password. That takes as long as a wrong one.
[[nodiscard]] bool is_password(std::string_view password, std::string const& hash, PasswordCost cost);
// Whether the hash was made at another cost.
[[nodiscard]] bool is_outdated(std::string const& hash, PasswordCost cost);

}  // namespace bassin::partners
