#include "crisis/mutual_help.h"

#include <gmock/gmock.h>

#include "base/uuid.h"
#include "crisis/anonymise.h"
#include "crisis/damage_report.h"
#include "crisis/help_matching.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Helping : public InARoom {
 protected:
  Helping() {
    draw();
    enter(1, {{bakery_.business, bakery_.commune, Entry::inside}});
    case_ = one(bakery_.business).id;
  }
  static HelpFacts offered(std::optional<std::int64_t> quantity = 100) {
    HelpFacts out;
    out.side = HelpSide::offer;
    out.kind = HelpKind::storage;
    out.what = "hangar sec";
    out.quantity = quantity;
    out.commune = "77142";
    out.who = "Coopérative du Morin";
    out.reach = "à l'accueil";
    return out;
  }
  [[nodiscard]] HelpFacts needed(std::optional<std::int64_t> quantity = 60) const {
    HelpFacts out;
    out.kind = HelpKind::storage;
    out.what = "de quoi mettre le stock au sec";
    out.quantity = quantity;
    out.record = case_;
    return out;
  }
  HelpPost note(HelpFacts const& facts) {
    return write([&](Session& s) { return note_help(s, as(paul_), room_.id, facts); });
  }
  std::string refused(HelpFacts const& facts) {
    return refusal([&](Session& s) { return note_help(s, as(paul_), room_.id, facts); });
  }
  Agreement settle(HelpPost const& need, HelpPost const& offer, AgreementFacts const& facts = {}) {
    return write([&](Session& s) { return agree(s, as(maud_), need.id, offer.id, facts); });
  }
  std::string unsettled(HelpPost const& need, HelpPost const& offer, AgreementFacts const& facts = {}) {
    return refusal([&](Session& s) { return agree(s, as(maud_), need.id, offer.id, facts); });
  }
  HelpBoard board(std::string const& record = "") {
    return read([&](Session& s) { return help_of(s, nadia_, room_.id, record); });
  }
  std::string case_;
};
INSTANTIATE_TEST_SUITE_P(Both, Helping, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Helping, ANeedAndAnOfferAreNotedAgreedAndGiven) {
  auto const need = note(needed());
  auto const offer = note(offered());
  auto told = board();
  ASSERT_THAT(told.posts, SizeIs(2));
  EXPECT_EQ(told.posts[0].business, bakery_.business);
  EXPECT_THAT(proposals_of(told, balances_of(told))[need.id], ElementsAre(offer.id));
  auto const made = settle(need, offer);
  EXPECT_EQ(made.facts.quantity, 60) << "all that the need asks";
  EXPECT_EQ(unsettled(need, offer), "crisis.agreed_already");
  auto const given = write([&](Session& s) {
    return change_agreement(s, as(paul_), made.id, made.version, {HelpState::given, 60, "clés remises"});
  });
  EXPECT_EQ(given.version, 2);
  told = board();
  EXPECT_EQ(balances_of(told).at(need.id).stands, HelpStands::met);
  EXPECT_EQ(balances_of(told).at(offer.id).left, 40);
}

TEST_P(Helping, MoreThanIsLeftIsNotAgreed) {
  auto const offer = note(offered());
  auto const first = note(needed()), second = note(needed());
  auto const made = settle(first, offer);
  EXPECT_EQ(unsettled(second, offer, {HelpState::agreed, 41, ""}), "crisis.help_taken");
  EXPECT_EQ(settle(second, offer).facts.quantity, 40) << "what is left";
  auto less = offered(99);
  EXPECT_EQ(refusal([&](Session& s) { return change_help(s, as(paul_), offer.id, offer.version, less); }), "crisis.help_promised");
  auto const third = note(needed());
  EXPECT_EQ(unsettled(third, offer), "crisis.help_taken");
  // What came back serves again, and cannot be taken back once it does.
  write([&](Session& s) { return change_agreement(s, as(paul_), made.id, made.version, {HelpState::over, 60, ""}); });
  EXPECT_EQ(settle(third, offer).facts.quantity, 60);
  EXPECT_EQ(refusal([&](Session& s) {
              return change_agreement(s, as(paul_), made.id, 2, {HelpState::given, 60, ""});
            }),
            "crisis.help_taken");
}

TEST_P(Helping, ASecondOfferGivesWhatStillLacks) {
  auto const need = note(needed(100));
  auto const first = note(offered(60)), second = note(offered(100));
  EXPECT_EQ(settle(need, first).facts.quantity, 60);
  EXPECT_EQ(settle(need, second).facts.quantity, 40);
  EXPECT_EQ(balances_of(board()).at(second.id).left, 60);
}

TEST_P(Helping, OneCaseTellsWhatOthersTook) {
  auto const need = note(needed(30));
  auto elsewhere = offered(60);
  elsewhere.side = HelpSide::need;
  auto const others = note(elsewhere);
  auto const offer = note(offered(100));
  settle(need, offer);
  settle(others, offer);
  auto const told = board(case_);
  EXPECT_THAT(told.posts, SizeIs(2)) << "the need of another is not told";
  EXPECT_EQ(balances_of(told).at(offer.id).left, 10) << "what it took is";
}

TEST_P(Helping, OnlyLikeServesLike) {
  auto const need = note(needed());
  auto hands = offered();
  hands.kind = HelpKind::hands;
  auto const others = note(hands);
  EXPECT_EQ(unsettled(need, others), "crisis.bad_value");
  EXPECT_EQ(unsettled(others, need), "crisis.bad_value");
  EXPECT_EQ(unsettled(need, need), "crisis.bad_value");
  auto const offer = note(offered());
  auto gone = offered();
  gone.withdrawn = true;
  write([&](Session& s) { return change_help(s, as(paul_), offer.id, offer.version, gone); });
  EXPECT_EQ(unsettled(need, offer), "crisis.bad_value");
}

TEST_P(Helping, SaysWhatIsWrong) {
  auto it = offered();
  it.who.clear();
  EXPECT_EQ(refused(it), "text.empty");
  it = needed();
  it.who = "moi";
  EXPECT_EQ(refused(it), "crisis.bad_value");
  EXPECT_EQ(refused(offered(0)), "crisis.bad_value");
  it = offered();
  it.commune = "77999";
  EXPECT_EQ(refused(it), "crisis.bad_value");
  it = offered();
  it.from = day("2018-02-02");
  it.until = day("2018-02-01");
  EXPECT_EQ(refused(it), "crisis.bad_value");
  it = needed();
  it.record = "nobody";
  EXPECT_EQ(refused(it), "crisis.unknown_case");
  EXPECT_EQ(refusal([&](Session& s) { return note_help(s, as(ines_), room_.id, offered()); }), "crisis.unknown")
      << "asked, and has not joined";
}

TEST_P(Helping, WhatWasAgreedOnIsWithdrawnAndNotRemoved) {
  auto const need = note(needed());
  auto const offer = note(offered());
  auto const spare = note(offered());
  settle(need, offer);
  EXPECT_EQ(refusal([&](Session& s) { return remove_help(s, as(paul_), offer.id, offer.version); }), "crisis.help_agreed");
  write([&](Session& s) { return remove_help(s, as(paul_), spare.id, spare.version); });
  EXPECT_THAT(board().posts, SizeIs(2));
  EXPECT_EQ(refusal([&](Session& s) { return remove_help(s, as(paul_), spare.id, spare.version); }), "crisis.unknown_help");
  EXPECT_EQ(refusal([&](Session& s) { return change_help(s, as(paul_), offer.id, 7, offered()); }), "crisis.changed");
}

TEST_P(Helping, OneCaseIsToldWithTheOtherSide) {
  auto const need = note(needed());
  auto const offer = note(offered());
  note(offered());
  settle(need, offer);
  auto const told = board(case_);
  EXPECT_THAT(told.posts, SizeIs(2));
  EXPECT_THAT(told.agreements, SizeIs(1));
}

TEST_P(Helping, WhatReportsAskForIsToldUntilItIsNoted) {
  ReportFacts facts;
  facts.id = base::new_uuid();
  facts.source = ReportSource::phone;
  facts.place = Place{bakery_.business, bakery_.commune, Entry::added};
  facts.seen_at = base::Instant{clock_ms_};
  Answer answer;
  answer.question = "urgent_need";
  answer.standing = Standing::given;
  answer.text = "storage";
  facts.answers = {answer};
  write([&](Session& s) { return receive_report(s, as(paul_), room_.id, facts); });
  auto const told = board().asked;
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].record, case_);
  EXPECT_EQ(told[0].kind, HelpKind::storage);
  note(needed());
  EXPECT_THAT(board().asked, IsEmpty());
}

TEST_P(Helping, AClosedRoomIsReadAndAnAnonymousOneNamesNobody) {
  auto const need = note(needed());
  auto const offer = note(offered());
  settle(need, offer, {HelpState::agreed, 60, "voir M. Untel"});
  room_ = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  EXPECT_EQ(refused(offered()), "crisis.closed");
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "9999-01-01"); }), 1U);
  auto const told = board();
  ASSERT_THAT(told.posts, SizeIs(2));
  for (auto const& it : told.posts) EXPECT_EQ(it.facts.what + it.facts.who + it.facts.reach + it.agent, "");
  EXPECT_EQ(told.agreements[0].facts.note + told.agreements[0].agent, "");
  EXPECT_EQ(told.agreements[0].facts.quantity, 60);
}

}  // namespace
}  // namespace bassin::crisis
