#include "convention/reading.h"

#include <random>

#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
Period const year_2018{day("2018-01-01"), day("2018-12-31")};

Indicator computed(Measure measure, std::map<int, double> targets = {}) {
  Indicator out;
  out.id = "i";
  out.owner = "a";
  out.facts.targets = std::move(targets);
  out.facts.computed = Computed{measure, {}, "", measure == Measure::coverage ? "economic-fabric" : ""};
  return out;
}
Contribution work(std::string business, std::string kind = "visit", std::string_view on = "2018-05-02", std::int64_t minutes = 105) {
  return {"a", "cma", "paul", std::move(business), "77142", std::move(kind), day(on), minutes};
}
double value_of(Indicator const& it, std::vector<Contribution> const& rows, Period const& period = year_2018) {
  return read(it, period, rows, {}, {}, {}).value.value();
}

TEST(Readings, CountByTheirMeasure) {
  std::vector<Contribution> const rows = {work("1"), work("1", "call"), work("2", "call"), work("", "meeting"),
                                          work("3", "visit", "2017-12-31")};
  EXPECT_EQ(value_of(computed(Measure::contributions), rows), 4);
  EXPECT_EQ(value_of(computed(Measure::businesses), rows), 2);
  EXPECT_EQ(value_of(computed(Measure::visited), rows), 1);
  EXPECT_EQ(value_of(computed(Measure::half_days), rows), 2);
  EXPECT_EQ(value_of(computed(Measure::days), rows), 1);
  auto calls = computed(Measure::businesses);
  calls.facts.computed->kinds = {"call"};
  EXPECT_EQ(value_of(calls, rows), 2);
  calls.facts.computed->organisation = "cci";
  EXPECT_EQ(value_of(calls, rows), 0);
}

// domain.md §1.3: of the 165 craft businesses of the Coglais 78 were called or visited: 47 %.
TEST(Readings, TellTheCoverageOfThePerimeter) {
  std::vector<Contribution> rows;
  for (int i = 0; i < 78; ++i) rows.push_back(work("S" + std::to_string(i), i % 2 == 0 ? "visit" : "call"));
  auto elsewhere = work("far");
  elsewhere.commune = "35000";
  rows.push_back(elsewhere);
  Ground const ground{{"77142"}, {{"economic-fabric", 165}}};
  auto const it = read(computed(Measure::coverage, {{2018, 50}}), year_2018, rows, {}, {}, ground);
  EXPECT_EQ(it.businesses, 78U) << "of the perimeter";
  EXPECT_EQ(it.establishments, 165U);
  EXPECT_NEAR(*it.value, 47.27, 0.01);
  EXPECT_NEAR(*it.progress, 0.945, 0.001);
  EXPECT_FALSE(read(computed(Measure::coverage), year_2018, rows, {}, {}, {{"77142"}, {}}).value) << "the register is not there";
  EXPECT_FALSE(read(computed(Measure::coverage), year_2018, rows, {}, {}, {{"77142"}, {{"economic-fabric", 0}}}).value);
}

TEST(Readings, TakeTargetsByTheShareOfTheirYear) {
  auto const it = computed(Measure::contributions, {{2018, 365}, {2019, 730}});
  auto const target = [&](std::string_view from, std::string_view to) { return read(it, {day(from), day(to)}, {}, {}, {}, {}).target; };
  EXPECT_EQ(target("2018-01-01", "2018-12-31"), 365);
  EXPECT_EQ(target("2018-12-22", "2019-01-10"), 10 + 20);
  EXPECT_EQ(target("2018-01-01", "2019-12-31"), 1095);
  EXPECT_EQ(target("2020-01-01", "2020-12-31"), std::nullopt);
  auto const state = computed(Measure::coverage, {{2018, 40}, {2019, 50}});
  EXPECT_EQ(read(state, {day("2018-01-01"), day("2019-03-31")}, {}, {}, {}, {}).target, 50) << "a state is that of the last year";
}

// A contract says what it aims at in its own days of a year.
TEST(Readings, TakeTargetsOfAContractForItsDays) {
  auto const it = computed(Measure::contributions, {{2017, 8}, {2018, 275}, {2019, 730}, {2020, 31}}).facts;
  auto const target = [&](std::string_view from, std::string_view to) {
    return read_tally(it, {{day(from), day(to)}, Period{day("2018-04-01"), day("2020-01-31")}}, {}).target;
  };
  EXPECT_EQ(target("2018-01-01", "2018-12-31"), 275) << "the year holds all of them";
  EXPECT_EQ(target("2018-04-01", "2018-12-31"), 275);
  EXPECT_EQ(target("2018-04-01", "2020-01-31"), 275 + 730 + 31) << "the whole contract is all its targets";
  EXPECT_EQ(target("2018-12-22", "2019-01-10"), 10 + 20);
  EXPECT_EQ(target("2018-01-01", "2018-03-31"), std::nullopt) << "before its first day";
  EXPECT_EQ(target("2017-01-01", "2017-12-31"), 8) << "of a year that it does not hold at all";
}

// A delay counts where it ends; a record that stands there twice counts once.
TEST(Readings, TellDelays) {
  auto it = computed(Measure::delay, {{2018, 5}});
  it.facts.computed->delay = DelayKind::taken;
  auto const delay = [](std::string record, std::string_view from, std::string_view to) {
    return Delay{std::move(record), "a", "cma", "", DelayKind::taken, day(from), to.empty() ? std::nullopt : std::optional(day(to))};
  };
  std::vector<Delay> const delays = {delay("1", "2017-12-30", "2018-01-09"), delay("2", "2018-03-01", "2018-03-01"),
                                     delay("2", "2018-03-01", "2018-03-01"), delay("3", "2018-12-01", "2019-02-01"),
                                     delay("4", "2018-06-01", ""),           delay("5", "2019-01-01", "")};
  auto const reading = [&] { return read(it, year_2018, {}, {}, {}, {}, delays); };
  EXPECT_EQ(reading().value, 5);
  EXPECT_EQ(reading().counted, 2U);
  EXPECT_EQ(reading().waiting, 2U);
  EXPECT_EQ(reading().progress, 1) << "no more days than aimed at";
  it.facts.targets[2018] = 4;
  EXPECT_EQ(reading().progress, 0.8) << "fewer are better";
  it.facts.baseline = 6;
  EXPECT_EQ(reading().progress, 0.5);
  it.facts.computed->measure = Measure::within;
  it.facts.computed->most = 3;
  EXPECT_EQ(reading().value, 50);
  EXPECT_FALSE(read(it, {day("2016-01-01"), day("2016-12-31")}, {}, {}, {}, {}, delays).value);
}

TEST(Readings, GatherWhatWasEntered) {
  auto it = computed(Measure::contributions, {{2018, 8}});
  it.facts.computed.reset();
  auto const entered = [](double figure, std::string_view on, std::string ended = "", std::string indicator = "i") {
    return EnteredValue{"v", std::move(indicator), {day(on), figure, "", ""}, 1, "", "", "", std::move(ended)};
  };
  std::vector<EnteredValue> const values = {entered(10, "2018-09-30"), entered(14, "2018-03-31"), entered(99, "2018-10-01", "later"),
                                            entered(99, "2019-01-01"), entered(99, "2018-10-01", "", "other")};
  auto const reading = [&] { return read(it, year_2018, {}, values, {}, {}); };
  EXPECT_EQ(reading().value, 24);
  EXPECT_EQ(reading().progress, 3);
  it.facts.gathering = Gathering::last;
  EXPECT_EQ(reading().value, 10) << "by its day";
  it.facts.baseline = 12;
  EXPECT_EQ(reading().progress, 0.5) << "half the way down from 12 to 8";
  EXPECT_EQ(read(it, {day("2020-01-01"), day("2020-12-31")}, {}, values, {}, {}).value, std::nullopt);
}

class ReadingsOfTheLedger : public WithParties {};
INSTANTIATE_TEST_SUITE_P(Both, ReadingsOfTheLedger, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// Any work, any indicator, any period: the value is what one counts by hand from the rows of the table.
TEST_P(ReadingsOfTheLedger, EqualARecountFromTheRows) {
  auto const keeper = reader(pays_);
  auto const convention = framework();
  std::vector<std::string> actions;
  for (auto const* const code : {"1.1", "1.2"}) {
    Sheet sheet;
    sheet.axis = text_of(convention).axes[0].id;
    sheet.code = sheet.title = code;
    sheet.members = {{cma_, Part::lead, 0, 0}};
    actions.push_back(write([&](Session& s) { return add_action(s, as(keeper), convention, sheet); }).id);
  }
  std::mt19937 chance(503);
  auto const below = [&chance](std::size_t most) { return static_cast<std::size_t>(chance() % most); };
  std::vector<std::string> const kinds = {"visit", "call", "meeting", "mail"}, communes = {"77142", "77171", "77001", ""};
  KeyOf const keys = {{"local:a", "S1"}, {"local:b", "S2"}};
  std::vector<std::string> const businesses = {"", "S1", "S2", "S3", "S4", "local:a", "local:b", "local:c"};
  for (std::size_t i = 0; i < 150; ++i) {
    Contribution it{actions[below(2)],
                    below(2) == 0 ? cma_ : cci_,
                    "paul",
                    businesses[below(8)],
                    communes[below(4)],
                    kinds[below(4)],
                    base::Date{day("2018-01-01").days + static_cast<int>(below(730))},
                    static_cast<std::int64_t>(below(500))};
    write([&](Session& s) { return state(s, actor().at, {"exchange", std::to_string(below(120))}, it); });
  }
  auto const rows = read([&](Session& s) { return work_of(s, convention, day("2018-01-01"), day("2019-12-31")); });
  Ground const ground{{"77142", "77171"}, {{"all", 40}}};
  for (std::size_t i = 0; i < 120; ++i) {
    auto it = computed(static_cast<Measure>(below(measure_count - 2)));
    it.owner = actions[below(2)];
    auto& how = *it.facts.computed;
    how.field = how.measure == Measure::coverage ? "all" : "";
    if (below(2) == 0) how.kinds = {kinds[below(4)], kinds[below(4)]};
    if (below(3) == 0) how.organisation = cci_;
    Period period{base::Date{day("2018-01-01").days + static_cast<int>(below(700))}, {}};
    period.to.days = period.from.days + static_cast<int>(below(400));
    double count = 0, minutes = 0;
    std::set<std::string> seen, visited;
    auto const table = read([](Session& s) { return s.rows("select * from contribution where ended_at is null"); });
    for (auto const& row : table) {
      auto const on = row.text("on_day"), kind = row.text("kind"), commune = row.optional_text("commune").value_or("");
      auto business = row.optional_text("business").value_or("");
      if (row.text("action") != it.owner || on < to_iso(period.from) || on > to_iso(period.to)) continue;
      if (!how.kinds.empty() && kind != how.kinds[0] && kind != how.kinds[1]) continue;
      if (!how.organisation.empty() && row.text("organisation") != how.organisation) continue;
      if (how.measure == Measure::coverage && commune != "77142" && commune != "77171") continue;
      if (business == "local:a") business = "S1";
      if (business == "local:b") business = "S2";
      count += 1;
      minutes += static_cast<double>(row.integer("minutes"));
      if (!business.empty()) seen.insert(business);
      if (!business.empty() && kind == "visit") visited.insert(business);
    }
    double const expected[] = {
        count,         static_cast<double>(seen.size()),           static_cast<double>(visited.size()), minutes / 210,
        minutes / 420, static_cast<double>(seen.size()) * 100 / 40};
    EXPECT_DOUBLE_EQ(convention::read(it, period, rows, {}, keys, ground).value.value(), expected[static_cast<std::size_t>(how.measure)])
        << id_of(how.measure) << " " << to_iso(period.from) << " " << to_iso(period.to);
  }
}

}  // namespace
}  // namespace bassin::convention
