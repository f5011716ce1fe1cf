#include "crisis/rights.h"

#include <gtest/gtest.h>

#include <set>

namespace bassin::crisis {
namespace {

using base::Date;
using reference::Condition;
using State = Right::State;

Date day(std::string_view iso) { return base::parse_date(iso).value(); }

Damage flood(std::string_view on, std::string commune = "77142") {
  Damage out;
  out.commune = std::move(commune);
  out.on = day(on);
  return out;
}
Decree decree(std::string_view from, std::string_view to, std::string_view published, std::string commune = "77142") {
  return {std::move(commune), Peril::flood, day(from), day(to), day(published), false, ""};
}
Right one(std::string_view id, Damage const& damage, Known const& known, std::vector<Decree> const& decrees, std::string_view today) {
  for (auto const& it : rights_of(reference::crisis_rights(), damage, known, decrees, day(today)))
    if (it.rule->id == id) return it;
  ADD_FAILURE() << id;
  return {};
}
std::string until(Right const& right) { return right.until ? to_iso(*right.until) : ""; }

Known const baker{{Condition::insured, true}, {Condition::direct, true},       {Condition::indirect, false}, {Condition::employer, true},
                  {Condition::craft, true},   {Condition::independent, false}, {Condition::farm, false}};

// Decree of 8 June 2016: ten days, which the insurers extended to 30 June.
TEST(CrisisRights, OfJune2016) {
  std::vector<Decree> const decrees{decree("2016-05-28", "2016-06-05", "2016-06-09")};
  auto const claim = one("damage_claim", flood("2016-06-02"), baker, decrees, "2016-06-20");
  EXPECT_EQ(claim.state, State::open);
  EXPECT_EQ(until(claim), "2016-06-30");
  EXPECT_EQ(until(one("loss_claim", flood("2016-06-02"), baker, decrees, "2016-06-20")), "2016-07-09");
  EXPECT_EQ(one("ordinary_claim", flood("2016-06-02"), baker, decrees, "2016-06-03").state, State::closed);
  auto const solidarity = one("solidarity_2016", flood("2016-06-02"), baker, decrees, "2016-06-20");
  EXPECT_EQ(solidarity.state, State::open);
  EXPECT_EQ(solidarity.rule->amount, 1500);
}

// Decree of 15 February 2018: Guérard is in it, Crécy-la-Chapelle is not; ten days.
TEST(CrisisRights, OfJanuary2018) {
  std::vector<Decree> const decrees{decree("2018-01-15", "2018-02-05", "2018-02-15", "77219")};
  auto const guerard = one("damage_claim", flood("2018-01-30", "77219"), baker, decrees, "2018-02-25");
  EXPECT_EQ(guerard.state, State::open);
  EXPECT_EQ(until(guerard), "2018-02-25");
  EXPECT_EQ(one("damage_claim", flood("2018-01-30", "77219"), baker, decrees, "2018-02-26").state, State::passed);
  auto const crecy = one("ordinary_claim", flood("2018-01-30"), baker, decrees, "2018-02-01");
  EXPECT_EQ(crecy.state, State::open) << "without a decree";
  EXPECT_EQ(until(crecy), "2018-02-06") << "Tuesday to Tuesday: five days of work";
  for (auto const& it : rights_of(reference::crisis_rights(), flood("2018-01-30"), baker, decrees, day("2018-02-01")))
    EXPECT_NE(it.rule->id, "solidarity_2016");
}

// Decree of 26 October 2024: thirty days.
TEST(CrisisRights, OfOctober2024) {
  std::vector<Decree> const decrees{decree("2024-10-09", "2024-10-13", "2024-10-26")};
  auto damage = flood("2024-10-10");
  damage.standstill = day("2024-10-11");
  auto const claim = one("damage_claim", damage, baker, decrees, "2024-11-25");
  EXPECT_EQ(claim.state, State::open);
  EXPECT_EQ(until(claim), "2024-11-25");
  EXPECT_EQ(until(one("short_time_work", damage, baker, decrees, "2024-11-01")), "2024-11-10");
  auto const region = one("region_2024", damage, baker, decrees, "2024-11-01");
  EXPECT_EQ(region.state, State::asks);
  EXPECT_EQ(region.unknown, (std::vector{Condition::in_77_78_91, Condition::under_50}));
  EXPECT_EQ(one("independent_fund", damage, baker, decrees, "2024-11-01").failed, std::vector{Condition::independent});
}

TEST(CrisisRights, WaitForADecreeWithoutADay) {
  auto const before = one("damage_claim", flood("2024-10-10"), baker, {}, "2024-10-12");
  EXPECT_EQ(before.state, State::asks) << "the mairie may still ask for one";
  EXPECT_EQ(before.unknown, std::vector{Condition::decree});
  EXPECT_EQ(until(before), "");
  auto refused = decree("2024-10-09", "2024-10-13", "2024-10-26");
  refused.refused = true;
  EXPECT_EQ(one("damage_claim", flood("2024-10-10"), baker, {refused}, "2024-11-01").state, State::closed);
  EXPECT_EQ(one("damage_claim", flood("2024-10-10"), baker, {decree("2024-10-11", "2024-10-13", "2024-10-26")}, "2024-11-01").state,
            State::asks)
      << "of other days";
}

TEST(CrisisRights, AreAskedByTheCommuneOfTheDayToo) {
  auto damage = flood("2018-01-30", "77171");
  damage.former_communes = {"77999"};
  std::vector<Decree> const decrees{decree("2018-01-15", "2018-02-05", "2018-02-15", "77999")};
  EXPECT_NE(decree_of(damage, decrees), nullptr);
  damage.kind = Kind::storm;
  EXPECT_NE(decree_of(damage, decrees), nullptr) << "a storm whose water rose";
  damage.kind = Kind::fire;
  EXPECT_EQ(decree_of(damage, decrees), nullptr);
}

// Who was cut off, not hit.
TEST(CrisisRights, OfAnIndirectVictim) {
  Known known{{Condition::direct, false}, {Condition::indirect, true}, {Condition::employer, true}};
  auto damage = flood("2024-10-10");
  damage.standstill = damage.on;
  EXPECT_EQ(one("short_time_work", damage, known, {}, "2024-10-12").state, State::closed);
  auto const now = one("short_time_work_indirect", damage, known, {}, "2024-10-12");
  EXPECT_EQ(now.state, State::open);
  EXPECT_EQ(until(now), "2024-11-09");
  damage.on = day("2018-01-30");
  damage.standstill = damage.on;
  EXPECT_EQ(until(one("short_time_work_indirect", damage, known, {}, "2018-01-30")), "") << "before 2020 it was asked beforehand";
}

// One of each, whatever is known, and never one whose rule is of other days.
TEST(CrisisRights, AreTheNewestRuleOfEach) {
  for (int year = 2010; year <= 2030; ++year) {
    auto const on = base::make_date(year, 6, 15);
    Damage damage = flood(to_iso(on));
    std::vector<Decree> const decrees{decree(to_iso(on), to_iso(on), to_iso(Date{on.days + 10}))};
    std::set<std::string_view> seen;
    for (auto const& it : rights_of(reference::crisis_rights(), damage, baker, decrees, on)) {
      EXPECT_TRUE(seen.insert(it.rule->id).second) << it.rule->id;
      auto const counted = it.rule->counted == reference::CountedFrom::publication ? Date{on.days + 10} : on;
      EXPECT_TRUE(!it.rule->from || *it.rule->from <= counted) << it.rule->id;
      EXPECT_TRUE(!it.rule->until || counted <= *it.rule->until) << it.rule->id;
    }
    auto const claim = one("damage_claim", damage, baker, decrees, to_iso(on));
    EXPECT_EQ(claim.until->days - on.days - 10, year < 2023 ? 10 : 30) << year;
  }
}

}  // namespace
}  // namespace bassin::crisis
