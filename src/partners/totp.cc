#include "partners/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

#include "partners/secret.h"

namespace bassin::partners {

namespace {

constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t secret_bytes = 20;
constexpr std::size_t digits = 6;
constexpr std::uint32_t modulus = 1'000'000;
constexpr std::size_t recovery_codes = 10, recovery_bytes = 10, recovery_length = 16, recovery_group = 4;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (auto const c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    held += 8;
    for (; held >= 5; held -= 5) out += alphabet[bits >> static_cast<unsigned>(held - 5) & 31U];
  }
  return out;  // what is coded here is a multiple of five bytes
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (auto const c : text) {
    auto const place = alphabet.find(c);
    if (place == std::string_view::npos) return std::nullopt;
    bits = bits << 5U | static_cast<std::uint32_t>(place);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
  }
  return out;
}

bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

std::string percent(std::string_view text) {
  std::string out;
  for (auto const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string new_totp_secret() { return base32(chance(secret_bytes)); }

std::int64_t totp_step_at(base::Instant at) { return at.ms / step_ms; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  auto const key = from_base32(secret);
  if (!key || key->empty()) return {};
  std::array<unsigned char, 8> message{};
  for (std::size_t i = 0; i < message.size(); ++i)
    message[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned length = 0;
  if (HMAC(EVP_sha1(), key->data(), static_cast<int>(key->size()), message.data(), message.size(), mac.data(), &length) == nullptr)
    return {};
  std::size_t const at = mac[length - 1] & 0x0FU;  // RFC 4226, 5.3
  std::uint32_t const number = (mac[at] & 0x7FU) << 24U | mac[at + 1] << 16U | mac[at + 2] << 8U | mac[at + 3];
  return fmt::format("{:06}", number % modulus);
}

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, base::Instant now, std::int64_t last_step) {
  std::string typed(code);
  typed.erase(std::remove(typed.begin(), typed.end(), ' '), typed.end());
  if (typed.size() != digits) return std::nullopt;
  std::optional<std::int64_t> found;
  for (auto step = totp_step_at(now) - 1; step <= totp_step_at(now) + 1; ++step) {
    if (same(totp_code(secret, step), typed) && step > last_step && !found) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30", percent(issuer), percent(account),
                     secret);
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < recovery_codes; ++i) {
    std::string code;
    for (auto const c : base32(chance(recovery_bytes))) {
      if (code.size() % (recovery_group + 1) == recovery_group) code += '-';
      code += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    out.push_back(std::move(code));
  }
  return out;
}

std::string hash_of_recovery_code(std::string_view code) {
  std::string plain;
  for (auto const c : code) {
    if (c == '-' || c == ' ') continue;
    plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  }
  bool const fits = plain.size() == recovery_length && plain.find_first_not_of(alphabet) == std::string::npos;
  return fits ? hash_of_text("recovery " + plain) : std::string();
}

}  // namespace bassin::partners
