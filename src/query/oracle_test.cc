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
#include "query/unlocated.h"
#include "query/view.h"

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
  c.audience = static_cast<registry::Audience>(below(3));
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

// The caveats that the oracle knows, by code.
std::vector<Caveat> known(std::vector<Caveat> caveats) {
  using enum Caveat::Code;
  auto const aside = {today_value, territory_approximate, territory_absent, activity_2025_absent, fictitious};
  std::erase_if(caveats, [&](Caveat const& c) { return std::find(aside.begin(), aside.end(), c.code) != aside.end(); });
  std::sort(caveats.begin(), caveats.end(), [](Caveat const& a, Caveat const& b) { return a.code < b.code; });
  return caveats;
}

std::string text(std::vector<Caveat> const& caveats) {
  std::string out;
  for (auto const& c : caveats) out += std::string(id_of(c.code)) + " " + (c.values.empty() ? "" : c.values.front()) + "; ";
  return out;
}

void same_caveats(Scope const& ours, std::vector<Caveat> const& theirs) {
  RC_LOG() << text(known(ours.caveats)) << "| " << text(known(theirs)) << std::endl;
  RC_ASSERT(known(ours.caveats) == known(theirs));
}

Oracle::Counts counts(std::vector<Bucket> const& buckets) {
  Oracle::Counts out;
  for (auto const& bucket : buckets) out[bucket.key] = bucket.count;
  return out;
}

// A zone without a territory, and something that narrows to sets of rows: the places of the zone stay.
void narrow_zone(Case& c, std::uint64_t seed) {
  c.filter.territories.clear();
  c.filter.zone = draw_zone(seed);
  switch (seed % 6) {
    case 0: c.filter.tags_any = {"market"}; break;
    case 1: c.filter.portfolios = {"anna"}; break;
    case 2: c.filter.contact.since = base::make_date(2000, 1, 1); break;
    case 3:
      for (std::size_t i = 0; i < c.record.rows.size(); i += 5)
        c.filter.businesses.push_back(BusinessId::of(c.record.siret(c.record.rows[i])));
      break;
    case 4: c.filter.follow_ups = {"own"}; break;
    default: break;
  }
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

void same_facet(Facet const& facet, Oracle::Counts const& theirs, std::size_t limit) {
  std::uint64_t kept = 0, all = 0;
  for (auto const& [key, rows] : theirs) all += rows;
  for (std::size_t i = 0; i < facet.buckets.size(); ++i) {
    auto const& bucket = facet.buckets[i];
    kept += bucket.count;
    auto const found = theirs.find(bucket.key);
    RC_ASSERT(found != theirs.end());
    RC_ASSERT(bucket.count == found->second);
    if (i == 0) continue;
    auto const& before = facet.buckets[i - 1];
    RC_ASSERT(before.count > bucket.count || (before.count == bucket.count && before.key < bucket.key));
  }
  RC_ASSERT(facet.keys == theirs.size());
  RC_ASSERT(facet.buckets.size() == (limit == 0 ? theirs.size() : std::min(limit, theirs.size())));
  RC_ASSERT(facet.beyond == all - kept);
  for (auto const& [key, rows] : theirs) {
    if (facet.buckets.size() < theirs.size()) RC_ASSERT(rows <= facet.buckets.back().count || counts(facet.buckets).contains(key));
  }
}

RC_GTEST_PROP(AgainstOracle, Facets, (std::uint64_t seed)) {
  auto c = draw_case(seed, 400);
  if (seed % 4 == 0) narrow_zone(c, seed / 4);
  auto const filter = prepared(c);
  Oracle const oracle(c.record, *c.overlay, c.audience);
  FacetRequest request;
  // Few dimensions too, so that those by which the filter narrows are seldom among them.
  for (std::uint64_t i = 0; i < (seed % 3 == 0 ? 16 : 1 + seed / 3 % 4); ++i) request.dimensions.push_back(dimension(seed / 7 + i * 2));
  request.limit = seed % 2 == 0 ? 0 : 1 + seed % 5;
  auto const answer = facets(filter, request);
  RC_ASSERT(answer.ok());
  RC_ASSERT(answer->total == oracle.passing(c.filter).size());
  for (auto const& facet : answer->facets) {
    if (!facet.leaves_aside) RC_ASSERT(facet.total == answer->total);
    RC_LOG() << "dimension " << id_of(facet.dimension) << std::endl;
    RC_ASSERT(facet.total == oracle.passing(c.filter, own_part(facet.dimension)).size());
    same_facet(facet, oracle.facet(c.filter, facet.dimension, true), request.limit);
    if (facet.chambers) RC_ASSERT(*facet.chambers == oracle.chambers(c.filter));
  }
  same_caveats(answer->scope, oracle.caveats(c.filter, request.dimensions));
  if (c.filter.zone) {
    RC_ASSERT(counts(answer->unlocated) == oracle.unlocated(c.filter).communes);
    RC_ASSERT(answer->unlocated_total == oracle.unlocated(c.filter).total);
  }
}

RC_GTEST_PROP(AgainstOracle, UnlocatedWhateverNarrows, (std::uint64_t seed)) {
  auto c = draw_case(seed, 300);
  narrow_zone(c, seed);
  auto const filter = prepared(c);
  auto const theirs = Oracle(c.record, *c.overlay, c.audience).unlocated(c.filter);
  auto const ours = unlocated(filter);
  RC_ASSERT(ours.ok());
  RC_ASSERT(counts(ours->communes) == theirs.communes);
  RC_ASSERT(ours->total == theirs.total);
  RC_ASSERT(ours->masked == theirs.masked);
  auto const rows = unlocated_rows(filter);
  RC_ASSERT(rows.ok());
  RC_ASSERT(rows->size() == theirs.total);
  for (auto const row : *rows) RC_ASSERT(!filter.matches(row));
  auto const answer = facets(filter, {{Dimension::section}});
  RC_ASSERT(answer.ok());
  RC_ASSERT(counts(answer->unlocated) == theirs.communes);
}

RC_GTEST_PROP(AgainstOracle, Chambers, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 300);
  auto const answer = facets(prepared(c), {{Dimension::chamber}});
  RC_ASSERT(answer.ok());
  RC_ASSERT(*answer->facets[0].chambers == Oracle(c.record, *c.overlay, c.audience).chambers(c.filter));
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
  same_caveats(answer->scope, oracle.caveats(c.filter, {by, across}));
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
    if (c.filter.zone && request.cursor.empty()) {
      auto const u = Oracle(c.record, *c.overlay, c.audience).unlocated(c.filter);
      Scope expected;
      add_caveats(Unlocated{{}, u.total, u.masked}, expected);
      for (auto const& caveat : expected.caveats)
        RC_ASSERT(std::count(answer->scope.caveats.begin(), answer->scope.caveats.end(), caveat) == 1);
    }
    for (auto const& row : answer->rows) ours.push_back(row.id.text());
    request.cursor = answer->next;
  } while (!request.cursor.empty());
  if (ours != theirs) RC_LOG() << id_of(sort.key) << std::endl;
  RC_ASSERT(ours == theirs);
}

RC_GTEST_PROP(AgainstOracle, ExportsInOrder, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 200);
  auto const filter = prepared(c);
  Sort sort{static_cast<SortKey>(seed % 8), {}};
  if (sort.key == SortKey::distance) sort.origin = geo::Point{29'000'000, 488'000'000};
  std::vector<std::string> ours;
  RC_ASSERT(for_each_row(filter, sort, [&](Row const& row) { return ours.push_back(row.id.text()), true; }).ok());
  RC_ASSERT(ours == Oracle(c.record, *c.overlay, c.audience).sorted(c.filter, sort));
}

// What a line of a list says, at its date.
RC_GTEST_PROP(AgainstOracle, Lines, (std::uint64_t seed)) {
  auto const c = draw_case(seed, 200);
  auto const filter = prepared(c);
  std::map<std::string, Facts> theirs;
  for (auto& facts : Oracle(c.record, *c.overlay, c.audience).passing(c.filter)) theirs[facts.id.text()] = std::move(facts);
  auto const iso = [](std::optional<base::Date> const& date) { return date ? base::to_iso(*date) : std::string(); };
  RC_ASSERT(for_each_row(filter, {}, [&](Row const& row) {
              auto const& f = theirs.at(row.id.text());
              RC_LOG() << row.id.text() << std::endl;
              RC_ASSERT(row.state == f.state);
              RC_ASSERT(row.period_start == iso(f.since));
              RC_ASSERT(row.created == iso(f.created));
              RC_ASSERT(row.activity.code == f.activity.code);
              auto const by_main = f.activity.nomenclature == reference::Nomenclature::naf_2025 ? f.activity.code : std::string();
              RC_ASSERT(row.activity_2025 == (f.activity_2025.empty() ? by_main : f.activity_2025));
              RC_ASSERT(row.employer == f.employer);
              RC_ASSERT(row.diffusion == f.diffusion);
              RC_ASSERT(row.chambers == f.chambers);
              RC_ASSERT(row.size == f.size);
              RC_ASSERT(row.commune == f.current_commune);
              RC_ASSERT(row.position.point == f.position);
              RC_ASSERT((row.position.presence == registry::Presence::masked) == f.position_masked);
              RC_ASSERT(row.tags == f.entry.tags);
              return true;
            }).ok());
}

RC_GTEST_PROP(AgainstOracle, SeriesDayByDay, (std::uint64_t seed)) {
  auto c = draw_case(seed, 25);
  c.filter.at.reset();
  c.filter.state.reset();
  if (seed % 3 == 0) narrow_zone(c, seed / 3);
  auto const filter = prepared(c);
  SeriesRequest request{seed % 2 == 0 ? Step::year : Step::month, base::make_date(2004, 3, 5), base::make_date(2005, 2, 1)};
  auto const answer = series(filter, request);
  RC_ASSERT(answer.ok());
  auto const theirs = Oracle(c.record, *c.overlay, c.audience).series(c.filter, request);
  RC_ASSERT(answer->points == theirs);
  if (!c.filter.zone) return;
  auto const last = request.step == Step::year ? base::make_date(2005, 12, 31) : base::make_date(2005, 2, 28);
  auto const first = request.step == Step::year ? base::make_date(2004, 1, 1) : base::make_date(2004, 3, 1);
  auto const u = Oracle(c.record, *c.overlay, c.audience).unlocated_in_series(c.filter, first, last);
  Scope expected;
  add_caveats(Unlocated{{}, u.total, u.masked}, expected);
  std::vector<Caveat> ours;
  for (auto const& caveat : answer->scope.caveats) {
    bool const of_zone = caveat.code == Caveat::Code::positions_masked || caveat.code == Caveat::Code::positions_absent;
    if (of_zone) ours.push_back(caveat);
  }
  RC_LOG() << text(ours) << "| " << text(expected.caveats) << std::endl;
  RC_ASSERT(ours == expected.caveats);
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
