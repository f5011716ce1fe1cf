// Source coordinate systems to WGS 84. An object serves one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "geo/point.h"

namespace bassin::ingest::internal {

class Projector {
 public:
  Projector();
  ~Projector();
  Projector(Projector&&) noexcept;
  Projector& operator=(Projector&&) noexcept;

  // Whether that EPSG code is a system that can be converted.
  [[nodiscard]] bool knows(std::uint32_t epsg);
  // Converts x and y (easting and northing, or longitude and latitude in degrees for a geographic system) in place
  // into longitude and latitude; what cannot be converted, or comes to lie more than half a degree outside the area
  // that the system is made for, becomes infinite. The code must be known.
  void convert(std::uint32_t epsg, std::span<double> x, std::span<double> y);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// The system of the coordinate columns of the stock file, by the row's commune: Lambert-93 in metropolitan France,
// that of the département overseas; 0 where none is stated.
[[nodiscard]] std::uint32_t stock_system(std::string_view commune_code);

// A position, or none for a pair that is not finite, out of range, or 0,0: what files write for "not known".
[[nodiscard]] geo::Point point_or_none(double lon, double lat);

}  // namespace bassin::ingest::internal
