#include "convention/ledger.h"

#include <fmt/format.h>

#include <random>

#include "convention/action.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Ledger : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  std::string const convention_ = framework();
  std::string const visits_ = action("1.1"), holders_ = action("1.2");

  std::string action(std::string code) {
    Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = std::move(code);
    sheet.title = "Action";
    sheet.members = {{cma_, Part::lead, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(keeper_), convention_, sheet); }).id;
  }
  Contribution visit(std::string const& business, std::string_view on = "2018-05-02", std::int64_t minutes = 60) const {
    return {visits_, cma_, "paul", business, "77142", "visit", day(on), minutes};
  }
  bool state_it(std::string const& id, std::optional<Contribution> const& it) {
    return write([&](Session& s) { return state(s, actor().at, {"exchange", id}, it); });
  }
  std::vector<Contribution> rows(std::optional<base::Instant> as_of = {}) {
    return read([&](Session& s) { return contributions_of(s, {convention_, day("2018-01-01"), day("2018-12-31"), as_of}); });
  }
  // Each row as one text, without its agent.
  static std::multiset<std::string> told(std::vector<Contribution> const& rows) {
    std::multiset<std::string> out;
    for (auto const& it : rows)
      out.insert(
          fmt::format("{} {} {} {} {} {} {}", it.action, it.organisation, it.business, it.commune, it.kind, to_iso(it.on), it.minutes));
    return out;
  }
  std::multiset<std::string> work() {
    return told(read([&](Session& s) { return work_of(s, convention_, day("2018-01-01"), day("2018-12-31")); }));
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Ledger, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Ledger, HoldsWhatTheWorkStates) {
  EXPECT_TRUE(state_it("a", visit("10000000100007")));
  EXPECT_FALSE(state_it("a", visit("10000000100007"))) << "said already";
  EXPECT_TRUE(state_it("b", visit("10000000200005", "2018-04-01", 30)));
  ASSERT_EQ(rows().size(), 2U);
  EXPECT_EQ(rows()[0].business, "10000000200005") << "by day";
  EXPECT_TRUE(state_it("a", visit("10000000100007", "2018-05-02", 90)));
  EXPECT_EQ(tally(rows(), {}), (Tally{2, 2, 2, 120}));
  EXPECT_TRUE(state_it("a", std::nullopt));
  EXPECT_FALSE(state_it("a", std::nullopt));
  EXPECT_EQ(tally(rows(), {}), (Tally{1, 1, 1, 30}));
  EXPECT_EQ(refusal([&](Session& s) {
              auto wrong = visit("1");
              wrong.action = "none";
              return state(s, actor().at, {"exchange", "x"}, wrong);
            }),
            "sql.no_parent");
}

TEST_P(Ledger, KeepsTheDraftThatWorkCountsTowards) {
  state_it("a", visit("10000000100007"));
  auto const discarded = [&] { return refusal([&](Session& s) { return discard(s, as(keeper_), convention_, version_of(convention_)); }); };
  EXPECT_EQ(discarded(), "convention.has_work");
}

TEST_P(Ledger, TellsAgainWhatItToldOnADay) {
  state_it("a", visit("10000000100007"));
  auto const then = actor().at;
  state_it("a", visit("10000000100007", "2018-05-02", 90));
  state_it("b", visit("10000000200005"));
  state_it("a", std::nullopt);
  EXPECT_EQ(tally(rows(then), {}), (Tally{1, 1, 1, 60}));
  EXPECT_EQ(tally(rows(), {}), (Tally{1, 1, 1, 60}));
  EXPECT_EQ(rows()[0].business, "10000000200005");
}

TEST_P(Ledger, CountsABusinessOnceUnderEitherOfItsKeys) {
  state_it("a", visit("local:van"));
  state_it("b", visit("10000000100007"));
  auto call = visit("10000000100007");
  call.kind = "call";
  state_it("c", call);
  EXPECT_EQ(tally(rows(), {}).businesses, 2U);
  EXPECT_EQ(tally(rows(), {{"local:van", "10000000100007"}}), (Tally{3, 1, 1, 180}));
}

// domain.md §1.3, Coglais: 165 craft businesses all mailed, 47 % called or visited, 23 of 70 heads over 50 visited for a diagnostic.
TEST_P(Ledger, TellsTheJourneyOfCoglais) {
  auto const business = [](int number) { return "S" + std::to_string(number); };
  auto of = [&](int number, std::string kind, std::string const& towards) {
    auto it = visit(business(number));
    it.kind = std::move(kind);
    it.action = towards;
    return it;
  };
  for (int i = 0; i < 165; ++i) state_it("mail" + std::to_string(i), of(i, "mail", visits_));
  for (int i = 0; i < 50; ++i) state_it("call" + std::to_string(i), of(i, "call", visits_));
  for (int i = 40; i < 78; ++i) state_it("visit" + std::to_string(i), of(i, "visit", visits_));
  for (int i = 78; i < 101; ++i) state_it("diagnostic" + std::to_string(i), of(i, "visit", holders_));
  auto const by_action = tally_by(rows(), By::action, {});
  EXPECT_EQ(by_action.at(visits_).businesses, 165U);
  EXPECT_EQ(by_action.at(holders_).visited, 23U);
  std::vector<Contribution> touched;
  for (auto const& row : rows()) {
    if (row.action == visits_ && row.kind != "mail") touched.push_back(row);
  }
  EXPECT_EQ(tally(touched, {}).businesses * 100 / 165, 47U);
}

// Any history of statements: what is in force equals a recount from the last statement of each source, by every group.
TEST_P(Ledger, EqualsARecountFromTheWork) {
  std::mt19937 chance(502);
  auto const below = [&chance](unsigned most) { return static_cast<int>(chance() % most); };
  std::map<std::string, Contribution> model;
  std::vector<std::pair<base::Instant, std::map<std::string, Contribution>>> moments;
  for (int step = 0; step < 120; ++step) {
    auto const source = "s" + std::to_string(below(25));
    if (below(4) == 0) {
      EXPECT_EQ(state_it(source, std::nullopt), model.erase(source) > 0);
      continue;
    }
    auto it = visit(below(5) == 0 ? "" : "B" + std::to_string(below(9)), "2018-05-02", below(120));
    it.on = base::Date{day("2017-12-20").days + below(400)};
    it.kind = std::vector<std::string>{"visit", "call", "meeting"}[static_cast<std::size_t>(below(3))];
    it.action = below(2) == 0 ? visits_ : holders_;
    it.organisation = below(2) == 0 ? cma_ : cci_;
    auto const known = model.find(source);
    bool const news = known == model.end() || !(known->second == it);
    EXPECT_EQ(state_it(source, it), news);
    model[source] = it;
    if (step % 30 == 0) moments.emplace_back(actor().at, model);
  }
  auto const recount = [&](std::map<std::string, Contribution> const& of) {
    std::vector<Contribution> out;
    for (auto const& [source, it] : of) {
      if (it.on >= day("2018-01-01") && it.on <= day("2018-12-31")) out.push_back(it);
    }
    return out;
  };
  for (auto const by : {By::action, By::organisation, By::kind, By::month})
    EXPECT_EQ(tally_by(rows(), by, {}), tally_by(recount(model), by, {}));
  for (auto const& [at, then] : moments) EXPECT_EQ(tally(rows(at), {}), tally(recount(then), {}));
  EXPECT_EQ(work(), told(rows())) << "what figures are counted from";
  EXPECT_EQ(work(), told(recount(model)));
}

}  // namespace
}  // namespace bassin::convention
