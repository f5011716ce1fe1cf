#include "support/oppositions.h"

#include <gtest/gtest.h>

#include "support/testing/contacts_test_support.h"

namespace bassin::support {
namespace {

class Oppositions : public WithContacts {
 protected:
  std::int64_t say(access::Reader const& reader, Contact const& contact, std::int64_t version, NewOpposition said = {}) {
    said.how = "par téléphone";
    return write([&](sql::Session& s) { return oppose(s, as(reader), contact.id, version, said); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Oppositions, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Oppositions, WhoeverHoldsTheNumberSeesItAndNotWhoseItIs) {
  auto const theirs = add(carole_, mill_, "J. Durand", {phone("01 64 63 00 00"), email("autre@exemple.fr")});
  auto const mine = add(anne_, bakery_, "Jeanne Durand", {phone("+33 1 64 63 00 00")}, true);  // private
  EXPECT_FALSE(find(carole_, theirs.id).do_not_contact);
  say(anne_, mine, 1);
  EXPECT_TRUE(find(anne_, mine.id).do_not_contact);
  auto seen = find(carole_, theirs.id);
  EXPECT_FALSE(seen.do_not_contact) << "an address is left";
  ASSERT_EQ(seen.channels[0].refusals.size(), 1U);
  EXPECT_EQ(seen.channels[0].refusals[0].purpose, std::nullopt);
  EXPECT_EQ(seen.channels[0].refusals[0].on, base::to_iso(today_));
  EXPECT_EQ(seen.channels[0].refusals[0].organisation, "") << "no convention, and a private contact";
  EXPECT_EQ(seen.channels[0].refusals[0].opposition, "");
  EXPECT_TRUE(seen.channels[1].refusals.empty());
  EXPECT_TRUE(seen.oppositions.empty());
  open(access::Level::presence);
  EXPECT_EQ(find(carole_, theirs.id).channels[0].refusals[0].organisation, "") << "private, whatever is opened";
  ContactChange change;
  change.kept_in = false;
  write([&](sql::Session& s) { return change_contact(s, as(anne_), mine.id, 2, change); });
  EXPECT_EQ(find(carole_, theirs.id).channels[0].refusals[0].organisation, "epci");
  auto const nora = add(nora_, farm_, "Durand", {phone("0164630000")});
  EXPECT_TRUE(find(nora_, nora.id).do_not_contact) << "in another intercommunality too";
}

TEST_P(Oppositions, ByAWayOrForAPurpose) {
  auto const mine = add(anne_, bakery_, "Jeanne", {phone("0164630000"), email("j@exemple.fr")});
  auto const theirs = add(carole_, bakery_, "Jeanne", {phone("0164630000"), email("j@exemple.fr")});
  NewOpposition by_mail;
  by_mail.medium = ChannelKind::email;
  by_mail.purpose = Purpose::surveys;
  say(anne_, mine, 1, by_mail);
  auto const seen = find(carole_, theirs.id);
  EXPECT_FALSE(seen.do_not_contact);
  EXPECT_TRUE(seen.channels[0].refusals.empty());
  ASSERT_EQ(seen.channels[1].refusals.size(), 1U);
  EXPECT_EQ(seen.channels[1].refusals[0].purpose, Purpose::surveys);
  NewOpposition one;
  one.channel = mine.channels[0].id;
  say(anne_, mine, 2, one);
  EXPECT_EQ(find(carole_, theirs.id).channels[0].refusals.size(), 1U);
  EXPECT_EQ(find(anne_, mine.id).oppositions.size(), 2U);
  one.channel = "none";
  one.how = "x";
  EXPECT_EQ(refusal([&](sql::Session& s) { return oppose(s, as(anne_), mine.id, 3, one); }), "support.unknown_channel");
}

TEST_P(Oppositions, LaterChannelsAreMeantToo) {
  auto const mine = add(anne_, bakery_, "Jeanne", {phone("0164630000")});
  say(anne_, mine, 1);
  write([&](sql::Session& s) { return add_channel(s, as(anne_), mine.id, 2, email("j@exemple.fr")); });
  auto const theirs = add(carole_, bakery_, "Jeanne", {email("J@exemple.fr")});
  EXPECT_TRUE(find(carole_, theirs.id).do_not_contact);
}

TEST_P(Oppositions, ANumberWrittenWrongIsNotThePersons) {
  auto const mine = add(anne_, bakery_, "Jeanne", {phone("0164630000")});
  auto const theirs = add(carole_, bakery_, "Paul", {phone("0164630000")});
  say(anne_, mine, 1);
  EXPECT_TRUE(find(carole_, theirs.id).do_not_contact);
  ChannelChange change;
  change.value = "0164630001";
  write([&](sql::Session& s) { return change_channel(s, as(anne_), mine.id, 2, mine.channels[0].id, change); });
  EXPECT_FALSE(find(carole_, theirs.id).do_not_contact);
  write([&](sql::Session& s) { return delete_channel(s, as(anne_), mine.id, 3, mine.channels[0].id); });
  auto const third = add(carole_, bakery_, "J", {phone("0164630001")});
  EXPECT_TRUE(find(carole_, third.id).do_not_contact) << "taking the number off one's own record does not free it for others";
}

TEST_P(Oppositions, WithdrawnByWhomItWasTold) {
  auto const mine = add(anne_, bakery_, "Jeanne", {phone("0164630000")});
  auto const theirs = add(carole_, bakery_, "Jeanne", {phone("0164630000")});
  say(anne_, mine, 1);
  auto const id = find(anne_, mine.id).oppositions[0].id;
  EXPECT_EQ(refusal([&](sql::Session& s) { return withdraw_opposition(s, as(carole_), id); }), "support.unknown_opposition");
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return withdraw_opposition(s, as(alain_), id); }).ok());
  EXPECT_FALSE(find(carole_, theirs.id).do_not_contact);
  EXPECT_EQ(find(anne_, mine.id).version, 3);
}

TEST_P(Oppositions, WhatOutlivedItsRecordIsWithdrawnWhereTheNumberIsMetAgain) {
  auto const mine = add(anne_, bakery_, "Jeanne", {phone("0164630000")});
  say(anne_, mine, 1);
  ASSERT_TRUE(store_->write([&](sql::Session& s) { return delete_contact(s, as(anne_), mine.id, 2); }).ok());
  auto const again = add(alain_, bakery_, "Jeanne", {phone("0164630000")});
  auto const met = find(anne_, again.id);
  ASSERT_EQ(met.channels[0].refusals.size(), 1U);
  EXPECT_EQ(met.channels[0].refusals[0].organisation, "epci");
  ASSERT_TRUE(
      store_->write([&](sql::Session& s) { return withdraw_opposition(s, as(anne_), met.channels[0].refusals[0].opposition); }).ok());
  EXPECT_FALSE(find(anne_, again.id).do_not_contact);
}

}  // namespace
}  // namespace bassin::support
