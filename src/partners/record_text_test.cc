#include "partners/record_text.h"

#include <gtest/gtest.h>

namespace bassin::partners {
namespace {

TEST(RecordText, NamesAreOneLineOfText) {
  EXPECT_EQ(clean_name("name", "  Zoé D'Aubigné-Müller ").value(), "Zoé D'Aubigné-Müller");
  EXPECT_EQ(clean_name("name", "<script>alert(1)</script>").value(), "<script>alert(1)</script>");  // text, wherever it is shown
  EXPECT_TRUE(clean_name("name", std::string(120, 'a')).ok());
  for (auto const& bad : {std::string(), std::string("   "), std::string("a\r\nBcc: x@y.fr"), std::string("a\0b", 3), std::string(121, 'a'),
                          std::string("a\x7f"), std::string("a\xC2\x85"), std::string("a\xE2\x80\xAEtxt"), std::string("a\xE2\x80\xA8")})
    EXPECT_FALSE(clean_name("name", bad).ok()) << bad;
}

TEST(RecordText, AddressesStartNoHeader) {
  EXPECT_EQ(clean_email(" A.Martin+cci@Exemple.fr ").value(), "A.Martin+cci@Exemple.fr");
  EXPECT_EQ(fold_email(" A.Martin@Exemple.FR"), "a.martin@exemple.fr");
  for (auto const* const bad : {"", "a", "@b.fr", "a@", "a@b..fr", ".a@b.fr", "a.@b.fr", "a@-b.fr", "a@b.fr\r\nBcc: c@d.fr", "a b@c.fr",
                                "a@b.fr, c@d.fr", "\"a\"@b.fr", "<a@b.fr>", "a@b@c.fr", "zoé@b.fr", "a@exämple.fr", "a@b.fr."})
    EXPECT_FALSE(clean_email(bad).ok()) << bad;
  std::string const longest(64, 'a');
  EXPECT_TRUE(clean_email(longest + "@b.fr").ok());
  EXPECT_FALSE(clean_email("a" + longest + "@b.fr").ok());
}

TEST(RecordText, SirenHasItsLastDigitRight) {
  EXPECT_EQ(clean_siren("732 829 320").value(), "732829320");
  EXPECT_EQ(clean_siren("247700438").value(), "247700438");
  EXPECT_EQ(clean_siren("").value(), "");
  for (auto const* const bad : {"732829321", "73282932", "7328293200", "73282932a"}) EXPECT_FALSE(clean_siren(bad).ok()) << bad;
}

TEST(RecordText, Days) {
  EXPECT_EQ(clean_day("from", "2024-02-29").value(), "2024-02-29");
  EXPECT_FALSE(clean_day("from", "2023-02-29").ok());
  EXPECT_FALSE(clean_day("from", "29/02/2024").ok());
}

}  // namespace
}  // namespace bassin::partners
