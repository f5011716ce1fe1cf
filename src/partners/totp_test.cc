#include "partners/totp.h"

#include <gtest/gtest.h>

#include <set>

namespace bassin::partners {
namespace {

// RFC 6238, appendix B: the secret "12345678901234567890", of whose eight digits ours are the last six.
constexpr std::string_view rfc_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

base::Instant at(std::int64_t seconds) { return {seconds * 1000}; }

TEST(Totp, GivesTheCodesOfTheStandard) {
  for (auto const& [seconds, code] : std::initializer_list<std::pair<std::int64_t, char const*>>{{59, "287082"},
                                                                                                 {1111111109, "081804"},
                                                                                                 {1111111111, "050471"},
                                                                                                 {1234567890, "005924"},
                                                                                                 {2000000000, "279037"},
                                                                                                 {20000000000, "353130"}})
    EXPECT_EQ(totp_code(rfc_secret, totp_step_at(at(seconds))), code) << seconds;
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther) {
  std::int64_t const step = totp_step_at(at(1234567890));
  for (std::int64_t const away : {-1, 0, 1})
    EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step + away), at(1234567890), 0), step + away);
  for (std::int64_t const away : {-2, 2})
    EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step + away), at(1234567890), 0), std::nullopt);
  EXPECT_EQ(totp_match(rfc_secret, "005 924", at(1234567890), 0), step);
}

TEST(Totp, TakesNoCodeTwice) {
  auto const now = at(1234567890);
  auto const step = totp_match(rfc_secret, "005924", now, 0);
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(totp_match(rfc_secret, "005924", now, *step), std::nullopt);
}

TEST(Totp, RefusesWhatIsNoCode) {
  for (auto const* const text : {"", "00592", "0059244", "00592a", "００５９２４"})
    EXPECT_EQ(totp_match(rfc_secret, text, at(1234567890), 0), std::nullopt) << text;
  EXPECT_EQ(totp_match("not base 32 !", "005924", at(1234567890), 0), std::nullopt);
}

TEST(Totp, SecretsAreFreshAndReadable) {
  auto const secret = new_totp_secret();
  EXPECT_EQ(secret.size(), 32U);
  EXPECT_NE(secret, new_totp_secret());
  EXPECT_EQ(totp_code(secret, 1).size(), 6U);
  EXPECT_EQ(
      totp_uri("ABC", "Pays Créçois: test", "a@b.fr"),
      "otpauth://totp/Pays%20Cr%C3%A9%C3%A7ois%3A%20test:a%40b.fr?secret=ABC&issuer=Pays%20Cr%C3%A9%C3%A7ois%3A%20test&algorithm=SHA1&"
      "digits=6&period=30");
}

TEST(Recovery, CodesAreTenAndKnownAgainHoweverTheyAreTyped) {
  auto const codes = new_recovery_codes();
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
  auto const& code = codes.front();
  EXPECT_EQ(code.size(), 19U) << code;
  std::string upper;
  for (auto const c : code) upper += c == '-' ? ' ' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(hash_of_recovery_code(upper), hash_of_recovery_code(code));
  EXPECT_NE(hash_of_recovery_code(code), hash_of_recovery_code(codes[1]));
  for (auto const* const text : {"", "abcd", "abcd-efgh-ijkl-mno1", "abcd-efgh-ijkl-mnop-q"})
    EXPECT_EQ(hash_of_recovery_code(text), "") << text;
}

}  // namespace
}  // namespace bassin::partners
