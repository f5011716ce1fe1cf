#include "partners/password.h"

#include <gtest/gtest.h>

namespace bassin::partners {
namespace {

constexpr PasswordCost cheap{.memory_mib = 8, .passes = 1};

std::string refused(std::string_view password) {
  auto const checked = check_password(password, "zoe.martin@cci-test.fr", "Zoé Martin");
  return checked.ok() ? "" : std::string(checked.error().code);
}

TEST(Password, SentencesWillDo) {
  for (auto const* const good : {"le chat dort au soleil", "Crécy-la-Chapelle 1870 !", "xK9#vQ2$mP7&", "ééééàààà ù ç b d"})
    EXPECT_EQ(refused(good), "") << good;
}

TEST(Password, LengthIsCountedInCharacters) {
  EXPECT_EQ(refused("onze signes"), "partners.password_length");
  EXPECT_EQ(refused("éàùçéàùçéàù"), "partners.password_length");  // 22 bytes
  EXPECT_EQ(refused("un chat noir !"), "");
  std::string longest;
  for (int i = 0; i < 128; ++i) longest.push_back(static_cast<char>('a' + i * 7 % 26));
  EXPECT_EQ(refused(longest), "");
  longest.push_back('z');
  EXPECT_EQ(refused(longest), "partners.password_length");
}

TEST(Password, CommonOnesAreRefusedHoweverTheyAreDressed) {
  for (auto const* const bad : {"motdepasse2026!", "Mot De Passe 1234", "PASSWORD12345", "azertyuiop12", "123456789012", "000000000000",
                                "987654321098", "aaaaaaaaaaaaa", "abababababab", "2026administrateur", "............"})
    EXPECT_EQ(refused(bad), "partners.password_common") << bad;
}

TEST(Password, NeitherNameNorAddressMayBeInIt) {
  for (auto const* const bad : {"zoe.martin@cci-test.fr", "ZoeMartin-77-Meaux", "bonjour zoé martin !"})
    EXPECT_EQ(refused(bad), "partners.password_personal") << bad;
}

TEST(Password, IsKeptHashedWithItsCost) {
  auto const hash = hash_password("le chat dort au soleil", cheap).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8192,t=1,p=1$")) << hash;
  EXPECT_NE(hash, hash_password("le chat dort au soleil", cheap).value());
  EXPECT_TRUE(is_password("le chat dort au soleil", hash, cheap));
  EXPECT_FALSE(is_password("le chat dort au soleiL", hash, cheap));
  EXPECT_FALSE(is_password("", hash, cheap));
  EXPECT_FALSE(is_outdated(hash, cheap));
  EXPECT_TRUE(is_outdated(hash, {.memory_mib = 16, .passes = 1}));
  EXPECT_TRUE(is_outdated("not a hash", cheap));
}

TEST(Password, WithoutOneNothingIsRight) {
  EXPECT_FALSE(is_password("", "", cheap));
  EXPECT_FALSE(is_password("anything at all", "", cheap));
}

}  // namespace
}  // namespace bassin::partners
