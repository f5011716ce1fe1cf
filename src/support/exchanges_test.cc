#include "support/exchanges.h"

#include <algorithm>
#include <random>

#include "access/audit.h"
#include "convention/action.h"
#include "convention/ledger.h"
#include "convention/testing/parties_test_support.h"
#include "support/migrations.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Exchanges : public convention::WithParties {
 protected:
  Exchanges() : WithParties(support::migrations()) {}

  access::Reader adviser(std::string const& organisation) { return reader(organisation, access::Role::adviser); }

  // An action of a convention that runs in 2018.
  std::string action(std::string const& convention, std::string code = "1.1") {
    convention::Sheet sheet;
    sheet.axis = text_of(convention).axes[0].id;
    sheet.code = std::move(code);
    sheet.title = "Visiter les artisans";
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    auto const keeper = reader(pays_);
    return write([&](Session& s) { return convention::add_action(s, as(keeper), convention, sheet); }).id;
  }
  static ExchangeFacts visit(std::string action = "") {
    ExchangeFacts out;
    out.theme = Theme::takeover;
    out.on = day("2018-03-05");
    out.minutes = 90;
    out.notes = "Cherche un repreneur pour 2020.";
    out.met = "la gérante";
    out.action = std::move(action);
    return out;
  }
  Exchange note(access::Reader const& who, ExchangeFacts const& facts) {
    return write([&](Session& s) { return note_exchange(s, as(who), today_, bakery_, facts); });
  }
  std::string refused(access::Reader const& who, ExchangeFacts const& facts) {
    return refusal([&](Session& s) { return note_exchange(s, as(who), today_, bakery_, facts); });
  }
  ExchangePage seen_by(access::Reader const& who, After const& after = {}) {
    return read([&](Session& s) { return exchanges_with(s, who, today_, bakery_.business, after); });
  }
  void open(Level level) {
    write([&](Session& s) {
      return access::set_sharing(s, "c", {{cma_, pays_, RecordKind::exchange, level, day("2018-01-01"), {}}},
                                 {{"77142", day("2017-12-20"), {}, {}}});
    });
  }
  std::vector<convention::Contribution> counted(std::string const& id) {
    return read([&](Session& s) { return convention::contributions_of(s, {id, day("2018-01-01"), day("2018-12-31"), {}}); });
  }

  base::Date const today_ = day("2018-03-10");
  Subject const bakery_{"10000000100007", "77142"};
};

INSTANTIATE_TEST_SUITE_P(Both, Exchanges, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Exchanges, AreKeptWholeForTheirOwnOrganisation) {
  auto const carole = adviser(cma_);
  auto const made = note(carole, visit());
  auto const page = seen_by(carole);
  ASSERT_EQ(page.exchanges.size(), 1U);
  auto const& [it, level] = page.exchanges[0];
  EXPECT_EQ(level, Level::content);
  EXPECT_EQ(it.id, made.id);
  EXPECT_EQ(it.facts.notes, "Cherche un repreneur pour 2020.");
  EXPECT_EQ(it.facts.met, "la gérante");
  EXPECT_EQ(it.facts.minutes, 90);
  EXPECT_EQ(it.facts.theme, Theme::takeover);
  EXPECT_FALSE(page.more);
}

TEST_P(Exchanges, OutsideThePerimeterStayTheirOwn) {
  open(Level::content);
  auto const carole = adviser(cma_);
  Subject const elsewhere{"10000000100015", "77284"};
  write([&](Session& s) { return note_exchange(s, as(carole), today_, elsewhere, visit()); });
  auto const page = [&](access::Reader const& who) {
    return read([&](Session& s) { return exchanges_with(s, who, today_, elsewhere.business, {}); });
  };
  EXPECT_EQ(page(carole).exchanges.size(), 1U);
  EXPECT_TRUE(page(adviser(pays_)).exchanges.empty());
}

// Every field at every level, for one's own, a partner, and somebody without a convention.
TEST_P(Exchanges, ShowPartnersWhatTheConventionOpens) {
  note(adviser(cma_), visit());
  auto const partner = adviser(pays_);
  EXPECT_TRUE(seen_by(partner).exchanges.empty()) << "no convention";
  for (auto const level : {Level::nothing, Level::presence, Level::header, Level::content}) {
    open(level);
    auto const page = seen_by(partner);
    ASSERT_EQ(page.exchanges.size(), level == Level::nothing ? 0U : 1U);
    EXPECT_TRUE(seen_by(adviser(neighbour_)).exchanges.empty());
    if (level == Level::nothing) continue;
    auto const& [it, seen] = page.exchanges[0];
    EXPECT_EQ(seen, level);
    EXPECT_EQ(it.organisation, cma_);
    EXPECT_EQ(it.facts.on, day("2018-03-05"));
    bool const header = level >= Level::header;
    EXPECT_EQ(it.agent.empty(), !header);
    EXPECT_EQ(it.facts.minutes, header ? 90 : 0);
    EXPECT_EQ(it.facts.theme, header ? Theme::takeover : ExchangeFacts{}.theme);
    bool const content = level >= Level::content;
    EXPECT_EQ(it.facts.notes.empty(), !content);
    EXPECT_EQ(it.facts.met.empty(), !content);
  }
}

TEST_P(Exchanges, KeepPrivateNotesAndSensitiveThemesInTheirOrganisation) {
  open(Level::content);
  auto kept = visit();
  kept.kept_in = true;
  auto distress = visit();
  distress.theme = Theme::distress;
  note(adviser(cma_), kept);
  EXPECT_TRUE(note(adviser(cma_), distress).facts.kept_in);
  EXPECT_TRUE(seen_by(adviser(pays_)).exchanges.empty());
  EXPECT_EQ(seen_by(adviser(cma_)).exchanges.size(), 2U);
}

TEST_P(Exchanges, CountTowardsTheirActionUntilTheyGo) {
  auto const convention = signed_framework();
  auto const first = action(convention);
  auto const second = action(convention, "1.2");
  auto const carole = adviser(cma_);
  auto const made = note(carole, visit(first));
  convention::Contribution const expected{first, cma_, carole.agent, bakery_.business, "77142", "visit", day("2018-03-05"), 90};
  EXPECT_EQ(counted(convention), std::vector{expected});
  auto facts = visit(second);
  facts.way = Way::call;
  auto const changed = write([&](Session& s) { return change_exchange(s, as(carole), today_, made.id, 1, facts); });
  ASSERT_EQ(counted(convention).size(), 1U);
  EXPECT_EQ(counted(convention)[0].action, second);
  EXPECT_EQ(counted(convention)[0].kind, "call");
  write([&](Session& s) { return delete_exchange(s, as(carole), made.id, changed.version); });
  EXPECT_TRUE(counted(convention).empty());
  EXPECT_TRUE(seen_by(carole).exchanges.empty());
}

TEST_P(Exchanges, RefuseWhatCannotBe) {
  auto const convention = signed_framework();
  auto const carole = adviser(cma_);
  auto facts = visit();
  facts.on = day("2018-03-11");
  EXPECT_EQ(refused(carole, facts), "support.bad_value") << "not yet";
  facts = visit();
  facts.minutes = 1'441;
  EXPECT_EQ(refused(carole, facts), "support.bad_value");
  facts = visit("no such action");
  EXPECT_EQ(refused(carole, facts), "convention.not_countable");
  EXPECT_EQ(refused(adviser(neighbour_), visit(action(convention))), "convention.not_countable") << "no party";
  facts = visit();
  facts.notes = std::string(4'001, 'x');
  EXPECT_EQ(refused(carole, facts), "text.too_long");
}

TEST_P(Exchanges, AreChangedByTheirAgentAndWhoRunsTheOrganisation) {
  auto const carole = adviser(cma_);
  auto const made = note(carole, visit());
  auto colleague = carole;
  colleague.agent = "somebody else";
  auto const changing = [&](access::Reader const& who, std::int64_t version) {
    return refusal([&](Session& s) { return change_exchange(s, as(who), today_, made.id, version, visit()); });
  };
  EXPECT_EQ(changing(colleague, 1), "support.not_yours");
  EXPECT_EQ(changing(adviser(pays_), 1), "support.unknown_exchange");
  EXPECT_EQ(changing(carole, 2), "support.changed");
  colleague.role = access::Role::coordinator;
  EXPECT_EQ(changing(colleague, 1), "");
  EXPECT_EQ(changing(carole, 1), "support.changed") << "nothing is overwritten in silence";
}

TEST_P(Exchanges, LeaveNothingOfWhatWasWrittenByMistake) {
  auto const carole = adviser(cma_);
  auto const made = note(carole, visit());
  write([&](Session& s) { return delete_exchange(s, as(carole), made.id, 1); });
  auto const trail = read([&](Session& s) { return access::audit_trail(s, {.kind = "exchange", .record = made.id}); });
  ASSERT_EQ(trail.size(), 2U) << "that it was noted and deleted stays";
  for (auto const& row : trail) EXPECT_EQ(row.before + row.after, "");
}

TEST_P(Exchanges, ComePageByPageNewestFirst) {
  auto const carole = adviser(cma_);
  std::mt19937 chance(7);
  std::vector<std::pair<std::string, std::string>> expected;
  for (int i = 0; i < 120; ++i) {
    auto facts = visit();
    facts.on = base::Date{today_.days - static_cast<std::int32_t>(chance() % 40)};
    expected.emplace_back(to_iso(facts.on), note(carole, facts).id);
  }
  std::sort(expected.rbegin(), expected.rend());
  std::vector<std::pair<std::string, std::string>> read_so_far;
  After after;
  for (bool more = true; more;) {
    auto const page = seen_by(carole, after);
    for (auto const& it : page.exchanges) read_so_far.emplace_back(to_iso(it.exchange.facts.on), it.exchange.id);
    after = {read_so_far.back().first, read_so_far.back().second};
    more = page.more;
  }
  EXPECT_EQ(read_so_far, expected);
}

// A legal unit whose establishments are read each by itself, and one of so many that they are read together: page by page the same as all
// of them sorted.
TEST_P(Exchanges, OfAWholeLegalUnitComePageByPageNewestFirst) {
  auto const carole = adviser(cma_);
  std::mt19937 chance(20260129);
  for (std::size_t const places : {2U, 12U}) {
    std::string const siren = places == 2 ? "200000001" : "300000001";
    std::vector<std::string> expected;
    for (int i = 0; i < 90; ++i) {
      auto const place = chance() % places;
      Subject const where{place == 0 ? "unit:" + siren : siren + std::to_string(10000 + place), "77142"};
      auto facts = visit();
      facts.on.days -= static_cast<int>(chance() % 40);
      auto const made = write([&](Session& s) { return note_exchange(s, as(carole), today_, where, facts); });
      expected.push_back(to_iso(facts.on) + made.id);
    }
    note(carole, visit());  // of another business
    std::sort(expected.rbegin(), expected.rend());
    std::vector<std::string> seen;
    ExchangePage page;
    After after;
    do {
      page = read([&](Session& s) { return exchanges_with(s, carole, today_, "unit:" + siren, after); });
      ASSERT_FALSE(page.exchanges.empty());
      for (auto const& it : page.exchanges) seen.push_back(to_iso(it.exchange.facts.on) + it.exchange.id);
      after = {to_iso(page.exchanges.back().exchange.facts.on), page.exchanges.back().exchange.id};
    } while (page.more);
    EXPECT_EQ(seen, expected) << places;
  }
}

TEST_P(Exchanges, BeginWithTheLastChoice) {
  auto const convention = signed_framework();
  auto const first = action(convention);
  auto const carole = adviser(cma_);
  EXPECT_FALSE(read([&](Session& s) { return last_choice(s, carole); }).theme);
  note(carole, visit(first));
  auto const last = read([&](Session& s) { return last_choice(s, carole); });
  EXPECT_EQ(last.action, first);
  EXPECT_EQ(last.theme, Theme::takeover);
}

}  // namespace

}  // namespace bassin::support
