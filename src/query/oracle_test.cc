// Every answer against the oracle, on random registers, overlays and questions.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>

#include "query/count.h"
#include "query/facets.h"
#include "query/page.h"
#include "query/series.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/oracle_test_support.h"
#include "query/testing/random_question_test_support.h"

namespace bassin::query {
namespace {

using namespace testing;

struct Case {
  RegisterRecord record;
  std::shared_ptr<Overlay const> overlay;
  std::shared_ptr<View const> view;
  Filter filter;
  registry::Audience audience = registry::Audience::open;
};

Case draw_case(std::uint64_t seed, std::size_t most_rows) {
  std::mt19937_64 engine(seed);
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(engine() % n); };
  Case c;
  c.record = draw_register(
      {.seed = seed, .rows = below(most_rows), .has_history = below(4) != 0, .has_units = below(6) != 0, .communes = 1 + below(12)});
  c.overlay = below(3) == 0 ? nullptr : draw_overlay(c.record, seed);
  MemoryFiles files;
  auto view = View::of(make_snapshot(c.record, files, "s"), c.overlay);
  if (!c.overlay) c.overlay = std::make_shared<Overlay const>();
  c.view = *view;
  c.filter = draw_filter(c.record, seed);
  c.audience = below(2) == 0 ? registry::Audience::open : registry::Audience::agent;
  return c;
}

PreparedFilter prepared(Case const& c) {
  auto filter = prepare(c.view, c.filter, c.audience);
  RC_ASSERT(filter.ok());
  return *filter;
}

Dimension dimension(std::uint64_t n) { return static_cast<Dimension>(n % dimension_count); }

Oracle::Counts counts(Facet const& facet) {
  Oracle::Counts out;
  for (auto const& bucket : facet.buckets) out[bucket.key] = bucket.count;
  return out;
}

void same(Oracle::Counts const& ours, Oracle::Counts const& theirs, Dimension dimension) {
  if (ours != theirs) RC_LOG() << "dimension " << id_of(dimension) << std::endl;
  RC_ASSERT(ours == theirs);
}

RC_GTEST_PROP(AgainstOracle, RowsThatPass, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 400);
  auto const filter = prepared(c);
  Oracle const oracle(c.record, *c.overlay, c.audience);
  std::set<std::string> ours, theirs, one_by_one;
  for (auto const row : filter.rows()) ours.insert(c.view->id_of(row).text());
  for (auto const& facts : oracle.passing(c.filter)) theirs.insert(facts.id.text());
  for (std::uint32_t row = 0; row < c.view->rows(); ++row) {
    if (filter.matches(row)) one_by_one.insert(c.view->id_of(row).text());
  }
  RC_ASSERT(ours == theirs);
  RC_ASSERT(one_by_one == theirs);
}

RC_GTEST_PROP(AgainstOracle, Facets, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 400);
  auto const filter = prepared(c);
  Oracle const oracle(c.record, *c.overlay, c.audience);
  FacetRequest request;
  for (std::uint64_t i = 0; i < 16; ++i) request.dimensions.push_back(dimension(seed + i * 2));
  auto const answer = facets(filter, request);
  RC_ASSERT(answer.ok());
  RC_ASSERT(answer->total == oracle.passing(c.filter).size());
  for (auto const& facet : answer->facets) same(counts(facet), oracle.facet(c.filter, facet.dimension, true), facet.dimension);
  if (c.filter.zone) {
    Oracle::Counts ours;
    for (auto const& bucket : answer->unlocated) ours[bucket.key] = bucket.count;
    RC_ASSERT(ours == oracle.unlocated(c.filter));
  }
}

RC_GTEST_PROP(AgainstOracle, CountsCrossedByTwo, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 400);
  auto const filter = prepared(c);
  Oracle const oracle(c.record, *c.overlay, c.audience);
  auto const by = dimension(seed);
  auto const across = dimension(seed / 31 + 1);
  if (by == across) return;
  auto const answer = count(filter, {by, across});
  RC_ASSERT(answer.ok());
  same(counts(*answer->by), oracle.facet(c.filter, by, false), by);
  same(counts(*answer->across), oracle.facet(c.filter, across, false), across);
  std::map<std::pair<std::string, std::string>, std::uint64_t> ours;
  for (auto const& cell : answer->cells) ours[{cell.key, cell.across}] = cell.count;
  RC_ASSERT(ours == oracle.crossed(c.filter, by, across));
}

RC_GTEST_PROP(AgainstOracle, PagesInOrder, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 400);
  auto const filter = prepared(c);
  Sort sort{static_cast<SortKey>(seed % 8), {}};
  if (sort.key == SortKey::distance) sort.origin = geo::Point{29'000'000, 488'000'000};
  PageRequest request{sort, 1 + seed % 60, "", seed % 2 == 0};
  std::vector<std::string> ours;
  auto const theirs = Oracle(c.record, *c.overlay, c.audience).sorted(c.filter, sort);
  do {
    auto const answer = page(filter, request);
    RC_ASSERT(answer.ok());
    RC_ASSERT(answer->total.has_value() == request.with_total);
    if (answer->total) RC_ASSERT(*answer->total == theirs.size());
    RC_ASSERT(answer->rows.size() <= request.limit);
    for (auto const& row : answer->rows) ours.push_back(row.id.text());
    request.cursor = answer->next;
  } while (!request.cursor.empty());
  if (ours != theirs) RC_LOG() << id_of(sort.key) << std::endl;
  RC_ASSERT(ours == theirs);
}

RC_GTEST_PROP(AgainstOracle, ExportsInOrder, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 200);
  auto const filter = prepared(c);
  Sort const sort{SortKey::name, {}};
  std::vector<std::string> ours;
  RC_ASSERT(for_each_row(filter, sort, [&](Row const& row) { return ours.push_back(row.id.text()), true; }).ok());
  RC_ASSERT(ours == Oracle(c.record, *c.overlay, c.audience).sorted(c.filter, sort));
}

RC_GTEST_PROP(AgainstOracle, SeriesDayByDay, (std::uint64_t seed)) {
  auto c = draw_case(seed, 25);
  c.filter.at.reset();
  c.filter.state.reset();
  c.filter.zone.reset();
  auto const filter = prepared(c);
  SeriesRequest request{seed % 2 == 0 ? Step::year : Step::month, base::make_date(2004, 3, 5), base::make_date(2005, 2, 1)};
  auto const answer = series(filter, request);
  RC_ASSERT(answer.ok());
  auto const theirs = Oracle(c.record, *c.overlay, c.audience).series(c.filter, request);
  RC_ASSERT(answer->points == theirs);
}

RC_GTEST_PROP(AgainstOracle, SeriesAddsUp, (std::uint64_t seed)) {
  auto c = draw_case(seed, 300);
  c.filter.at.reset();
  c.filter.state.reset();
  auto const filter = prepared(c);
  auto const answer = series(filter, {Step::year, base::make_date(1995, 1, 1), base::make_date(2024, 1, 1)});
  RC_ASSERT(answer.ok());
  for (std::size_t i = 0; i < answer->points.size(); ++i) {
    auto const& p = answer->points[i];
    auto const after = i + 1 < answer->points.size() ? answer->points[i + 1].stock : answer->stock_after;
    RC_ASSERT(p.stock + p.creations + p.reopenings + p.changes_in - p.closures - p.changes_out == after);
    auto at = c;
    at.filter.at = base::Date{p.start.days - 1};
    at.filter.state = StateFilter::active;
    auto const counted = count(prepared(at), {});
    RC_ASSERT(counted.ok());
    RC_ASSERT(counted->total == p.stock);
  }
}

// Blocks, ranges and orders end somewhere: a few large registers.
TEST(AgainstOracle, LargeRegisters) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    auto c = draw_case(seed, 2);
    c.record = draw_register({.seed = seed, .rows = 9000, .communes = 4});
    c.overlay = draw_overlay(c.record, seed);
    MemoryFiles files;
    c.view = *View::of(make_snapshot(c.record, files, "s"), c.overlay);
    c.filter = draw_filter(c.record, seed + 100);
    Oracle const oracle(c.record, *c.overlay, c.audience);
    auto const filter = prepare(c.view, c.filter, c.audience);
    ASSERT_TRUE(filter.ok());
    auto const answer = facets(*filter, {{Dimension::subclass, Dimension::commune, Dimension::chamber, Dimension::tag}});
    ASSERT_TRUE(answer.ok());
    for (auto const& facet : answer->facets) EXPECT_EQ(counts(facet), oracle.facet(c.filter, facet.dimension, true)) << seed;
    for (auto const key : {SortKey::name, SortKey::created_desc, SortKey::created_asc}) {
      auto const first = page(*filter, {{key, {}}, 1000, "", true});
      ASSERT_TRUE(first.ok());
      auto const theirs = oracle.sorted(c.filter, {key, {}});
      EXPECT_EQ(*first->total, theirs.size());
      for (std::size_t i = 0; i < first->rows.size(); ++i) ASSERT_EQ(first->rows[i].id.text(), theirs[i]) << seed << ' ' << i;
    }
  }
}

}  // namespace
}  // namespace bassin::query
