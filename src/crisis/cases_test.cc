#include "crisis/cases.h"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

#include "crisis/situation.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::UnorderedElementsAre;

class Cases : public InARoom {
 protected:
  static Place at(int number, Entry entry = Entry::inside) { return {std::to_string(10000000000000 + number), "77142", entry}; }
  Case with(Case const& it, CaseChange change, access::Reader const& who) {
    change.version = it.version;
    return write([&](Session& s) { return change_case(s, as(who), it.id, change); });
  }
  static CaseChange to(CaseState state, std::string why = "") {
    CaseChange out;
    out.state = state;
    out.why = std::move(why);
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Cases, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Cases, AreOneForEachBusinessWhateverMoves) {
  draw();
  auto const first = enter(1, {at(1), at(2), at(3, Entry::unlocated)});
  EXPECT_EQ(first.added, 3U);
  EXPECT_EQ(enter(1, {at(1), at(2), at(3, Entry::unlocated)}).added, 0U) << "the same list sent twice";
  auto const cut_off = write([&](Session& s) { return add_case(s, as(paul_), room_.id, at(9, Entry::indirect)); });
  EXPECT_EQ(write([&](Session& s) { return add_case(s, as(nadia_), room_.id, at(9, Entry::added)); }).id, cut_off.id);
  with(one(at(2).business), to(CaseState::visited), paul_);
  draw();
  auto const second = enter(2, {at(1), at(4)});
  EXPECT_EQ(second.added, 1U);
  EXPECT_EQ(second.left, 2U);
  std::vector<std::string> shown;
  for (auto const& it : cases(nadia_)) shown.push_back(it.business);
  EXPECT_THAT(shown, UnorderedElementsAre(at(1).business, at(2).business, at(4).business, at(9).business))
      << "what was visited stays, whatever the water does";
  EXPECT_EQ(one(at(2).business).left_zone, 2);
  draw();
  EXPECT_EQ(enter(3, {at(1), at(3), at(4)}).back, 1U);
  EXPECT_EQ(one(at(3).business).entered, 1);
}

TEST_P(Cases, StayWhereTheWaterOnlyWentOn) {
  draw();
  enter(1, {at(1), at(2)});
  draw();
  std::vector<Place> const places{at(3)};
  auto const second = write([&](Session& s) { return enter_zone(s, as(maud_), room_.id, 2, places, Before::stays); });
  EXPECT_EQ(std::tuple(second.added, second.back, second.left), std::tuple(1U, 0U, 0U));
  EXPECT_EQ(cases(nadia_).size(), 3U);
  EXPECT_EQ(one(at(1).business).left_zone, std::nullopt);
  draw();
  EXPECT_EQ(enter(3, {at(3)}).left, 2U) << "a later zone may say that they were never hit";
}

TEST_P(Cases, ThatSomebodyBeganOrBroughtBackStay) {
  draw();
  enter(1, {at(1), at(2), at(3)});
  CaseChange danger;
  danger.priority = 1;
  with(one(at(1).business), danger, paul_);
  std::vector<std::string> const given{one(at(2).business).id};
  write([&](Session& s) { return assign(s, as(maud_), room_.id, given, cma_, ""); });
  draw();
  enter(2, {});
  std::vector<std::string> shown;
  for (auto const& it : cases(nadia_)) shown.push_back(it.business);
  EXPECT_THAT(shown, UnorderedElementsAre(at(1).business, at(2).business));
  EXPECT_EQ(situation_of(cases(nadia_, {{}, {}, "", {}, "", false, "", 0})).all.potential, 2U);
  write([&](Session& s) { return add_case(s, as(paul_), room_.id, at(3, Entry::added)); });
  draw();
  EXPECT_EQ(enter(3, {}).left, 0U) << "who phoned in is no zone's to take away";
  EXPECT_EQ(cases(nadia_).size(), 3U);
  auto const late = [&](Session& s) { return enter_zone(s, as(maud_), room_.id, 2, {}); };
  EXPECT_EQ(refusal(late), "crisis.unknown_zone");
}

TEST_P(Cases, AreReadByWhoMaySeeWhatIsPersonal) {
  draw();
  enter(1, {at(1)});
  auto const elected = member(cma_, "elue@cma.fr", access::Role::elected);
  EXPECT_EQ(refusal([&](Session& s) { return cases_of(s, elected, room_.id, {}); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return find_case(s, elected, one(at(1).business).id); }), "crisis.unknown_case");
  std::vector<std::string> const ids{one(at(1).business).id};
  EXPECT_EQ(refusal([&](Session& s) { return assign(s, as(maud_), room_.id, ids, cma_, elected.agent); }), "crisis.unknown_agent");
  write([&](Session& s) { return assign(s, as(maud_), room_.id, ids, cma_, paul_.agent); });
  write([&](Session& s) { return leave(s, as(nadia_), room_.id); });
  EXPECT_EQ(one(at(1).business).organisation, "") << "who leaves has nothing in hand";
}

TEST_P(Cases, AreHeldByOneWhoIsOnTheLine) {
  draw();
  enter(1, {at(1)});
  auto const id = one(at(1).business).id;
  auto const held = write([&](Session& s) { return take_line(s, as(paul_), id); });
  EXPECT_EQ(held.held_by, paul_.agent);
  EXPECT_EQ(refusal([&](Session& s) { return take_line(s, as(maud_), id); }), "crisis.on_the_line");
  EXPECT_EQ(refusal([&](Session& s) {
              return change_case(s, as(maud_), id, {held.version, CaseState::contacted, "", {}, {}});
            }),
            "crisis.on_the_line");
  EXPECT_EQ(write([&](Session& s) { return take_line(s, as(paul_), id); }).held_by, paul_.agent) << "again by the same";
  std::vector<std::string> const ids{id};
  EXPECT_EQ(write([&](Session& s) { return assign(s, as(maud_), room_.id, ids, cma_, ""); }), 0U) << "not while he speaks";
  write([&](Session& s) { return give_line_back(s, as(maud_), id); });
  EXPECT_EQ(one(at(1).business).held_by, paul_.agent) << "another's line is not given back";
  with(one(at(1).business), to(CaseState::contacted), paul_);
  write([&](Session& s) { return give_line_back(s, as(paul_), id); });
  EXPECT_EQ(write([&](Session& s) { return take_line(s, as(maud_), id); }).held_by, maud_.agent);
  clock_ms_ += line_seconds * 1000;
  EXPECT_EQ(write([&](Session& s) { return take_line(s, as(paul_), id); }).held_by, paul_.agent) << "who forgot to hang up";
  EXPECT_EQ(refusal([&](Session& s) { return take_line(s, as(ines_), id); }), "crisis.unknown_case");
}

TEST_P(Cases, GoForwardFreelyAndBackWithAReason) {
  draw();
  enter(1, {at(1)});
  auto it = with(one(at(1).business), to(CaseState::visited), paul_);
  EXPECT_EQ(refusal([&](Session& s) {
              return change_case(s, as(paul_), it.id, {it.version, CaseState::reported, "", {}, {}});
            }),
            "crisis.wants_reason");
  auto const old = it.version;
  it = with(it, to(CaseState::reported, "Confondue avec sa voisine."), nadia_);
  EXPECT_EQ(refusal([&](Session& s) { return change_case(s, as(paul_), it.id, {old, CaseState::visited, "", {}, {}}); }), "crisis.changed");
  CaseChange urgent;
  urgent.trading = Trading::closed;
  urgent.priority = 2;
  it = with(it, urgent, maud_);
  EXPECT_EQ(it.trading, Trading::closed);
  EXPECT_EQ(it.priority, 2);
  urgent.priority = 5;
  urgent.version = it.version;
  EXPECT_EQ(refusal([&](Session& s) { return change_case(s, as(maud_), it.id, urgent); }), "crisis.bad_value");
  urgent.priority = 0;
  EXPECT_EQ(with(it, urgent, maud_).priority, std::nullopt);
  auto const steps = read([&](Session& s) { return steps_of(s, maud_, it.id); });
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].to, "reported");
  EXPECT_EQ(steps[1].why, "Confondue avec sa voisine.");
  EXPECT_EQ(steps[1].organisation, cma_);
}

TEST_P(Cases, AreGivenToThoseOfTheRoom) {
  draw();
  enter(1, {at(1), at(2), at(3)});
  std::vector<std::string> ids;
  for (auto const& it : cases(maud_)) ids.push_back(it.id);
  std::vector<std::string> const some{ids[0], ids[1]};
  EXPECT_EQ(write([&](Session& s) { return assign(s, as(maud_), room_.id, some, cma_, paul_.agent); }), 2U);
  EXPECT_EQ(refusal([&](Session& s) { return assign(s, as(maud_), room_.id, some, cci_, ""); }), "crisis.unknown_partner")
      << "asked, not joined";
  EXPECT_EQ(refusal([&](Session& s) { return assign(s, as(maud_), room_.id, some, cma_, maud_.agent); }), "crisis.unknown_agent");
  CaseQuery query;
  query.organisation = "";
  EXPECT_EQ(cases(nadia_, query).size(), 1U) << "nobody's";
  query.organisation = cma_;
  query.agent = paul_.agent;
  EXPECT_EQ(cases(nadia_, query).size(), 2U);
  query.states = {CaseState::reported, CaseState::visited};
  EXPECT_TRUE(cases(nadia_, query).empty());
}

// Against a list kept by hand, over zones of chance.
TEST_P(Cases, FollowTheWaterAsAListByHandDoes) {
  std::mt19937 chance(20240510);
  auto const below = [&](std::uint32_t most) { return static_cast<int>(chance() % most); };
  std::set<std::string> seen, inside, begun;
  for (int round = 1; round <= 12; ++round) {
    draw();
    std::vector<Place> places;
    std::set<std::string> now;
    for (int i = 0; i < 150; ++i)
      if (below(3) == 0) places.push_back(at(i)), now.insert(at(i).business);
    std::uint64_t added = 0, back = 0, left = 0;
    for (auto const& it : now) {
      added += seen.count(it) == 0 ? 1 : 0;
      back += seen.count(it) == 1 && inside.count(it) == 0 ? 1 : 0;
    }
    for (auto const& it : inside) left += now.count(it) == 0 ? 1 : 0;
    auto const told = enter(round, places);
    EXPECT_EQ(told.added, added);
    EXPECT_EQ(told.back, back);
    EXPECT_EQ(told.left, left);
    seen.insert(now.begin(), now.end());
    inside = now;
    if (!now.empty()) {
      auto const it = one(*now.begin());
      if (it.state == CaseState::potential) with(it, to(CaseState::contacted), paul_);
      begun.insert(it.business);
    }
    std::set<std::string> expected = inside, shown;
    expected.insert(begun.begin(), begun.end());
    for (auto const& it : cases(nadia_)) shown.insert(it.business);
    EXPECT_EQ(shown, expected);
  }
}

}  // namespace
}  // namespace bassin::crisis
