#include "crisis/case_rights.h"

#include <gmock/gmock.h>

#include "crisis/proposals.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using reference::Condition;
using sql::Session;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CaseRightsOf : public InARoom {
 protected:
  // A crisis of that day with its cases, beside the one of the other tests.
  std::string crisis_of(std::string_view began, std::vector<Place> const& places) {
    auto facts = flood();
    facts.began_at = base::parse_instant(std::string(began) + "T04:00:00.000Z").value();
    auto const made = write([&](Session& s) { return open_crisis(s, as(maud_), facts); });
    write([&](Session& s) { return draw_zone(s, as(maud_), made.id, outline()); });
    write([&](Session& s) { return enter_zone(s, as(maud_), made.id, 1, places); });
    return made.id;
  }
  std::string case_in(std::string const& crisis, std::string const& business) {
    CaseQuery query;
    query.limit = 1000;
    for (auto const& it : read([&](Session& s) { return cases_of(s, maud_, crisis, query); }))
      if (it.business == business) return it.id;
    throw std::runtime_error("no case of " + business);
  }
  void decree(std::string commune, std::string_view from, std::string_view to, std::string_view published, bool refused = false) {
    write([&](Session& s) {
      return add_decree(s, as(maud_), {std::move(commune), Peril::flood, day(from), day(to), day(published), refused, ""});
    });
  }
  void say(std::string const& record, RightQuestion question, std::string value, std::int64_t number = 0) {
    std::vector<Said> const said{{question, std::move(value), number}};
    write([&](Session& s) { return say_of_case(s, as(maud_), record, said); });
  }
  CaseRights rights(std::string const& record, std::string_view today, Known const& register_says = {}) {
    return read([&](Session& s) { return rights_of_case(s, maud_, record, register_says, day(today)); });
  }
  static Right const& right(CaseRights const& all, std::string_view id) {
    for (auto const& it : all.rights)
      if (it.rule->id == id) return it;
    throw std::runtime_error("no right " + std::string(id));
  }
  static Fact fact(CaseRights const& all, Condition condition) {
    for (auto const& it : all.facts)
      if (it.condition == condition) return it;
    throw std::runtime_error("no fact");
  }
  Deadlines deadlines(std::string const& crisis, std::string_view today, DeadlineQuery const& query = {}) {
    return read([&](Session& s) { return deadlines_of(s, maud_, crisis, query, says_, day(today)); });
  }
  static std::string text(Deadline const& it) { return to_iso(it.until) + " " + it.right; }
  static std::vector<std::string> texts(Deadlines const& all) {
    std::vector<std::string> out;
    for (auto const& it : all.all) out.push_back(text(it));
    return out;
  }

  std::map<std::string, Known> register_;
  std::vector<std::string> asked_;
  Proposals says_ = [this](std::vector<std::string> const& businesses) {
    asked_ = businesses;
    return base::Result<std::map<std::string, Known>>(register_);
  };
  Place const bakery{bakery_.business, "77142", Entry::inside};
};
INSTANTIATE_TEST_SUITE_P(Both, CaseRightsOf, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// 2016: ten days, prolonged to 30 June; the solidarity fund of craft businesses.
TEST_P(CaseRightsOf, June2016) {
  auto const crisis = crisis_of("2016-06-01", {bakery});
  auto const record = case_in(crisis, bakery.business);
  auto const before = rights(record, "2016-06-03");
  EXPECT_EQ(right(before, "damage_claim").state, Right::State::asks);
  EXPECT_EQ(right(before, "damage_claim").unknown, (std::vector{Condition::decree, Condition::insured}));
  EXPECT_EQ(to_iso(before.damage.on), "2016-06-01");
  EXPECT_FALSE(before.day_said);
  decree("77142", "2016-05-28", "2016-06-05", "2016-06-09");
  say(record, RightQuestion::insured, "yes");
  auto const after = rights(record, "2016-06-20", {{Condition::craft, true}});
  EXPECT_EQ(right(after, "damage_claim").state, Right::State::open);
  EXPECT_EQ(to_iso(*right(after, "damage_claim").until), "2016-06-30");
  EXPECT_EQ(right(after, "solidarity_2016").state, Right::State::open);
  ASSERT_THAT(after.decrees, SizeIs(1));
  EXPECT_EQ(after.decree, after.decrees[0].id);
  EXPECT_EQ(fact(after, Condition::craft).source, FactSource::proposed);
  EXPECT_EQ(fact(after, Condition::insured).source, FactSource::said);
  EXPECT_EQ(fact(after, Condition::decree).holds, true);
}

// 2018: ten days where Guérard is named, five days of work where Crécy-la-Chapelle is not.
TEST_P(CaseRightsOf, January2018) {
  auto const crisis = crisis_of("2018-01-30", {bakery, {"10000000100015", "77219", Entry::inside}});
  decree("77219", "2018-01-15", "2018-02-05", "2018-02-15");
  auto const guerard = case_in(crisis, "10000000100015"), crecy = case_in(crisis, bakery.business);
  for (auto const& it : {guerard, crecy}) say(it, RightQuestion::insured, "yes");
  EXPECT_EQ(to_iso(*right(rights(guerard, "2018-02-25"), "damage_claim").until), "2018-02-25");
  EXPECT_EQ(right(rights(guerard, "2018-02-26"), "damage_claim").state, Right::State::passed);
  EXPECT_EQ(right(rights(guerard, "2018-02-01"), "ordinary_claim").state, Right::State::closed);
  EXPECT_EQ(right(rights(crecy, "2018-02-06"), "ordinary_claim").state, Right::State::open);
  EXPECT_EQ(to_iso(*right(rights(crecy, "2018-02-06"), "ordinary_claim").until), "2018-02-06");
  EXPECT_EQ(right(rights(crecy, "2018-02-20"), "damage_claim").unknown, std::vector{Condition::decree});
  decree("77142", "2018-01-15", "2018-02-05", "2018-03-01", true);
  EXPECT_EQ(right(rights(crecy, "2018-03-02"), "damage_claim").failed, std::vector{Condition::decree});
  EXPECT_EQ(fact(rights(crecy, "2018-03-02"), Condition::decree).holds, false);
}

// 2024: thirty days; who is cut off has another right to short-time work.
TEST_P(CaseRightsOf, October2024) {
  auto const crisis = crisis_of("2024-10-09", {bakery, {"10000000100015", "77142", Entry::indirect}});
  decree("77142", "2024-10-09", "2024-10-13", "2024-10-26");
  auto const hit = case_in(crisis, bakery.business), cut_off = case_in(crisis, "10000000100015");
  say(hit, RightQuestion::insured, "yes");
  say(hit, RightQuestion::hit_on, "2024-10-10");
  for (auto const& it : {hit, cut_off}) say(it, RightQuestion::standstill_on, "2024-10-11");
  Known const employs{{Condition::employer, true}};
  EXPECT_EQ(to_iso(*right(rights(hit, "2024-11-25", employs), "damage_claim").until), "2024-11-25");
  EXPECT_EQ(to_iso(*right(rights(hit, "2024-11-01", employs), "short_time_work").until), "2024-11-10");
  EXPECT_EQ(right(rights(cut_off, "2024-11-01", employs), "short_time_work").failed, std::vector{Condition::direct});
  EXPECT_EQ(right(rights(cut_off, "2024-11-01", employs), "short_time_work_indirect").state, Right::State::open);
  EXPECT_EQ(fact(rights(hit, "2024-11-01"), Condition::in_77_78_91).holds, true);
  EXPECT_EQ(right(rights(hit, "2024-11-01"), "region_2024").unknown, std::vector{Condition::under_50});
}

TEST_P(CaseRightsOf, WhatIsSaidGoesBeforeTheRegister) {
  auto const record = case_in(crisis_of("2024-10-09", {bakery}), bakery.business);
  Known const employs{{Condition::employer, true}};
  say(record, RightQuestion::employer, "no");
  EXPECT_EQ(fact(rights(record, "2024-10-10", employs), Condition::employer).holds, false);
  say(record, RightQuestion::employer, "unknown", 1);
  EXPECT_EQ(fact(rights(record, "2024-10-10", employs), Condition::employer).holds, std::nullopt);
  EXPECT_EQ(fact(rights(record, "2024-10-10", employs), Condition::employer).source, FactSource::said);
  say(record, RightQuestion::indirect, "yes");
  EXPECT_EQ(fact(rights(record, "2024-10-10"), Condition::direct).holds, false) << "in the zone, dry, and cut off";
  EXPECT_EQ(refusal([&](Session& s) { return rights_of_case(s, nadia_, record, {}, day("2024-10-10")); }), "crisis.unknown_case");
}

TEST_P(CaseRightsOf, ThatEndAreListedUntilTheyAreAskedFor) {
  auto const crisis =
      crisis_of("2024-10-09", {bakery, {"10000000100015", "77142", Entry::inside}, {"10000000100023", "77219", Entry::inside}});
  decree("77142", "2024-10-09", "2024-10-13", "2024-10-26");
  auto const first = case_in(crisis, bakery.business);
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-20")), IsEmpty());
  EXPECT_EQ(deadlines(crisis, "2024-11-20").left_out, 4U) << "damage and loss, of two whom nobody has reached; none without a decree";
  say(first, RightQuestion::loss_cover, "no");
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-20")), ElementsAre("2024-11-25 damage_claim"));
  EXPECT_THAT(asked_, SizeIs(2));
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-17")), IsEmpty()) << "eight days ahead";
  DeadlineQuery wide;
  wide.days = 30;
  wide.potential = true;
  EXPECT_EQ(deadlines(crisis, "2024-11-17", wide).total, 3U);
  wide.limit = 1;
  EXPECT_EQ(deadlines(crisis, "2024-11-17", wide).total, 3U);
  EXPECT_THAT(deadlines(crisis, "2024-11-17", wide).all, SizeIs(1));
  wide.from = 2;
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-17", wide)), SizeIs(1)) << "the last of three";
  wide.from = 3;
  EXPECT_THAT(deadlines(crisis, "2024-11-17", wide).all, IsEmpty());
  wide.from = 0;
  wide.commune = "99999";
  EXPECT_EQ(deadlines(crisis, "2024-11-17", wide).total, 0U);
  wide.commune.clear();
  RequestFacts claim;
  claim.right = "damage_claim";
  claim.asked_on = day("2024-11-02");
  write([&](Session& s) { return note_request(s, as(maud_), first, claim); });
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-20")), IsEmpty());
  EXPECT_EQ(deadlines(crisis, "2024-11-26").left_out, 0U) << "what is over is no deadline";
  say(first, RightQuestion::standstill_on, "2024-10-21");
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-20")), ElementsAre("2024-11-20 short_time_work"));
  register_[bakery.business] = {{Condition::employer, false}};
  EXPECT_THAT(texts(deadlines(crisis, "2024-11-20")), IsEmpty()) << "the register says that it employs nobody";
  EXPECT_EQ(refusal([&](Session& s) { return deadlines_of(s, nadia_, crisis, {}, says_, day("2024-11-20")); }), "crisis.unknown");
}

TEST_P(CaseRightsOf, DeadlinesEqualTheRightsOfEachCase) {
  std::vector<Place> places;
  for (int i = 0; i < 30; ++i)
    places.push_back({std::to_string(20000000000000 + i), i % 3 == 0 ? "77219" : "77142", static_cast<Entry>(i % 3)});
  auto const crisis = crisis_of("2018-01-30", places);
  decree("77219", "2018-01-15", "2018-02-05", "2018-02-15");
  for (int i = 0; i < 30; ++i) {
    auto const record = case_in(crisis, places[static_cast<std::size_t>(i)].business);
    if (i % 2 == 0) say(record, RightQuestion::insured, i % 4 == 0 ? "yes" : "no");
    if (i % 5 == 0) say(record, RightQuestion::standstill_on, "2018-01-31");
    if (i % 7 == 0) register_[places[static_cast<std::size_t>(i)].business] = {{Condition::employer, i % 2 == 0}};
  }
  DeadlineQuery query;
  query.days = 20;
  query.potential = true;
  std::multiset<std::string> found, expected;
  for (auto const& it : deadlines(crisis, "2018-02-16", query).all) found.insert(it.business + " " + text(it));
  for (auto const& place : places) {
    auto const all = rights(case_in(crisis, place.business), "2018-02-16", register_[place.business]);
    for (auto const& it : all.rights)
      if ((it.state == Right::State::open || it.state == Right::State::asks) && it.until && it.until->days <= day("2018-02-16").days + 20)
        expected.insert(place.business + " " + to_iso(*it.until) + " " + std::string(it.rule->id));
  }
  EXPECT_GT(expected.size(), 10U);
  EXPECT_EQ(found, expected);
}

TEST(Proposals, AreWhatTheRegisterTells) {
  OfRegister it;
  EXPECT_TRUE(proposed(it).empty());
  it.activity = "10.71C";
  it.chambers = reference::chamber_cci | reference::chamber_cma;
  it.size = reference::parse_size_band("01").value();
  it.employer = false;
  it.legal_category = 1000;
  EXPECT_EQ(proposed(it),
            (Known{{Condition::employer, true}, {Condition::craft, true}, {Condition::independent, true}, {Condition::farm, false}}))
      << "a size goes before a flag";
  it = {};
  it.activity = "01.13Z";
  it.chambers = reference::chamber_ca;
  it.employer = false;
  it.size = reference::size_none;
  EXPECT_EQ(proposed(it), (Known{{Condition::employer, false}, {Condition::craft, false}, {Condition::farm, true}}));
  it.size = reference::parse_size_band("32").value();
  EXPECT_EQ(proposed(it).at(Condition::under_50), false);
  it.chambers = reference::chamber_to_qualify;
  EXPECT_FALSE(proposed(it).contains(Condition::craft));
}

}  // namespace
}  // namespace bassin::crisis
