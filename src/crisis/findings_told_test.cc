// What all are told gives no business back, however figures, reports and certainties are taken from each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "crisis/findings.h"
#include "crisis/report.h"
#include "crisis/situation.h"

namespace bassin::crisis {
namespace {

// Stock lost, by case: what findings_of() would count.
Findings of(std::vector<std::int64_t> const& losses) {
  Findings out;
  out.cases = losses.size();
  auto& loss = out.losses["stock"];
  auto& line = out.aid["craft_fund"].asked;
  for (auto const it : losses) {
    ++loss.cases.given;
    for (auto* const sum : {&loss.sum, &loss.by_certainty[static_cast<std::size_t>(it % 3)]}) {
      ++sum->cases;
      *sum->from += it;
      *sum->to += it;
    }
    loss.capped_from += std::min(loss_cap, it);
    loss.capped_to += std::min(loss_cap, it);
    ++line.cases, ++line.priced;
    *line.from += it;
    *line.to += it;
    line.capped_from += std::min(aid_cap, it);
    line.capped_to += std::min(aid_cap, it);
    ++out.stopped.cases.given;
    *out.stopped.sum += it / 1'000;
    out.stopped.capped += std::min(persons_cap, it / 1'000);
  }
  return out;
}

void expect_no_more_than_a_step(Amount before, Amount after, std::int64_t step) {
  if (!before || !after) return;
  EXPECT_EQ(*before % step, 0);
  EXPECT_EQ(*after % step, 0);
  EXPECT_LE(std::abs(*after - *before), step);
}

TEST(FindingsToldToAll, AreNotToldOfFew) {
  for (std::uint64_t n = 0; n < 30; ++n) {
    auto const told = told_to_all(of(std::vector<std::int64_t>(n, 70'000)));
    bool const enough = told_count(n) >= told_least;
    auto const found = told.losses.find("stock");
    EXPECT_EQ(found != told.losses.end(), n >= 3) << n;
    EXPECT_EQ(told.stopped.sum.has_value(), enough) << n;
    if (found == told.losses.end()) continue;
    EXPECT_EQ(found->second.sum.to.has_value(), enough) << n;
    EXPECT_EQ(found->second.sum.cases % told_step, 0U);
    for (auto const& one : found->second.by_certainty) EXPECT_FALSE(one.from || one.to) << "by certainty no amount at all";
    EXPECT_EQ(found->second.capped_to, 0) << "nor what it was worked out from";
    EXPECT_EQ(told.aid.at("craft_fund").asked.from.has_value(), enough) << n;
  }
}

// One business comes, goes or says another amount between two reports, the others being known to whoever takes them from each other: what
// is told is the same for every amount that would have moved it so, and that is a span as wide as the step.
TEST(FindingsToldToAll, MoveByOneStepOrNotAtAll) {
  std::mt19937 chance(77);
  auto const amount = [&] { return static_cast<std::int64_t>(chance() % 40 == 0 ? chance() % 9'000'000 : chance() % 120'000); };
  for (int turn = 0; turn < 2'000; ++turn) {
    std::vector<std::int64_t> losses(8 + chance() % 60);
    std::generate(losses.begin(), losses.end(), amount);
    auto const before = told_to_all(of(losses));
    if (turn % 3 == 0) losses.push_back(amount());
    if (turn % 3 == 1) losses.pop_back();
    if (turn % 3 == 2) losses[0] = amount();
    auto const after = told_to_all(of(losses));
    auto const& a = before.losses.at("stock").sum;
    auto const& b = after.losses.at("stock").sum;
    expect_no_more_than_a_step(a.from, b.from, loss_cap);
    expect_no_more_than_a_step(a.to, b.to, loss_cap);
    expect_no_more_than_a_step(before.aid.at("craft_fund").asked.to, after.aid.at("craft_fund").asked.to, aid_cap);
    expect_no_more_than_a_step(before.stopped.sum, after.stopped.sum, persons_cap);
  }
}

// Each number of cases is told alike for five in a row, whatever the others are; so no total gives a part back.
TEST(FindingsToldToAll, CountToTheNearestFive) {
  for (std::uint64_t figure = 0; figure < 40; ++figure) {
    Findings it;
    it.cases = it.silent = figure;
    it.needs["pumping"] = it.short_time["asked"] = figure;
    it.losses["stock"].cases = {figure, figure + 1, figure + 2};
    it.words[CaseState::visited] = {figure, figure, 61, 89};
    auto const told = told_to_all(it);
    EXPECT_EQ(told.cases, told_count(figure));
    EXPECT_EQ(told.silent % told_step, 0U);
    EXPECT_EQ(told.needs.contains("pumping"), figure >= 3);
    EXPECT_EQ(told.words.contains(CaseState::visited), figure >= 3);
    if (figure < 3) continue;
    EXPECT_EQ(told.needs.at("pumping"), told_count(figure));
    EXPECT_EQ(told.losses.at("stock").cases, (Answered{told_count(figure), told_count(figure + 1), told_count(figure + 2)}));
    EXPECT_FALSE(told.words.at(CaseState::visited).newest) << "the newest word is one business's";
    EXPECT_EQ(told.words.at(CaseState::visited).median, told_count(figure) >= told_least ? Amount(60) : Amount());
  }
}

// Issued before findings were counted.
TEST(Findings, AreMissingInOldReports) {
  auto const old = read_situation(R"({"all":{"potential":12,"visited":3},"communes":{"77142":{"potential":12}},"organisations":{}})");
  EXPECT_EQ(old.all.potential, 12U);
  EXPECT_EQ(old.by_commune.at("77142").potential, 12U);
  EXPECT_FALSE(old.findings);
  EXPECT_TRUE(old.by_chamber.empty());
  EXPECT_FALSE(told_to_all(old).findings);
  EXPECT_EQ(read_situation(R"({"all":{},"findings":{"losses":{"stock":7},"words":[1]}})").findings->losses.size(), 1U);
}

}  // namespace
}  // namespace bassin::crisis
