#include "synthesis/internal/unit_maker.h"

#include <algorithm>
#include <cmath>

#include "synthesis/internal/projection.h"

namespace bassin::synthesis::internal {
namespace {

// Shares of rows whose quirk the real file shows (docs/formats/synthetic.md).
constexpr double abroad = .0022;
constexpr double former_code = .006;
constexpr double without_position = .035;

void clear(Establishment& here) {
  here.sign.clear();
  here.second_sign.clear();
  here.usual_name.clear();
  here.period_count = 0;
  here.created.reset();
  here.processed.reset();
  here.former = here.country = -1;
  here.size = {};
}

base::Date day_between(Random& random, base::Date first, base::Date last) {
  return {random.between(first.days, std::max(first.days, last.days))};
}

// Codes of the official file: 11 and 12 a known street, with its number or not; 21 and 22 a probable one; 33 the commune.
std::uint8_t draw_quality(Random& random) {
  double const at = random.unit();
  if (at < .620) return 11;
  if (at < .780) return 12;
  if (at < .795) return 21;
  return at < .824 ? 22 : 33;
}

std::string_view size_of_idle(Random& random, bool active) {
  double const at = random.unit();
  if (at < .004) return {};
  if (!active && at > .988) return size_codes[at > .996 ? 0 : 1];
  return "NN";
}

}  // namespace

void UnitMaker::draw_establishments(Random& random, Unit& unit) const {
  for (std::size_t i = 0; i < unit.count; ++i) clear(unit.establishments[i]);
  // Persons move: the last place is the seat. Companies have one from the start, or moved as well.
  unit.head_office = unit.natural() || random.chance(.45) ? unit.count - 1 : random.below(unit.count);
  std::uint32_t sequence = 0;
  for (std::size_t i = 0; i < unit.count; ++i) {
    auto& here = unit.establishments[i];
    sequence += random.chance(.02) ? 2 : 1;
    auto const digits = static_cast<std::uint64_t>(unit.siren) * 10000 + sequence;
    here.nic = sequence * 10 + luhn_digit(digits);
    here.head_office = i == unit.head_office;
    here.partial = unit.partial || random.chance(.004);
    here.masked = unit.partial ? unit.masked : here.partial && !random.chance(parameters_.named_p);
    draw_place(random, unit, i, here);
  }
  draw_lives(random, unit);
}

// Openings in the order of the numbers; who closes when.
void UnitMaker::draw_lives(Random& random, Unit& unit) const {
  base::Date const end = unit.ended.value_or(parameters_.as_of);
  base::Date opened = unit.created;
  bool const moves = unit.natural() || random.chance(.6);
  double const employers = world_.tables.activities[unit.activity].employers_per_1000 / 1000.0;
  bool const employer = random.chance(employers * (unit.natural() ? .16 : .40));
  for (std::size_t i = 0; i < unit.count; ++i) {
    auto& here = unit.establishments[i];
    Life life{opened, unit.ended, unit.activity, employer && (here.head_office || random.chance(.5)), parameters_.demonstration};
    auto const left = static_cast<std::int32_t>(unit.count - i);
    base::Date const next = day_between(random, {opened.days + 1}, {opened.days + 2 * (end.days - opened.days) / (left + 1)});
    if (!here.head_office && i + 1 < unit.count && moves) {
      life.closed = std::min(next, end);
    } else if (!here.head_office && random.chance(.5)) {
      life.closed = day_between(random, opened, end);
    }
    if (life.closed && *life.closed <= life.start) life.closed->days = life.start.days + 1;
    draw_periods(random, life, world_.tables, parameters_.as_of, here);
    draw_size(random, here, world_.tables.activities[life.activity]);
    opened = std::min(next, {std::max(end.days - 1, opened.days)});
  }
}

void UnitMaker::draw_place(Random& random, Unit const& unit, std::size_t index, Establishment& here) const {
  auto const& places = world_.places;
  PlaceIndex place = 0;
  if (index == 0 || random.chance(unit.natural() ? .05 : .2)) {
    place = places.draw(random);
  } else {
    place = unit.establishments[index - 1].address.place;
    if (random.chance(.4)) place = places.draw_near(random, place);
  }
  here.address = places.draw_address(random, place);
  draw_position(random, here);
  if (!parameters_.demonstration) draw_quirks_of_place(random, unit, here);
  if (!here.positioned || here.masked) return;
  auto const at = project(places[here.address.place].epsg, here.address.longitude, here.address.latitude);
  here.x_cm = std::llround(at.x * 100);
  here.y_cm = std::llround(at.y * 100);
}

void UnitMaker::draw_position(Random& random, Establishment& here) const {
  here.quality = draw_quality(random);
  here.positioned = world_.places[here.address.place].epsg != 0 && !random.chance(without_position);
  if (here.quality == 33) world_.places.scatter(random, here.address);
  if (here.quality != 11 && here.quality != 21 && random.chance(.6)) here.address.number = 0;
}

void UnitMaker::draw_quirks_of_place(Random& random, Unit const& unit, Establishment& here) const {
  auto const& former = world_.places.former();
  double const at = random.unit();
  if (at < abroad && !unit.natural()) {
    here.country = static_cast<std::int32_t>(world_.tables.country_weights.draw(random));
    here.positioned = false;
  } else if (at > 1 - former_code && !former.empty()) {
    here.former = static_cast<std::int32_t>(random.below(former.size()));
    here.address = world_.places.draw_address(random, former[static_cast<std::size_t>(here.former)].place);
    here.positioned = here.positioned && world_.places[here.address.place].epsg != 0;
  }
}

void UnitMaker::draw_size(Random& random, Establishment& here, Activity const& activity) const {
  bool const active = here.last().active;
  here.craft = !activity.craft.empty() && random.chance(.05);
  if (!here.last().employer || !active || random.chance(.1)) {
    here.size = size_of_idle(random, active);
    return;
  }
  here.size = size_codes[world_.tables.sizes[activity.size_row].draw(random)];
}

void UnitMaker::draw_signs(Random& random, Unit const& unit, Establishment& here) const {
  auto const& activity = world_.tables.activities[unit.activity].code;
  bool const shop = activity.starts_with("47") || activity.starts_with("56") || activity.starts_with("96") || activity.starts_with("10.7");
  double const share = unit.category / 1000 == 7 ? .8 : shop ? .45 : .12;
  if (random.chance(share)) world_.names.sign(random, context_of(unit, here), here.sign);
  if (!here.sign.empty() && random.chance(.002)) world_.names.brand(random, here.second_sign);
  if (random.chance(unit.natural() ? .02 : .035)) world_.names.sign(random, context_of(unit, here), here.usual_name);
}

}  // namespace bassin::synthesis::internal
