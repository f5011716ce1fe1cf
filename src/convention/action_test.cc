#include "convention/action.h"

#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Actions : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const chamber_ = reader(cci_);
  std::string const convention_ = framework();
  std::string const axis_ = text_of(convention_).axes[0].id;

  Sheet sheet(std::string code = "1.1", std::string title = "Visiter les artisans") {
    Sheet out;
    out.axis = axis_;
    out.code = std::move(code);
    out.title = std::move(title);
    out.audience = "Artisans de plus de 50 ans";
    out.progress = Progress::running;
    out.starts_on = day("2018-02-01");
    out.ends_on = day("2018-12-31");
    out.members = {{cma_, Part::lead, 180, 40'000}, {cci_, Part::co_lead, 40, 0}, {pays_, Part::partner, 20, 0}};
    out.milestones = {{"Courrier à tous", day("2018-03-31"), day("2018-03-20")}, {"Bilan", day("2018-11-30"), {}}};
    out.budget = {{"Conseiller détaché", pays_, "", Nature::subsidy, 2'000'000, 1'500'000, 0},
                  {"Locaux", "", "Commune de Crécy", Nature::valuation, 100'000, 0, 0}};
    return out;
  }
  Action add(Sheet const& it) {
    return write([&](Session& s) { return add_action(s, as(keeper_), convention_, it); });
  }
  std::string refused_new(Sheet const& it) {
    return refusal([&](Session& s) { return add_action(s, as(keeper_), convention_, it); });
  }
  std::string refused_change(access::Reader const& who, Action const& action, Sheet const& it) {
    return refusal([&](Session& s) { return change_action(s, as(who), action.id, action.version, it); });
  }
  std::string codes_seen_by(access::Reader const& who) {
    std::string out;
    for (auto const& it : read([&](Session& s) { return actions_of(s, who, convention_); })) out += it.sheet.code + " ";
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Actions, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Actions, HoldTheWholeSheet) {
  auto const made = add(sheet());
  auto const found = read([&](Session& s) { return find_action(s, chamber_, made.id); });
  auto const& it = found.sheet;
  EXPECT_EQ(it.title, "Visiter les artisans");
  EXPECT_EQ(found.lead(), cma_);
  ASSERT_EQ(it.members.size(), 3U);
  EXPECT_EQ(it.members[0].planned_half_days, 180);
  EXPECT_EQ(it.members[1].part, Part::co_lead);
  ASSERT_EQ(it.milestones.size(), 2U);
  EXPECT_EQ(to_iso(*it.milestones[0].done_on), "2018-03-20");
  ASSERT_EQ(it.budget.size(), 2U);
  EXPECT_EQ(it.budget[0].financer, pays_);
  EXPECT_EQ(it.budget[1].financer_name, "Commune de Crécy");
  EXPECT_EQ(it.budget[1].nature, Nature::valuation);
  EXPECT_EQ(it.budget[0].committed, 1'500'000);
}

TEST_P(Actions, AreReadTogetherEachWithItsOwnLists) {
  add(sheet("1.2", "Annuaire"));
  auto other = sheet("1.1");
  other.budget.clear();
  other.milestones.pop_back();
  add(other);
  auto const all = read([&](Session& s) { return actions_of(s, keeper_, convention_); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].sheet.code, "1.1");
  EXPECT_EQ(all[0].sheet.budget.size(), 0U);
  EXPECT_EQ(all[0].sheet.milestones.size(), 1U);
  EXPECT_EQ(all[1].sheet.budget.size(), 2U);
  EXPECT_EQ(all[1].sheet.milestones.size(), 2U);
  EXPECT_EQ(codes_seen_by(chamber_), "1.1 1.2 ");
  EXPECT_EQ(refusal([&](Session& s) { return actions_of(s, reader(neighbour_), convention_); }), "convention.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return find_action(s, reader(neighbour_), all[0].id); }), "convention.unknown_action");
}

TEST_P(Actions, AreWrittenByTheKeeperTheLeadsAndThePilot) {
  auto const pilot = agent_of(agri_, access::Role::adviser);
  auto it = sheet();
  it.pilot = pilot.agent;
  auto const made = add(it);
  it.title = "Autre";
  EXPECT_EQ(refused_change(reader(cma_, access::Role::adviser), made, it), "convention.not_yours");
  EXPECT_EQ(refused_change(reader(neighbour_), made, it), "convention.unknown_action");
  EXPECT_EQ(refused_change(reader(cma_), made, it), "") << "it leads";
  auto const now = [&] { return read([&](Session& s) { return find_action(s, keeper_, made.id); }); };
  EXPECT_EQ(refused_change(chamber_, now(), it), "") << "it leads with it";
  EXPECT_EQ(refused_change(pilot, now(), it), "") << "the pilot, whatever their role";
  it.pilot.clear();
  EXPECT_EQ(refused_change(keeper_, now(), it), "");
  EXPECT_EQ(refused_change(reader(agri_), now(), it), "convention.not_yours");
  EXPECT_EQ(refused_change(keeper_, made, it), "convention.changed") << "that version is gone";
}

TEST_P(Actions, MayBeAddedByWhoLeadsThem) {
  auto const by = [&](access::Reader const& who, Sheet const& it) {
    return refusal([&](Session& s) { return add_action(s, as(who), convention_, it); });
  };
  EXPECT_EQ(by(reader(cma_), sheet("2.1")), "");
  EXPECT_EQ(by(reader(agri_), sheet("2.2")), "convention.not_yours") << "another leads it";
  auto piloted = sheet("2.3");
  auto const adviser = agent_of(agri_, access::Role::adviser);
  piloted.pilot = adviser.agent;
  EXPECT_EQ(by(adviser, piloted), "convention.not_yours") << "nobody names themselves";
}

TEST_P(Actions, ArePilotedByAgentsOfTheirParties) {
  auto const pilot = agent_of(agri_, access::Role::adviser);
  auto const stranger = agent_of(neighbour_, access::Role::adviser);
  auto it = sheet();
  it.pilot = stranger.agent;
  EXPECT_EQ(refused_new(it), "convention.unknown_pilot");
  it.pilot = pilot.agent;
  auto const made = add(it);
  auto const people = read([&](Session& s) { return possible_pilots(s, chamber_, convention_); });
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0].id, pilot.agent);
  EXPECT_EQ(people[0].organisation, agri_);
  EXPECT_EQ(refusal([&](Session& s) { return possible_pilots(s, reader(neighbour_), convention_); }), "convention.unknown");
  write([&](Session& s) { return partners::leave(s, actor(), {pilot.agent, agri_, ""}, {}, true); });
  EXPECT_EQ(refused_change(keeper_, made, it), "") << "who has left stays named until somebody names another";
}

TEST_P(Actions, SayWhatTheReaderMayDo) {
  auto const pilot = agent_of(agri_, access::Role::adviser);
  auto it = sheet();
  it.pilot = pilot.agent;
  auto const made = add(it);
  auto const may = [&](access::Reader const& who) {
    auto const rights = read([&](Session& s) { return rights_of(s, who); });
    auto const text = text_of(convention_, who);
    return std::pair(may_change(rights, who, text.convention, made), may_add(rights, text));
  };
  EXPECT_EQ(may(keeper_), std::pair(true, true));
  EXPECT_EQ(may(reader(cma_)), std::pair(true, true));
  EXPECT_EQ(may(reader(agri_)), std::pair(false, true)) << "it may lead others";
  EXPECT_EQ(may(pilot), std::pair(true, false));
  EXPECT_EQ(may(reader(cma_, access::Role::adviser)), std::pair(false, false));
  write([&](Session& s) { return abandon(s, as(keeper_), convention_, version_of(convention_)); });
  EXPECT_EQ(may(keeper_), std::pair(false, false));
}

TEST_P(Actions, RefuseWhatCannotBe) {
  add(sheet());
  EXPECT_EQ(refused_new(sheet()), "convention.twice") << "the code";
  auto it = sheet("9");
  it.axis = "none";
  EXPECT_EQ(refused_new(it), "convention.unknown_axis");
  it = sheet("9");
  it.members = {{cma_, Part::partner, 0, 0}};
  EXPECT_EQ(refused_new(it), "convention.needs_lead");
  it.members = {{cma_, Part::lead, 0, 0}, {cci_, Part::lead, 0, 0}};
  EXPECT_EQ(refused_new(it), "convention.needs_lead");
  it.members = {{cma_, Part::lead, 0, 0}, {cma_, Part::partner, 0, 0}};
  EXPECT_EQ(refused_new(it), "convention.twice");
  it.members = {{neighbour_, Part::lead, 0, 0}};
  EXPECT_EQ(refused_new(it), "convention.unknown_party");
  it = sheet("9");
  it.ends_on = day("2018-01-01");
  EXPECT_EQ(refused_new(it), "convention.bad_value");
  it = sheet("9");
  it.budget[0].planned = -1;
  EXPECT_EQ(refused_new(it), "convention.bad_value");
  it = sheet("9");
  it.budget[1].financer_name.clear();
  EXPECT_EQ(refused_new(it), "convention.bad_value") << "somebody pays";
  it = sheet("9");
  it.milestones.resize(101, {"x", {}, {}});
  EXPECT_EQ(refused_new(it), "convention.bad_value");
}

TEST_P(Actions, KeepTheirAxisAndGoWithTheirDraft) {
  add(sheet());
  auto const axes = text_of(convention_).axes;
  EXPECT_EQ(refusal([&](Session& s) { return set_axes(s, as(keeper_), convention_, version_of(convention_), {axes[1]}); }),
            "convention.axis_in_use");
  EXPECT_EQ(refusal([&](Session& s) { return discard(s, as(keeper_), convention_, version_of(convention_)); }), "");
}

TEST_P(Actions, AreLateByTheirMilestonesAndTheirEnd) {
  Action it;
  it.sheet = sheet();
  EXPECT_FALSE(it.late_on(day("2018-11-30"))) << "the day itself is not late";
  EXPECT_TRUE(it.late_on(day("2018-12-01")));
  it.sheet.milestones[1].done_on = day("2018-12-15");
  EXPECT_FALSE(it.late_on(day("2018-12-31")));
  EXPECT_TRUE(it.late_on(day("2019-01-01")));
  it.sheet.progress = Progress::done;
  EXPECT_FALSE(it.late_on(day("2019-01-01")));
}

}  // namespace
}  // namespace bassin::convention
