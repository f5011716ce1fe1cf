#include "query/point_order.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace bassin::query {

namespace {

struct Rectangle {
  double west, south, east, north;
};

// Every inhabited part of France, a little larger than it is.
constexpr std::array france{
    Rectangle{-5.5, 41.2, 9.8, 51.3},         // mainland and Corsica
    Rectangle{-63.3, 14.2, -60.6, 18.3},      // Guadeloupe, Martinique, Saint-Barthélemy, Saint-Martin
    Rectangle{-54.8, 2.0, -51.4, 6.0},        // Guyane
    Rectangle{55.0, -21.6, 56.0, -20.7},      // La Réunion
    Rectangle{44.9, -13.2, 45.5, -12.5},      // Mayotte
    Rectangle{-56.7, 46.6, -56.0, 47.3},      // Saint-Pierre-et-Miquelon
    Rectangle{-178.4, -14.5, -176.0, -13.1},  // Wallis-et-Futuna
    Rectangle{-155.0, -28.0, -134.0, -7.5},   // Polynésie française
    Rectangle{158.0, -23.0, 172.2, -17.5},    // Nouvelle-Calédonie
};

bool in_france(double lon, double lat) {
  return std::any_of(france.begin(), france.end(),
                     [=](Rectangle const& r) { return lon >= r.west && lon <= r.east && lat >= r.south && lat <= r.north; });
}

bool is_swapped(double lon, double lat) { return in_france(lat, lon) && !in_france(lon, lat); }

std::string turned(std::string_view value, std::size_t pairs) {
  std::vector<std::string_view> parts;
  for (auto rest = value;;) {
    auto const comma = rest.find(',');
    parts.push_back(rest.substr(0, comma));
    while (parts.back().starts_with(' ')) parts.back().remove_prefix(1);
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  for (std::size_t i = 0; i + 1 < parts.size() && i < 2 * pairs; i += 2) std::swap(parts[i], parts[i + 1]);
  std::string out;
  for (auto const part : parts) out += (out.empty() ? "" : ",") + std::string(part);
  return out;
}

}  // namespace

base::Result<void> check_order(std::string_view name, std::string_view value, std::span<double const> numbers) {
  auto const pairs = numbers.size() / 2;
  if (pairs == 0) return {};
  for (std::size_t i = 0; i < 2 * pairs; i += 2) {
    if (!is_swapped(numbers[i], numbers[i + 1])) return {};
  }
  return base::Error("query.swapped_point",
                     {{"name", std::string(name)}, {"value", std::string(value)}, {"suggestion", turned(value, pairs)}});
}

}  // namespace bassin::query
