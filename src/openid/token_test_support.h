// Signs tokens by OpenSSL, another hand than the one that verifies them.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bassin::openid {

using Json = nlohmann::ordered_json;

inline std::string base64url(std::string_view bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned held = 0, bits = 0;
  for (auto const c : bytes) {
    held = held << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += letters[held >> (bits - 6) & 63U];
  }
  if (bits > 0) out += letters[held << (6 - bits) & 63U];
  return out;
}

class Signer {
 public:
  enum class Kind { rsa, ec };
  Signer(Kind kind, std::string id, unsigned bits = 2048)
      : kind_(kind), id_(std::move(id)), key_(kind == Kind::rsa ? EVP_RSA_gen(bits) : EVP_EC_gen("P-256"), EVP_PKEY_free) {
    if (!key_) throw std::runtime_error("no key");
  }

  // The public part.
  [[nodiscard]] Json jwk() const {
    if (kind_ == Kind::rsa)
      return {{"kty", "RSA"}, {"kid", id_}, {"use", "sig"}, {"n", number(OSSL_PKEY_PARAM_RSA_N)}, {"e", number(OSSL_PKEY_PARAM_RSA_E)}};
    return {{"kty", "EC"},
            {"kid", id_},
            {"use", "sig"},
            {"crv", "P-256"},
            {"x", number(OSSL_PKEY_PARAM_EC_PUB_X, 32)},
            {"y", number(OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
  }
  [[nodiscard]] Json header() const { return {{"alg", kind_ == Kind::rsa ? "RS256" : "ES256"}, {"typ", "JWT"}, {"kid", id_}}; }
  [[nodiscard]] std::string token(Json const& claims) const { return token(header(), claims); }
  [[nodiscard]] std::string token(Json const& header, Json const& claims) const {
    auto const text = base64url(header.dump()) + "." + base64url(claims.dump());
    return text + "." + base64url(signature(text));
  }

 private:
  [[nodiscard]] std::string number(char const* name, int least = 0) const {
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(key_.get(), name, &read) != 1) throw std::runtime_error(name);
    std::unique_ptr<BIGNUM, decltype(&BN_free)> const held(read, BN_free);
    std::string bytes(static_cast<std::size_t>(std::max(least, BN_num_bytes(read))), '\0');
    BN_bn2binpad(read, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return base64url(bytes);
  }
  [[nodiscard]] std::string signature(std::string const& text) const {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::size_t size = 0;
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size());
    std::string out(size, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes, text.size());
    out.resize(size);
    return kind_ == Kind::rsa ? out : two_numbers(out);
  }
  // As tokens hold it: r and s, 32 bytes each.
  [[nodiscard]] static std::string two_numbers(std::string const& der) {
    auto const* at = reinterpret_cast<unsigned char const*>(der.data());
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())),
                                                                     ECDSA_SIG_free);
    std::string out(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), reinterpret_cast<unsigned char*>(out.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), reinterpret_cast<unsigned char*>(out.data()) + 32, 32);
    return out;
  }

  Kind kind_;
  std::string id_;
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

inline std::string hs256(Json const& header, Json const& claims, std::string_view secret) {
  auto const text = base64url(header.dump()) + "." + base64url(claims.dump());
  std::array<unsigned char, 32> mac{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
       mac.data(), &size);
  return text + "." + base64url({reinterpret_cast<char const*>(mac.data()), size});
}

}  // namespace bassin::openid
