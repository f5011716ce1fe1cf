#include "openid/internal/signature.h"

#include <cjose/base64.h>
#include <cjose/header.h>
#include <cjose/jwk.h>
#include <cjose/jws.h>
#include <openssl/sha.h>

#include <array>
#include <cstdlib>

namespace bassin::openid {

namespace {

struct Free {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  void operator()(char* text) const { std::free(text); }
};

// Those of the whole token: a key that was once tried says nothing of the next one.
std::optional<std::string> content_of(std::string const& token, cjose_jwk_t const* key) {
  cjose_err error{};
  auto* const read = cjose_jws_import(token.data(), token.size(), &error);
  if (read == nullptr) return std::nullopt;
  std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> const signature(read, cjose_jws_release);
  if (!cjose_jws_verify(read, key, &error)) return std::nullopt;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(read, &bytes, &size, &error)) return std::nullopt;
  return std::string(reinterpret_cast<char const*>(bytes), size);
}

std::string encoded(decltype(cjose_base64_encode) encode, void const* bytes, std::size_t size) {
  cjose_err error{};
  char* text = nullptr;
  std::size_t length = 0;
  if (!encode(static_cast<std::uint8_t const*>(bytes), size, &text, &length, &error)) return {};
  std::unique_ptr<char, Free> const held(text);
  return {text, length};
}

}  // namespace

struct SignedText::Held {
  std::string token;
  cjose_jws_t* signature = nullptr;

  explicit Held(std::string_view text) : token(text) {
    cjose_err error{};
    signature = cjose_jws_import(token.data(), token.size(), &error);
  }
  ~Held() {
    if (signature != nullptr) cjose_jws_release(signature);
  }
  Held(Held const&) = delete;
  Held& operator=(Held const&) = delete;

  [[nodiscard]] std::string header(char const* name) const {
    cjose_err error{};
    auto const* const value = cjose_header_get(cjose_jws_get_protected(signature), name, &error);
    return value == nullptr ? "" : value;
  }
};

std::optional<SignedText> SignedText::read(std::string_view token) {
  auto held = std::make_shared<Held>(token);
  return held->signature == nullptr ? std::nullopt : std::optional(SignedText(std::move(held)));
}

std::string SignedText::algorithm() const { return held_->header("alg"); }
std::string SignedText::key_id() const { return held_->header("kid"); }

bool SignedText::is_critical() const {
  cjose_err error{};
  std::unique_ptr<char, Free> const raw(cjose_header_get_raw(cjose_jws_get_protected(held_->signature), "crit", &error));
  return raw != nullptr;
}

std::optional<std::string> SignedText::verified_with(Key const& key) const {
  cjose_err error{};
  std::unique_ptr<cjose_jwk_t, Free> const read(cjose_jwk_import(key.json.data(), key.json.size(), &error));
  return read ? content_of(held_->token, read.get()) : std::nullopt;
}

std::optional<std::string> SignedText::verified_with_secret(std::string_view secret) const {
  cjose_err error{};
  std::unique_ptr<cjose_jwk_t, Free> const key(
      cjose_jwk_create_oct_spec(reinterpret_cast<std::uint8_t const*>(secret.data()), secret.size(), &error));
  return key ? content_of(held_->token, key.get()) : std::nullopt;
}

std::string challenge_of(std::string_view verifier) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<unsigned char const*>(verifier.data()), verifier.size(), digest.data());
  return encoded(cjose_base64url_encode, digest.data(), digest.size());
}

std::string base64(std::string_view bytes) { return encoded(cjose_base64_encode, bytes.data(), bytes.size()); }

}  // namespace bassin::openid
