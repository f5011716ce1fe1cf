#include "exposure/gaps.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/months.h"

namespace bassin::exposure {
namespace {

base::Date const today = base::make_date(2026, 9, 21);

std::vector<std::string> missing(Standing const& it) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < gap_count; ++i)
    if (has(gaps_of(it, today), static_cast<Gap>(i))) out.emplace_back(id_of(static_cast<Gap>(i)));
  return out;
}

Standing ready() { return {true, Insurance::yes, Plan::yes, today, false}; }

TEST(Gaps, WhoIsReadyMissesNothing) { EXPECT_EQ(missing(ready()), std::vector<std::string>()); }

TEST(Gaps, OfWhomNothingIsKnownEverythingIsMissing) {
  Standing it;
  it.unlocated = true;
  EXPECT_EQ(missing(it), (std::vector<std::string>{"no_contact", "insurance_unchecked", "no_plan", "not_in_touch", "unlocated"}));
}

TEST(Gaps, ARefusalIsAnAnswerAndNotInsuredIsChecked) {
  auto it = ready();
  for (auto const word : {Insurance::yes, Insurance::no, Insurance::refused}) {
    it.insurance = word;
    EXPECT_EQ(missing(it), std::vector<std::string>()) << id_of(word);
  }
  it.insurance = Insurance::unknown;
  EXPECT_EQ(missing(it), std::vector<std::string>{"insurance_unchecked"});
}

TEST(Gaps, APlanInTheMakingIsOne) {
  auto it = ready();
  it.plan = Plan::in_progress;
  EXPECT_EQ(missing(it), std::vector<std::string>());
  for (auto const word : {Plan::unsaid, Plan::no, Plan::unknown, Plan::refused}) {
    it.plan = word;
    EXPECT_EQ(missing(it), std::vector<std::string>{"no_plan"}) << id_of(word);
  }
}

TEST(Gaps, TwelveMonthsToTheDay) {
  auto it = ready();
  it.in_touch = base::make_date(2025, 9, 21);
  EXPECT_EQ(missing(it), std::vector<std::string>());
  it.in_touch = base::make_date(2025, 9, 20);
  EXPECT_EQ(missing(it), std::vector<std::string>{"not_in_touch"});
}

TEST(Gaps, ANamedPersonWhoIsNotKeptCountsForNobody) {
  Readiness it;
  it.contact_word = ContactWord::named;
  EXPECT_FALSE(standing_of(it).contact_named);
  it.contact_kept = true;
  EXPECT_TRUE(standing_of(it).contact_named);
  it.contact_word = ContactWord::none;
  EXPECT_FALSE(standing_of(it).contact_named);
}

// Sums over random standings against counting each by its own words.
TEST(Gaps, CountsAreSums) {
  std::mt19937 random(7);
  std::vector<Standing> all;
  for (int i = 0; i < 2'000; ++i) {
    Standing it{random() % 2 == 0,
                static_cast<Insurance>(random() % insurance_count),
                static_cast<Plan>(random() % plan_count),
                {},
                random() % 3 == 0};
    if (random() % 4 != 0) it.in_touch = base::plus_months(today, -static_cast<int>(random() % 30));
    all.push_back(it);
  }
  Count count;
  for (auto const& it : all) count.add(it, gaps_of(it, today));
  std::uint64_t nobody = 0, unchecked = 0, planless = 0, silent = 0, nowhere = 0, refused = 0;
  for (auto const& it : all) {
    nobody += it.contact_named ? 0 : 1;
    unchecked += it.insurance == Insurance::unsaid || it.insurance == Insurance::unknown ? 1 : 0;
    planless += it.plan == Plan::yes || it.plan == Plan::in_progress ? 0 : 1;
    silent += it.in_touch && *it.in_touch >= base::make_date(2025, 9, 21) ? 0 : 1;
    nowhere += it.unlocated ? 1 : 0;
    refused += it.insurance == Insurance::refused ? 1 : 0;
  }
  EXPECT_EQ(count.total, all.size());
  EXPECT_EQ(count.named, all.size() - nobody);
  EXPECT_EQ(count.gaps, (std::array<std::uint64_t, gap_count>{nobody, unchecked, planless, silent, nowhere}));
  EXPECT_EQ(count.insurance[static_cast<std::size_t>(Insurance::refused)], refused);
}

}  // namespace
}  // namespace bassin::exposure
