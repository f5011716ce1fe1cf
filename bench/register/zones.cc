#include "zones.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <random>

#include "peer.h"

namespace bassin::bench {

namespace {

std::map<std::string, std::unique_ptr<DrawnZone>>& zones() {
  static std::map<std::string, std::unique_ptr<DrawnZone>> drawn;
  return drawn;
}

// Sums of a few waves: a course that wanders and never crosses itself, since x only grows.
class Waves {
 public:
  Waves(unsigned seed, double amplitude) {
    std::mt19937 random(seed);
    for (auto& wave : waves_) {
      wave = {amplitude * static_cast<double>(random() % 1000) / 1000.0, 1.0 + static_cast<double>(random() % 400) / 10.0,
              static_cast<double>(random() % 6283) / 1000.0};
    }
  }
  [[nodiscard]] double at(double t) const {
    double sum = 0;
    for (auto const& wave : waves_) sum += wave.amplitude * std::sin(wave.frequency * t + wave.phase) / static_cast<double>(waves_.size());
    return sum;
  }

 private:
  struct Wave {
    double amplitude = 0;
    double frequency = 0;
    double phase = 0;
  };
  std::array<Wave, 6> waves_;
};

geo::Ring outline(geo::Box const& box, std::size_t vertices, unsigned seed) {
  Waves const course(seed, 0.5);
  Waves const upper(seed + 1, 0.6);
  Waves const lower(seed + 2, 0.6);
  auto const width = static_cast<double>(box.max.lon) - box.min.lon;
  auto const height = static_cast<double>(box.max.lat) - box.min.lat;
  auto const side = vertices / 2;
  auto const point = [&](double t, double offset) {
    auto const y = 0.5 + course.at(t * 6) * 0.6 + offset;
    return geo::Point{static_cast<std::int32_t>(box.min.lon + t * width), static_cast<std::int32_t>(box.min.lat + y * height)};
  };
  geo::Ring ring;
  for (std::size_t i = 0; i < side; ++i) {
    auto const t = static_cast<double>(i) / static_cast<double>(side);
    ring.push_back(point(t, 0.02 + 0.015 * std::abs(upper.at(t * 40))));
  }
  for (std::size_t i = side; i-- > 0;) {
    auto const t = static_cast<double>(i) / static_cast<double>(side);
    ring.push_back(point(t, -0.02 - 0.015 * std::abs(lower.at(t * 40))));
  }
  ring.push_back(ring.front());
  return ring;
}

std::string wkt_of(geo::Ring const& ring) {
  std::string text = "POLYGON((";
  for (std::size_t i = 0; i < ring.size(); ++i) {
    text += fmt::format("{}{:.7f} {:.7f}", i == 0 ? "" : ",", ring[i].lon_degrees(), ring[i].lat_degrees());
  }
  return text + "))";
}

}  // namespace

DrawnZone const& draw_flood(std::string const& name, geo::Box const& box, std::size_t vertices, unsigned seed) {
  auto ring = outline(box, vertices, seed);
  auto wkt = wkt_of(ring);
  geo::MultiPolygon area{{geo::Polygon{{std::move(ring)}}}};
  auto zone = geo::Zone::of(area);
  auto& place = zones()[name];
  place = std::make_unique<DrawnZone>(DrawnZone{name, area, std::move(zone), query::polygon_zone(name, area), std::move(wkt)});
  return *place;
}

geo::Zone const& zone_named(std::string const& name) {
  auto const found = zones().find(name);
  if (found == zones().end()) throw Failure("no zone named " + name);
  return found->second->zone;
}

}  // namespace bassin::bench
