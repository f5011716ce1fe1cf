#include "convention/programme.h"

#include "convention/indicator_keeper.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Programme : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const pilot_ = agent_of(cma_, access::Role::adviser);
  std::string const from_ = framework();

  std::string next_year() {
    TextChange text;
    text.title = "Programme 2019";
    text.starts_on = "2019-01-01";
    text.ends_on = "2019-12-31";
    return write([&](Session& s) { return draft(s, as(keeper_), Kind::annual, from_, text); }).id;
  }
  Sheet sheet(std::string code) {
    Sheet out;
    out.axis = text_of(from_).axes[0].id;
    out.code = std::move(code);
    out.title = "Visiter";
    out.pilot = pilot_.agent;
    out.progress = Progress::running;
    out.starts_on = day("2018-02-01");
    out.ends_on = day("2018-12-31");
    out.members = {{cma_, Part::lead, 180, 40'000}, {agri_, Part::partner, 20, 0}};
    out.milestones = {{"Courrier", day("2018-03-31"), day("2018-03-20")}};
    out.budget = {{"Poste", cma_, "", Nature::valuation, 100, 50, 20}};
    return out;
  }
  std::string add(Sheet const& it) {
    return write([&](Session& s) { return add_action(s, as(keeper_), from_, it); }).id;
  }
  TakenOver taken(std::string const& to, std::vector<std::string> const& actions) {
    return write([&](Session& s) { return take_over(s, as(keeper_), to, from_, actions); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Programme, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Programme, OfTheNextYearBeginsWithTheSheetsOfThisOneAYearLater) {
  auto const action = add(sheet("1.1"));
  add(sheet("1.2"));
  IndicatorFacts facts;
  facts.code = "V1";
  facts.label = "Entreprises visitées";
  facts.unit = "entreprises";
  facts.targets = {{2018, 70}};
  facts.computed = Computed{Measure::visited, {}, "", ""};
  write([&](Session& s) { return action_indicators().add(s, as(keeper_), action, facts); });
  auto const to = next_year();
  auto const out = taken(to, {action});
  ASSERT_EQ(out.taken.size(), 1U);
  auto const& it = out.taken[0].sheet;
  EXPECT_EQ(it.axis, text_of(to).axes[0].id);
  EXPECT_EQ(it.progress, Progress::to_start);
  EXPECT_EQ(*it.starts_on, day("2019-02-01"));
  EXPECT_EQ(*it.ends_on, day("2019-12-31"));
  EXPECT_EQ(*it.milestones[0].due_on, day("2019-03-31"));
  EXPECT_FALSE(it.milestones[0].done_on);
  EXPECT_EQ(it.budget[0].planned, 100);
  EXPECT_EQ(it.budget[0].committed + it.budget[0].spent, 0);
  EXPECT_EQ(it.pilot, pilot_.agent);
  EXPECT_EQ(it.members.size(), 2U);
  auto const indicators = read([&](Session& s) { return indicators_of(s, keeper_, to); });
  ASSERT_EQ(indicators.size(), 1U);
  EXPECT_EQ(indicators[0].facts.targets, (std::map<int, double>{{2019, 70}}));
}

TEST_P(Programme, LeavesOutWhatIsThereAlreadyAndWhatNobodyLeadsAnyMore) {
  auto const action = add(sheet("1.1"));
  auto led = sheet("1.2");
  led.members = {{agri_, Part::lead, 0, 0}};
  led.pilot.clear();
  auto const other = add(led);
  auto const to = next_year();
  write([&](Session& s) { return set_parties(s, as(keeper_), to, version_of(to), {pays_, cci_, cma_}); });
  taken(to, {action});
  auto const again = taken(to, {action, other});
  EXPECT_TRUE(again.taken.empty());
  ASSERT_EQ(again.left.size(), 2U);
  EXPECT_EQ(again.left[0].why, LeftOut::twice);
  EXPECT_EQ(again.left[1].why, LeftOut::no_lead);
  EXPECT_EQ(read([&](Session& s) { return actions_of(s, keeper_, to); })[0].sheet.members.size(), 1U) << "the other left";
}

TEST_P(Programme, IsNobodyElsesToWrite) {
  auto const action = add(sheet("1.1"));
  auto const to = next_year();
  auto const by = [&](access::Reader const& who, std::string const& id) {
    return refusal([&](Session& s) { return take_over(s, as(who), to, from_, {id}); });
  };
  EXPECT_EQ(by(reader(agri_), action), "convention.not_yours");
  EXPECT_EQ(by(reader(neighbour_), action), "convention.unknown");
  EXPECT_EQ(by(keeper_, "none"), "convention.unknown_action");
}

}  // namespace
}  // namespace bassin::convention
