#include "support/projects.h"

#include <algorithm>

#include "convention/ledger.h"
#include "support/aged.h"
#include "support/exchanges.h"
#include "support/file_key.h"
#include "support/needs.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using sql::Session;

class Projects : public WithAgents {
 protected:
  void open(Level level) {
    std::vector<access::Grant> grants;
    for (auto const kind : {RecordKind::follow_up, RecordKind::exchange, RecordKind::need}) {
      grants.push_back({pays_, cma_, kind, level, day("2018-01-01"), {}});
      grants.push_back({cma_, pays_, kind, level, day("2018-01-01"), {}});
    }
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
  }
  ProjectFacts facts(access::Reader const& who, std::string name = "Mme Exemple") {
    ProjectFacts out;
    out.name = std::move(name);
    out.description = "Un salon de thé";
    out.commune = "77142";
    out.nomenclature = "NAFRev2";
    out.activity = "56.10A";
    out.source = "Mairie";
    out.agent = who.agent;
    return out;
  }
  Project begin(access::Reader const& who, ProjectFacts const& what) {
    return write([&](Session& s) { return open_project(s, as(who), today_, what); });
  }
  Project begin(access::Reader const& who) { return begin(who, facts(who)); }
  std::vector<std::string> names(access::Reader const& who, ProjectQuestion question = {ProjectQuestion::Whose::all, false, "", ""}) {
    auto const page = read([&](Session& s) { return projects(s, who, today_, question); });
    std::vector<std::string> out;
    for (auto const& it : page.projects) out.push_back(it.project.facts.name);
    return out;
  }
  SeenProject seen(access::Reader const& who, Project const& it) {
    return read([&](Session& s) { return find_project(s, who, today_, it.id); });
  }
  std::string hidden(access::Reader const& who, Project const& it) {
    return refusal([&](Session& s) { return find_project(s, who, today_, it.id); });
  }
  void note(access::Reader const& who, Subject const& about, std::string notes = "") {
    ExchangeFacts what;
    what.on = today_;
    what.notes = std::move(notes);
    write([&](Session& s) { return note_exchange(s, as(who), today_, about, what); });
  }
  std::vector<std::string> told(access::Reader const& who, std::string const& business) {
    auto const page = read([&](Session& s) { return exchanges_with(s, who, today_, business, {}); });
    std::vector<std::string> out;
    for (auto const& it : page.exchanges) out.push_back(it.exchange.facts.notes);
    std::sort(out.begin(), out.end());
    return out;
  }
  Subject subject(Project const& it) { return {it.key(), it.facts.commune}; }
  ProjectAt at(Project const& it) { return {it.id, it.version}; }

  access::Reader serving(std::string const& organisation, std::string const& email, std::string const& commune = "77142") {
    auto out = member(organisation, email);
    out.communes = std::make_shared<std::vector<std::string> const>(1, commune);
    return out;
  }

  base::Date const today_ = day("2018-03-10");
  access::Reader const anne_ = serving(pays_, "anne@pays.fr");
  access::Reader const alain_ = serving(pays_, "alain@pays.fr");
  access::Reader const carole_ = serving(cma_, "carole@cma.fr");
  access::Reader const nora_ = serving(neighbour_, "nora@voisine.fr", "77200");
};

INSTANTIATE_TEST_SUITE_P(Both, Projects, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Projects, AreShownAsFarAsConventionsOpenFollowUps) {
  auto const it = begin(anne_);
  EXPECT_EQ(seen(anne_, it).level, Level::content);
  EXPECT_EQ(hidden(carole_, it), "support.unknown_project") << "no convention";
  open(Level::presence);
  auto shown = seen(carole_, it).project;
  EXPECT_EQ(std::pair(shown.facts.name, shown.facts.activity), std::pair(std::string(), std::string()));
  EXPECT_EQ(std::tuple(shown.organisation, shown.facts.commune, shown.opened_on), std::tuple(pays_, "77142", today_));
  open(Level::header);
  shown = seen(carole_, it).project;
  EXPECT_EQ(std::tuple(shown.facts.activity, shown.facts.agent, shown.facts.name, shown.facts.description, shown.facts.source),
            std::tuple("56.10A", anne_.agent, "", "", ""));
  open(Level::content);
  EXPECT_EQ(seen(carole_, it).project.facts.name, "Mme Exemple");
  EXPECT_EQ(hidden(nora_, it), "support.unknown_project");
  auto kept = facts(anne_, "M. Discret");
  kept.kept_in = true;
  EXPECT_EQ(hidden(carole_, begin(anne_, kept)), "support.unknown_project") << "whatever a convention opens";
}

// Who was handed a need has to know whose it is.
TEST_P(Projects, AreWholeForWhoWasHandedANeedOfThem) {
  open(Level::header);
  auto kept = facts(anne_);
  kept.kept_in = true;
  auto const it = begin(anne_, kept);
  write([&](Session& s) {
    return hand_need(s, as(anne_), today_, subject(it), {Theme::creation, "Un prévisionnel", "", false}, {cma_, "", ""});
  });
  EXPECT_EQ(seen(carole_, it).level, Level::content);
  auto const named = read([&](Session& s) { return named_projects(s, carole_, today_, {it.id, "none"}); });
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0].facts.name, "Mme Exemple");
  EXPECT_EQ(hidden(nora_, it), "support.unknown_project");
}

TEST_P(Projects, AreFoundByWordsOfTheirNameWhereThatIsShown) {
  begin(anne_, facts(anne_, "Élodie Exemple"));
  begin(alain_, facts(alain_, "Bruno Modèle"));
  using Whose = ProjectQuestion::Whose;
  EXPECT_EQ(names(anne_, {Whose::organisation, false, "elodie", ""}), std::vector<std::string>{"Élodie Exemple"});
  EXPECT_EQ(names(anne_, {Whose::mine, false, "", ""}), std::vector<std::string>{"Élodie Exemple"});
  EXPECT_EQ(names(anne_).size(), 2U);
  EXPECT_TRUE(names(anne_, {Whose::organisation, true, "", ""}).empty()) << "none is closed";
  EXPECT_TRUE(names(anne_, {Whose::organisation, false, "lodie", ""}).empty()) << "words from their beginning";
  open(Level::header);
  EXPECT_EQ(names(carole_), (std::vector<std::string>{"", ""}));
  EXPECT_TRUE(names(carole_, {Whose::all, false, "elodie", ""}).empty()) << "a name that is not shown is not found either";
}

TEST_P(Projects, EndOnceAndMayBeOpenedAgain) {
  auto it = begin(anne_);
  auto const close = [&](ProjectEnd const& end) {
    return refusal([&](Session& s) { return close_project(s, as(anne_), today_, at(it), end); });
  };
  EXPECT_EQ(close({ProjectOutcome::settled, day("2018-03-11"), ""}), "support.bad_value") << "ahead";
  EXPECT_EQ(close({ProjectOutcome::settled, day("2018-03-09"), ""}), "support.bad_value") << "before it was opened";
  EXPECT_EQ(close({ProjectOutcome::given_up, today_, bakery_.business}), "support.bad_value");
  EXPECT_EQ(refusal([&](Session& s) { return reopen_project(s, as(anne_), at(it)); }), "support.project_open");
  auto const ended = write([&](Session& s) { return close_project(s, as(anne_), today_, at(it), {ProjectOutcome::settled, today_, ""}); });
  EXPECT_EQ(close({ProjectOutcome::settled, today_, ""}), "support.changed");
  EXPECT_EQ(refusal([&](Session& s) { return change_project(s, as(anne_), today_, at(ended), facts(anne_)); }), "support.project_closed");
  auto const again = write([&](Session& s) { return reopen_project(s, as(alain_), at(ended)); });
  EXPECT_FALSE(again.closed_on || again.outcome);
  open(Level::content);
  EXPECT_EQ(refusal([&](Session& s) { return change_project(s, as(carole_), today_, at(again), facts(carole_)); }), "support.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return open_project(s, as(anne_), today_, facts(carole_)); }), "partners.unknown_agent");
  auto far = facts(nora_);
  EXPECT_EQ(refusal([&](Session& s) { return open_project(s, as(nora_), today_, far); }), "support.outside_territory");
}

TEST_P(Projects, AreReadOnThePageOfWhatTheyBecame) {
  auto const it = begin(anne_);
  note(anne_, subject(it), "du projet");
  note(anne_, bakery_, "de la boutique");
  EXPECT_EQ(told(anne_, bakery_.business), std::vector<std::string>{"de la boutique"});
  auto const end = ProjectEnd{ProjectOutcome::settled, today_, bakery_.business};
  auto const ended = write([&](Session& s) { return close_project(s, as(anne_), today_, at(it), end); });
  EXPECT_EQ(told(anne_, bakery_.business), (std::vector<std::string>{"de la boutique", "du projet"}));
  EXPECT_EQ(told(anne_, it.key()), std::vector<std::string>{"du projet"});
  write([&](Session& s) { return reopen_project(s, as(anne_), at(ended)); });
  EXPECT_EQ(told(anne_, bakery_.business), std::vector<std::string>{"de la boutique"});
}

// Of an establishment also what was said of its unit, of a unit also what was said of its establishments; never of another unit.
TEST_P(Projects, UnitsAndEstablishmentsShowOneAnother) {
  std::string const unit = unit_key_of(bakery_.business);
  Subject const sister{bakery_.business.substr(0, 9) + "99999", "77142"};
  Subject const other{"99" + bakery_.business.substr(2), "77142"};
  note(anne_, bakery_, "boutique");
  note(anne_, {unit, "77142"}, "entreprise");
  note(anne_, sister, "atelier");
  note(anne_, other, "une autre");
  EXPECT_EQ(told(anne_, bakery_.business), (std::vector<std::string>{"boutique", "entreprise"}));
  EXPECT_EQ(told(anne_, sister.business), (std::vector<std::string>{"atelier", "entreprise"}));
  EXPECT_EQ(told(anne_, unit), (std::vector<std::string>{"atelier", "boutique", "entreprise"}));
  EXPECT_EQ(told(anne_, other.business), std::vector<std::string>{"une autre"});
  EXPECT_EQ(told(anne_, unit_key_of(other.business)), std::vector<std::string>{"une autre"});
}

TEST_P(Projects, TypedByMistakeLeaveNothing) {
  auto const it = begin(anne_, facts(anne_, "Jeton Planté"));
  note(anne_, subject(it));
  auto const remove = [&](Session& s) { return delete_project(s, as(anne_), at(it)); };
  EXPECT_EQ(refusal(remove), "support.project_has_work");
  auto const page = read([&](Session& s) { return exchanges_with(s, anne_, today_, it.key(), {}); });
  auto const& exchange = page.exchanges[0].exchange;
  write([&](Session& s) { return delete_exchange(s, as(anne_), exchange.id, exchange.version); });
  write(remove);
  EXPECT_EQ(hidden(anne_, it), "support.unknown_project");
  auto const trail = read([&](Session& s) { return s.rows("select count(*) as n from audit where after_values like '%Jeton%'"); });
  EXPECT_EQ(trail[0].integer("n"), 0);
}

TEST_P(Projects, ArePastTheirTimeOnceNothingHangsOnThem) {
  auto const used = begin(anne_);
  auto const idle = begin(anne_, facts(anne_, "Sans suite"));
  note(anne_, subject(used));
  auto const due = [&](std::string_view before) {
    auto const rows = read([&](Session& s) { return s.rows(aged_sql(Aged::project), aged_values(pays_, day(before))); });
    std::vector<std::string> out;
    for (auto const& row : rows) out.push_back(row.text("id"));
    return out;
  };
  EXPECT_TRUE(due("2010-01-01").empty()) << "it was just opened";
  EXPECT_EQ(due("2100-01-01"), std::vector<std::string>{idle.id});
  write([&](Session& s) { return erase_aged(s, Aged::project, std::vector<std::string>{idle.id}); });
  EXPECT_EQ(hidden(anne_, idle), "support.unknown_project");
}

}  // namespace

}  // namespace bassin::support
