#include <benchmark/benchmark.h>

#include "reference/chambers.h"
#include "reference/internal/embedded.h"
#include "reference/internal/name_index.h"
#include "reference/internal/tables.h"
#include "reference/territory.h"

namespace bassin::reference {
namespace {

base::Date const today = base::make_date(2026, 6, 1);

void open_geography(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(internal::read_geography(internal::embedded(internal::EmbeddedFile::geography)));
}
BENCHMARK(open_geography);

void build_name_index(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(internal::NameIndex(internal::geography_tables()));
}
BENCHMARK(build_name_index)->Unit(benchmark::kMillisecond);

void build_chamber_table(benchmark::State& state) {
  (void)naf_rev2();
  for (auto _ : state) benchmark::DoNotOptimize(ChamberTable());
}
BENCHMARK(build_chamber_table)->Unit(benchmark::kMillisecond);

void find(benchmark::State& state, char const* text) {
  (void)find_territory("Meaux", today);
  for (auto _ : state) benchmark::DoNotOptimize(find_territory(text, today));
}
BENCHMARK_CAPTURE(find, commune_code, "77142")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(find, epci_code, "247700438")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(find, departement, "dep:77")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(find, epci_name, "pays crecois")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(find, words, "pays brie")->Unit(benchmark::kMicrosecond);

void codes(benchmark::State& state, char const* text) {
  auto const territory = find_territory(text, today);
  for (auto _ : state) benchmark::DoNotOptimize(register_codes(*territory));
}
BENCHMARK_CAPTURE(codes, epci, "200090504")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(codes, departement, "dep:77")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(codes, region, "region:44")->Unit(benchmark::kMillisecond);

void chamber_mask(benchmark::State& state) {
  auto const& table = chamber_table();
  auto const row = table.activity_row("10.71C", Nomenclature::naf_rev2);
  SizeIndex size = 0;
  for (auto _ : state) {
    size = static_cast<SizeIndex>((size + 1) % size_band_count);
    benchmark::DoNotOptimize(table.mask(row, ChamberTable::legal_class(5499), size, false));
  }
}
BENCHMARK(chamber_mask);

}  // namespace
}  // namespace bassin::reference
