#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "convention/ledger.h"
#include "support/hand_over.h"
#include "support/testing/import_exchanges_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;

class ExchangeImportWords : public WithExchangeImports {};
INSTANTIATE_TEST_SUITE_P(Both, ExchangeImportWords, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ExchangeImportWords, WordsAreSaidOnceAndKnownForTheNextFile) {
  auto named = visit("12/03/2026", "RDV", "Implantation");
  named.agent = "J. Ancien";
  auto const import =
      bring({row(2, named, bakery_), row(3, visit("13/03/2026", "rdv", "Zut"), bakery_), row(4, visit("14/03/2026", ""), mill_)});
  auto const first = words(import.id);
  EXPECT_EQ(first.at("way:RDV").rows, 2);
  EXPECT_EQ(first.at("theme:LOCAUX").meaning, "premises") << "a word of ours";
  EXPECT_EQ(first.at("agent:").meaning, word_nobody);
  EXPECT_EQ(first.at("agent:J ANCIEN").meaning, "");
  EXPECT_EQ(say(import.id, WordField::way, "RDV", "meeting").rows.size(), 1U);
  say(import.id, WordField::theme, "IMPLANTATION", "premises");
  say(import.id, WordField::theme, "ZUT", std::string(word_skipped));
  say(import.id, WordField::agent, "J ANCIEN", std::string(word_nobody));
  say(import.id, WordField::way, "", "visit");
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing skipped_word=Zut", "ready new"));
  auto const stale = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "RDV", "call", 1}}, kept_); };
  EXPECT_EQ(refusal(stale), "support.changed");
  auto const none = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "X", "call", 1}}, kept_); };
  EXPECT_EQ(refusal(none), "import.unknown_word");
  auto const bad = [&](Session& s) { return say_words(s, as(anne_), import.id, {{WordField::way, "RDV", "dinner", 2}}, kept_); };
  EXPECT_EQ(refusal(bad), "support.bad_value");
  EXPECT_EQ(refusal([&](Session& s) { return import_words(s, reader(pays_), import.id); }), "support.unknown_import");
  carry_out(import.id);
  EXPECT_EQ(exchanges(anne_, bakery_).at(0).agent, "") << "whom nobody knows is not the one who brings the file";

  auto const next = words(bring({row(2, named, mill_), row(3, visit("15/03/2026", ""), mill_)}).id);
  EXPECT_EQ(next.at("way:RDV").meaning, "meeting");
  EXPECT_EQ(next.at("theme:IMPLANTATION").meaning, "premises");
  EXPECT_EQ(next.at("agent:J ANCIEN").meaning, "") << "the name of one without an account is not kept";
  EXPECT_EQ(next.at("way:").meaning, "") << "what an empty cell means is of one file";
}

TEST_P(ExchangeImportWords, TheyCountTowardsTheActionOfTheirCodeAsThoseTypedByHandDo) {
  auto const convention = signed_framework();
  auto const wanted = action(convention, "A 1");
  auto counting = visit("5/3/2018"), before = visit("5/3/2017"), unknown = visit("6/3/2018");
  counting.action = "a1";
  counting.minutes = "45";
  counting.agent = "Paul Durand";
  before.action = "A1";
  unknown.action = "Z9";
  auto const import = bring({row(2, counting, bakery_), row(3, before, bakery_), row(4, unknown, mill_)});
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing bad_action=A1", "wrong nothing bad_action=Z9"));
  say(import.id, WordField::action, "Z9", std::string(word_nothing));
  EXPECT_EQ(told(import.id)[2], "ready new");
  carry_out(import.id);
  convention::Contribution const expected{wanted, cma_, paul_.agent, bakery_.business, bakery_.commune, "visit", day("2018-03-05"), 45};
  EXPECT_THAT(counted(convention), ElementsAre(expected));
  EXPECT_THAT(exchanges(reader(pays_), bakery_), IsEmpty()) << "nothing is opened by today's conventions";
  EXPECT_EQ(undo(import.id).state, "undone");
  EXPECT_THAT(counted(convention), IsEmpty());
  EXPECT_EQ(count("exchange"), 0);
  EXPECT_EQ(count("sheet_import_word"), 0);
}

TEST_P(ExchangeImportWords, TheNameOfOneWhoLeftIsKnownNoMore) {
  auto named = visit("12/03/2026");
  named.agent = "DUPONT MARIE";
  auto const import = bring({row(2, named, bakery_)});
  auto const kept = [&] { return count("sheet_word where field = 'agent'"); };
  say(import.id, WordField::agent, "DUPONT MARIE", paul_.agent);
  write([&](Session& s) { return hand_over(s, actor(), cma_, anne_.agent, ""); });
  EXPECT_EQ(kept(), 1) << "a colleague's";
  write([&](Session& s) { return hand_over(s, actor(), cma_, paul_.agent, ""); });
  EXPECT_EQ(kept(), 0);
}

}  // namespace
}  // namespace bassin::support
