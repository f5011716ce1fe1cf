#include "letters/agenda.h"

#include "convention/committee.h"
#include "letters/calendar_address.h"
#include "letters/testing/letters_test_support.h"

namespace bassin::letters {
namespace {

using sql::Session;
using support::NeedState;
using support::Theme;

class Agendas : public WithLetters {
 protected:
  std::vector<std::string> titles(access::Reader const& who, PublicNames const& names) {
    std::vector<std::string> out;
    for (auto const& it : entries_of(agenda(who), names, "https://bassin.test")) out.push_back(it.title);
    return out;
  }
  Agenda agenda(access::Reader const& who) {
    return read([&](Session& s) { return agenda_of(s, who, today_); });
  }
  std::string address(access::Reader const& who) {
    return write([&](Session& s) { return make_calendar_address(s, as(who)); });
  }
  // The organisation of whom an address is; "": nobody's.
  std::string owner(std::string const& secret) {
    auto const found = read([&](Session& s) { return calendar_owner(s, secret, after_joining_); });
    return found ? found->organisation : "";
  }
  base::Date const after_joining_ = base::make_date(2026, 10, 1);
  PublicNames const names_{{bakery_.business, "BOULANGERIE"}};
};

using Texts = std::vector<std::string>;

INSTANTIATE_TEST_SUITE_P(Both, Agendas, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Agendas, HoldsWhatIsTheReadersToDo) {
  remind(anne_, "Rappeler la gérante\net lui dire oui", "2018-04-02");
  remind(alain_, "Écrire", "2018-04-03");
  hand(carole_, pays_, Theme::premises);
  hand(anne_, cma_, Theme::premises);
  EXPECT_EQ(titles(anne_, names_), (Texts{"Rappeler la gérante – BOULANGERIE", "Répondre à un besoin transmis – BOULANGERIE"}));
  EXPECT_EQ(titles(anne_, {}), (Texts{"Rappeler la gérante", "Répondre à un besoin transmis"})) << "a masked name is not told";
  auto const entries = entries_of(agenda(anne_), names_, "https://bassin.test");
  EXPECT_EQ(entries[0].description, "Rappeler la gérante\net lui dire oui");
  EXPECT_EQ(to_iso(entries[0].on), "2018-04-02");
  EXPECT_EQ(entries[0].url, "https://bassin.test/ma-journee");
}

TEST_P(Agendas, NameNobodyInDistress) {
  hand(anne_, pays_, Theme::distress);
  EXPECT_EQ(titles(alain_, names_), Texts{"Répondre à un besoin transmis"});
  EXPECT_EQ(businesses_in(agenda(alain_)), Texts{});
}

TEST_P(Agendas, LoseWhatWasAnsweredAndCountChanges) {
  auto const made = hand(carole_, pays_, Theme::premises);
  auto const reminder = remind(anne_, "Rappeler", "2018-04-02");
  write([&](Session& s) { return support::change_reminder(s, as(anne_), reminder.id, 1, {"Écrire", day("2018-04-09"), anne_.agent}); });
  auto const entries = entries_of(agenda(anne_), names_, "");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].uid, "reminder-" + reminder.id + "@bassin");
  EXPECT_EQ(entries[0].sequence, 1);
  EXPECT_GT(entries[0].changed_at, base::parse_instant(reminder.created_at).value());
  EXPECT_EQ(entries[1].on.days, answer_day(made).days);
  EXPECT_EQ(entries[1].url, "");
  write([&](Session& s) { return support::accept_need(s, as(anne_), today_, {made.id, 1}, ""); });
  write([&](Session& s) { return support::finish_reminder(s, as(anne_), reminder.id, 2, true); });
  EXPECT_EQ(agenda(anne_).needs.size() + agenda(anne_).reminders.size(), 0U);
}

TEST_P(Agendas, HoldSittingsOfWhoRunsTheConventionOrIsNamed) {
  auto const id = signed_framework();
  convention::SittingFacts facts{.committee = convention::Committee::steering, .on = day("2018-06-04"), .place = "Mairie"};
  facts.attendance = {{pays_, "", "anne@pays.fr", "", convention::Presence::present}};
  write([&](Session& s) { return convention::add_sitting(s, as(chief_), id, facts); });
  facts.on = day("2017-01-01");
  write([&](Session& s) { return convention::add_sitting(s, as(chief_), id, facts); });
  Texts const expected{"Comité de pilotage – Convention de partenariat"};
  EXPECT_EQ(titles(chief_, {}), expected) << "and none of long ago";
  EXPECT_EQ(titles(anne_, {}), expected);
  EXPECT_EQ(titles(alain_, {}), Texts{});
  EXPECT_EQ(titles(stranger_, {}), Texts{}) << "no party";
}

TEST_P(Agendas, HoldMilestonesOfThePilot) {
  auto const id = signed_framework();
  auto sheet = sheet_of(id);
  sheet.pilot = anne_.agent;
  sheet.milestones = {{"Bilan", day("2018-06-30"), {}},
                      {"Bilan", day("2018-12-31"), {}},
                      {"Fait", day("2018-03-01"), day("2018-03-01")},
                      {"Un jour", {}, {}}};
  write([&](Session& s) { return convention::add_action(s, as(chief_), id, sheet); });
  auto const entries = entries_of(agenda(anne_), {}, "");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].title, "Jalon : Bilan (action 1.1)");
  EXPECT_NE(entries[0].uid, entries[1].uid);
  EXPECT_EQ(titles(alain_, {}), Texts{});
}

TEST_P(Agendas, AreReadUnderAnAddressUntilItStops) {
  auto const first = address(anne_);
  EXPECT_EQ(owner(first), pays_);
  auto const second = address(anne_);
  EXPECT_EQ(owner(first), "") << "renewed";
  EXPECT_EQ(owner(second), pays_);
  EXPECT_EQ(owner("x"), "");
  EXPECT_FALSE(read([&](Session& s) { return calendar_address_of(s, anne_); })->opened_on);
  auto const found = read([&](Session& s) { return calendar_owner(s, second, after_joining_); }).value();
  write([&](Session& s) { return note_opening(s, found, today_); });
  EXPECT_EQ(read([&](Session& s) { return calendar_address_of(s, anne_); })->opened_on, today_);
  EXPECT_TRUE(read([&](Session& s) { return is_opening_noted(s, found, today_); }));
  EXPECT_FALSE(read([&](Session& s) { return calendar_address_of(s, alain_); }));
  write([&](Session& s) { return revoke_calendar_address(s, as(anne_)); });
  EXPECT_EQ(owner(second), "");
  EXPECT_FALSE(read([&](Session& s) { return calendar_address_of(s, anne_); }));
}

TEST_P(Agendas, AreNobodysOnceTheAgentHasLeft) {
  auto const secret = address(alain_);
  write([&](Session& s) { return partners::leave(s, actor(), {alain_.agent, pays_, ""}, {}, true); });
  EXPECT_EQ(owner(secret), "");
}

}  // namespace
}  // namespace bassin::letters
