// Secrets that stand for somebody: sessions, invitations, resets. The store keeps their hash alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bassin::partners {

// Bytes of the system's chance. Security rests on it, so it is the one thing that does not come in as a parameter.
[[nodiscard]] std::string chance(std::size_t bytes);
// 256 bits, as 43 letters, digits, "-" and "_".
[[nodiscard]] std::string new_secret();
// SHA-256 in hex; "" of what is no secret of ours by its form.
[[nodiscard]] std::string hash_of_secret(std::string_view secret);
// SHA-256 in hex of any text.
[[nodiscard]] std::string hash_of_text(std::string_view text);
// HMAC-SHA-256 of the text under the key, as letters: who has not the key cannot make it.
[[nodiscard]] std::string signature_of(std::string_view key, std::string_view text);
// Compared to the end whatever differs first: the time tells nothing.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);
// What a writing request of the session must repeat: told by the session's secret alone, and telling nothing of it.
[[nodiscard]] std::string token_of(std::string_view session_secret);
[[nodiscard]] std::string base64url(std::string_view bytes);

}  // namespace bassin::partners
