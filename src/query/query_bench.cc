// The questions of a directory page, on the register named by BASSIN_BENCH_DATA (a data folder): what ./run bench asks, one
// by one, for work on them.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "query/facets.h"
#include "query/page.h"
#include "query/series.h"
#include "query/view.h"
#include "reference/territory.h"
#include "registry/store.h"

namespace bassin::query {
namespace {

constexpr std::string_view department = "dep:77";

std::shared_ptr<View const> view() {
  static auto const opened = [] {
    auto const* const folder = std::getenv("BASSIN_BENCH_DATA");
    if (folder == nullptr) return std::shared_ptr<View const>();
    return View::of(registry::Store(base::real_files(), folder).current().value()).value();
  }();
  return opened;
}

reference::Territory territory() { return reference::find_territory(department, base::make_date(2026, 1, 1)).value(); }

Filter whole() {
  Filter filter;
  filter.territories = {territory()};
  return filter;
}

Filter narrow() {
  auto filter = whole();
  filter.activities = {{reference::Nomenclature::naf_rev2, "G"}};
  filter.sizes = {3, 4, 5, 6, 7};
  return filter;
}

PreparedFilter prepared(Filter const& filter) { return prepare(view(), filter, registry::Audience::open).value(); }

bool skipped(benchmark::State& state) {
  if (view()) return false;
  state.SkipWithError("BASSIN_BENCH_DATA names no data folder");
  return true;
}

void find_territory(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(territory());
}
BENCHMARK(find_territory);

void prepare_filter(benchmark::State& state) {
  if (skipped(state)) return;
  auto const filter = narrow();
  for (auto _ : state) benchmark::DoNotOptimize(prepared(filter));
}
BENCHMARK(prepare_filter);

void ten_facets(benchmark::State& state) {
  if (skipped(state)) return;
  auto const filter = prepared(narrow());
  FacetRequest request;
  request.dimensions = {Dimension::section, Dimension::division,    Dimension::size,     Dimension::legal_3,   Dimension::commune_code,
                        Dimension::chamber, Dimension::head_office, Dimension::employer, Dimension::diffusion, Dimension::created_year};
  for (auto _ : state) benchmark::DoNotOptimize(facets(filter, request).value());
}
BENCHMARK(ten_facets);

void page_of(benchmark::State& state, Filter const& asked, SortKey key) {
  auto const filter = prepared(asked);
  PageRequest request{.limit = 20, .with_total = false};
  request.sort.key = key;
  for (auto _ : state) benchmark::DoNotOptimize(page(filter, request).value());
}

void page_by_name(benchmark::State& state) {
  if (!skipped(state)) page_of(state, whole(), SortKey::name);
}
BENCHMARK(page_by_name);

void page_by_name_filtered(benchmark::State& state) {
  if (!skipped(state)) page_of(state, narrow(), SortKey::name);
}
BENCHMARK(page_by_name_filtered);

void page_by_creation(benchmark::State& state) {
  if (!skipped(state)) page_of(state, whole(), SortKey::created_desc);
}
BENCHMARK(page_by_creation);

void series_by_year(benchmark::State& state) {
  if (skipped(state)) return;
  auto const filter = prepared(whole());
  for (auto _ : state) {
    benchmark::DoNotOptimize(series(filter, {Step::year, base::make_date(1990, 1, 1), base::make_date(2026, 12, 31)}).value());
  }
}
BENCHMARK(series_by_year);

}  // namespace
}  // namespace bassin::query
