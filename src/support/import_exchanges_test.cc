#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/testing/import_exchanges_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;

class ExchangeImports : public WithExchangeImports {};
INSTANTIATE_TEST_SUITE_P(Both, ExchangeImports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ExchangeImports, EachRowSaysWhatItWouldMakeAndWhatFitsNothing) {
  auto good = visit("12/03/2026");
  good.minutes = "1h30";
  good.agent = "DURAND Paul";
  good.notes = "Cherche un local.\nRevoir en mai.";
  good.met = "la gérante";
  auto late = visit("12/03/2027"), long_one = visit("12/03/2026"), coded = visit("12/03/2026");
  long_one.minutes = "0,5 j";
  coded.action = "1.1";
  auto const import = bring({row(2, good, bakery_), row(3, visit("hier"), bakery_), row(4, visit(""), bakery_), row(5, late, bakery_),
                             row(6, long_one, bakery_), row(7, coded, bakery_), row(8, visit("1/2/2026", "RDV téléphonique"), mill_),
                             row(9, visit("1/2/2026"), {"", ""})});
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "wrong nothing bad_day=hier", "wrong nothing no_day",
                                           "wrong nothing day_ahead=12/03/2027", "wrong nothing bad_minutes=0,5 j",
                                           "wrong nothing bad_action=1.1", "review words unknown_way=RDV téléphonique", "review "));
  EXPECT_EQ(count("exchange"), 0);
  carry_out(import.id);
  auto const made = exchanges(anne_, bakery_);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].agent, paul_.agent) << "the colleague of the file, in whatever order the name is written";
  EXPECT_EQ(made[0].facts.minutes, 90);
  EXPECT_EQ(made[0].facts.notes, good.notes);
  EXPECT_EQ(made[0].facts.met, "la gérante");
  EXPECT_EQ(made[0].facts.theme, Theme::premises);
  auto const done = rows_of(import.id)[0];
  EXPECT_EQ(done.cells.notes + done.cells.met + done.cells.agent, "") << "what was carried out is kept once";
}

TEST_P(ExchangeImports, TheSameFileTwiceAddsNothing) {
  auto worded = visit("12/03/2026");
  worded.notes = "Cherche un local.";
  std::vector<ImportRow> const rows{row(2, worded, bakery_), row(3, visit("13/03/2026"), bakery_), row(4, visit("13/03/2026"), bakery_),
                                    row(5, worded, mill_)};
  auto const first = bring(rows);
  EXPECT_THAT(told(first.id), ElementsAre("ready new", "ready new", "ready already", "ready new"));
  carry_out(first.id);
  EXPECT_EQ(count("exchange"), 3);
  auto const second = bring(rows);
  EXPECT_THAT(told(second.id), ElementsAre("ready already", "ready already", "ready already", "ready already"));
  carry_out(second.id);
  EXPECT_EQ(count("exchange"), 3);
  // One that was reworded since is perhaps the same: somebody decides.
  auto facts = exchanges(anne_, mill_).at(0).facts;
  facts.notes = "Cherche un local de 50 m².";
  auto const chief = member(cma_, "chief@cma.fr", access::Role::coordinator);
  write([&](Session& s) { return change_exchange(s, as(chief), day("2026-09-21"), exchanges(anne_, mill_).at(0).id, 1, facts); });
  auto const third = bring(rows);
  EXPECT_THAT(told(third.id), ElementsAre("ready already", "ready already", "ready already", "review conflict"));
  auto const last = rows_of(third.id)[3];
  EXPECT_THAT(last.deeds, ElementsAre("exchange_alike"));
  write([&](Session& s) {
    return choose_row(s, as(anne_), third.id, last.number, last.version, {ImportChoice::What::business, mill_, true}, kept_);
  });
  carry_out(third.id);
  EXPECT_EQ(count("exchange"), 4);
}

TEST_P(ExchangeImports, WithoutATextTheOtherCellsTellTwoApart) {
  auto first = visit("12/03/2026"), longer = first, met = first;
  longer.minutes = "45";
  met.met = "la gérante";
  auto text = first, other = first;
  text.notes = other.notes = "Vue.";
  other.theme = "Reprise";
  std::vector<ImportRow> const rows{row(2, first, bakery_),  row(3, visit("12/03/2026", "Visite", "Emploi"), bakery_),
                                    row(4, longer, bakery_), row(5, met, bakery_),
                                    row(6, first, bakery_),  row(7, text, mill_),
                                    row(8, other, mill_)};
  auto const import = bring(rows);
  EXPECT_THAT(told(import.id), ElementsAre("ready new", "ready new", "ready new", "ready new", "ready already", "ready new", "ready new"));
  carry_out(import.id);
  EXPECT_EQ(count("exchange"), 6);
  auto else_long = longer;
  else_long.minutes = "50";
  auto again = rows;
  again.push_back(row(9, else_long, bakery_));
  auto const last = told(bring(again).id);
  EXPECT_EQ(std::count(last.begin(), last.end(), "ready already"), 7) << "the same file adds nothing";
  EXPECT_EQ(last[7], "review conflict") << "perhaps one of those that were there, perhaps not";
}

TEST_P(ExchangeImports, WhatIsPastItsTimeStaysOutUnlessTheBusinessWasSeenSince) {
  kept_.exchanges_from = "2023-09-21";
  auto const import = bring({row(2, visit("5/3/2019"), bakery_), row(3, visit("5/3/2019"), mill_), row(4, visit("5/3/2025"), mill_)});
  EXPECT_THAT(told(import.id), ElementsAre("wrong nothing too_old=5/3/2019", "ready new", "ready new"));
  auto wrong = visit("5/3/2025");
  wrong.minutes = "longtemps";
  EXPECT_EQ(told(bring({row(2, visit("5/3/2019"), bakery_), row(3, wrong, bakery_)}).id)[0], "wrong nothing too_old=5/3/2019");
  // Without the later one the older one has no reason to stay.
  auto const later = rows_of(import.id)[2];
  auto const leave = [&](std::int64_t version) {
    return write([&](Session& s) { return choose_row(s, as(anne_), import.id, 4, version, {}, kept_); });
  };
  leave(later.version);
  EXPECT_EQ(told(import.id)[1], "wrong nothing too_old=5/3/2019");
  ExchangeFacts facts;
  facts.on = day("2026-01-01");
  write([&](Session& s) { return note_exchange(s, as(anne_), day("2026-09-21"), bakery_, facts); });
  EXPECT_EQ(told(bring({row(2, visit("5/3/2019"), bakery_)}).id)[0], "ready new");
}

TEST_P(ExchangeImports, BlocksGoOnWhereTheOneBeforeEndedAndKnowWhatItMade) {
  std::vector<ImportRow> rows;
  for (int i = 0; i < 300; ++i) {
    auto cells = visit("12/03/2026");
    cells.notes = "Visite " + std::to_string(i);
    rows.push_back(row(i + 2, cells, bakery_));
  }
  auto const import = bring(rows);
  auto const one = write([&](Session& s) { return carry_out_block(s, as(anne_), import.id, kept_); });
  EXPECT_EQ(one.state, "running");
  EXPECT_EQ(count("exchange"), 250);
  EXPECT_EQ(carry_out(import.id).state, "done");
  EXPECT_EQ(count("exchange"), 300) << "rows of one file are not taken for each other";
  undo(import.id);
  EXPECT_EQ(count("exchange"), 0);
}

}  // namespace
}  // namespace bassin::support
