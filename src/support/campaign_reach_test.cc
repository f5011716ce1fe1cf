#include "support/campaign_reach.h"

#include "support/contact_merge.h"
#include "support/testing/campaigns_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class CampaignReach : public WithCampaigns {};
INSTANTIATE_TEST_SUITE_P(Both, CampaignReach, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(CampaignReach, TargetsThatCannotBeReachedAreSetAside) {
  person(anne_, 0, {phone(0)});
  person(anne_, 1, {phone(1, {Purpose::events})});
  auto past = phone(2);
  past.until = "2026-09-20";
  person(anne_, 2, {past});
  auto const opposed = person(anne_, 3, {phone(3)});
  opposes(anne_, opposed);
  person(anne_, 4, {channel(ChannelKind::email, "zoe@example.org")});
  person(carole_, 5, {phone(5)});
  auto const calls = prepared(round(Means::call), 7);
  auto const aside = [&](int n) { return std::string(id_of(target(calls, n + 1).aside)); };
  EXPECT_EQ(target(calls, 1).state, TargetState::waiting);
  EXPECT_EQ(aside(1), "purpose");
  EXPECT_EQ(aside(2), "past");
  EXPECT_EQ(aside(3), "opposed");
  EXPECT_EQ(aside(4), "no_contact");
  EXPECT_EQ(aside(5), "no_contact") << "a partner's, which no convention opens";
  open_contacts(access::Level::header);
  write([&](Session& s) { return check_targets(s, as(anne_), calls, today_, {}); });
  EXPECT_EQ(aside(5), "no_contact");
  open_contacts(access::Level::content);
  auto const checked = write([&](Session& s) { return check_targets(s, as(anne_), calls, today_, {{subject(0).business, Aside::gone}}); });
  EXPECT_EQ(target(calls, 6).state, TargetState::waiting);
  EXPECT_EQ(aside(0), "gone");
  EXPECT_EQ(checked.changed, 2U);
  auto const by_mail = prepared(round(Means::email), 7);
  EXPECT_EQ(figures(by_mail).of(TargetState::waiting), 1) << "the one with an address";
}

TEST_P(CampaignReach, AnOppositionToAPartnerIsHonouredByTheNumber) {
  person(anne_, 0, {phone(0)});
  auto const theirs = person(carole_, 1, {phone(0)}, "Z. Martin");
  opposes(carole_, theirs, {ChannelKind::phone, "", Purpose::surveys, "", "au téléphone"});
  auto const asked = prepared(round(Means::call), 1);
  EXPECT_EQ(target(asked, 1).aside, Aside::opposed);
  auto const followed = prepared(round(Means::call, Purpose::follow_up), 1);
  EXPECT_EQ(target(followed, 1).aside, Aside::purpose) << "not for surveys alone, but it was not collected for that either";
  write([&](Session& s) { return delete_contact(s, as(carole_), theirs.id, 2); });
  EXPECT_EQ(target(prepared(round(Means::call), 1), 1).aside, Aside::opposed) << "it outlives the record";
}

TEST_P(CampaignReach, ByPostWhoOpposedEverythingIsNotWrittenTo) {
  auto const quiet = person(anne_, 0, {});
  opposes(anne_, quiet);
  auto const calls_only = person(anne_, 1, {phone(1)});
  opposes(anne_, calls_only, {ChannelKind::phone, "", {}, "", "au téléphone"});
  opposes(carole_, person(carole_, 2, {}));
  opposes(carole_, person(carole_, 3, {}));
  person(anne_, 3, {}, "Paul Petit");
  auto const letters = prepared(round(Means::post), 5);
  EXPECT_EQ(target(letters, 1).aside, Aside::opposed);
  EXPECT_EQ(target(letters, 2).contact, calls_only.id) << "only calls were refused";
  EXPECT_EQ(target(letters, 3).aside, Aside::opposed) << "whoever was told";
  EXPECT_EQ(target(letters, 4).state, TargetState::waiting) << "to somebody else there";
  EXPECT_EQ(target(letters, 5).state, TargetState::waiting) << "to the business itself";
  EXPECT_TRUE(target(letters, 5).contact.empty());
}

TEST_P(CampaignReach, WhoRefusesIsNotReachedAgain) {
  auto const contact = person(anne_, 0, {phone(0), channel(ChannelKind::email, "zoe@example.org")});
  open_contacts(access::Level::content);
  person(carole_, 1, {phone(1)}, "Paul Petit");
  auto const calls = running(round(Means::call), 2);
  auto said = result(TargetState::refused);
  said.refused.what = Refused::What::channel;
  enter(anne_, calls, 1, said);
  EXPECT_EQ(exchanges(0).size(), 1U) << "that call was made";
  auto const after = read([&](Session& s) { return find_contact(s, anne_, today_, contact.id); });
  ASSERT_EQ(after.oppositions.size(), 1U);
  EXPECT_FALSE(after.do_not_contact) << "one number alone";
  said.refused.what = Refused::What::all;
  enter(anne_, calls, 2, said);
  EXPECT_EQ(target(prepared(round(Means::call), 2), 2).aside, Aside::opposed) << "a partner's record of the person, honoured by its number";
  EXPECT_EQ(undone(anne_, calls, 2).state, TargetState::waiting);
  EXPECT_TRUE(exchanges(1).empty());
  EXPECT_EQ(target(prepared(round(Means::call), 2), 2).state, TargetState::waiting);
  EXPECT_EQ(undone(chief_, calls, 1).opposition, "");
  auto const letters = running(round(Means::post), 3);
  file(letters);
  send(letters);
  EXPECT_EQ(refused(anne_, letters, 3, said), "campaign.who");
  said.refused.person = "Nadia Roux";
  enter(anne_, letters, 3, said);
  EXPECT_EQ(target(prepared(round(Means::post), 3), 3).aside, Aside::opposed);
}

// A partner's contact: its organisation keeps the record, whoever was told keeps the opposition by the number.
TEST_P(CampaignReach, WhoRefusesOneNumberOfAPartnersContactIsReachedByTheOthers) {
  open_contacts(access::Level::content);
  auto const theirs = person(carole_, 0, {phone(0), phone(5), channel(ChannelKind::email, "paul@example.org")}, "Paul Petit");
  auto const calls = running(round(Means::call), 1);
  auto said = result(TargetState::refused);
  said.refused.what = Refused::What::channel;
  said.contact = theirs.id;
  said.channel = theirs.channels[0].id;
  enter(anne_, calls, 1, said);
  auto const by = [&](Means means) { return target(prepared(round(means), 1), 1); };
  EXPECT_EQ(by(Means::call).channel, theirs.channels[1].id);
  EXPECT_EQ(by(Means::email).state, TargetState::waiting);
  EXPECT_EQ(by(Means::post).state, TargetState::waiting);
  auto const own = person(anne_, 1, {phone(7), channel(ChannelKind::email, "luc@example.org")}, "Luc Blanc");
  opposes(anne_, own, {{}, own.channels[0].id, {}, "", "au marché"});
  write([&](Session& s) { return delete_contact(s, as(anne_), own.id, 2); });
  person(anne_, 1, {phone(7), channel(ChannelKind::email, "luc@example.org")}, "Luc Blanc");
  EXPECT_EQ(target(prepared(round(Means::call), 2), 2).aside, Aside::opposed);
  EXPECT_EQ(target(prepared(round(Means::email), 2), 2).state, TargetState::waiting) << "of that number alone, also once its record went";
}

TEST_P(CampaignReach, WhoRefusesIsHonouredWhereTheirContactIsNotShownAnyMore) {
  open_contacts(access::Level::content);
  auto mail = channel(ChannelKind::email, "paul@example.org");
  mail.until = "2026-09-22";
  person(carole_, 0, {mail}, "Paul Petit");
  auto const mails = running(round(Means::email), 1);
  file(mails);
  send(mails);
  open_contacts(access::Level::nothing);
  auto said = result(TargetState::refused);
  said.refused.what = Refused::What::medium;
  EXPECT_FALSE(enter(anne_, mails, 1, said).opposition.empty()) << "by the address that was written to";
  person(anne_, 0, {channel(ChannelKind::email, "paul@example.org"), phone(0)}, "Paul Petit");
  EXPECT_EQ(target(prepared(round(Means::email), 1), 1).aside, Aside::opposed);
  EXPECT_EQ(target(prepared(round(Means::call), 1), 1).state, TargetState::waiting);
}

TEST_P(CampaignReach, ManyThatCannotBeReachedAreLeftAtOnce) {
  std::vector<Contact> persons;
  for (int i = 0; i < 40; ++i) persons.push_back(person(anne_, i, {phone(i % 80)}));
  auto const calls = running(round(Means::call), 40);
  for (int i = 0; i < 39; ++i) opposes(anne_, persons[static_cast<std::size_t>(i)]);
  EXPECT_EQ(next(anne_, calls)->number, 40);
  EXPECT_EQ(figures(calls).of(TargetState::aside), 39);
}

TEST_P(CampaignReach, GoesOnWhereTwoContactsBecomeOne) {
  auto const one = person(anne_, 0, {channel(ChannelKind::email, "zoe@example.org")});
  auto const mails = running(round(Means::email), 1);
  file(mails);
  auto const other = person(anne_, 0, {channel(ChannelKind::email, "z.martin@example.org")}, "Mme Martin");
  MergeChoice choice;
  choice.one = one.id;
  choice.other = other.id;
  choice.one_version = choice.other_version = 1;
  choice.name_of = one.id;
  choice.channels = {one.channels[0].id, other.channels[0].id};
  auto const merged = write([&](Session& s) { return merge_contacts(s, as(anne_), choice); });
  ASSERT_EQ(lines(mails).size(), 1U) << "the letter is still for the same address";
  EXPECT_EQ(lines(mails)[0].via.contact, merged.id);
  EXPECT_EQ(lines(mails)[0].via.shown, "zoe@example.org");
  write([&](Session& s) { return part_contacts(s, as(anne_), merged.id, 1); });
  ASSERT_EQ(lines(mails).size(), 1U);
  EXPECT_EQ(lines(mails)[0].via.contact, one.id) << "back with who has it";
  EXPECT_EQ(send(mails).sent, 1U);
  auto const again = write([&](Session& s) {
    choice.one_version = choice.other_version = 2;
    return merge_contacts(s, as(anne_), choice);
  });
  auto said = result(TargetState::refused);
  said.refused.what = Refused::What::channel;
  enter(anne_, mails, 1, said);
  auto const after = read([&](Session& s) { return find_contact(s, anne_, today_, again.id); });
  ASSERT_EQ(after.oppositions.size(), 1U);
  EXPECT_FALSE(after.oppositions[0].channel.empty()) << "that address alone";
  EXPECT_EQ(target(prepared(round(Means::email), 1), 1).state, TargetState::waiting) << "by the other one";
  EXPECT_EQ(undone(anne_, mails, 1).state, TargetState::sent);
}

TEST_P(CampaignReach, AnOppositionThatCameSinceWins) {
  auto const contact = person(anne_, 0, {phone(0)});
  auto const calls = running(round(Means::call), 1);
  EXPECT_EQ(next(anne_, calls)->number, 1);
  opposes(anne_, contact);
  EXPECT_EQ(refused(anne_, calls, 1, result(TargetState::reached)), "campaign.opposed");
  EXPECT_TRUE(exchanges(0).empty());
  write([&](Session& s) { return set_aside(s, as(anne_), calls, today_, target(calls, 1).id); });
  EXPECT_EQ(target(calls, 1).aside, Aside::opposed);
  EXPECT_FALSE(next(anne_, calls));
}

}  // namespace
}  // namespace bassin::support
