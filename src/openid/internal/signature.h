// The one place that sees libcjose.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "openid/keys.h"

namespace bassin::openid {

// A token in the compact form. What its header says comes from the same reading by which its signature is verified.
class SignedText {
 public:
  // Nothing for what has not that form.
  [[nodiscard]] static std::optional<SignedText> read(std::string_view token);

  [[nodiscard]] std::string algorithm() const;
  [[nodiscard]] std::string key_id() const;  // ""
  [[nodiscard]] bool is_critical() const;    // holds what must be understood and is not
  // What was signed; nothing where it was not by that key.
  [[nodiscard]] std::optional<std::string> verified_with(Key const& key) const;
  [[nodiscard]] std::optional<std::string> verified_with_secret(std::string_view secret) const;

 private:
  struct Held;
  explicit SignedText(std::shared_ptr<Held> held) : held_(std::move(held)) {}
  std::shared_ptr<Held> held_;
};

// "abc" -> its SHA-256 in base64url (RFC 7636, S256).
[[nodiscard]] std::string challenge_of(std::string_view verifier);
// In plain base64, as Basic wants it.
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace bassin::openid
