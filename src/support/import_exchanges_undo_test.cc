#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/testing/import_exchanges_test_support.h"

namespace bassin::support {
namespace {

using sql::Session;
using testing::ElementsAre;

class ExchangeImportsUndone : public WithExchangeImports {};
INSTANTIATE_TEST_SUITE_P(Both, ExchangeImportsUndone, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(ExchangeImportsUndone, UndoTakesAwayWhatNobodyChangedSince) {
  auto named = visit("12/03/2026");
  named.agent = "Paul Durand";
  auto const import = bring({row(2, named, bakery_), row(3, named, mill_), row(4, visit("13/03/2026"), mill_)}, true);
  carry_out(import.id);
  auto const seen = exchanges(anne_, bakery_).at(0);
  EXPECT_TRUE(seen.facts.kept_in);
  auto facts = seen.facts;
  facts.minutes = 10;
  write([&](Session& s) { return change_exchange(s, as(paul_), day("2026-09-21"), seen.id, 1, facts); });
  EXPECT_EQ(undo(import.id).state, "undone");
  EXPECT_THAT(told(import.id), ElementsAre("stays new", "undone new", "undone new"));
  EXPECT_EQ(count("exchange"), 1);
  auto const after = [&](Session& s) { return carry_out_block(s, as(anne_), import.id, kept_); };
  EXPECT_EQ(refusal(after), "import.undone");
}

// Whatever the rows: carried out twice it adds nothing the second time; taken back it leaves what was there; the ledger is a recount.
TEST_P(ExchangeImportsUndone, AnyFileTwiceAndBackIsWhatWasThere) {
  auto const convention = signed_framework();
  action(convention, "1");
  std::mt19937 random(7);
  auto const any = [&](auto const& of) { return of[random() % std::size(of)]; };
  for (int round = 0; round < 12; ++round) {
    std::vector<ImportRow> rows;
    for (int i = 0; i < 40; ++i) {
      char const* const days[] = {"5/3/2018", "6/3/2018", "1/1/2017", "x", ""};
      char const* const ways[] = {"Visite", "Appel", "?"};
      char const* const texts[] = {"", "a", "b"};
      char const* const agents[] = {"", "Paul Durand", "anne.martin@cma.fr", "X"};
      char const* const codes[] = {"", "1", "2"};
      auto cells = visit(any(days), any(ways));
      cells.notes = any(texts);
      cells.agent = any(agents);
      cells.action = any(codes);
      rows.push_back(row(i + 2, cells, random() % 2 == 0 ? bakery_ : mill_));
    }
    auto const before = count("exchange");
    auto const import = bring(rows);
    std::int64_t fresh = 0;
    for (auto const& one : rows_of(import.id)) fresh += one.state == ImportRowState::ready && one.expected == "new" ? 1 : 0;
    carry_out(import.id);
    EXPECT_EQ(count("exchange"), before + fresh);
    auto const made = count("exchange");
    carry_out(bring(rows).id);
    EXPECT_EQ(count("exchange"), made);
    EXPECT_EQ(static_cast<std::int64_t>(counted(convention).size()), read([&](Session& s) -> base::Result<std::int64_t> {
                BASSIN_TRY(auto const found, s.row("select count(*) as n from exchange where action is not null"));
                return found->integer("n");
              }));
    if (round % 2 == 0) continue;
    undo(import.id);
    EXPECT_EQ(count("exchange"), before);
  }
}

}  // namespace
}  // namespace bassin::support
