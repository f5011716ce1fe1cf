#include "support/reminders.h"

#include "support/hand_over.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using sql::Session;

class Reminders : public WithAgents {
 protected:
  Reminder add(access::Reader const& who, std::string text, std::string_view due, access::Reader const& for_whom) {
    return write([&](Session& s) { return remind(s, as(who), bakery_, {std::move(text), day(due), for_whom.agent}); });
  }
  std::vector<std::string> open_of(access::Reader const& who, std::string const& agent) {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return open_reminders(s, who, agent); })) out.push_back(it.facts.text);
    return out;
  }
  std::vector<std::string> about(access::Reader const& who) {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return reminders_about(s, who, bakery_.business); })) out.push_back(it.facts.text);
    return out;
  }

  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const alain_ = member(pays_, "alain@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
};

using Texts = std::vector<std::string>;

INSTANTIATE_TEST_SUITE_P(Both, Reminders, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Reminders, AreListedByDayWithinTheOrganisation) {
  add(anne_, "Rappeler la gérante", "2018-04-02", anne_);
  add(anne_, "Envoyer le dossier", "2018-03-20", alain_);
  add(alain_, "Relancer", "2018-03-01", anne_);
  EXPECT_EQ(open_of(anne_, anne_.agent), (Texts{"Relancer", "Rappeler la gérante"}));
  EXPECT_EQ(open_of(anne_, ""), (Texts{"Relancer", "Envoyer le dossier", "Rappeler la gérante"}));
  EXPECT_EQ(about(alain_).size(), 3U);
  EXPECT_EQ(open_of(carole_, ""), Texts{}) << "no partner sees them";
  EXPECT_EQ(about(carole_), Texts{});
}

TEST_P(Reminders, AreDoneAndTakenUpAgain) {
  auto const made = add(anne_, "Rappeler", "2018-04-02", anne_);
  add(anne_, "Écrire", "2018-05-02", anne_);
  auto const done = write([&](Session& s) { return finish_reminder(s, as(anne_), made.id, 1, true); });
  EXPECT_FALSE(done.done_at.empty());
  EXPECT_EQ(open_of(anne_, anne_.agent), Texts{"Écrire"});
  EXPECT_EQ(about(anne_), (Texts{"Écrire", "Rappeler"})) << "what is done comes last";
  write([&](Session& s) { return finish_reminder(s, as(anne_), made.id, done.version, false); });
  EXPECT_EQ(open_of(anne_, anne_.agent), (Texts{"Rappeler", "Écrire"}));
}

TEST_P(Reminders, AreChangedByWhomTheyAreForAndWhoWroteThem) {
  auto const made = add(anne_, "Rappeler", "2018-04-02", alain_);
  auto const change = [&](access::Reader const& who, std::int64_t version, std::string const& agent) {
    return refusal([&](Session& s) { return change_reminder(s, as(who), made.id, version, {"Rappeler", day("2018-04-09"), agent}); });
  };
  auto third = reader(pays_, access::Role::adviser);
  EXPECT_EQ(change(third, 1, alain_.agent), "support.not_yours");
  EXPECT_EQ(change(carole_, 1, alain_.agent), "support.unknown_reminder");
  EXPECT_EQ(change(anne_, 1, carole_.agent), "partners.unknown_agent") << "of another organisation";
  EXPECT_EQ(change(anne_, 1, alain_.agent), "");
  EXPECT_EQ(change(alain_, 1, alain_.agent), "support.changed");
  EXPECT_EQ(change(alain_, 2, anne_.agent), "") << "passed on to a colleague";
  third.role = access::Role::coordinator;
  EXPECT_EQ(change(third, 3, anne_.agent), "");
  EXPECT_EQ(refusal([&](Session& s) { return delete_reminder(s, as(anne_), made.id, 4); }), "");
  EXPECT_EQ(about(anne_), Texts{});
}

TEST_P(Reminders, GoToTheColleagueOfWhoLeaves) {
  add(anne_, "Rappeler", "2018-04-02", anne_);
  auto const done = add(anne_, "Fait", "2018-03-02", anne_);
  write([&](Session& s) { return finish_reminder(s, as(anne_), done.id, 1, true); });
  auto const moved = write([&](Session& s) { return hand_over(s, actor(), pays_, anne_.agent, alain_.agent); });
  EXPECT_EQ(moved.reminders, 1U);
  EXPECT_EQ(open_of(alain_, alain_.agent), Texts{"Rappeler"});
  EXPECT_EQ(open_of(anne_, anne_.agent), Texts{});
}

}  // namespace

}  // namespace bassin::support
