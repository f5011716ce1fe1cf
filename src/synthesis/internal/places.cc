#include "synthesis/internal/places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <unordered_map>

#include "base/fold.h"
#include "reference/geography.h"

namespace bassin::synthesis::internal {
namespace {

constexpr double metres_per_degree = 111320;

double decimal(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }

std::unordered_map<std::string, std::string_view> read_postcodes() {
  std::unordered_map<std::string, std::string_view> found;
  for (auto const& row : rows_of(Table::postcodes)) {
    for (auto end : split(row[2], ' ')) found.emplace(std::string(row[0]).append(end), row[1]);
  }
  return found;
}

std::string_view postcode_of(std::string_view commune) {
  static auto const postcodes = read_postcodes();
  auto const found = postcodes.find(std::string(commune));
  return found == postcodes.end() ? std::string_view{} : found->second;
}

std::uint64_t counted_establishments(std::string_view commune) {
  static auto const counts = [] {
    std::unordered_map<std::string_view, std::uint64_t> read;
    for (auto const& row : rows_of(Table::commune_counts)) read.emplace(row[0], number_of(row[1]));
    return read;
  }();
  auto const found = counts.find(commune);
  return found == counts.end() ? 0 : found->second;
}

std::uint32_t streets_for(std::uint64_t population) {
  return static_cast<std::uint32_t>(4 + std::min<std::uint64_t>(population / 45, 3000));
}

double radius_for(std::uint64_t population) { return std::clamp(350 + 22 * std::sqrt(static_cast<double>(population)), 400.0, 5000.0); }

Place make_place(std::string_view code, std::string_view name, std::uint64_t population, std::uint32_t group) {
  Place place;
  place.code = code;
  place.label = register_label(name);
  place.postcode = postcode_of(code);
  place.group = group;
  place.streets = streets_for(population);
  place.population = population;
  place.radius = radius_for(population);
  return place;
}

// Communes and, instead of Paris, Lyon and Marseille, their arrondissements, by département.
std::map<std::string_view, std::vector<std::string_view>> codes_by_departement(base::Date at) {
  auto const& geography = reference::geography();
  std::map<std::string_view, std::vector<std::string_view>> by;
  for (auto code : geography.communes(at)) {
    auto const parts = geography.arrondissements(code);
    auto& codes = by[reference::Geography::departement_of(code)];
    if (parts.empty()) codes.push_back(code);
    for (auto const& part : parts) codes.push_back(part);
  }
  return by;
}

void move(Address& address, Place const& place, double east, double north) {
  address.latitude = place.latitude + north / metres_per_degree;
  address.longitude = place.longitude + east / (metres_per_degree * std::cos(place.latitude * std::numbers::pi / 180));
}

}  // namespace

std::string register_label(std::string_view name) {
  std::string label;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != '-' && name[i] != '\'' && name[i] != ' ') continue;
    label += base::fold(name.substr(start, i - start));
    if (i < name.size()) label += name[i];
    start = i + 1;
  }
  return label;
}

base::Result<Places> Places::of_country(base::Date at, std::vector<std::string> const& departements) {
  auto const rows = rows_of(Table::departements);
  for (auto const& code : departements) {
    if (std::none_of(rows.begin(), rows.end(), [&](auto const& row) { return row[0] == code; })) {
      return base::Error{"synthesis.unknown_departement", {{"code", code}}};
    }
  }
  Places places;
  auto const communes = codes_by_departement(at);
  for (auto const& row : rows) {
    if (!departements.empty() && std::find(departements.begin(), departements.end(), row[0]) == departements.end()) continue;
    auto const found = communes.find(row[0]);
    if (found == communes.end()) continue;
    auto const first = static_cast<PlaceIndex>(places.places_.size());
    places.add_communes(row[0], found->second, at);
    places.weigh(first, number_of(row[1]) + 1, number_of(row[2]));
    places.place_in_box(row[0], first);
  }
  places.add_former_codes(at);
  return places;
}

Places Places::of_demonstration() {
  Places places;
  for (auto const& row : rows_of(Table::demonstration_communes)) {
    Place place = make_place(row[0], row[1], number_of(row[5]), 0);
    place.postcode = row[4];
    place.latitude = decimal(row[2]);
    place.longitude = decimal(row[3]);
    place.radius = std::min(place.radius, 1500.0);
    place.epsg = 2154;
    places.places_.push_back(place);
    places.weights_.add((place.population + 150) * (row[6] == "1" ? 3 : 1));
  }
  places.groups_.push_back({"77", 0, static_cast<PlaceIndex>(places.places_.size())});
  return places;
}

void Places::add_communes(std::string_view departement, std::vector<std::string_view> const& codes, base::Date at) {
  auto const& geography = reference::geography();
  auto const group = static_cast<std::uint32_t>(groups_.size());
  auto const first = static_cast<PlaceIndex>(places_.size());
  for (auto code : codes) {
    auto const population = geography.population(code, at);
    places_.push_back(make_place(code, geography.commune_name(code, at), population ? population->inhabitants : 0, group));
  }
  groups_.push_back({departement, first, static_cast<PlaceIndex>(places_.size())});
}

// A commune whose establishments were counted weighs as many of its département's; the rest goes by population.
void Places::weigh(PlaceIndex first, std::uint64_t weight, std::uint64_t counted) {
  std::uint64_t listed = 0, population = 0;
  for (PlaceIndex i = first; i < places_.size(); ++i) {
    auto const count = counted_establishments(places_[i].code);
    listed += count;
    if (count == 0) population += places_[i].population + 20;
  }
  double const total = static_cast<double>(std::max(counted, listed + listed / 10 + 1));
  double const per_inhabitant = (total - static_cast<double>(listed)) / static_cast<double>(std::max<std::uint64_t>(population, 1));
  for (PlaceIndex i = first; i < places_.size(); ++i) {
    auto const count = static_cast<double>(counted_establishments(places_[i].code));
    double const here = count > 0 ? count : per_inhabitant * static_cast<double>(places_[i].population + 20);
    weights_.add(static_cast<std::uint64_t>(here / total * static_cast<double>(weight) * 1e6) + 1);
  }
}

// One cell of a grid for each commune, in an order shuffled by the code, and a point near the middle of its cell.
void Places::place_in_box(std::string_view departement, PlaceIndex first) {
  auto const boxes = rows_of(Table::departement_boxes);
  auto const box = std::find_if(boxes.begin(), boxes.end(), [&](auto const& row) { return row[0] == departement; });
  if (box == boxes.end()) return;
  double const lat = decimal((*box)[1]), lon = decimal((*box)[2]), half_lat = decimal((*box)[3]), half_lon = decimal((*box)[4]);
  std::vector<PlaceIndex> order;
  for (PlaceIndex i = first; i < places_.size(); ++i) order.push_back(i);
  auto const key = [&](PlaceIndex i) { return mix(number_of(places_[i].code.substr(2)), departement.size()); };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return std::pair(key(a), a) < std::pair(key(b), b); });

  double const flat = half_lon * std::cos(lat * std::numbers::pi / 180) / half_lat;
  auto const columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(order.size()) * flat)));
  std::size_t const lines = (order.size() + columns - 1) / columns;
  double const cell_lat = 2 * half_lat / static_cast<double>(lines), cell_lon = 2 * half_lon / static_cast<double>(columns);
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto& place = places_[order[i]];
    Random random(key(order[i]));
    place.epsg = static_cast<int>(number_of((*box)[5]));
    std::size_t const line = i / columns, column = i % columns;
    place.latitude = lat - half_lat + cell_lat * (static_cast<double>(line) + .4 + .2 * random.unit());
    place.longitude = lon - half_lon + cell_lon * (static_cast<double>(column) + .4 + .2 * random.unit());
    double const cell = std::min(cell_lat, cell_lon * std::cos(lat * std::numbers::pi / 180)) * metres_per_degree;
    place.radius = std::min(place.radius, cell * .38);
  }
}

// Mergers since 1970 within a département: older codes have left the register.
void Places::add_former_codes(base::Date at) {
  auto const& geography = reference::geography();
  base::Date const oldest = base::make_date(1970, 1, 1);
  for (PlaceIndex i = 0; i < places_.size(); ++i) {
    for (auto const& before : geography.predecessors(places_[i].code)) {
      if (before.date < oldest || reference::Geography::departement_of(before.from) != groups_[places_[i].group].departement) continue;
      if (before.split || before.from == before.to || geography.commune(before.from, at)) continue;
      former_.push_back({before.from, register_label(geography.commune_name(before.from, before.date)), i});
    }
  }
}

PlaceIndex Places::draw_near(Random& random, PlaceIndex place) const {
  auto const& group = groups_[places_[place].group];
  return weights_.draw_among(random, group.first, group.last);
}

// A street has a middle, drawn from the place and its number, and a direction; house numbers run along it.
Address Places::draw_address(Random& random, PlaceIndex index) const {
  auto const& place = places_[index];
  Address address;
  address.place = index;
  double const skew = random.unit();
  address.street = static_cast<std::uint32_t>(skew * skew * place.streets);
  double const house = random.unit();
  address.number = 1 + static_cast<std::uint32_t>(house * house * house * 180);
  if (place.epsg == 0) return address;

  Random street(mix(mix(number_of(place.code.substr(1)), address.street), 7));
  double const far = place.radius * .85 * street.unit(), angle = 2 * std::numbers::pi * street.unit();
  double const direction = 2 * std::numbers::pi * street.unit();
  std::uint32_t const plot = address.number / 2;
  double const along = std::min(plot * 9.0, place.radius * .15);
  double const across = address.number % 2 == 0 ? 7 : -7;
  move(address, place, far * std::cos(angle) + along * std::cos(direction) - across * std::sin(direction),
       far * std::sin(angle) + along * std::sin(direction) + across * std::cos(direction));
  return address;
}

void Places::scatter(Random& random, Address& address) const {
  auto const& place = places_[address.place];
  double const far = place.radius * std::sqrt(random.unit()), angle = 2 * std::numbers::pi * random.unit();
  move(address, place, far * std::cos(angle), far * std::sin(angle));
}

std::uint32_t Places::street_index(Tables const& tables, PlaceIndex index, std::uint32_t street) const {
  Random random(mix(mix(number_of(places_[index].code.substr(1)), street), 11));
  return tables.street_weights.draw(random);
}

}  // namespace bassin::synthesis::internal
