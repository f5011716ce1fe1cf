#include "crisis/help_matching.h"

#include <gmock/gmock.h>

#include <random>

namespace bassin::crisis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

HelpPost post(std::string id, HelpSide side, std::optional<std::int64_t> quantity, HelpKind kind = HelpKind::storage) {
  HelpPost out;
  out.id = std::move(id);
  out.facts.side = side;
  out.facts.kind = kind;
  out.facts.quantity = quantity;
  out.facts.commune = "77142";
  return out;
}
HelpPost need(std::string id, std::optional<std::int64_t> quantity) { return post(std::move(id), HelpSide::need, quantity); }
HelpPost offer(std::string id, std::optional<std::int64_t> quantity) { return post(std::move(id), HelpSide::offer, quantity); }
Agreement between(std::string need, std::string offer, HelpState state, std::optional<std::int64_t> quantity) {
  Agreement out;
  out.need = std::move(need);
  out.offer = std::move(offer);
  out.facts = {state, quantity, ""};
  return out;
}
std::string stands(HelpBoard const& board, std::string const& id) { return std::string(id_of(balances_of(board).at(id).stands)); }
std::vector<std::string> proposed(HelpBoard const& board, std::string const& id) { return proposals_of(board, balances_of(board))[id]; }
base::Date day(int number) { return base::make_date(2018, 2, number); }

TEST(HelpBalance, ANeedIsCoveredByWhatIsAgreedAndMetByWhatWasGiven) {
  HelpBoard board{{need("n", 100), offer("o", 60), offer("p", 200)}, {}, {}};
  EXPECT_EQ(stands(board, "n"), "open");
  board.agreements = {between("n", "o", HelpState::agreed, 60)};
  EXPECT_EQ(stands(board, "n"), "partly");
  EXPECT_EQ(stands(board, "o"), "agreed") << "all of it is taken";
  board.agreements.push_back(between("n", "p", HelpState::given, 40));
  EXPECT_EQ(stands(board, "n"), "agreed");
  EXPECT_EQ(stands(board, "p"), "partly");
  EXPECT_EQ(balances_of(board).at("p").left, 160);
  board.agreements[0].facts.state = HelpState::given;
  EXPECT_EQ(stands(board, "n"), "met");
}

TEST(HelpBalance, WhatCameBackMayServeAgainAndTheNeedStaysMet) {
  HelpBoard const board{{need("n", 2), offer("o", 2)}, {between("n", "o", HelpState::over, 2)}, {}};
  EXPECT_EQ(stands(board, "n"), "met");
  EXPECT_EQ(stands(board, "o"), "open");
  EXPECT_EQ(balances_of(board).at("o").left, 2);
}

TEST(HelpBalance, WhatFailedIsNothing) {
  HelpBoard const board{{need("n", 2), offer("o", 2)}, {between("n", "o", HelpState::failed, 2)}, {}};
  EXPECT_EQ(stands(board, "n"), "open");
  EXPECT_EQ(stands(board, "o"), "open");
  EXPECT_THAT(proposed(board, "n"), IsEmpty()) << "it was tried";
}

TEST(HelpBalance, WithoutNumbersAnAgreementIsOfTheWhole) {
  HelpBoard board{{need("n", {}), offer("o", {})}, {between("n", "o", HelpState::agreed, {})}, {}};
  EXPECT_EQ(stands(board, "n"), "agreed");
  EXPECT_EQ(stands(board, "o"), "agreed");
  board.agreements[0].facts.state = HelpState::given;
  EXPECT_EQ(stands(board, "n"), "met");
  board.posts[0].facts.withdrawn = true;
  EXPECT_EQ(stands(board, "n"), "withdrawn");
}

TEST(HelpProposals, AreOfTheKindWithSomethingLeftOnADayOfTheDays) {
  HelpBoard board{{need("n", 50), offer("o", 80), post("hands", HelpSide::offer, 80, HelpKind::hands)}, {}, {}};
  EXPECT_THAT(proposed(board, "n"), ElementsAre("o"));
  board.posts[0].facts.from = day(10);
  board.posts[0].facts.until = day(20);
  board.posts[1].facts.until = day(9);
  EXPECT_THAT(proposed(board, "n"), IsEmpty());
  board.posts[1].facts.until = day(10);
  EXPECT_THAT(proposed(board, "n"), ElementsAre("o"));
  board.posts[1].facts.from = day(21);
  board.posts[1].facts.until.reset();
  EXPECT_THAT(proposed(board, "n"), IsEmpty());
  board.posts[1].facts.from = day(20);
  board.posts[1].facts.withdrawn = true;
  EXPECT_THAT(proposed(board, "n"), IsEmpty());
}

TEST(HelpProposals, BeginWithWhatIsEnoughThenNearThenFits) {
  HelpBoard board{{need("n", 50), offer("short", 49), offer("far", 50), offer("large", 90), offer("fits", 50)}, {}, {}};
  board.posts[2].facts.commune = "77183";
  EXPECT_THAT(proposed(board, "n"), ElementsAre("fits", "large", "far", "short"));
}

TEST(HelpFigures, LeaveOutWhatWasWithdrawn) {
  HelpBoard board{{need("a", 2), need("b", 2), need("c", 2), offer("o", 2)}, {between("a", "o", HelpState::given, 2)}, {}};
  board.posts[2].facts.withdrawn = true;
  auto const figures = help_figures(board, balances_of(board)).at(HelpKind::storage);
  EXPECT_EQ(figures, (HelpFigures{2, 1, 0, 0, 1, 1, 0}));
}

// Against a count that takes each post by itself.
TEST(HelpByChance, NoOfferIsGivenTwiceAndFiguresAreThePosts) {
  std::mt19937 chance(20180130);
  auto const one_of = [&](std::size_t most) { return static_cast<std::size_t>(chance() % most); };
  for (int round = 0; round < 300; ++round) {
    HelpBoard board;
    for (std::size_t i = 0, many = 2 + one_of(14); i < many; ++i) {
      auto made = post(std::to_string(i), one_of(2) == 0 ? HelpSide::need : HelpSide::offer, {},
                       one_of(2) == 0 ? HelpKind::storage : HelpKind::hands);
      if (one_of(4) != 0) made.facts.quantity = 1 + static_cast<std::int64_t>(one_of(9));
      made.facts.withdrawn = one_of(7) == 0;
      board.posts.push_back(made);
    }
    for (auto const& needing : board.posts) {
      for (auto const& offering : board.posts) {
        auto const left = balances_of(board).at(offering.id).left;
        bool const fits = needing.facts.side == HelpSide::need && offering.facts.side == HelpSide::offer &&
                          needing.facts.kind == offering.facts.kind && left.value_or(1) > 0 && one_of(3) == 0;
        if (!fits) continue;
        auto const part =
            left ? std::optional<std::int64_t>(1 + static_cast<std::int64_t>(one_of(static_cast<std::size_t>(*left)))) : std::nullopt;
        board.agreements.push_back(between(needing.id, offering.id, static_cast<HelpState>(one_of(4)), part));
      }
    }
    auto const balances = balances_of(board);
    std::map<std::string, std::uint64_t> counted;
    for (auto const& it : board.posts) {
      std::int64_t held = 0;
      for (auto const& agreement : board.agreements) {
        auto const state = agreement.facts.state;
        if (agreement.offer == it.id && (state == HelpState::agreed || state == HelpState::given))
          held += agreement.facts.quantity.value_or(0);
      }
      if (it.facts.side == HelpSide::offer && it.facts.quantity) {
        EXPECT_LE(held, *it.facts.quantity);
        EXPECT_EQ(balances.at(it.id).left, *it.facts.quantity - held);
      }
      if (it.facts.side == HelpSide::need) ++counted[std::string(id_of(balances.at(it.id).stands))];
    }
    HelpFigures all;
    for (auto const& [kind, figures] : help_figures(board, balances)) {
      all.needs += figures.needs;
      all.open += figures.open;
      all.partly += figures.partly;
      all.agreed += figures.agreed;
      all.met += figures.met;
    }
    EXPECT_EQ(all.needs, all.open + all.partly + all.agreed + all.met);
    EXPECT_EQ(all.open, counted["open"]);
    EXPECT_EQ(all.partly, counted["partly"]);
    EXPECT_EQ(all.met, counted["met"]);
    for (auto const& [id, offers] : proposals_of(board, balances)) {
      EXPECT_LE(offers.size(), help_proposals_most);
      for (auto const& it : offers) EXPECT_NE(balances.at(it).left, std::optional<std::int64_t>(0));
    }
  }
}

}  // namespace
}  // namespace bassin::crisis
