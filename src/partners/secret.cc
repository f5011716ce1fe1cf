#include "partners/secret.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace bassin::partners {

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_length = 43;

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

// Without chance or hashes nothing here may go on.
void ready() {
  static int const state = sodium_init();
  if (state < 0) std::abort();
}

Digest digest_of(std::string_view text) {
  ready();
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  return digest;
}

std::string hex(Digest const& digest) {
  std::string out(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), digest.data(), digest.size());
  out.pop_back();
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

}  // namespace

std::string chance(std::size_t bytes) {
  ready();
  std::string out(bytes, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

std::string base64url(std::string_view bytes) {
  ready();
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();
  return out;
}

std::string new_secret() { return base64url(chance(secret_bytes)); }

std::string hash_of_text(std::string_view text) { return hex(digest_of(text)); }

std::string hash_of_secret(std::string_view secret) {
  if (secret.size() != secret_length || !std::all_of(secret.begin(), secret.end(), is_letter)) return {};
  return hash_of_text(secret);
}

std::string signature_of(std::string_view key, std::string_view text) {
  ready();
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> out{};
  crypto_auth_hmacsha256_state state{};
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<unsigned char const*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, out.data());
  return base64url({reinterpret_cast<char const*>(out.data()), out.size()});
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string token_of(std::string_view session_secret) {
  auto const digest = digest_of("token of session " + std::string(session_secret));
  return base64url({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

}  // namespace bassin::partners
