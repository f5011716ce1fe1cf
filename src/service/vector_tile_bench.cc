// Tiles as they go over the wire, of the register named by BASSIN_BENCH_DATA (a data folder): time and size by zoom, over
// tiles drawn by where establishments stand. The figures are those of single tiles, not of their mean.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>

#include "http/compress.h"
#include "query/tile.h"
#include "query/view.h"
#include "registry/store.h"
#include "service/vector_tile.h"

namespace bassin::service {
namespace {

using Clock = std::chrono::steady_clock;

std::shared_ptr<query::View const> view() {
  static auto const opened = [] {
    auto const* const folder = std::getenv("BASSIN_BENCH_DATA");
    if (folder == nullptr) return std::shared_ptr<query::View const>();
    return query::View::of(registry::Store(base::real_files(), folder).current().value()).value();
  }();
  return opened;
}

std::vector<geo::Tile> tiles(unsigned zoom, std::size_t count) {
  std::mt19937_64 engine(zoom);
  auto const& snapshot = view()->snapshot();
  std::vector<geo::Tile> out;
  while (out.size() < count) {
    auto const point = snapshot.position(static_cast<std::uint32_t>(engine() % snapshot.rows()));
    if (point.known()) out.push_back(geo::tile_of(point, zoom));
  }
  return out;
}

double at_share(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void tile_by_zoom(benchmark::State& state) {
  if (!view()) return state.SkipWithError("BASSIN_BENCH_DATA names no data folder");
  query::Filter filter;
  if (state.range(1) == 1) filter = {.field = reference::Field::all, .state = query::StateFilter::any};
  auto const prepared = query::prepare(view(), filter, registry::Audience::open).value();
  auto const wanted = tiles(static_cast<unsigned>(state.range(0)), state.range(0) < 4 ? 50 : 300);
  std::vector<double> answer, whole, plain, packed;
  for (auto _ : state) {
    for (auto const& tile : wanted) {
      auto const start = Clock::now();
      auto const content = query::tile(prepared, {tile}).value();
      auto const answered = Clock::now();
      auto const bytes = vector_tile(content);
      auto const zipped = http::gzip(bytes).value();
      whole.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
      answer.push_back(std::chrono::duration<double, std::milli>(answered - start).count());
      plain.push_back(static_cast<double>(bytes.size()) / 1000);
      packed.push_back(static_cast<double>(zipped.size()) / 1000);
    }
  }
  state.counters["query_p50_ms"] = at_share(answer, 0.5);
  state.counters["query_p99_ms"] = at_share(answer, 0.99);
  state.counters["p50_ms"] = at_share(whole, 0.5);
  state.counters["p99_ms"] = at_share(whole, 0.99);
  state.counters["most_kB"] = at_share(plain, 1);
  state.counters["most_gzip_kB"] = at_share(packed, 1);
}
BENCHMARK(tile_by_zoom)
    ->ArgsProduct({{0, 2, 4, 5, 6, 8, 10, 12, 14, 16}, {0, 1}})
    ->ArgNames({"zoom", "all"})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bassin::service
