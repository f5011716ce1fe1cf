// What an answer says of itself: the date of its values, what the files lack, whom the register does not hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "query/count.h"
#include "query/page.h"
#include "query/series.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/records_test_support.h"
#include "query/view.h"

namespace bassin::query {
namespace {

using namespace testing;
using registry::Audience;
using Code = Caveat::Code;
using Words = std::vector<std::string>;

std::shared_ptr<View const> view_of(RegisterRecord const& record, std::shared_ptr<Overlay const> overlay = nullptr) {
  MemoryFiles files;
  return *View::of(make_snapshot(record, files, "s"), std::move(overlay));
}

std::optional<Words> values_of(Scope const& scope, Code code) {
  for (auto const& caveat : scope.caveats) {
    if (caveat.code == code) return caveat.values;
  }
  return std::nullopt;
}

RegisterRecord one_row() {
  RegisterRecord record;
  record.units.push_back({});
  record.units[0].siren = 100'000'007;
  record.units[0].legal = 5499;
  RowRecord row;
  row.nic = 11;
  row.commune = "77142";
  row.created = base::make_date(2010, 1, 1);
  row.period_start = base::make_date(2010, 1, 1);
  row.activity.code = "62.01Z";
  row.periods.push_back({row.created, {}, registry::State::active, {}, row.activity, {}});
  record.rows.push_back(row);
  return record;
}

BusinessId const the_row = BusinessId::of(10'000'000'700'011);

struct Dated {
  char const* name;
  std::function<void(Filter&)> ask;
  std::optional<Dimension> by;
  Words with_history, without_history;
};

TEST(Caveats, NameTheValuesOfToday) {
  using reference::Field;
  auto const nothing = [](Filter&) {};
  Dated const cases[] = {
      {"nothing", nothing, {}, {}, {}},
      {"size", [](Filter& f) { f.sizes = {3}; }, {}, {"size"}, {"size"}},
      {"employer", [](Filter& f) { f.employer = registry::Tri::yes; }, {}, {"size"}, {"employer", "size"}},
      {"activity",
       [](Filter& f) {
         f.activities = {{reference::Nomenclature::naf_rev2, "62"}};
       },
       {},
       {},
       {"activity"}},
      {"fabric", [](Filter& f) { f.field = Field::economic_fabric; }, {}, {"legal"}, {"activity", "legal"}},
      {"employers", [](Filter& f) { f.field = Field::employers; }, {}, {"size"}, {"employer", "size"}},
      {"cci", [](Filter& f) { f.field = Field::cci; }, {}, {"legal", "chamber"}, {"legal", "chamber"}},
      {"chamber", [](Filter& f) { f.chambers.chambers = reference::chamber_cci; }, {}, {"chamber"}, {"chamber"}},
      {"tag", [](Filter& f) { f.tags_all = {"market"}; }, {}, {"tag"}, {"tag"}},
      {"portfolio", [](Filter& f) { f.portfolios = {"anna"}; }, {}, {"portfolio"}, {"portfolio"}},
      {"follow-up", [](Filter& f) { f.follow_ups = {"running"}; }, {}, {"follow-up"}, {"follow-up"}},
      {"contact", [](Filter& f) { f.contact.never = true; }, {}, {"contact"}, {"contact"}},
      {"by employer", nothing, Dimension::employer, {"size"}, {"employer", "size"}},
      {"by section", nothing, Dimension::section, {}, {"activity"}},
      {"by field", nothing, Dimension::field, {"size", "legal", "chamber"}, {"activity", "employer", "size", "legal", "chamber"}},
      {"by tag", nothing, Dimension::tag, {"tag"}, {"tag"}},
      {"by legal form", nothing, Dimension::legal_2, {"legal-2"}, {"legal-2"}},
  };
  for (bool const history : {true, false}) {
    auto record = one_row();
    record.has_history = history;
    auto const view = view_of(record);
    for (auto const& c : cases) {
      Filter filter;
      filter.field = Field::all;
      filter.at = base::make_date(2015, 1, 1);
      c.ask(filter);
      auto const answer = count(*prepare(view, filter, Audience::open), {c.by, {}});
      auto const values = values_of(answer->scope, Code::today_value).value_or(Words{});
      EXPECT_THAT(values, ::testing::UnorderedElementsAreArray(history ? c.with_history : c.without_history)) << c.name << history;
      filter.at.reset();
      EXPECT_FALSE(values_of(count(*prepare(view, filter, Audience::open), {c.by, {}})->scope, Code::today_value)) << c.name;
    }
  }
}

TEST(Caveats, SayWhereTheLegalFormIsMissing) {
  auto record = one_row();
  auto const with = view_of(record);
  record.has_units = false;
  auto const without = view_of(record);
  auto const asked = [](std::shared_ptr<View const> const& view, Filter const& filter, std::optional<Dimension> by) {
    auto const answer = count(*prepare(view, filter, Audience::open), {by, {}});
    return values_of(answer->scope, Code::legal_form_unknown).has_value();
  };
  auto const said = [&](Filter const& filter, std::optional<Dimension> by) {
    EXPECT_FALSE(asked(with, filter, by));
    return asked(without, filter, by);
  };
  Filter all;
  all.field = reference::Field::all;
  EXPECT_FALSE(said(all, {}));
  EXPECT_FALSE(said(all, Dimension::section));
  for (auto const dimension : {Dimension::legal_1, Dimension::legal_2, Dimension::legal_3, Dimension::chamber, Dimension::field})
    EXPECT_TRUE(said(all, dimension)) << id_of(dimension);
  for (auto const field : {reference::Field::economic_fabric, reference::Field::cci, reference::Field::cma, reference::Field::ca}) {
    Filter filter;
    filter.field = field;
    EXPECT_TRUE(said(filter, {}));
  }
  auto by_chamber = all;
  by_chamber.chambers.chambers = reference::chamber_outside;
  EXPECT_TRUE(said(by_chamber, {}));
}

// A corrected activity: today's answers follow it with its chambers and fields, dated ones do not, and say so.
TEST(Caveats, CorrectionsWithoutADate) {
  auto const record = one_row();
  OverlayBuilder builder;
  builder.activity(the_row, {reference::Nomenclature::naf_rev2, "01.11Z"});
  auto const view = view_of(record, *std::move(builder).build());
  auto const in = [&](reference::Field field, std::optional<base::Date> at) {
    Filter filter;
    filter.field = field;
    filter.at = at;
    return *count(*prepare(view, filter, Audience::open), {});
  };
  auto const day = base::make_date(2020, 1, 1);
  EXPECT_EQ(in(reference::Field::ca, {}).total, 1U);
  EXPECT_EQ(in(reference::Field::cci, {}).total, 0U);
  EXPECT_FALSE(values_of(in(reference::Field::ca, {}).scope, Code::corrections_undated));
  EXPECT_EQ(in(reference::Field::ca, day).total, 0U);
  EXPECT_EQ(in(reference::Field::cci, day).total, 1U);
  EXPECT_TRUE(values_of(in(reference::Field::ca, day).scope, Code::corrections_undated));
  EXPECT_EQ(read_row(*view, 0, Audience::open).chambers & reference::chamber_ca, reference::chamber_ca);
  EXPECT_EQ(read_row(*view, 0, Audience::open, day).chambers & reference::chamber_ca, 0);
  Filter filter;
  filter.field = reference::Field::cci;
  auto const over_time = *series(*prepare(view, filter, Audience::open), {Step::year, day, day});
  EXPECT_EQ(over_time.points.at(0).stock, 1U);
  EXPECT_TRUE(values_of(over_time.scope, Code::corrections_undated));
}

TEST(Caveats, ChambersCorrectedByHandAreTodaysAtEveryDate) {
  OverlayBuilder builder;
  builder.activity(the_row, {reference::Nomenclature::naf_rev2, "01.11Z"});
  builder.chambers(the_row, {reference::chamber_cma, "vu sur place"});
  auto const view = view_of(one_row(), *std::move(builder).build());
  Filter filter;
  filter.field = reference::Field::cma;
  for (auto const& at : {std::optional<base::Date>(), std::optional(base::make_date(2020, 1, 1))}) {
    filter.at = at;
    EXPECT_EQ(count(*prepare(view, filter, Audience::open), {})->total, 1U);
  }
}

TEST(Caveats, NameBusinessesThatTheRegisterLacks) {
  OverlayBuilder builder;
  builder.tag(the_row, "market").tag(BusinessId::of(99'999'999'900'017), "gone").tag(BusinessId::of(99'999'999'900'025), "gone");
  auto const view = view_of(one_row(), *std::move(builder).build());
  Filter filter;
  filter.businesses = {the_row, BusinessId::of(99'999'999'900'017), BusinessId::of_local("nobody")};
  auto const scope = prepare(view, filter, Audience::open)->scope();
  EXPECT_EQ(values_of(scope, Code::overlay_unresolved), Words{"2"});
  EXPECT_EQ(values_of(scope, Code::businesses_absent), (Words{"99999999900017", "local:nobody"}));
  for (std::uint64_t i = 0; i < 12; ++i) filter.businesses.push_back(BusinessId::of(88'888'888'800'000 + i));
  auto const many = values_of(prepare(view, filter, Audience::open)->scope(), Code::businesses_absent).value();
  EXPECT_EQ(many.size(), 11U);
  EXPECT_EQ(many.back(), "+4");
  auto const plain = view_of(one_row());
  EXPECT_FALSE(values_of(prepare(plain, {}, Audience::open)->scope(), Code::overlay_unresolved));
}

TEST(Caveats, ScopeNamesThePerimeter) {
  Filter filter;
  filter.territories = {*reference::find_territory("77", base::make_date(2024, 5, 6)),
                        *reference::find_territory("77142", base::make_date(2020, 1, 1))};
  auto const scope = prepare(view_of(one_row()), filter, Audience::open)->scope();
  ASSERT_EQ(scope.territories.size(), 2U);
  EXPECT_EQ(scope.territories[0],
            (ScopeTerritory{reference::TerritoryKind::departement, "77", "Seine-et-Marne", base::make_date(2024, 5, 6)}));
  EXPECT_EQ(scope.territories[1].kind, reference::TerritoryKind::commune);
  EXPECT_EQ(scope.territories[1].date, base::make_date(2020, 1, 1));
}

// Every kind of answer with a zone, and no page but the first.
TEST(Caveats, SayWhatAZoneCannotLocate) {
  auto record = one_row();
  record.rows[0].position = geo::Point{29'000'000, 488'000'000};
  auto with = [&](std::uint32_t nic) -> RowRecord& {
    auto row = record.rows[0];
    row.nic = nic;
    record.rows.push_back(row);
    return record.rows.back();
  };
  with(29).position.reset();
  with(37).diffusion = registry::Diffusion::partial;
  with(45).diffusion = registry::Diffusion::partial;
  with(52);
  auto const view = view_of(record);
  Filter filter;
  filter.zone = *radius_zone("r", {29'000'000, 488'000'000}, 100);
  auto const prepared = *prepare(view, filter, Audience::open);
  auto const said = [](Scope const& scope) {
    return std::pair(values_of(scope, Code::positions_masked), values_of(scope, Code::positions_absent));
  };
  std::pair const expected(std::optional(Words{"2"}), std::optional(Words{"1"}));
  EXPECT_EQ(said(facets(prepared, {})->scope), expected);
  EXPECT_EQ(said(count(prepared, {})->scope), expected);
  EXPECT_EQ(said(series(prepared, {Step::year, base::make_date(2015, 1, 1), base::make_date(2016, 1, 1)})->scope), expected);
  EXPECT_EQ(said(series(prepared, {Step::year, base::make_date(2005, 1, 1), base::make_date(2006, 1, 1)})->scope),
            std::pair(std::optional<Words>(), std::optional<Words>()));
  auto const first = *page(prepared, {{}, 1, "", true});
  EXPECT_EQ(said(first.scope), expected);
  EXPECT_EQ(first.total, 2U);
  EXPECT_FALSE(said(page(prepared, {{}, 1, first.next, true})->scope).first);
  auto const agent = count(*prepare(view, filter, Audience::agent), {});
  EXPECT_FALSE(said(agent->scope).first);
  EXPECT_EQ(said(agent->scope).second, Words{"1"});
}

TEST(Refusals, ABadSeriesSaysItsLimits) {
  auto const prepared = *prepare(view_of(one_row()), {}, Audience::open);
  auto const refused = [&](Step step, base::Date from, base::Date to) {
    auto const answer = series(prepared, {step, from, to});
    return answer.ok() ? base::Error("none") : answer.error();
  };
  auto const year = [](int y) { return base::make_date(y, 6, 1); };
  EXPECT_EQ(refused(Step::year, year(1901), year(2078)).code, "none");
  EXPECT_EQ(refused(Step::month, year(1901), year(2078)).code, "none");  // 2,125 periods
  EXPECT_EQ(refused(Step::year, year(1900), year(2000)).code, "query.bad_series_range");
  EXPECT_EQ(refused(Step::year, year(2000), year(2079)).code, "query.bad_series_range");
  auto const error = refused(Step::year, year(2001), year(2000));
  EXPECT_EQ(error.code, "query.bad_series_range");
  EXPECT_EQ(error.value("first"), "1901-01-01");
  EXPECT_EQ(error.value("last"), "2078-12-31");
  EXPECT_EQ(error.value("most"), "2400");
}

TEST(Refusals, ACrossingNeedsTwoDimensions) {
  auto const prepared = *prepare(view_of(one_row()), {}, Audience::open);
  auto const twice = count(prepared, {Dimension::size, Dimension::size});
  EXPECT_EQ(twice.error().value("name"), "by");
  EXPECT_EQ(twice.error().value("value"), "size,size");
  EXPECT_FALSE(count(prepared, {std::nullopt, Dimension::size}).ok());
}

}  // namespace
}  // namespace bassin::query
