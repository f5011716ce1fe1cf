#include "crisis/findings.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/uuid.h"
#include "crisis/damage_report.h"
#include "crisis/report.h"
#include "crisis/requests.h"
#include "crisis/situation.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using Answers = std::vector<Answer>;

class FindingsOfRooms : public InARoom {
 protected:
  void send(int number, Answers answers) {
    ReportFacts it;
    it.id = base::new_uuid();
    it.place = Place{std::to_string(10000000000000 + number), "77142", Entry::added};
    it.seen_at = {clock_ms_ += 60'000};
    it.answers = std::move(answers);
    write([&](Session& s) { return receive_report(s, as(paul_), room_.id, it); });
  }
  static Answer euros(std::string question, std::string item, std::int64_t from, std::optional<std::int64_t> to,
                      Certainty certainty = Certainty::estimated) {
    return {std::move(question), std::move(item), Standing::given, "", from, to, certainty};
  }
  static Answer silent(std::string question, std::string item, Standing standing) {
    return {std::move(question), std::move(item), standing, "", {}, {}, {}};
  }
  static Answer chosen(std::string question, std::string choice) {
    return {std::move(question), "", Standing::given, std::move(choice), {}, {}, {}};
  }
  static Answer counted(std::string question, std::int64_t count) { return {std::move(question), "", Standing::given, "", count, {}, {}}; }
  // Seventy reports on twenty-five cases, requests on some, and some at their end.
  void reported_at_random() {
    std::mt19937 chance(20241010);
    auto const below = [&](std::uint32_t most) { return static_cast<int>(chance() % most); };
    std::vector<std::string> const aids{"craft_fund", "bank"};
    for (int i = 0; i < 70; ++i) {
      Answers answers{chosen("trading", "closed")};
      if (below(5) == 0) answers.push_back(silent("damage", "", below(2) == 0 ? Standing::unknown : Standing::refused));
      for (auto const& heading : headings_) {
        auto const band = bands()[static_cast<std::size_t>(below(7))];
        auto const what = below(5);
        if (what == 0) answers.push_back(euros("damage", heading, band.from, band.to, static_cast<Certainty>(below(3))));
        if (what == 1) answers.push_back(euros("damage", heading, i * 900, i * 900, static_cast<Certainty>(below(3))));
        if (what == 2) answers.push_back(silent("damage", heading, Standing::refused));
      }
      if (below(2) == 0) answers.push_back(counted("employees", below(300)));
      if (below(3) == 0) answers.push_back(chosen("urgent_need", below(2) == 0 ? "cash" : "none"));
      if (below(3) == 0) answers.push_back(euros("aid_asked", aids[static_cast<std::size_t>(below(2))], i * 2'000, i * 2'000));
      send(below(25), answers);
    }
    for (auto const& it : cases(nadia_)) {
      if (below(3) != 0) continue;
      RequestFacts noted;
      noted.right = "craft_fund";
      noted.asked_on = base::parse_date("2026-01-02").value();
      if (below(2) == 0) noted.asked = below(9) * 1'000;
      write([&](Session& s) { return note_request(s, as(paul_), it.id, noted); });
      if (below(3) != 0) continue;
      CaseChange change;
      change.version = it.version;
      change.state = CaseState::reopened;
      write([&](Session& s) { return change_case(s, as(paul_), it.id, change); });
    }
  }
  std::vector<std::string> const headings_{"stock", "equipment", "building"};
  Findings told(std::int64_t later_ms = 0) {
    return read([&](Session& s) { return findings_of(s, nadia_, room_.id, {clock_ms_ + later_ms}); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, FindingsOfRooms, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// A factory, a bakery that knows bands alone, one that will not say, one that named nothing but its stock.
TEST_P(FindingsOfRooms, TellLossesByHeadingAndCertainty) {
  send(1, {euros("damage", "stock", 8'000, 8'000, Certainty::assessed), euros("damage", "equipment", 900'000, 900'000)});
  send(2, {euros("damage", "stock", 5'000, 20'000), euros("turnover_loss", "", 1'000, 5'000)});
  send(3, {silent("damage", "", Standing::refused), counted("employees", 4), counted("stopped", 3)});
  send(4, {silent("damage", "", Standing::unknown), euros("damage", "stock", 500'000, {}), silent("employees", "", Standing::unknown)});
  auto const it = told();
  EXPECT_EQ(it.cases, 4U);
  auto const& stock = it.losses.at("stock");
  EXPECT_EQ(stock.cases, (Answered{3, 0, 1}));
  EXPECT_EQ(stock.sum, (Sum{3, 513'000, 528'000, 1}));
  EXPECT_EQ(stock.by_certainty[static_cast<std::size_t>(Certainty::assessed)], (Sum{1, 8'000, 8'000, 0}));
  EXPECT_EQ(stock.by_certainty[static_cast<std::size_t>(Certainty::estimated)], (Sum{2, 505'000, 520'000, 1}));
  EXPECT_EQ(it.losses.at("equipment").cases, (Answered{1, 1, 1}));
  EXPECT_EQ(it.losses.at("equipment").capped_to, loss_cap);
  EXPECT_EQ(it.losses.at("vehicles").cases, (Answered{0, 1, 1})) << "who said it of all said it of each";
  auto const& whole = it.losses.at("damage");
  EXPECT_EQ(whole.cases, (Answered{3, 0, 1}));
  EXPECT_EQ(whole.sum, (Sum{3, 1'413'000, 1'428'000, 1}));
  EXPECT_EQ(whole.capped_from, 500'000 + 5'000 + 500'000);
  EXPECT_EQ(whole.by_certainty[static_cast<std::size_t>(Certainty::estimated)].cases, 3U);
  EXPECT_EQ(it.losses.at("turnover_loss").sum, (Sum{1, 1'000, 5'000, 0}));
  EXPECT_EQ(it.employees, (Headcount{{1, 1, 0}, 4, 4}));
  EXPECT_EQ(it.stopped.sum, 3);
  EXPECT_EQ(refusal([&](Session& s) { return findings_of(s, ines_, room_.id, {}); }), "crisis.unknown");
}

TEST_P(FindingsOfRooms, CountAnAidOnceForEachCase) {
  send(1, {silent("aid_asked", "", Standing::unknown), euros("aid_asked", "craft_fund", 2'000, 2'000),
           euros("aid_granted", "craft_fund", 1'000, 5'000), euros("aid_granted", "bank", 0, 0)});
  RequestFacts noted;
  noted.right = "craft_fund";
  noted.asked_on = base::parse_date("2026-01-02").value();
  noted.asked = 3'000;
  auto const first = one("10000000000001").id;
  write([&](Session& s) { return note_request(s, as(paul_), first, noted); });
  send(2, {euros("aid_asked", "craft_fund", 60'000, 60'000), euros("aid_paid", "craft_fund", 2'500, 2'500)});
  auto const aid = told().aid;
  EXPECT_EQ(aid.at("craft_fund").asked, (AidSum{2, 2, 63'000, 63'000, 53'000, 53'000})) << "what was noted goes before what was reported";
  EXPECT_EQ(aid.at("craft_fund").granted.cases, 0U);
  EXPECT_EQ(aid.at("craft_fund").paid, (AidSum{1, 1, 2'500, 2'500, 2'500, 2'500}));
  EXPECT_EQ(aid.at("bank").refused, 1U);
  EXPECT_EQ(aid.size(), 2U);
}

TEST_P(FindingsOfRooms, SayHowFreshTheyAre) {
  constexpr std::int64_t hour = 3'600'000;
  draw();
  enter(1, {{"10000000000009", "77142", Entry::inside}});
  send(1, {chosen("urgent_need", "pumping")});
  clock_ms_ += 10 * hour;
  send(2, {chosen("urgent_need", "none"), chosen("short_time_work", "asked")});
  send(3, {chosen("urgent_need", "pumping")});
  auto const now = told(2 * hour);
  EXPECT_EQ(now.words.at(CaseState::potential), (Word{1, 0, {}, {}}));
  auto const& reported = now.words.at(CaseState::reported);
  EXPECT_EQ(reported.cases, 3U);
  EXPECT_EQ(reported.newest, 120);
  EXPECT_EQ(reported.median, 121);
  EXPECT_EQ(now.silent, 0U);
  EXPECT_THAT(now.needs, testing::ElementsAre(testing::Pair("pumping", 2U)));
  EXPECT_THAT(now.short_time, testing::ElementsAre(testing::Pair("asked", 1U)));
  EXPECT_EQ(told((silent_hours - 1) * hour).silent, 1U);
  CaseChange change;
  change.version = one("10000000000003").version;
  change.state = CaseState::nothing_to_do;
  write([&](Session& s) { return change_case(s, as(paul_), one("10000000000003").id, change); });
  EXPECT_EQ(told().needs.at("pumping"), 1U) << "at its end nothing is wanted any more";
}

// Against what the cases themselves show, one by one.
TEST_P(FindingsOfRooms, EqualARecountCaseByCase) {
  reported_at_random();
  Findings expected;
  std::int64_t asked = 0;
  std::uint64_t asked_cases = 0;
  for (auto const& it : cases(nadia_)) {
    ++expected.cases;
    std::map<std::string, Answer> present;
    for (auto const& one : read([&](Session& s) { return reports_of_case(s, nadia_, it.id); }).present)
      present[one.answer.question + "/" + one.answer.item] = one.answer;
    std::int64_t from = 0, to = 0;
    for (auto const& heading : headings_) {
      auto found = present.find("damage/" + heading);
      if (found == present.end()) found = present.find("damage/");
      if (found == present.end()) continue;
      auto& loss = expected.losses[heading];
      auto const& answer = found->second;
      if (answer.standing == Standing::unknown) ++loss.cases.unknown;
      if (answer.standing == Standing::refused) ++loss.cases.refused;
      if (answer.standing != Standing::given) continue;
      ++loss.cases.given;
      for (auto* const sum : {&loss.sum, &loss.by_certainty.at(static_cast<std::size_t>(*answer.certainty))}) {
        ++sum->cases;
        *sum->from += *answer.from;
        *sum->to += answer.to.value_or(*answer.from);
        sum->endless += answer.to ? 0 : 1;
      }
      from += *answer.from;
      to += answer.to.value_or(*answer.from);
      loss.capped_from += std::min(loss_cap, *answer.from);
      loss.capped_to += std::min(loss_cap, answer.to.value_or(*answer.from));
    }
    *expected.losses["damage"].sum.from += from;
    *expected.losses["damage"].sum.to += to;
    expected.losses["damage"].capped_to += std::min(loss_cap, to);
    if (auto const found = present.find("employees/"); found != present.end()) {
      ++expected.employees.cases.given;
      *expected.employees.sum += *found->second.from;
      expected.employees.capped += std::min(persons_cap, *found->second.from);
    }
    if (auto const found = present.find("urgent_need/"); found != present.end() && found->second.text == "cash" && !is_end(it.state))
      ++expected.needs["cash"];
    auto const requests = read([&](Session& s) { return requests_of(s, nadia_, it.id); });
    if (auto const found = present.find("aid_asked/craft_fund"); !requests.empty() || found != present.end()) {
      ++asked_cases;
      asked += requests.empty() ? *found->second.from : requests[0].facts.asked.value_or(0);
    }
  }
  auto const shown = told();
  EXPECT_EQ(shown.cases, expected.cases);
  for (auto const& heading : headings_) EXPECT_EQ(shown.losses.at(heading), expected.losses.at(heading)) << heading;
  EXPECT_EQ(shown.losses.at("damage").sum.from, expected.losses.at("damage").sum.from);
  EXPECT_EQ(shown.losses.at("damage").sum.to, expected.losses.at("damage").sum.to);
  EXPECT_EQ(shown.losses.at("damage").capped_to, expected.losses.at("damage").capped_to);
  EXPECT_EQ(shown.employees, expected.employees);
  EXPECT_EQ(shown.needs, expected.needs);
  EXPECT_EQ(shown.aid.at("craft_fund").asked.cases, asked_cases);
  EXPECT_EQ(shown.aid.at("craft_fund").asked.from, asked);
  Situation situation;
  situation.findings = shown;
  situation.by_chamber["cci"].potential = 3;
  auto const kept = read_situation(write_situation(situation));
  EXPECT_EQ(kept.findings, shown);
  EXPECT_EQ(kept.by_chamber, situation.by_chamber);
}

}  // namespace
}  // namespace bassin::crisis
