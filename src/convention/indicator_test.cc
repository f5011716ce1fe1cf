#include "convention/indicator.h"

#include "convention/action.h"
#include "convention/indicator_keeper.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Indicators : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  std::string const convention_ = framework();
  access::Reader const pilot_ = agent_of(agri_, access::Role::adviser);
  std::string const action_ = action();

  std::string action() {
    Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = "1.1";
    sheet.title = "Visiter";
    sheet.pilot = pilot_.agent;
    sheet.members = {{cma_, Part::lead, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(keeper_), convention_, sheet); }).id;
  }
  static IndicatorFacts visits(std::string code = "V1") {
    IndicatorFacts out;
    out.code = std::move(code);
    out.label = "Entreprises visitées";
    out.unit = "entreprises";
    out.targets = {{2018, 70}, {2019, 80.5}};
    out.computed = Computed{Measure::visited, {"visit", "call"}, "", ""};
    return out;
  }
  static IndicatorFacts created(std::string code = "C1") {
    auto out = visits(std::move(code));
    out.effect = Effect::impact;
    out.baseline = 12;
    out.computed.reset();
    out.gathering = Gathering::last;
    return out;
  }
  static EnteredFacts value(double figure, std::string_view on = "2018-06-30") { return {day(on), figure, "Insee, Sirene", ""}; }
  Indicator add(IndicatorFacts const& it) {
    return write([&](Session& s) { return action_indicators().add(s, as(keeper_), action_, it); });
  }
  std::string refused(IndicatorFacts const& it) {
    return refusal([&](Session& s) { return action_indicators().add(s, as(keeper_), action_, it); });
  }
  std::vector<Indicator> all(access::Reader const& who) {
    return read([&](Session& s) { return indicators_of(s, who, convention_); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Indicators, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Indicators, HoldWhatIsAskedAndWhereItComesFrom) {
  add(created());
  auto computed = visits();
  computed.computed->organisation = cma_;
  add(computed);
  auto const found = all(reader(cci_));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].facts.code, "C1");
  EXPECT_FALSE(found[0].facts.computed);
  EXPECT_EQ(found[0].facts.baseline, 12);
  EXPECT_EQ(found[0].facts.gathering, Gathering::last);
  auto const& it = found[1].facts;
  ASSERT_TRUE(it.computed);
  EXPECT_EQ(it.computed->measure, Measure::visited);
  EXPECT_EQ(it.computed->kinds, (std::vector<std::string>{"call", "visit"})) << "sorted";
  EXPECT_EQ(it.computed->organisation, cma_);
  EXPECT_EQ(it.targets, (std::map<int, double>{{2018, 70}, {2019, 80.5}}));
  EXPECT_EQ(refusal([&](Session& s) { return indicators_of(s, reader(neighbour_), convention_); }), "convention.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().find(s, reader(neighbour_), found[0].id); }),
            "convention.unknown_indicator");
}

TEST_P(Indicators, AreWrittenByWhoeverChangesTheAction) {
  auto const by = [&](access::Reader const& who, std::string code) {
    return refusal([&](Session& s) { return action_indicators().add(s, as(who), action_, visits(std::move(code))); });
  };
  EXPECT_EQ(by(keeper_, "1"), "");
  EXPECT_EQ(by(reader(cma_), "2"), "") << "it leads";
  EXPECT_EQ(by(pilot_, "3"), "");
  EXPECT_EQ(by(reader(agri_), "4"), "convention.not_yours");
  EXPECT_EQ(by(reader(neighbour_), "5"), "convention.unknown_action");
  auto const made = all(keeper_)[0];
  auto const change = [&](std::int64_t version) {
    return refusal([&](Session& s) { return action_indicators().change(s, as(pilot_), made.id, version, created("9")); });
  };
  EXPECT_EQ(change(1), "");
  EXPECT_EQ(change(1), "convention.changed");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().remove(s, as(reader(agri_)), made.id, 2); }), "convention.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().remove(s, as(pilot_), made.id, 1); }), "convention.changed");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().remove(s, as(pilot_), made.id, 2); }), "");
  EXPECT_EQ(all(keeper_).size(), 2U);
  EXPECT_EQ(by(keeper_, "9"), "") << "its code is free again";
}

TEST_P(Indicators, RefuseWhatCannotBe) {
  add(visits());
  EXPECT_EQ(refused(visits()), "convention.twice");
  auto it = visits("2");
  it.computed->measure = Measure::coverage;
  EXPECT_EQ(refused(it), "convention.bad_value") << "of which field?";
  it = visits("2");
  it.computed->field = "all";
  EXPECT_EQ(refused(it), "convention.bad_value") << "a field of nothing";
  it = visits("2");
  it.computed->kinds = {"visit,call"};
  EXPECT_EQ(refused(it), "convention.bad_value");
  it = visits("2");
  it.computed->organisation = "none";
  EXPECT_EQ(refused(it), "partners.unknown_organisation");
  it = visits("2");
  it.targets = {{18, 70}};
  EXPECT_EQ(refused(it), "convention.bad_value");
  it = visits("2");
  it.targets = {{2018, 1e300}};
  EXPECT_EQ(refused(it), "convention.bad_value");
  it = visits("2");
  it.unit.clear();
  EXPECT_EQ(refused(it), "text.empty");
}

TEST_P(Indicators, KeepEachVersionOfAValueWithItsEvidence) {
  auto const of = add(created()).id;
  auto const entered = write([&](Session& s) { return action_indicators().enter(s, as(pilot_), of, value(14)); });
  auto better = value(15);
  better.link = "https://example.org/insee";
  write([&](Session& s) { return action_indicators().correct(s, as(keeper_), entered.id, 1, better); });
  write([&](Session& s) { return action_indicators().enter(s, as(keeper_), of, value(16, "2018-12-31")); });
  auto const now = read([&](Session& s) { return entered_in(s, reader(cci_), convention_); });
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[0].facts.value, 15);
  EXPECT_EQ(now[0].entered_by, keeper_.agent);
  auto const history = read([&](Session& s) { return action_indicators().values(s, reader(cci_), of); });
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[2].facts.value, 14);
  EXPECT_EQ(history[2].entered_by, pilot_.agent);
  EXPECT_EQ(history[2].ended_at, history[1].entered_at);
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().correct(s, as(keeper_), entered.id, 1, better); }), "convention.changed");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().withdraw(s, as(reader(neighbour_)), entered.id, 2); }),
            "convention.unknown_value");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().withdraw(s, as(keeper_), entered.id, 2); }), "");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().withdraw(s, as(keeper_), entered.id, 2); }), "convention.unknown_value");
  EXPECT_EQ(read([&](Session& s) { return entered_in(s, reader(cci_), convention_); }).size(), 1U);
}

TEST_P(Indicators, TakeNoValueWithoutEvidenceNorWhereTheyAreComputed) {
  auto const of = add(created()).id;
  auto bare = value(1);
  bare.evidence = " ";
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().enter(s, as(keeper_), of, bare); }), "text.empty");
  auto script = value(1);
  script.link = "javascript:alert(1)";
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().enter(s, as(keeper_), of, script); }), "convention.bad_value");
  auto const computed = add(visits()).id;
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().enter(s, as(keeper_), computed, value(1)); }), "convention.computed");
  EXPECT_EQ(refusal([&](Session& s) { return action_indicators().enter(s, as(reader(agri_)), of, value(1)); }), "convention.not_yours");
}

TEST_P(Indicators, GoWithTheirDraft) {
  auto const of = add(created()).id;
  write([&](Session& s) { return action_indicators().enter(s, as(keeper_), of, value(1)); });
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), convention_, version_of(convention_)); }), "");
}

}  // namespace
}  // namespace bassin::convention
