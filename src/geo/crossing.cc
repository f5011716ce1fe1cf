#include "geo/crossing.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "geo/area.h"
#include "geo/internal/equal_area.h"

namespace bassin::geo {

namespace {

using internal::OnMap;
using FlatRing = std::vector<OnMap>;  // its last point joins the first
using FlatPolygon = std::vector<FlatRing>;
using FlatArea = std::vector<FlatPolygon>;

struct Frame {
  double west = 0, south = 0, east = 0, north = 0;

  [[nodiscard]] bool is_wide() const { return east - west > north - south; }
};

FlatArea flat(MultiPolygon const& area) {
  FlatArea out;
  for (auto const& polygon : area.polygons) {
    auto& rings = out.emplace_back();
    for (auto const& ring : polygon.rings) {
      auto& points = rings.emplace_back();
      for (auto const& point : ring) points.push_back(internal::on_map(point));
    }
  }
  return out;
}

std::size_t size_of(FlatArea const& area) {
  std::size_t out = 0;
  for (auto const& polygon : area)
    for (auto const& ring : polygon) out += ring.size();
  return out;
}

Frame frame_of(FlatArea const& area) {
  bool first = true;
  Frame out;
  for (auto const& polygon : area) {
    for (auto const& ring : polygon) {
      for (auto const& it : ring) {
        if (first) out = {it.x, it.y, it.x, it.y};
        first = false;
        out = {std::min(out.west, it.x), std::min(out.south, it.y), std::max(out.east, it.x), std::max(out.north, it.y)};
      }
    }
  }
  return out;
}

Frame joined(Frame const& a, Frame const& b) {
  return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east), std::max(a.north, b.north)};
}

// Sutherland and Hodgman: what a ring has on one side of a line. Where it leaves and comes back, edges lie on the line; those that lie on
// one another twice cancel out, even-odd.
template <class Inside, class Meet>
FlatRing cut(FlatRing const& ring, Inside inside, Meet meet) {
  FlatRing out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const& a = ring[i];
    auto const& b = ring[(i + 1) % ring.size()];
    bool const from = inside(a), to = inside(b);
    if (from) out.push_back(a);
    if (from != to) out.push_back(meet(a, b));
  }
  return out;
}

FlatRing cut_east_west(FlatRing const& ring, double line, bool keep_east) {
  return cut(
      ring, [=](OnMap const& it) { return keep_east ? it.x >= line : it.x <= line; },
      [=](OnMap const& a, OnMap const& b) {
        return OnMap{line, a.y + (b.y - a.y) * (line - a.x) / (b.x - a.x)};
      });
}
FlatRing cut_north_south(FlatRing const& ring, double line, bool keep_north) {
  return cut(
      ring, [=](OnMap const& it) { return keep_north ? it.y >= line : it.y <= line; },
      [=](OnMap const& a, OnMap const& b) {
        return OnMap{a.x + (b.x - a.x) * (line - a.y) / (b.y - a.y), line};
      });
}

FlatArea clipped(FlatArea const& area, Frame const& frame) {
  FlatArea out;
  for (auto const& polygon : area) {
    FlatPolygon kept;
    for (auto const& ring : polygon) {
      auto cut = cut_east_west(ring, frame.west, true);
      cut = cut_east_west(cut, frame.east, false);
      cut = cut_north_south(cut, frame.south, true);
      cut = cut_north_south(cut, frame.north, false);
      if (cut.size() >= 3) kept.push_back(std::move(cut));
    }
    if (!kept.empty()) out.push_back(std::move(kept));
  }
  return out;
}

struct Edge {
  OnMap low, high;  // low.y < high.y
  std::size_t owner = 0;

  [[nodiscard]] double at(double y) const { return low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y); }
};

void add_edges(std::vector<Edge>& out, FlatArea const& area, std::size_t first) {
  for (std::size_t p = 0; p < area.size(); ++p) {
    for (auto const& ring : area[p]) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        auto const& a = ring[i];
        auto const& b = ring[(i + 1) % ring.size()];
        if (a.y < b.y) out.push_back({a, b, first + p});
        if (b.y < a.y) out.push_back({b, a, first + p});
      }
    }
  }
}

// Between two of these heights no edges cross.
std::vector<double> heights_of(std::vector<Edge> const& edges) {
  std::vector<double> out;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    out.push_back(edges[i].low.y);
    out.push_back(edges[i].high.y);
    for (std::size_t j = 0; j < i; ++j) {
      double const low = std::max(edges[i].low.y, edges[j].low.y), high = std::min(edges[i].high.y, edges[j].high.y);
      if (low >= high) continue;
      double const below = edges[i].at(low) - edges[j].at(low), above = edges[i].at(high) - edges[j].at(high);
      if ((below < 0 && above > 0) || (below > 0 && above < 0)) out.push_back(low + (high - low) * below / (below - above));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Which polygons of the one and of the other the sweep is in.
class Inside {
 public:
  Inside(std::size_t ones, std::size_t all) : ones_(ones), odd_(all) {}
  void cross(std::size_t owner) {
    odd_[owner] = !odd_[owner];
    auto& count = owner < ones_ ? in_one_ : in_other_;
    count += odd_[owner] ? 1 : -1;
  }
  [[nodiscard]] bool both() const { return in_one_ > 0 && in_other_ > 0; }

 private:
  std::size_t ones_;
  std::vector<bool> odd_;
  int in_one_ = 0, in_other_ = 0;
};

double swept(std::vector<Edge> const& edges, std::vector<double> const& heights, std::size_t ones, std::size_t all) {
  double sum = 0;
  std::vector<std::pair<double, std::size_t>> crossed;  // where, in the middle of the slab; owner
  for (std::size_t i = 0; i + 1 < heights.size(); ++i) {
    double const low = heights[i], high = heights[i + 1], middle = (low + high) / 2;
    crossed.clear();
    for (auto const& edge : edges)
      if (edge.low.y <= low && edge.high.y >= high) crossed.emplace_back(edge.at(middle), edge.owner);
    std::sort(crossed.begin(), crossed.end());
    Inside inside(ones, all);
    for (std::size_t k = 0; k < crossed.size(); ++k) {
      if (inside.both()) sum += (crossed[k].first - crossed[k - 1].first) * (high - low);
      inside.cross(crossed[k].second);
    }
  }
  return sum;
}

// More edges are shared out among halves of the frame: a sweep looks at pairs of them.
constexpr std::size_t swept_most = 48;
constexpr int halvings_most = 40;
// Edges that lie on one another are in every half: halving them on and on would never end.
constexpr int stalled_most = 4;

// Pairs of edges looked at, and positions clipped. 50,000 parcels of a flood take some 50 million.
constexpr std::uint64_t work_most = 4'000'000'000;

class Crossing {
 public:
  [[nodiscard]] bool gave_up() const { return work_ > work_most; }

  double common(FlatArea const& one, FlatArea const& other, Frame const& frame, int halvings = 0, int stalled = 0) {
    if (one.empty() || other.empty() || gave_up()) return 0;
    auto const size = size_of(one) + size_of(other);
    if (size <= swept_most || halvings == halvings_most || stalled == stalled_most) return sweep(one, other, size);
    auto first = frame, second = frame;
    if (frame.is_wide()) {
      first.east = second.west = (frame.west + frame.east) / 2;
    } else {
      first.north = second.south = (frame.south + frame.north) / 2;
    }
    double sum = 0;
    for (auto const& half : {first, second}) {
      auto const some = clip(one, half), others = clip(other, half);
      bool const smaller = (size_of(some) + size_of(others)) * 10 < size * 9;
      sum += common(some, others, half, halvings + 1, smaller ? 0 : stalled + 1);
    }
    return sum;
  }
  FlatArea clip(FlatArea const& area, Frame const& frame) {
    work_ += size_of(area);
    return clipped(area, frame);
  }

 private:
  double sweep(FlatArea const& one, FlatArea const& other, std::size_t size) {
    work_ += std::uint64_t{size} * size;
    if (gave_up()) return 0;
    std::vector<Edge> edges;
    add_edges(edges, one, 0);
    add_edges(edges, other, one.size());
    auto const heights = heights_of(edges);
    work_ += std::uint64_t{heights.size()} * size;
    return gave_up() ? 0 : swept(edges, heights, one.size(), one.size() + other.size());
  }

  std::uint64_t work_ = 0;
};

struct Piece {
  std::size_t place = 0;
  FlatArea area;
  Frame frame;
};

// Halves the pieces, and what of the zone lies about each half, until one is left.
void share_out(Crossing& crossing, std::span<Piece> pieces, FlatArea const& zone, std::vector<double>& out) {
  if (pieces.empty() || zone.empty() || crossing.gave_up()) return;
  auto frame = pieces.front().frame;
  for (auto const& it : pieces) frame = joined(frame, it.frame);
  auto const near = crossing.clip(zone, frame);
  if (pieces.size() == 1) {
    out[pieces.front().place] = crossing.common(pieces.front().area, near, frame);
    return;
  }
  bool const wide = frame.is_wide();
  auto const middle_of = [wide](Piece const& it) { return wide ? it.frame.west + it.frame.east : it.frame.south + it.frame.north; };
  auto const half = pieces.size() / 2;
  std::nth_element(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(half), pieces.end(),
                   [&](Piece const& a, Piece const& b) { return middle_of(a) < middle_of(b); });
  share_out(crossing, pieces.first(half), near, out);
  share_out(crossing, pieces.subspan(half), near, out);
}

}  // namespace

base::Result<std::vector<double>> areas_within(std::span<MultiPolygon const> areas, MultiPolygon const& zone) {
  std::vector<double> out(areas.size());
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    Piece piece{i, flat(areas[i]), {}};
    if (size_of(piece.area) == 0) continue;
    piece.frame = frame_of(piece.area);
    pieces.push_back(std::move(piece));
  }
  Crossing crossing;
  share_out(crossing, pieces, flat(zone), out);
  if (crossing.gave_up()) return base::Error("geo.too_intricate");
  for (std::size_t i = 0; i < areas.size(); ++i) out[i] = std::clamp(out[i], 0.0, area_m2(areas[i]));
  return out;
}

}  // namespace bassin::geo
