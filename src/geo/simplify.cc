#include "geo/simplify.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <queue>
#include <tuple>
#include <utility>

namespace bassin::geo {

namespace {

constexpr double metres_per_unit = 111'195.0 / kUnitsPerDegree;

std::uint64_t key_of(Point p) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.lon)) << 32U | static_cast<std::uint32_t>(p.lat);
}

std::size_t distinct(std::span<Point const> ring) { return ring.size() > 1 && ring.front() == ring.back() ? ring.size() - 1 : ring.size(); }

// Points at which lines part: those that have other than two neighbours, over all rings. Sorted.
std::vector<std::uint64_t> corners_of(std::span<MultiPolygon const> areas) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
  for (auto const& area : areas) {
    for (auto const& polygon : area.polygons) {
      for (auto const& ring : polygon.rings) {
        auto const n = distinct(ring);
        for (std::size_t i = 0; i < n; ++i) {
          auto const here = key_of(ring[i]);
          auto const next = key_of(ring[(i + 1) % n]);
          pairs.emplace_back(here, next);
          pairs.emplace_back(next, here);
        }
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<std::uint64_t> corners;
  for (std::size_t i = 0; i < pairs.size();) {
    auto end = i;
    while (end < pairs.size() && pairs[end].first == pairs[i].first) ++end;
    if (end - i > 2) corners.push_back(pairs[i].first);
    i = end;
  }
  return corners;
}

// Half the cross product, in square metres, on a plane stretched as the middle point's latitude asks: the same from either end.
double triangle_m2(Point a, Point at, Point b) {
  double const stretch = std::cos(at.lat_degrees() * std::numbers::pi / 180) * metres_per_unit * metres_per_unit;
  double const cross = (static_cast<double>(a.lon) - at.lon) * (static_cast<double>(b.lat) - at.lat) -
                       (static_cast<double>(b.lon) - at.lon) * (static_cast<double>(a.lat) - at.lat);
  return std::abs(cross) * stretch / 2;
}

// One ring from which the vertex that matters least is taken again and again.
class Peeling {
 public:
  Peeling(std::span<Point const> ring, std::vector<std::uint64_t> const& corners) : ring_(ring), count_(distinct(ring)) {
    before_.resize(count_);
    after_.resize(count_);
    area_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      before_[i] = (i + count_ - 1) % count_;
      after_[i] = (i + 1) % count_;
    }
    for (std::size_t i = 0; i < count_; ++i) {
      bool const corner = std::binary_search(corners.begin(), corners.end(), key_of(ring[i]));
      area_[i] = corner ? std::numeric_limits<double>::infinity() : area(i);
      if (!corner) queue_.push({area_[i], key_of(ring_[i]), i});
    }
  }

  void run(std::vector<float>& out) {
    auto left = count_;
    std::vector<bool> gone(count_);
    while (left > 3 && !queue_.empty()) {
      auto const [weight, key, at] = queue_.top();
      queue_.pop();
      if (gone[at] || weight != area_[at]) continue;  // of a triangle that is no more
      gone[at] = true;
      --left;
      auto const [a, b] = std::pair(before_[at], after_[at]);
      after_[a] = b;
      before_[b] = a;
      renew(a, weight);
      renew(b, weight);
    }
    for (std::size_t i = 0; i < count_; ++i) out.push_back(static_cast<float>(std::sqrt(area_[i])));
    if (ring_.size() > count_) out.push_back(out[out.size() - count_]);
  }

 private:
  struct Entry {
    double area;
    std::uint64_t key;  // of the place, so that both sides of a line take the same one of two equals
    std::size_t at;
    bool operator<(Entry const& other) const { return std::tie(other.area, other.key, other.at) < std::tie(area, key, at); }
  };

  [[nodiscard]] double area(std::size_t i) const { return triangle_m2(ring_[before_[i]], ring_[i], ring_[after_[i]]); }
  // Never less than what was taken beside it.
  void renew(std::size_t i, double least) {
    if (std::isinf(area_[i])) return;
    area_[i] = std::max(area(i), least);
    queue_.push({area_[i], key_of(ring_[i]), i});
  }

  std::span<Point const> ring_;
  std::size_t count_;
  std::vector<std::size_t> before_, after_;
  std::vector<double> area_;
  std::priority_queue<Entry> queue_;
};

// The weight that the third heaviest vertex has.
float third(std::span<float const> weights) {
  std::array<float, 3> most{-1, -1, -1};
  for (float const weight : weights) {
    if (weight <= most[2]) continue;
    most[2] = weight;
    if (most[2] > most[1]) std::swap(most[1], most[2]);
    if (most[1] > most[0]) std::swap(most[0], most[1]);
  }
  return most[2];
}

Ring kept(std::span<Point const> ring, std::span<float const> weights, float least, std::size_t most) {
  Ring out;
  for (std::size_t i = 0; i < ring.size() && out.size() < most; ++i) {
    if (weights[i] >= least) out.push_back(ring[i]);
  }
  return out;
}

}  // namespace

std::vector<float> vertex_weights(std::span<MultiPolygon const> areas) {
  auto const corners = corners_of(areas);
  std::vector<float> out;
  for (auto const& area : areas) {
    for (auto const& polygon : area.polygons) {
      for (auto const& ring : polygon.rings) Peeling(ring, corners).run(out);
    }
  }
  return out;
}

float weight_for(std::vector<float> weights, std::size_t most) {
  if (weights.size() <= most) return 0;
  if (most == 0) return kCorner;
  // The `most` heaviest stand before it; what weighs as much as the first one left out goes too.
  auto const first_out = weights.begin() + static_cast<std::ptrdiff_t>(most);
  std::nth_element(weights.begin(), first_out, weights.end(), std::greater<>());
  return std::nextafter(*first_out, kCorner);
}

Ring simplified(std::span<Point const> ring, std::span<float const> weights, float least, bool keep) {
  auto const n = distinct(ring);
  ring = ring.first(n);
  weights = weights.first(n);
  auto out = kept(ring, weights, least, n);
  if (out.size() < 3) {
    bool const has_corner = std::any_of(weights.begin(), weights.end(), [](float weight) { return std::isinf(weight); });
    if (n < 3 || !(keep || has_corner)) return {};
    out = kept(ring, weights, third(weights), n);
  }
  out.push_back(out.front());
  return out;
}

MultiPolygon simplified(MultiPolygon const& area, std::span<float const> weights, float least) {
  float heaviest = -1;
  std::size_t main = 0;
  std::size_t number = 0;
  std::size_t at = 0;
  for (auto const& polygon : area.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r, ++number) {
      auto const size = polygon.rings[r].size();
      auto const own = third(weights.subspan(at, std::min(size, distinct(polygon.rings[r]))));
      at += size;
      if (r != 0 || own <= heaviest) continue;
      heaviest = own;
      main = number;
    }
  }
  MultiPolygon out;
  at = 0;
  number = 0;
  for (auto const& polygon : area.polygons) {
    Polygon simple;
    for (std::size_t r = 0; r < polygon.rings.size(); ++r, ++number) {
      auto const& ring = polygon.rings[r];
      auto fresh = simplified(ring, weights.subspan(at, ring.size()), least, number == main);
      at += ring.size();
      bool const orphan = r != 0 && simple.rings.empty();
      if (!fresh.empty() && !orphan) simple.rings.push_back(std::move(fresh));
    }
    if (!simple.rings.empty()) out.polygons.push_back(std::move(simple));
  }
  return out;
}

}  // namespace bassin::geo
