#include "partners/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <set>

#include "base/fold.h"
#include "partners/secret.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t least = 12, most = 128;
constexpr std::size_t telling = 4;  // letters from which a part of the address counts
constexpr std::size_t mebibyte = std::size_t{1} << 20U;

// Folded, without spaces and the digits at their end: "Motdepasse2026!" is "MOTDEPASSE".
constexpr std::array<std::string_view, 40> common = {"MOTDEPASSE",
                                                     "MOTDEPASSEMOTDEPASSE",
                                                     "MONMOTDEPASSE",
                                                     "LEMOTDEPASSE",
                                                     "PASSWORD",
                                                     "PASSWORDPASSWORD",
                                                     "MYPASSWORD",
                                                     "AZERTYUIOP",
                                                     "AZERTYUIOPQS",
                                                     "AZERTYAZERTY",
                                                     "AZERTYUIOPQSDF",
                                                     "QWERTYUIOP",
                                                     "QWERTYUIOPAS",
                                                     "QWERTYQWERTY",
                                                     "QWERTZUIOP",
                                                     "ADMINISTRATEUR",
                                                     "ADMINISTRATOR",
                                                     "ADMINADMIN",
                                                     "BONJOURBONJOUR",
                                                     "BIENVENUE",
                                                     "WELCOME",
                                                     "CHANGEMOI",
                                                     "CHANGEZMOI",
                                                     "CHANGEME",
                                                     "LETMEIN",
                                                     "ILOVEYOU",
                                                     "JETAIME",
                                                     "JETAIMEJETAIME",
                                                     "LOULOULOULOU",
                                                     "DOUDOUDOUDOU",
                                                     "ABCDEFGHIJ",
                                                     "ABCDEFGHIJKL",
                                                     "SOLEILSOLEIL",
                                                     "COUCOUCOUCOU",
                                                     "MARSEILLEMARSEILLE",
                                                     "COMMUNAUTE",
                                                     "INTERCOMMUNALITE",
                                                     "COLLECTIVITE",
                                                     "CHAMBREDECOMMERCE",
                                                     "BASSINBASSIN"};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string plain(std::string_view text) {
  auto folded = base::fold(text);
  folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
  return folded;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Few different signs, or each the next of the one before: "111111222222", "123456789012".
bool is_pattern(std::string_view text) {
  if (std::set<char>(text.begin(), text.end()).size() <= 3) return true;
  auto const follows = [](char a, char b) { return b == a + 1 || b == a - 1 || (a == '9' && b == '0') || (a == '0' && b == '9'); };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!follows(text[i - 1], text[i])) return false;
  }
  return true;
}

bool is_common(std::string_view password) {
  auto text = plain(password);
  if (is_pattern(text)) return true;
  while (!text.empty() && is_digit(text.back())) text.pop_back();
  auto const first = std::find_if_not(text.begin(), text.end(), is_digit);
  text.erase(text.begin(), first);
  return text.size() <= 2 || std::find(common.begin(), common.end(), text) != common.end();
}

bool holds(std::string const& text, std::string_view part) {
  auto const wanted = plain(part);
  return wanted.size() >= telling && text.find(wanted) != std::string::npos;
}

Result<std::string> hash(std::string_view password, PasswordCost cost) {
  std::string out(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), cost.passes, cost.memory_mib * mebibyte) != 0)
    return Error("partners.no_memory");
  out.resize(out.find('\0'));
  return out;
}

// What an unknown account is compared with.
std::string decoy(PasswordCost cost) {
  static std::mutex mutex;
  static std::string made;
  std::lock_guard const guard(mutex);
  if (made.empty() || is_outdated(made, cost)) {
    auto fresh = hash(new_secret(), cost);
    if (fresh.ok()) made = *fresh;
  }
  return made;
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view email, std::string_view name) {
  auto const length = characters(password);
  if (length < least || length > most)
    return Error("partners.password_length", {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  if (is_common(password)) return Error("partners.password_common");
  auto const text = plain(password);
  if (holds(text, email) || holds(text, email.substr(0, email.find('@'))) || holds(text, name)) return Error("partners.password_personal");
  return {};
}

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  (void)chance(0);  // the library is ready
  return hash(password, cost);
}

bool is_password(std::string_view password, std::string const& hash, PasswordCost cost) {
  (void)chance(0);
  auto const known = hash.empty() ? decoy(cost) : hash;
  bool const same = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

bool is_outdated(std::string const& hash, PasswordCost cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_mib * mebibyte) != 0;
}

}  // namespace bassin::partners
