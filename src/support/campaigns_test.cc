#include "support/campaigns.h"

#include "support/aged.h"
#include "support/contact_rights.h"
#include "support/hand_over.h"
#include "support/reminders.h"
#include "support/testing/campaigns_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;

class Campaigns : public WithCampaigns {};
INSTANTIATE_TEST_SUITE_P(Both, Campaigns, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Campaigns, ArePreparedStartedAndClosed) {
  auto facts = round(Means::call);
  facts.script = "Bonjour, …";
  facts.agents = {alain_.agent};
  auto const made = prepared(facts, 2);
  EXPECT_EQ(read([&](Session& s) { return campaigns_of(s, alain_, ""); }).size(), 1U);
  EXPECT_TRUE(read([&](Session& s) { return campaigns_of(s, carole_, ""); }).empty()) << "its organisation's";
  EXPECT_EQ(refusal([&](Session& s) { return find_campaign(s, carole_, made.id); }), "support.unknown_campaign");
  facts.title = "Enquête";
  EXPECT_EQ(refusal([&](Session& s) { return change_campaign(s, as(analyst_), made.id, 1, facts); }), "support.not_yours");
  auto const changed = write([&](Session& s) { return change_campaign(s, as(alain_), made.id, 1, facts); });
  EXPECT_EQ(refusal([&](Session& s) { return change_campaign(s, as(anne_), made.id, 1, facts); }), "support.changed");
  auto const on =
      write([&](Session& s) { return set_campaign_state(s, as(anne_), made.id, changed.version, CampaignState::running, today_); });
  facts.means = Means::post;
  EXPECT_EQ(refusal([&](Session& s) { return change_campaign(s, as(anne_), made.id, on.version, facts); }), "campaign.fixed");
  EXPECT_EQ(refusal([&](Session& s) { return add_targets(s, as(anne_), on, today_, {subject(7)}); }), "campaign.not_preparing");
  auto const ended =
      write([&](Session& s) { return set_campaign_state(s, as(chief_), made.id, on.version, CampaignState::closed, today_); });
  EXPECT_EQ(ended.closed_on, "2026-09-21");
  EXPECT_EQ(refusal([&](Session& s) { return change_campaign(s, as(anne_), made.id, ended.version, facts); }), "campaign.closed");
  EXPECT_EQ(refusal([&](Session& s) { return next_target(s, as(anne_), ended, today_, 0); }), "campaign.not_running");
  write([&](Session& s) { return delete_campaign(s, as(anne_), made.id, ended.version); });
  EXPECT_TRUE(read([&](Session& s) { return campaigns_of(s, anne_, ""); }).empty());
}

TEST_P(Campaigns, RefuseWhatCannotBe) {
  auto const refuse = [&](CampaignFacts const& facts) {
    return refusal([&](Session& s) { return add_campaign(s, as(anne_), facts, ""); });
  };
  auto facts = round(Means::post);
  facts.title = " ";
  EXPECT_EQ(refuse(facts), "text.empty");
  facts = round(Means::post);
  facts.ends_on = day("2026-08-31");
  EXPECT_EQ(refuse(facts), "support.bad_value");
  facts = round(Means::post);
  facts.agents = {carole_.agent};
  EXPECT_EQ(refuse(facts), "partners.unknown_agent");
  facts = round(Means::post);
  facts.action = "none";
  EXPECT_EQ(refuse(facts), "convention.not_countable");
  auto const empty = write([&](Session& s) { return add_campaign(s, as(anne_), round(Means::post), ""); });
  EXPECT_EQ(refusal([&](Session& s) { return set_campaign_state(s, as(anne_), empty.id, 1, CampaignState::running, today_); }),
            "campaign.empty");
  std::vector<Subject> many;
  for (int i = 0; i < 5'001; ++i) many.push_back({"2000000010" + std::to_string(1000 + i), "77142"});
  EXPECT_EQ(refusal([&](Session& s) { return add_targets(s, as(anne_), empty, today_, many); }), "campaign.too_many");
  facts = round(Means::call);
  facts.theme = Theme::distress;
  EXPECT_TRUE(write([&](Session& s) { return add_campaign(s, as(anne_), facts, ""); }).facts.kept_in);
}

TEST_P(Campaigns, AMailingGoesOutToWhoStandsInItsFile) {
  auto const action_of = signed_framework();
  auto const first = person(anne_, 0, {});
  auto const letters = running(round(Means::post), 4);
  EXPECT_TRUE(lines(letters).empty());
  EXPECT_EQ(send(letters).sent, 0U) << "nobody stands in a file yet";
  EXPECT_EQ(file(letters).reachable, 4U);
  EXPECT_EQ(lines(letters).size(), 4U);
  EXPECT_EQ(lines(letters)[0].via.name, "Zoé Martin");
  opposes(anne_, first);
  EXPECT_EQ(lines(letters).size(), 3U) << "an opposition that came since wins";
  auto const sent = send(letters);
  EXPECT_EQ(sent.sent, 3U);
  EXPECT_EQ(sent.aside, 1U);
  EXPECT_EQ(sent.remaining, 0U);
  EXPECT_TRUE(exchanges(0).empty());
  ASSERT_EQ(exchanges(1).size(), 1U);
  EXPECT_EQ(exchanges(1)[0].facts.way, Way::mail);
  EXPECT_EQ(exchanges(1)[0].facts.notes, "Enquête cadre de vie");
  EXPECT_EQ(refused(anne_, letters, 2, result(TargetState::reached)), "campaign.not_a_result");
  enter(anne_, letters, 2, result(TargetState::answered, "yes"));
  enter(anne_, letters, 3, result(TargetState::wrong));
  auto const counted = figures(letters);
  EXPECT_EQ(counted.contacted(), 3);
  EXPECT_EQ(counted.delivered(), 2);
  EXPECT_EQ(counted.yes, 1);
  EXPECT_EQ(refused(anne_, letters, 1, result(TargetState::answered, "yes")), "campaign.opposed");
  EXPECT_EQ(undone(anne_, letters, 2).state, TargetState::sent);
  EXPECT_EQ(exchanges(1).size(), 1U) << "it was written to all the same";
  auto const taken_back = write([&](Session& s) { return undo_sent(s, as(anne_), letters, 0); });
  EXPECT_EQ(taken_back.undone, 2U);
  EXPECT_TRUE(exchanges(1).empty());
  EXPECT_EQ(figures(letters).of(TargetState::wrong), 1);
}

TEST_P(Campaigns, AFileNamesWhomItNamed) {
  auto const first = person(anne_, 0, {channel(ChannelKind::email, "zoe@example.org")});
  person(anne_, 1, {channel(ChannelKind::email, "paul@example.org")}, "Paul Petit");
  auto const mails = running(round(Means::email), 2);
  EXPECT_EQ(refusal([&](Session& s) { return file_targets(s, as(carole_), mails, today_, {}); }), "support.not_yours");
  file(mails);
  EXPECT_EQ(refusal([&](Session& s) { return note_sent(s, as(analyst_), mails, today_, today_, 0); }), "support.not_yours");
  clock_ms_ += 1000;
  auto const later = person(anne_, 0, {channel(ChannelKind::email, "nadia@example.org")}, "Nadia Roux");
  file(mails);
  EXPECT_EQ(lines(mails)[0].via.contact, first.id) << "the file of before is not put on another name by the next one";
  opposes(anne_, first);
  EXPECT_EQ(lines(mails).size(), 1U) << "somebody else can be written to there, but did not stand in the file";
  auto const sent = send(mails);
  EXPECT_EQ(sent.sent, 1U);
  EXPECT_EQ(sent.again, 1U);
  EXPECT_EQ(sent.remaining, 0U);
  EXPECT_EQ(target(mails, 1).state, TargetState::waiting);
  EXPECT_TRUE(exchanges(0).empty());
  file(mails);
  EXPECT_EQ(lines(mails)[0].via.contact, later.id);
  EXPECT_EQ(send(mails).sent, 1U);
  auto const letters = running(round(Means::post), 3);
  file(letters);
  person(anne_, 2, {}, "Luc Blanc");
  EXPECT_EQ(lines(letters)[2].via.contact, "") << "it went to the business itself";
}

TEST_P(Campaigns, ARoundOfCallsHasNoFile) {
  person(anne_, 0, {phone(0)});
  auto const calls = running(round(Means::call), 1);
  EXPECT_EQ(refusal([&](Session& s) { return file_targets(s, as(anne_), calls, today_, {}); }), "campaign.no_mailing");
  EXPECT_EQ(refusal([&](Session& s) { return lines_of(s, anne_, calls, today_); }), "campaign.no_mailing");
  EXPECT_EQ(refusal([&](Session& s) { return note_sent(s, as(anne_), calls, today_, today_, 0); }), "campaign.no_mailing");
  auto other = result(TargetState::reached);
  other.contact = "nobody";
  EXPECT_EQ(refused(anne_, calls, 1, other), "campaign.not_through");
}

TEST_P(Campaigns, CallsAreMadeOneAfterTheOther) {
  for (int i = 0; i < 4; ++i) person(anne_, i, {phone(i)});
  auto const calls = running(round(Means::call), 4);
  EXPECT_EQ(next(anne_, calls)->number, 1);
  EXPECT_EQ(next(alain_, calls)->number, 2) << "a colleague is on the first";
  EXPECT_EQ(target(calls, 1).held_by, anne_.agent);
  EXPECT_EQ(refused(alain_, calls, 1, result(TargetState::reached)), "campaign.held");
  enter(anne_, calls, 1, result(TargetState::no_answer));
  EXPECT_EQ(next(anne_, calls)->number, 3) << "who did not answer today is not called again today";
  EXPECT_EQ(next(anne_, calls, 3)->number, 4) << "passed over";
  auto const back = enter(anne_, calls, 4, result(TargetState::call_back));
  EXPECT_EQ(read([&](Session& s) { return open_reminders(s, anne_, anne_.agent); }).size(), 1U);
  EXPECT_TRUE(exchanges(3).empty()) << "not a contact yet";
  clock_ms_ += std::int64_t{7} * 24 * 3600 * 1000;
  auto const later = day("2026-09-28");
  auto const due = write([&](Session& s) { return next_target(s, as(anne_), calls, later, 0); });
  EXPECT_EQ(due->number, 4) << "its day has come";
  write([&](Session& s) {
    auto found = result(TargetState::answered, "no");
    found.on = later;
    found.note = "Pas le temps";
    found.minutes = 6;
    return enter_result(s, as(anne_), calls, later, back.id, back.version, found);
  });
  EXPECT_TRUE(read([&](Session& s) { return open_reminders(s, anne_, anne_.agent); }).empty());
  auto const made = read([&](Session& s) { return exchanges_by(s, anne_, "", {}); }).exchanges;
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].exchange.facts.met, "Zoé Martin");
  EXPECT_EQ(made[0].exchange.facts.minutes, 6);
  auto const counted = figures(calls);
  EXPECT_EQ(counted.contacted(), 2);
  EXPECT_EQ(counted.spoken(), 1);
}

TEST_P(Campaigns, WhatWasSaidGoesOutOfTheTrailWithItsResult) {
  person(anne_, 0, {phone(0)});
  auto const calls = running(round(Means::call), 1);
  auto said = result(TargetState::answered, "no");
  said.note = "Zéphyr";
  enter(anne_, calls, 1, said);
  undone(anne_, calls, 1);
  auto const trail = read([&](Session& s) {
    access::AuditQuery query;
    query.kind = "campaign_target";
    return access::audit_trail(s, query);
  });
  ASSERT_GE(trail.size(), 2U);
  for (auto const& row : trail) EXPECT_EQ((row.before + row.after).find("Zéphyr"), std::string::npos) << row.action;
}

TEST_P(Campaigns, ASecondRoundTakesUpTheUnanswered) {
  auto const letters = running(round(Means::post), 4);
  file(letters);
  send(letters);
  enter(anne_, letters, 1, result(TargetState::answered, "other"));
  enter(anne_, letters, 2, result(TargetState::wrong));
  person(anne_, 3, {phone(3)});
  auto const again = write([&](Session& s) { return add_campaign(s, as(anne_), round(Means::call), letters.id); });
  auto const taken = targets(again);
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].business, subject(2).business);
  EXPECT_EQ(taken[0].aside, Aside::no_contact);
  EXPECT_EQ(taken[1].state, TargetState::waiting);
  EXPECT_EQ(refusal([&](Session& s) { return add_campaign(s, as(carole_), round(Means::call), letters.id); }), "support.unknown_campaign");
}

TEST_P(Campaigns, LoseTheirTargetsAndKeepTheirFigures) {
  auto const contact = person(anne_, 0, {phone(0)}, "Zéphyrine Plantée");
  auto const calls = running(round(Means::call), 3);
  auto said = result(TargetState::answered, "yes");
  said.note = "Plantage";
  enter(anne_, calls, 1, said);
  auto const told = write([&](Session& s) { return person_file(s, as(anne_), {contact.id, "", ""}); });
  ASSERT_EQ(told.campaigns.size(), 1U);
  EXPECT_EQ(told.campaigns[0].note, "Plantage");
  auto const ended =
      write([&](Session& s) { return set_campaign_state(s, as(anne_), calls.id, calls.version, CampaignState::closed, today_); });
  auto const before = figures(ended);
  auto const due = [&](std::string_view on) {
    auto const values = aged_values(pays_, day(on));
    return read([&](Session& s) { return s.rows(aged_sql(Aged::campaign), Session::Values(values)); }).size();
  };
  EXPECT_EQ(due("2026-09-21"), 0U);
  EXPECT_EQ(due("2026-09-22"), 1U);
  std::vector<std::string> const ids{calls.id};
  EXPECT_EQ(read([&](Session& s) { return aged_content(s, Aged::campaign, ids); })[0].at("campaign_target").size(), 3U);
  for (int times = 0; times < 2; ++times) write([&](Session& s) { return erase_aged(s, Aged::campaign, ids); });
  EXPECT_EQ(due("2026-09-22"), 0U);
  auto const after = read([&](Session& s) { return find_campaign(s, anne_, calls.id); });
  EXPECT_TRUE(targets(after).empty());
  EXPECT_EQ(figures(after), before);
  EXPECT_EQ(read([&](Session& s) { return campaign_figures(s, {after}); })[after.id].communes.size(), 2U);
  EXPECT_EQ(refusal([&](Session& s) { return set_campaign_state(s, as(anne_), after.id, after.version, CampaignState::running, today_); }),
            "campaign.over");
  auto const trail = read([&](Session& s) {
    access::AuditQuery query;
    query.kind = "campaign_target";
    return access::audit_trail(s, query);
  });
  ASSERT_FALSE(trail.empty());
  for (auto const& row : trail) EXPECT_EQ(row.after, "") << "what the trail held of them went too";
}

TEST_P(Campaigns, GoToTheColleagueOfWhoLeaves) {
  auto facts = round(Means::call);
  facts.agents = {alain_.agent};
  auto const made = prepared(facts, 1);
  auto const hand = [&](std::string const& from, std::string const& to) {
    return write([&](Session& s) { return hand_over(s, actor(), pays_, from, to); });
  };
  hand(anne_.agent, chief_.agent);
  hand(alain_.agent, "");
  auto const after = read([&](Session& s) { return find_campaign(s, chief_, made.id); });
  EXPECT_EQ(after.created_by, chief_.agent);
  EXPECT_TRUE(after.facts.agents.empty());
  auto const contact = person(anne_, 0, {phone(0)});
  write([&](Session& s) { return check_targets(s, as(chief_), after, today_, {}); });
  write([&](Session& s) { return delete_contact(s, as(anne_), contact.id, 1); });
  EXPECT_EQ(target(after, 1).contact, "") << "a record that is erased is named nowhere";
}

}  // namespace
}  // namespace bassin::support
