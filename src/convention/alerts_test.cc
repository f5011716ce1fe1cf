#include "convention/alerts.h"

#include "convention/committee.h"
#include "convention/indicator_keeper.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;
using Told = std::vector<std::string>;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class AlertsOfConventions : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const pilot_ = agent_of(cma_, access::Role::adviser);

  // "end 2020-12-31", "action_late 2018-06-30 1.1 Visiter".
  Told told(access::Reader const& who, std::string_view on) {
    Told out;
    for (auto const& it : read([&](Session& s) { return alerts_of(s, who, day(on)); })) {
      auto text = std::string(id_of(it.kind));
      for (auto const& part :
           {it.day ? to_iso(*it.day) : std::string(), it.organisation == cci_ ? std::string("CCI") : std::string(), it.subject})
        text += part.empty() ? "" : " " + part;
      out.push_back(text);
    }
    return out;
  }
  Action action(std::string const& convention, Progress progress = Progress::running) {
    Sheet sheet;
    sheet.axis = text_of(convention).axes.front().id;
    sheet.code = "1.1";
    sheet.title = "Visiter";
    sheet.pilot = pilot_.agent;
    sheet.progress = progress;
    sheet.members = {{cma_, Part::lead, 0, 0}};
    sheet.ends_on = day("2018-12-31");
    sheet.milestones = {{"Bilan", day("2018-06-30"), {}}, {"Point", day("2018-03-01"), day("2018-03-01")}};
    return write([&](Session& s) { return add_action(s, as(keeper_), convention, sheet); });
  }
};

INSTANTIATE_TEST_SUITE_P(Both, AlertsOfConventions, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(AlertsOfConventions, SayWhoseVoteIsMissing) {
  auto const id = framework();
  for (auto const& party : {pays_, cma_, agri_}) deliberate(id, party);
  EXPECT_EQ(told(keeper_, "2017-12-01"), Told{}) << "a draft";
  write([&](Session& s) { return submit(s, as(keeper_), id, version_of(id)); });
  EXPECT_EQ(told(keeper_, "2017-12-01"), Told{"deliberation_missing CCI"});
  EXPECT_EQ(told(reader(cci_), "2017-12-01"), Told{"deliberation_missing CCI"});
  EXPECT_EQ(told(reader(cma_), "2017-12-01"), Told{}) << "not theirs to see to";
  EXPECT_EQ(told(reader(cci_, access::Role::adviser), "2017-12-01"), Told{});
  EXPECT_EQ(told(reader(neighbour_), "2017-12-01"), Told{});
}

TEST_P(AlertsOfConventions, SayWhenOneEnds) {
  signed_framework();
  EXPECT_EQ(told(keeper_, "2020-06-30"), Told{});
  EXPECT_EQ(told(keeper_, "2020-07-01"), Told{"end 2020-12-31"});
  EXPECT_EQ(told(reader(agri_), "2020-12-31"), Told{"end 2020-12-31"});
  EXPECT_EQ(told(keeper_, "2021-01-01"), Told{});
}

TEST_P(AlertsOfConventions, SayWhenNoticeMustBeGiven) {
  auto const id = framework();
  TextChange tacit;
  tacit.renewal = "tacit";
  tacit.renewal_months = 12;
  write([&](Session& s) { return change_text(s, as(keeper_), id, version_of(id), tacit); });
  for (auto const& party : {pays_, cci_, cma_, agri_}) deliberate(id, party);
  write([&](Session& s) { return submit(s, as(keeper_), id, version_of(id)); });
  write([&](Session& s) { return sign(s, as(keeper_), id, version_of(id), day("2017-12-20")); });
  EXPECT_EQ(told(keeper_, "2020-06-29"), Told{});
  EXPECT_EQ(told(keeper_, "2020-06-30"), Told{"notice 2020-09-30"});
  EXPECT_EQ(told(keeper_, "2020-10-01"), Told{}) << "it goes on";
}

TEST_P(AlertsOfConventions, SayWhichWorkIsLateOrNotCounted) {
  auto const id = signed_framework();
  auto const made = action(id);
  IndicatorFacts facts;
  facts.code = "E1";
  facts.label = "Locaux vacants";
  facts.unit = "locaux";
  write([&](Session& s) { return action_indicators().add(s, as(keeper_), made.id, facts); });
  EXPECT_EQ(told(keeper_, "2018-06-30"), Told{"indicator_empty E1 Locaux vacants"});
  Told const both{"action_late 2018-06-30 1.1 Visiter", "indicator_empty E1 Locaux vacants"};
  EXPECT_EQ(told(keeper_, "2019-02-01"), both);
  EXPECT_EQ(told(pilot_, "2019-02-01"), both) << "who leads it";
  EXPECT_EQ(told(reader(cma_, access::Role::adviser), "2019-02-01"), Told{});
  auto const found = read([&](Session& s) { return indicators_of(s, keeper_, id); });
  write([&](Session& s) {
    return action_indicators().enter(s, as(keeper_), found[0].id, {day("2018-07-01"), 4, "Relevé de terrain", ""});
  });
  EXPECT_EQ(told(keeper_, "2018-06-30"), Told{});
}

TEST_P(AlertsOfConventions, SayNothingOfWorkThatIsDone) {
  auto const id = signed_framework();
  action(id, Progress::done);
  EXPECT_EQ(told(keeper_, "2019-02-01"), Told{});
}

TEST_P(AlertsOfConventions, SayWhichDecisionsWait) {
  auto const id = signed_framework();
  SittingFacts facts;
  facts.on = day("2018-06-12");
  auto const sitting = write([&](Session& s) { return add_sitting(s, as(keeper_), id, facts); });
  write([&](Session& s) { return add_decision(s, as(keeper_), sitting.id, {"Relancer", cci_, day("2018-07-31"), Outcome::open, ""}); });
  EXPECT_EQ(told(keeper_, "2018-07-31"), Told{});
  EXPECT_EQ(told(reader(cma_), "2018-08-01"), Told{"decision_late 2018-07-31 CCI Relancer"});
  EXPECT_EQ(told(pilot_, "2018-08-01"), Told{});
}

}  // namespace
}  // namespace bassin::convention
