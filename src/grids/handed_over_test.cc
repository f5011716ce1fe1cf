// Work that one partner hands over to another, in the contracts of both.
#include "convention/action.h"
#include "convention/draft.h"
#include "convention/signing.h"
#include "grids/counting.h"
#include "grids/migrations.h"
#include "support/delays.h"
#include "support/follow_ups.h"
#include "support/testing/agents_test_support.h"

namespace bassin::grids {
namespace {

using convention::Measure;
using sql::Session;
using support::Theme;

// Which partners hand over to each other.
class HandedOver : public support::WithAgents {
 protected:
  HandedOver() : WithAgents(grids::migrations()) {
    std::vector<access::Grant> grants;
    for (auto const& [owner, other] : {std::pair(cma_, cci_), std::pair(cci_, cma_)})
      grants.push_back({owner, other, access::RecordKind::follow_up, access::Level::content, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "f", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
    carole_.communes = claude_.communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142"});
  }
  Act at(access::Reader const& who) const {
    return {who, {who.agent, who.organisation, "test", base::Instant{std::int64_t{today_.days} * 86'400'000 + 3'600'000}}};
  }
  std::string action_of(std::string const& convention) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention).axes[0].id;
    sheet.code = sheet.title = "1.1";
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(reader(pays_)), convention, sheet); }).id;
  }
  Work work_of(std::string const& organisation) {
    return read([&](Session& s) -> base::Result<Work> {
      Work out;
      out.period = out.term = {day("2018-01-01"), day("2018-12-31")};
      BASSIN_TRY(out.pieces, work_of_organisation(s, organisation, out.period));
      BASSIN_TRY(out.delays, support::delays_of_organisation(s, organisation, out.period.from, out.period.to));
      return out;
    });
  }
  // By the chamber of trades to the chamber of commerce.
  support::FollowUp hand_over(std::string const& of) {
    support::FollowUpFacts const facts{"Suivi", "", Theme::takeover, of, true};
    auto const about = support::Subject{"4000000000000" + std::to_string(++made_), "77142"};
    auto it = write([&](Session& s) { return support::open_follow_up(s, at(carole_), today_, about, facts); });
    it = write([&](Session& s) { return support::invite_to_follow_up(s, at(carole_), today_, {it.id, it.version}, cci_, ""); });
    it = write([&](Session& s) { return support::accept_member(s, at(claude_), today_, {it.id, it.version}, ""); });
    return write([&](Session& s) { return support::hand_follow_up_over(s, at(carole_), today_, {it.id, it.version}, cci_, ""); });
  }
  void close(support::FollowUp const& it) {
    write([&](Session& s) { return support::close_follow_up(s, at(claude_), today_, {it.id, it.version}, support::Outcome::helped, ""); });
  }
  // Of a convention without the chamber of commerce.
  std::string action_of_two() {
    auto const keeper = reader(pays_);
    auto const id =
        write([&](Session& s) { return convention::draft(s, as(keeper), convention::Kind::framework, "", three_years("À deux")); }).id;
    write([&](Session& s) { return convention::set_parties(s, as(keeper), id, 1, {pays_, cma_}); });
    write([&](Session& s) { return convention::set_perimeter(s, as(keeper), id, 2, {{"77142", "Crécy-la-Chapelle", {}, {}}}); });
    write([&](Session& s) { return convention::set_axes(s, as(keeper), id, 3, {{"", "1", "Développement", "", {}}}); });
    for (auto const& party : {pays_, cma_}) deliberate(id, party);
    write([&](Session& s) { return convention::submit(s, as(keeper), id, version_of(id)); });
    write([&](Session& s) { return convention::sign(s, as(keeper), id, version_of(id), day("2017-12-20")); });
    return action_of(id);
  }

  std::string const shared_action_ = action_of(signed_framework());
  access::Reader carole_ = member(cma_, "carole@cma.fr"), claude_ = member(cci_, "claude@cci.fr");
  base::Date today_ = day("2018-02-01");
  int made_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Both, HandedOver, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(HandedOver, LeavesTheOpeningToWhoHandsTheFollowUpOver) {
  hand_over("");
  EXPECT_EQ(work_of(cma_).pieces.size(), 1U);
  EXPECT_TRUE(work_of(cci_).pieces.empty());
}

TEST_P(HandedOver, TellsItsDelayTowardsTheActionWhereItsTakerHasAPartInIt) {
  auto const shared = hand_over(shared_action_), theirs = hand_over(action_of_two()), none = hand_over("");
  today_.days += 4;
  for (auto const& it : {shared, theirs, none}) close(it);
  std::vector<Heading> headings(2);
  headings[0].id = "0";
  headings[0].facts.actions = {shared_action_};
  headings[1].id = "1";
  headings[1].facts.choices = {{{}, {"follow_up"}, false}};
  auto const work = work_of(cci_);
  for (auto const& [of, count] : {std::pair("0", 1U), std::pair("1", 2U)}) {
    Indicator figure;
    figure.owner = of;
    figure.facts.computed = convention::Computed{Measure::delay, {}, "", "", convention::DelayKind::follow_up, 0};
    auto const told = Counting(headings, work).reading(figure, {});
    EXPECT_EQ(told.counted, count) << of;
    EXPECT_EQ(told.value, 4) << of;
  }
}

}  // namespace
}  // namespace bassin::grids
