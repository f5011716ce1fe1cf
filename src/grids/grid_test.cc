#include "grids/grid.h"

#include "convention/action.h"
#include "convention/draft.h"
#include "grids/indicator.h"
#include "grids/mapping.h"
#include "grids/migrations.h"
#include "grids/writings.h"
#include "support/person_mentions.h"
#include "support/testing/agents_test_support.h"

namespace bassin::grids {
namespace {

using convention::IndicatorFacts;
using sql::Session;

class Grids : public support::WithAgents {
 protected:
  Grids() : WithAgents(grids::migrations()) {}

  static GridFacts three_years(std::string title = "Contrat d'objectifs 2018-2020") {
    return {std::move(title), "Préfecture de région", "", day("2018-01-01"), day("2020-12-31")};
  }
  static HeadingFacts heading(std::string code, std::string parent = "") {
    HeadingFacts out;
    out.code = std::move(code);
    out.title = "Rubrique " + out.code;
    out.parent = std::move(parent);
    return out;
  }
  static IndicatorFacts entered(std::string code) {
    IndicatorFacts out;
    out.code = std::move(code);
    out.label = "Jeunes formés";
    out.unit = "jeunes";
    out.targets = {{2018, 40}, {2019, 50}};
    return out;
  }
  Grid grid() {
    return write([&](Session& s) { return add_grid(s, as(carole_), three_years()); });
  }
  Heading add(Grid const& to, HeadingFacts const& facts) {
    return write([&](Session& s) { return add_heading(s, as(carole_), to.id, facts); });
  }
  std::vector<std::string> codes(std::string const& of) {
    std::vector<std::string> out;
    for (auto const& it : read([&](Session& s) { return headings_of(s, carole_, of); })) out.push_back(it.facts.code);
    return out;
  }
  std::string action(std::string code) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = sheet.title = std::move(code);
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(reader(pays_)), convention_, sheet); }).id;
  }

  std::string const convention_ = framework();
  access::Reader const carole_ = member(cma_, "carole@cma.fr", access::Role::coordinator);
  access::Reader const paul_ = member(cma_, "paul@cma.fr");
};
INSTANTIATE_TEST_SUITE_P(Both, Grids, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Grids, AreTheirOrganisationsAlone) {
  auto const made = grid();
  auto const of = add(made, heading("1"));
  auto const figure = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, entered("a")); });
  auto const value = write([&](Session& s) {
    return grids::heading_indicators().enter(s, as(carole_), figure.id, {day("2018-05-01"), 3, "Registre", ""});
  });
  EXPECT_FALSE(read([&](Session& s) { return find_grid(s, paul_, made.id); }).mine) << "an adviser reads it";
  EXPECT_EQ(refusal([&](Session& s) { return change_grid(s, as(paul_), made.id, 1, three_years()); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return add_grid(s, as(paul_), three_years()); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) {
              return grids::heading_indicators().enter(s, as(paul_), figure.id, {day("2018-05-01"), 3, "Registre", ""});
            }),
            "grid.not_yours");
  for (auto partner : {reader(pays_), reader(cci_, access::Role::administrator), reader("")}) {
    partner.installation = true;
    EXPECT_TRUE(read([&](Session& s) { return grids_of(s, partner); }).empty());
    EXPECT_EQ(refusal([&](Session& s) { return find_grid(s, partner, made.id); }), "grid.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return headings_of(s, partner, made.id); }), "grid.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return remove_grid(s, as(partner), made.id, 1); }), "grid.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return copy_grid(s, as(partner), made.id, three_years()); }), "grid.unknown");
    EXPECT_EQ(refusal([&](Session& s) { return change_heading(s, as(partner), of.id, 1, heading("2")); }), "grid.unknown_heading");
    EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().add(s, as(partner), of.id, entered("b")); }),
              "grid.unknown_heading");
    EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().remove(s, as(partner), figure.id, 1); }),
              "grid.unknown_indicator");
    EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().values(s, partner, figure.id); }), "grid.unknown_indicator");
    EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().withdraw(s, as(partner), value.id, 1); }), "grid.unknown_value");
  }
}

TEST_P(Grids, AreReadByWhoTookTheOrganisationOver) {
  auto const made = grid();
  auto const mapped = action("1.1");
  auto const region = organisation("CMA de région", "cma");
  partners::OrganisationValues ended;
  ended.name = "CMA 77";
  ended.kind = "cma";
  ended.successor = region;
  write([&](Session& s) { return partners::change_organisation(s, actor(), cma_, ended); });
  auto const heir = member(region, "rose@cma.fr", access::Role::administrator);
  auto const of = add(made, heading("1"));
  auto const figure = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, entered("a")); });
  auto const seen = read([&](Session& s) { return find_grid(s, heir, made.id); });
  EXPECT_FALSE(seen.mine) << "one of several heirs does not rewrite it for the others";
  EXPECT_TRUE(seen.enters);
  EXPECT_EQ(refusal([&](Session& s) { return change_grid(s, as(heir), made.id, 1, three_years()); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return remove_grid(s, as(heir), made.id, 1); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return change_heading(s, as(heir), of.id, 1, heading("2")); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().remove(s, as(heir), figure.id, 1); }), "grid.not_yours");
  EXPECT_EQ(refusal([&](Session& s) {
              return grids::heading_indicators().enter(s, as(heir), figure.id, {day("2018-05-01"), 3, "Registre", ""});
            }),
            "");
  auto const next = write([&](Session& s) { return copy_grid(s, as(heir), made.id, three_years("Le suivant")); });
  EXPECT_EQ(next.organisation, region);
  auto const offered = read([&](Session& s) { return mappable_actions(s, heir, next.id); });
  ASSERT_EQ(offered.size(), 1U) << "actions of whom it took over count for its own contract too";
  EXPECT_EQ(offered[0].id, mapped);
}

// Its keeper does not know who mapped it.
TEST_P(Grids, LeaveADraftToItsKeeper) {
  auto mapped = heading("1");
  mapped.actions = {action("1.1")};
  auto const made = grid();
  auto of = add(made, mapped);
  EXPECT_EQ(refusal([&](Session& s) { return convention::discard(s, as(reader(pays_)), convention_, version_of(convention_)); }), "");
  mapped.title = "Rubrique relue";
  of = write([&](Session& s) { return change_heading(s, as(carole_), of.id, 1, mapped); });
  EXPECT_EQ(of.facts.actions, mapped.actions);
  EXPECT_TRUE(read([&](Session& s) { return mappable_actions(s, carole_, made.id); }).empty());
}

// A convention that an organisation keeps for others says nothing of its own work.
TEST_P(Grids, OfferTheActionsThatAHeadingTakes) {
  auto const own = action("1.1");
  auto const id = write([&](Session& s) {
                    return convention::draft(s, as(carole_), convention::Kind::framework, "", WithParties::three_years("Des deux autres"));
                  }).id;
  write([&](Session& s) { return convention::set_parties(s, as(carole_), id, 1, {cma_, pays_, cci_}); });
  write([&](Session& s) { return convention::set_axes(s, as(carole_), id, 2, {{"", "1", "Développement", "", {}}}); });
  convention::Sheet sheet;
  sheet.axis = text_of(id, carole_).axes[0].id;
  sheet.code = sheet.title = "9.1";
  sheet.members = {{pays_, convention::Part::lead, 0, 0}};
  auto const others = write([&](Session& s) { return add_action(s, as(carole_), id, sheet); }).id;
  write([&](Session& s) {
    return s.execute("delete from convention_party where convention = :id and organisation = :cma", {{"id", id}, {"cma", cma_}});
  });
  auto const made = grid();
  auto const offered = read([&](Session& s) { return mappable_actions(s, carole_, made.id); });
  ASSERT_EQ(offered.size(), 1U);
  EXPECT_EQ(offered[0].id, own);
  auto mapped = heading("1");
  mapped.actions = {others};
  EXPECT_EQ(refusal([&](Session& s) { return add_heading(s, as(carole_), made.id, mapped); }), "convention.unknown_action");
  mapped.actions = {own};
  EXPECT_EQ(refusal([&](Session& s) { return add_heading(s, as(carole_), made.id, mapped); }), "");
}

TEST_P(Grids, StandInTwoLevelsByTheirCodes) {
  auto const made = grid();
  auto const ten = add(made, heading("10")), two = add(made, heading("2"));
  add(made, heading("2.10", two.id));
  auto const below = add(made, heading("2.9", two.id));
  EXPECT_EQ(codes(made.id), (std::vector<std::string>{"2", "2.9", "2.10", "10"}));
  auto const put = [&](Heading const& it, HeadingFacts const& facts) {
    return refusal([&](Session& s) { return change_heading(s, as(carole_), it.id, it.version, facts); });
  };
  EXPECT_EQ(put(ten, heading("10", below.id)), "grid.unknown_heading") << "there are two levels";
  EXPECT_EQ(put(ten, heading("10", ten.id)), "grid.unknown_heading");
  EXPECT_EQ(put(two, heading("2", ten.id)), "grid.has_headings");
  EXPECT_EQ(put(ten, heading("2.9")), "convention.twice");
  EXPECT_EQ(put({ten.id, "", {}, 7, "", "", ""}, heading("10")), "grid.changed");
  auto const other = grid();
  EXPECT_EQ(put(below, heading("2.9", add(other, heading("1")).id)), "grid.unknown_heading") << "another grid's";
  EXPECT_EQ(refusal([&](Session& s) { return remove_heading(s, as(carole_), two.id, 1); }), "grid.has_headings");
  write([&](Session& s) { return remove_heading(s, as(carole_), below.id, 1); });
  EXPECT_EQ(codes(made.id), (std::vector<std::string>{"2", "2.10", "10"}));
  auto bad = heading("3");
  bad.choices = {{{"weather"}, {}, false}};
  EXPECT_EQ(refusal([&](Session& s) { return add_heading(s, as(carole_), made.id, bad); }), "convention.bad_value");
  bad.choices = {{{}, {"parade"}, false}};
  EXPECT_EQ(refusal([&](Session& s) { return add_heading(s, as(carole_), made.id, bad); }), "convention.bad_value");
  bad.choices = {};
  bad.actions = {"none"};
  EXPECT_EQ(refusal([&](Session& s) { return add_heading(s, as(carole_), made.id, bad); }), "convention.unknown_action");
  bad.actions = {};
  auto coverage = entered("c");
  coverage.computed = convention::Computed{convention::Measure::coverage, {}, "", "all", {}, 0};
  EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), ten.id, coverage); }), "grid.no_coverage");
  EXPECT_EQ(refusal([&](Session& s) {
              return add_grid(s, as(carole_), {"Contrat", "Préfecture", "", day("2018-01-02"), day("2018-01-01")});
            }),
            "convention.bad_value");
}

TEST_P(Grids, KeepValuesAsTheyWereCorrected) {
  auto const of = add(grid(), heading("1"));
  auto const figure = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, entered("a")); });
  EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, entered("a")); }), "convention.twice");
  auto const value = write([&](Session& s) {
    return grids::heading_indicators().enter(s, as(carole_), figure.id, {day("2018-05-01"), 3, "Registre", ""});
  });
  write([&](Session& s) {
    return grids::heading_indicators().correct(s, as(carole_), value.id, 1, {day("2018-05-02"), 4, "Registre relu", ""});
  });
  EXPECT_EQ(refusal([&](Session& s) {
              return grids::heading_indicators().correct(s, as(carole_), value.id, 1, {day("2018-05-02"), 5, "?", ""});
            }),
            "grid.changed");
  auto const all = read([&](Session& s) { return grids::heading_indicators().values(s, paul_, figure.id); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].facts.value, 4);
  EXPECT_FALSE(all[1].ended_at.empty());
  write([&](Session& s) { return grids::heading_indicators().withdraw(s, as(carole_), value.id, 2); });
  EXPECT_EQ(refusal([&](Session& s) { return grids::heading_indicators().withdraw(s, as(carole_), value.id, 2); }), "grid.unknown_value");
  auto computed = entered("b");
  computed.computed = convention::Computed{};
  auto const counted = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, computed); });
  EXPECT_EQ(refusal([&](Session& s) {
              return grids::heading_indicators().enter(s, as(carole_), counted.id, {day("2018-05-01"), 3, "Registre", ""});
            }),
            "convention.computed");
}

TEST_P(Grids, AreCopiedToTheNextContract) {
  auto const made = grid();
  auto const upper = add(made, heading("1"));
  auto mapped = heading("1.1", upper.id);
  mapped.actions = {action("1.1")};
  mapped.choices = {{{"takeover"}, {"visit", "call"}, true}};
  auto const below = add(made, mapped);
  auto const figure = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), below.id, entered("a")); });
  write([&](Session& s) { return grids::heading_indicators().enter(s, as(carole_), figure.id, {day("2018-05-01"), 3, "Registre", ""}); });
  GridFacts const facts{"Contrat 2021-2023", "Préfecture de région", "", day("2021-01-01"), day("2023-12-31")};
  auto const next = write([&](Session& s) { return copy_grid(s, as(carole_), made.id, facts); });
  EXPECT_EQ(next.previous, made.id);
  auto const headings = read([&](Session& s) { return headings_of(s, carole_, next.id); });
  ASSERT_EQ(headings.size(), 2U);
  EXPECT_EQ(headings[1].facts.parent, headings[0].id);
  EXPECT_EQ(headings[1].facts.actions, mapped.actions);
  ASSERT_EQ(headings[1].facts.choices.size(), 1U);
  EXPECT_EQ(headings[1].facts.choices[0].themes, std::vector<std::string>{"takeover"});
  EXPECT_TRUE(headings[1].facts.choices[0].everywhere);
  auto const indicators = read([&](Session& s) { return grids::indicators_of(s, carole_, next.id); });
  ASSERT_EQ(indicators.size(), 1U);
  EXPECT_EQ(indicators[0].owner, headings[1].id);
  EXPECT_EQ(indicators[0].facts.targets, (std::map<int, double>{{2021, 40}, {2022, 50}}));
  EXPECT_TRUE(read([&](Session& s) { return grids::entered_in(s, carole_, next.id); }).empty());
  EXPECT_EQ(read([&](Session& s) { return grids::entered_in(s, carole_, made.id); }).size(), 1U);
  write([&](Session& s) { return remove_grid(s, as(carole_), made.id, 1); });
  EXPECT_EQ(read([&](Session& s) { return grids_of(s, paul_); }).size(), 1U);
}

// Whoever asks what is held of them is told what a contract says of them too.
TEST_P(Grids, TellWhomTheyName) {
  auto named = three_years();
  named.description = "Suivi par Jeanne Durand";
  auto const made = write([&](Session& s) { return add_grid(s, as(carole_), named); });
  auto about = heading("1");
  about.description = "Vu avec Jeanne Durand";
  auto const of = add(made, about);
  auto facts = entered("a");
  facts.method = "Demander à Jeanne Durand";
  auto const figure = write([&](Session& s) { return grids::heading_indicators().add(s, as(carole_), of.id, facts); });
  write([&](Session& s) {
    return grids::heading_indicators().enter(s, as(carole_), figure.id, {day("2018-05-01"), 3, "Tenu par Jeanne Durand", ""});
  });
  support::Sought sought;
  sought.names = {"Jeanne Durand"};
  auto const told = [&](access::Reader const& who) {
    return read([&](Session& s) { return support::mentions_of(s, who, sought, grids::writings()); }).all.size();
  };
  EXPECT_EQ(told(carole_), 4U);
  EXPECT_EQ(told(reader(cci_)), 0U);
}

TEST(Codes, AreReadWithTheirNumbers) {
  EXPECT_TRUE(comes_before("1.2", "1.10"));
  EXPECT_FALSE(comes_before("1.10", "1.2"));
  EXPECT_TRUE(comes_before("A9", "A10"));
  EXPECT_TRUE(comes_before("A", "A1"));
  EXPECT_FALSE(comes_before("A1", "A1"));
  EXPECT_FALSE(comes_before("01", "1"));
  EXPECT_FALSE(comes_before("1", "01"));
}

}  // namespace
}  // namespace bassin::grids
