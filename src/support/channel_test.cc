#include "support/channel.h"

#include <gtest/gtest.h>

namespace bassin::support {
namespace {

std::string phone(std::string_view text) {
  auto const reach = reach_of(ChannelKind::phone, text);
  return reach.ok() ? reach->normal + "|" + reach->shown : std::string(reach.error().code);
}

TEST(Channels, FrenchNumbersAreOneHoweverTheyAreWritten) {
  for (auto const* const written :
       {"0164630000", "01 64 63 00 00", "01.64.63.00.00", "+33 1 64 63 00 00", "0033164630000", "+33 (0)1 64 63 00 00", " 01-64-63-00-00 ",
        "01\xC2\xA0"
        "64 63 00 00",
        "+33 (1) 64630000"}) {
    EXPECT_EQ(phone(written), "+33164630000|01 64 63 00 00") << written;
  }
  EXPECT_EQ(phone("06 12 34 56 78"), "+33612345678|06 12 34 56 78");
}

TEST(Channels, TheOverseasDepartementsHaveTheirOwnCountryCodes) {
  EXPECT_EQ(phone("0262 12 34 56"), phone("+262 262 12 34 56"));
  EXPECT_EQ(phone("0262 12 34 56"), "+262262123456|02 62 12 34 56");
  EXPECT_EQ(phone("0696 12 34 56"), "+596696123456|06 96 12 34 56");
  EXPECT_EQ(phone("0590123456"), "+590590123456|05 90 12 34 56");
}

TEST(Channels, InternationalNumbersAreKeptAsWritten) {
  EXPECT_EQ(phone("+32 2  123 45 67"), "+3221234567|+32 2 123 45 67");
  EXPECT_EQ(phone("0044 20 7946 0000"), "+442079460000|0044 20 7946 0000");
}

TEST(Channels, WhatIsNoNumberIsRefused) {
  for (auto const* const written : {"", "12", "01 64 63 00", "01 64 63 00 00 00", "appeler Jeanne", "+0 123 456 789", "+33 0164630000",
                                    "+1234567890123456", "01 64 63 00 00 poste 3", "1640630000"}) {
    EXPECT_EQ(phone(written), "support.bad_phone") << written;
  }
}

TEST(Channels, AddressesAreOneWhateverTheirCapitals) {
  auto const reach = reach_of(ChannelKind::email, " Jeanne.Durand@Exemple.FR ").value();
  EXPECT_EQ(reach.normal, "jeanne.durand@exemple.fr");
  EXPECT_EQ(reach.shown, "Jeanne.Durand@Exemple.FR");
  for (auto const* const written : {"", "jeanne", "jeanne@", "@exemple.fr", "a@b.fr\r\nBcc: x@y.fr", "a b@c.fr"}) {
    EXPECT_FALSE(reach_of(ChannelKind::email, written).ok()) << written;
  }
}

TEST(Channels, AMarkTellsKindsApartAndNothingElse) {
  EXPECT_EQ(mark_of(ChannelKind::phone, "+33164630000"), mark_of(ChannelKind::phone, "+33164630000"));
  EXPECT_NE(mark_of(ChannelKind::phone, "x"), mark_of(ChannelKind::email, "x"));
  EXPECT_EQ(mark_of(ChannelKind::phone, "+33164630000").find("64630000"), std::string::npos);
}

TEST(Channels, PurposesHaveOneText) {
  EXPECT_EQ(text_of({Purpose::crisis, Purpose::follow_up, Purpose::crisis}), "follow_up,crisis");
  EXPECT_EQ(purposes_of("follow_up,crisis"), (std::vector<Purpose>{Purpose::follow_up, Purpose::crisis}));
  EXPECT_TRUE(purposes_of("").empty());
}

TEST(Channels, KeptThreeYearsAfterTheLastContact) {
  EXPECT_EQ(base::to_iso(kept_until(base::make_date(2024, 2, 29))), "2027-02-28");
  EXPECT_EQ(base::to_iso(kept_until(base::make_date(2026, 11, 28))), "2029-11-28");
}

}  // namespace
}  // namespace bassin::support
