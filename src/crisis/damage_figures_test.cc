#include "crisis/damage_figures.h"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <tuple>

#include "base/uuid.h"
#include "crisis/damage_report.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class DamageFigures : public InARoom {
 protected:
  std::string send(int number, std::vector<Answer> answers) {
    ReportFacts it;
    it.id = base::new_uuid();
    it.place = Place{std::to_string(10000000000000 + number), "77142", Entry::added};
    it.seen_at = {clock_ms_ += 60'000};
    it.answers = std::move(answers);
    write([&](Session& s) { return receive_report(s, as(paul_), room_.id, it); });
    return it.id;
  }
  static Answer lost(std::int64_t from, std::optional<std::int64_t> to, Certainty certainty = Certainty::estimated) {
    return {"damage", "stock", Standing::given, "", from, to, certainty};
  }
  std::vector<DamageFigure> told() {
    return read([&](Session& s) { return damage_figures(s, nadia_, room_.id); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, DamageFigures, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(DamageFigures, AreSumsOfWhatHoldsBetweenLeastAndMost) {
  send(1, {lost(8'000, 8'000)});
  send(1, {lost(9'000, 9'000)});
  send(2, {lost(5'000, 20'000)});
  send(3, {lost(500'000, {})});
  send(4, {lost(1'000, 1'000, Certainty::assessed), {"declared_on", "", Standing::given, "2026-11-28", {}, {}, {}}});
  send(5, {{"damage", "stock", Standing::refused, "", {}, {}, {}}, {"declared_on", "", Standing::given, "2026-11-29", {}, {}, {}}});
  std::vector<DamageFigure> const expected{
      {"damage", "stock", Standing::given, "", Certainty::assessed, 1, 1'000, 1'000, 0},
      {"damage", "stock", Standing::given, "", Certainty::estimated, 3, 514'000, 529'000, 1},
      {"damage", "stock", Standing::refused, "", {}, 1, 0, 0, 0},
      {"declared_on", "", Standing::given, "", {}, 2, 0, 0, 0},
  };
  EXPECT_EQ(told(), expected);
  EXPECT_EQ(refusal([&](Session& s) { return damage_figures(s, ines_, room_.id); }), "crisis.unknown");
}

// Against what the cases themselves show, one by one.
TEST_P(DamageFigures, EqualARecountCaseByCase) {
  std::mt19937 chance(20241009);
  auto const below = [&](std::uint32_t most) { return static_cast<int>(chance() % most); };
  for (int i = 0; i < 60; ++i) {
    auto const standing = [&] { return static_cast<Standing>(below(3)); };
    std::vector<Answer> answers{{"trading", "", standing(), below(2) == 0 ? "open" : "closed", {}, {}, {}},
                                {"employees", "", standing(), "", below(9), {}, {}},
                                {"insurer", "", standing(), "La Mutuelle", {}, {}, {}}};
    if (below(2) == 0) answers.push_back(lost(below(9) * 100, {}));
    for (auto& it : answers)
      if (it.question == "damage") it.to = it.from;
    if (below(4) == 0) answers.push_back({"aid_asked", "craft_fund", Standing::given, "", {}, {}, {}});
    send(below(20), answers);
  }
  std::map<std::tuple<std::string, std::string, int, std::string>, std::tuple<std::uint64_t, std::int64_t>> shown, expected;
  for (auto const& it : told()) {
    auto& [cases, sum] = shown[{it.question, it.item, static_cast<int>(it.standing), it.choice}];
    cases += it.cases;
    sum += it.from;
  }
  for (auto const& record : cases(nadia_)) {
    for (auto const& it : read([&](Session& s) { return reports_of_case(s, nadia_, record.id); }).present) {
      auto const choice = it.answer.question == "trading" ? it.answer.text : "";
      auto& [cases, sum] = expected[{it.answer.question, it.answer.item, static_cast<int>(it.answer.standing), choice}];
      ++cases;
      sum += it.answer.from.value_or(0);
    }
  }
  EXPECT_GT(expected.size(), 8U);
  EXPECT_EQ(shown, expected);
}

}  // namespace
}  // namespace bassin::crisis
