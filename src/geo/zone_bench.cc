// A flood zone of 5,000 vertices against 100,000 positions in blocks of 256 along the space-filling curve.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include <benchmark/benchmark.h>

#include "geo/hilbert.h"
#include "geo/zone.h"

namespace bassin::geo {
namespace {

constexpr std::int32_t kLon = 29'000'000;
constexpr std::int32_t kLat = 488'000'000;
constexpr std::size_t kBlock = 256;

// Both banks of a river that winds 30 km, 300 m to 1.5 km wide, with ragged edges.
MultiPolygon flood(std::size_t vertices) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> ragged(0.2, 1);
  Ring north;
  Ring south;
  for (std::size_t i = 0; i < vertices / 2; ++i) {
    double const along = static_cast<double>(i) / static_cast<double>(vertices / 2);
    double const x = kLon + (along - 0.5) * 4e6;
    double const y = kLat + 4e5 * std::sin(along * 9) + 1e5 * std::sin(along * 61);
    north.push_back({static_cast<std::int32_t>(x), static_cast<std::int32_t>(y + 7e4 * ragged(random))});
    south.push_back({static_cast<std::int32_t>(x), static_cast<std::int32_t>(y - 7e4 * ragged(random))});
  }
  north.insert(north.end(), south.rbegin(), south.rend());
  return {{Polygon{{north}}}};
}

// Half of the positions in clusters, as in towns, half anywhere.
std::vector<Point> positions(std::size_t count) {
  std::mt19937 random(11);
  std::uniform_int_distribution<std::int32_t> anywhere(-2'500'000, 2'500'000);
  std::normal_distribution<double> town(0, 60'000);
  std::vector<Point> points;
  Point centre{kLon, kLat};
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 2'000 == 0) centre = {kLon + anywhere(random), kLat + anywhere(random) / 3};
    bool const clustered = i % 2 == 0;
    points.push_back(clustered
                         ? Point{centre.lon + static_cast<std::int32_t>(town(random)), centre.lat + static_cast<std::int32_t>(town(random))}
                         : Point{kLon + anywhere(random), kLat + anywhere(random) / 3});
  }
  std::sort(points.begin(), points.end(), [](Point a, Point b) { return hilbert_key(a) < hilbert_key(b); });
  return points;
}

// The worst case: every position within a few hundred metres of a bank, in no order.
std::vector<Point> positions_near(MultiPolygon const& area, std::size_t count) {
  std::mt19937 random(13);
  Ring const& ring = area.polygons[0].rings[0];
  std::uniform_int_distribution<std::size_t> vertex(0, ring.size() - 1);
  std::normal_distribution<double> away(0, 20'000);
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) {
    Point const at = ring[vertex(random)];
    points.push_back({at.lon + static_cast<std::int32_t>(away(random)), at.lat + static_cast<std::int32_t>(away(random))});
  }
  return points;
}

std::vector<Box> boxes_of(std::vector<Point> const& points) {
  std::vector<Box> boxes((points.size() + kBlock - 1) / kBlock);
  for (std::size_t i = 0; i < points.size(); ++i) boxes[i / kBlock].expand(points[i]);
  return boxes;
}

std::size_t count_blocks(Zone const& zone, std::vector<Point> const& points, std::vector<Box> const& boxes) {
  std::size_t hits = 0;
  for (std::size_t block = 0; block < boxes.size(); ++block) {
    auto const begin = points.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
    auto const end = points.begin() + static_cast<std::ptrdiff_t>(std::min(points.size(), (block + 1) * kBlock));
    Cover const cover = zone.classify(boxes[block]);
    if (cover == Cover::inside) hits += static_cast<std::size_t>(end - begin);
    if (cover == Cover::crosses) hits += static_cast<std::size_t>(std::count_if(begin, end, [&](Point p) { return zone.contains(p); }));
  }
  return hits;
}

void prepare(benchmark::State& state) {
  MultiPolygon const area = flood(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Zone::of(area));
}
BENCHMARK(prepare)->Arg(100)->Arg(5'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

void test_every_point(benchmark::State& state) {
  Zone const zone = Zone::of(flood(static_cast<std::size_t>(state.range(0))));
  auto const points = positions(100'000);
  std::size_t hits = 0;
  for (auto _ : state) {
    hits = static_cast<std::size_t>(std::count_if(points.begin(), points.end(), [&](Point p) { return zone.contains(p); }));
    benchmark::DoNotOptimize(hits);
  }
  state.counters["hits"] = static_cast<double>(hits);
}
BENCHMARK(test_every_point)->Arg(100)->Arg(5'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void test_points_near_edges(benchmark::State& state) {
  MultiPolygon const area = flood(static_cast<std::size_t>(state.range(0)));
  Zone const zone = Zone::of(area);
  auto const points = positions_near(area, 100'000);
  for (auto _ : state) {
    benchmark::DoNotOptimize(std::count_if(points.begin(), points.end(), [&](Point p) { return zone.contains(p); }));
  }
}
BENCHMARK(test_points_near_edges)->Arg(100)->Arg(5'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void test_blocks(benchmark::State& state) {
  Zone const zone = Zone::of(flood(static_cast<std::size_t>(state.range(0))));
  auto const points = positions(100'000);
  auto const boxes = boxes_of(points);
  std::size_t hits = 0;
  for (auto _ : state) benchmark::DoNotOptimize(hits = count_blocks(zone, points, boxes));
  state.counters["hits"] = static_cast<double>(hits);
}
BENCHMARK(test_blocks)->Arg(100)->Arg(5'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void test_circle_blocks(benchmark::State& state) {
  Zone const zone = Zone::circle({kLon, kLat}, static_cast<double>(state.range(0)));
  auto const points = positions(100'000);
  auto const boxes = boxes_of(points);
  for (auto _ : state) benchmark::DoNotOptimize(count_blocks(zone, points, boxes));
}
BENCHMARK(test_circle_blocks)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void distances(benchmark::State& state) {
  auto const points = positions(100'000);
  DistanceFrom const distance({kLon, kLat});
  for (auto _ : state) {
    double sum = 0;
    for (auto const p : points) sum += distance(p);
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(distances)->Unit(benchmark::kMicrosecond);

void hilbert_keys(benchmark::State& state) {
  auto const points = positions(100'000);
  for (auto _ : state) {
    std::uint64_t all = 0;
    for (auto const p : points) all ^= hilbert_key(p);
    benchmark::DoNotOptimize(all);
  }
}
BENCHMARK(hilbert_keys)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bassin::geo
