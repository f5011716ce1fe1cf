#include "crisis/answer.h"

#include <gmock/gmock.h>

#include <set>

#include "base/plain_text.h"
#include "crisis/case_state.h"

namespace bassin::crisis {
namespace {

using testing::ElementsAre;

Answer said(std::string question, std::string text) { return {std::move(question), "", Standing::given, std::move(text), {}, {}, {}}; }
Answer euros(std::string item, std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
  return {"damage", std::move(item), Standing::given, "", from, to, {}};
}
std::string refusal(Answer answer, bool owner = false) {
  auto const done = clean_answers({std::move(answer)}, owner);
  return done.ok() ? "" : std::string(done.error().code);
}

TEST(Questions, HaveEachATierAndFitTheCase) {
  std::set<std::string_view> ids;
  auto tier = Tier::minute;
  for (auto const& it : questions()) {
    EXPECT_TRUE(ids.insert(it.id).second) << it.id;
    EXPECT_GE(it.tier, tier) << it.id << " stands behind a later tier";
    tier = it.tier;
    EXPECT_EQ(it.form == AnswerForm::choice, !it.choices.empty()) << it.id;
    EXPECT_EQ(it.form == AnswerForm::count, it.most > 0) << it.id;
    EXPECT_EQ(it.tier == Tier::aid, it.form == AnswerForm::money && !it.of_owners) << it.id;
  }
  for (auto const it : question_of("trading")->choices) EXPECT_TRUE(parse_trading(it)) << it;
  EXPECT_EQ(std::count_if(questions().begin(), questions().end(), [](Question const& it) { return it.tier == Tier::minute; }), 5)
      << "what one asks in sixty seconds";
  EXPECT_EQ(question_of("weather"), nullptr);
}

TEST(Questions, HaveBandsWithoutGaps) {
  std::optional<std::int64_t> end = 0;
  for (auto const& it : bands()) {
    EXPECT_EQ(it.from, end);
    end = it.to;
  }
  EXPECT_EQ(end, std::nullopt);
}

TEST(Answers, AreRefusedOrUnknownWhateverTheQuestion) {
  for (auto const& question : questions())
    for (auto const standing : {Standing::unknown, Standing::refused}) {
      std::string const item(question.items.empty() ? "" : question.items.back());
      auto const done = clean_answers({{std::string(question.id), item, standing, "words", 7, 9, Certainty::quoted}}, false);
      ASSERT_TRUE(done.ok()) << question.id;
      Answer const plain{std::string(question.id), item, standing, "", {}, {}, {}};
      EXPECT_THAT(*done, ElementsAre(plain)) << "nothing is kept of what was not given";
      EXPECT_EQ(refusal({std::string(question.id), "", standing, "", {}, {}, {}}), "") << "of none of them: " << question.id;
    }
}

TEST(Answers, AreHeldToTheirForm) {
  EXPECT_EQ(refusal(said("trading", "closed")), "");
  EXPECT_EQ(refusal(said("trading", "refused")), "crisis.bad_value") << "a standing, not a choice";
  EXPECT_EQ(refusal(said("declared_on", "2026-11-28")), "");
  EXPECT_EQ(refusal(said("declared_on", "28/11/2026")), "crisis.bad_value");
  EXPECT_EQ(refusal(said("callback", "01 64 63 77 00")), "");
  EXPECT_EQ(refusal(said("callback", "")), "text.empty");
  EXPECT_EQ(refusal(said("callback", std::string(base::line_most + 1, '1'))), "text.too_long");
  EXPECT_EQ(refusal(said("insurer", "deux\nlignes")), "text.bad_text");
  EXPECT_EQ(refusal(said("remarks", "deux\nlignes")), "");
  EXPECT_EQ(refusal({"water_height", "", Standing::given, "", 170, {}, {}}), "");
  EXPECT_EQ(refusal({"water_height", "", Standing::given, "", 2'001, {}, {}}), "crisis.bad_value");
  EXPECT_EQ(refusal({"water_height", "", Standing::given, "", -1, {}, {}}), "crisis.bad_value");
  EXPECT_EQ(refusal(said("water_height", "170")), "crisis.bad_value") << "a number";
  EXPECT_EQ(refusal(said("weather", "rain")), "crisis.unknown_question");
  auto const none = clean_answers({}, false);
  EXPECT_EQ(none.error().code, "crisis.empty_report");
}

TEST(Answers, GiveAnAmountOrABand) {
  EXPECT_EQ(refusal(euros("stock", 12'345, 12'345)), "");
  EXPECT_EQ(refusal(euros("stock", 5'000, 20'000)), "");
  EXPECT_EQ(refusal(euros("stock", 500'000, {})), "") << "and more";
  EXPECT_EQ(refusal(euros("stock", 0, 0)), "") << "nothing lost";
  EXPECT_EQ(refusal(euros("stock", 5'000, 20'001)), "crisis.bad_value") << "no band of ours";
  EXPECT_EQ(refusal(euros("stock", 5'000, {})), "crisis.bad_value");
  EXPECT_EQ(refusal(euros("stock", {}, {})), "crisis.bad_value");
  EXPECT_EQ(refusal(euros("stock", -5, -5)), "crisis.bad_value");
  EXPECT_EQ(refusal(euros("", 5, 5)), "crisis.bad_value") << "of which heading";
  EXPECT_EQ(refusal(euros("garden", 5, 5)), "crisis.bad_value");
  auto const done = clean_answers({euros("stock", 5, 5)}, false);
  EXPECT_EQ(done->front().certainty, Certainty::estimated) << "unless somebody says more";
  EXPECT_EQ(refusal({"aid_asked", "craft_fund", Standing::given, "", {}, {}, {}}), "") << "asked for, of whatever amount";
  EXPECT_EQ(refusal({"aid_paid", "craft_fund", Standing::given, "", {}, {}, {}}), "crisis.bad_value");
}

TEST(Answers, OfOwnersAreThoseOfTheirForm) {
  EXPECT_EQ(refusal(said("trading", "closed"), true), "");
  EXPECT_EQ(refusal({"aid_paid", "craft_fund", Standing::given, "", 5, 5, {}}, true), "crisis.unknown_question");
}

TEST(Answers, AreSortedAndGivenOnce) {
  auto const done = clean_answers({said("trading", "open"), euros("stock", 5, 5), euros("building", 7, 7)}, false);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->at(0).item, "building");
  EXPECT_EQ(done->at(2).question, "trading");
  auto const twice = clean_answers({said("trading", "open"), said("trading", "closed")}, false);
  EXPECT_EQ(twice.error().code, "crisis.bad_value");
}

}  // namespace
}  // namespace bassin::crisis
