#include "synthesis/internal/unit_maker.h"

#include <algorithm>
#include <cmath>

namespace bassin::synthesis::internal {
namespace {

// How likely a unit created so long ago is still there.
double survival(double years) { return .085 + .90 * std::exp(-years / 17.5); }

constexpr std::int32_t old_unit_first = 5'500, demonstration_first = 7'305, old_unit_last = 15'700;  // 1985, 1990, 2012

std::uint16_t state_category(Random& random) {
  static constexpr std::array<std::uint16_t, 5> categories{7120, 7171, 7112, 7150, 7331};
  return random.one_of(categories);
}

std::uint16_t local_category(Random& random) {
  static constexpr std::array<std::uint16_t, 10> categories{7210, 7210, 7210, 7210, 7346, 7353, 7354, 7361, 7361, 7348};
  return random.one_of(categories);
}

void clear(Unit& unit) {
  unit.surname.clear();
  unit.usage_name.clear();
  unit.pseudonym.clear();
  unit.denomination.clear();
  unit.acronym.clear();
  unit.association_id.clear();
  for (auto& name : unit.first_names) name.clear();
  for (auto& name : unit.usual_names) name.clear();
}

}  // namespace

void UnitMaker::make(std::uint64_t rank, Unit& unit) const {
  clear(unit);
  Random random(mix(mix(parameters_.seed, 0x0ba551), rank));
  auto const number = world_.census.number_of_unit(rank);
  unit.siren = number.siren;
  unit.created = number.created;
  unit.count = world_.census.establishments_of(rank);
  // Many establishments take many years.
  if (unit.count > 12)
    unit.created.days =
        std::min(unit.created.days, random.between(parameters_.demonstration ? demonstration_first : old_unit_first, old_unit_last));
  if (unit.establishments.size() < unit.count) unit.establishments.resize(unit.count);
  draw_state(random, number, unit);
  draw_nature(random, number, unit);
  draw_diffusion(random, unit);
  draw_establishments(random, unit);
  if (unit.natural()) {
    name_person(random, unit);
  } else {
    name_company(random, unit);
  }
  for (std::size_t i = 0; i < unit.count; ++i) draw_signs(random, unit, unit.establishments[i]);
}

void UnitMaker::draw_state(Random& random, UnitNumber const& number, Unit& unit) const {
  double const years = (parameters_.as_of.days - unit.created.days) / 365.25;
  double const alive = number.kind == SirenRange::Kind::state || number.kind == SirenRange::Kind::local ? .75 : survival(years);
  unit.active = random.chance(parameters_.demonstration ? std::min(.97, alive * 2) : alive);
  unit.ended.reset();
  if (unit.active) return;
  // Half of those that close do so within four years.
  double const lasted = std::min(-5.8 * std::log(1 - .9999 * random.unit()), years * std::sqrt(random.unit()));
  unit.ended = base::Date{unit.created.days + std::max(1, static_cast<std::int32_t>(lasted * 365.25))};
  unit.ended = std::min(*unit.ended, parameters_.as_of);
  if (*unit.ended <= unit.created) unit.created.days = unit.ended->days - 1;
}

void UnitMaker::draw_nature(Random& random, UnitNumber const& number, Unit& unit) const {
  auto const& tables = world_.tables;
  unit.activity = static_cast<std::uint16_t>((unit.active ? tables.active : tables.closed).draw(random));
  auto const& legal = tables.legal[tables.activities[unit.activity].legal_row];
  unit.category = legal.categories[legal.weights.draw(random)];
  // Nobody alone has many establishments.
  for (int tries = 0; unit.count > 6 && unit.natural() && tries < 20; ++tries) unit.category = legal.categories[legal.weights.draw(random)];
  if (unit.count > 6 && unit.natural()) unit.category = 5499;
  if (number.kind == SirenRange::Kind::person) unit.category = 1000;
  if (number.kind == SirenRange::Kind::state) unit.category = state_category(random);
  if (number.kind == SirenRange::Kind::local) unit.category = local_category(random);
  if (unit.category / 1000 == 7 && !tables.activities[unit.activity].code.starts_with("8")) unit.activity = tables.town_hall;
}

void UnitMaker::draw_diffusion(Random& random, Unit& unit) const {
  unit.partial = random.chance(unit.natural() ? .51 : .012);
  unit.masked = unit.partial && !random.chance(parameters_.named_p);
  unit.purged = !unit.active && unit.ended->days < base::make_date(1990, 1, 1).days && random.chance(.03);
}

void UnitMaker::name_person(Random& random, Unit& unit) const {
  unit.sex = random.chance(.43) ? Sex::female : Sex::male;
  world_.names.surname(random, unit.surname);
  std::size_t const count = 1 + (random.chance(.45) ? 1U : 0U) + (random.chance(.25) ? 1U : 0U) + (random.chance(.04) ? 1U : 0U);
  for (std::size_t i = 0; i < count; ++i) world_.names.first_name(random, unit.sex, unit.first_names[i]);
  if (random.chance(unit.sex == Sex::female ? .35 : .01)) world_.names.surname(random, unit.usage_name);
  if (random.chance(.004)) world_.names.brand(random, unit.pseudonym);
  if (random.chance(.03)) world_.names.sign(random, context_of(unit, unit.establishments[unit.head_office]), unit.usual_names[0]);
}

void UnitMaker::name_company(Random& random, Unit& unit) const {
  auto const context = context_of(unit, unit.establishments[unit.head_office]);
  world_.names.company(random, context, unit.denomination);
  if (random.chance(.16)) Names::acronym(unit.denomination, unit.acronym);
  if (unit.acronym.size() < 2) unit.acronym.clear();
  if (random.chance(.07)) world_.names.sign(random, context, unit.usual_names[0]);
  if (!unit.usual_names[0].empty() && random.chance(.1)) world_.names.brand(random, unit.usual_names[1]);
  if (unit.category / 10 == 922 && random.chance(.6)) {
    unit.association_id = "W" + std::to_string(100000000 + random.below(899999999));
  }
}

NameContext UnitMaker::context_of(Unit const& unit, Establishment const& here) const {
  auto const& address = here.address;
  NameContext context;
  context.category = unit.category;
  context.activity = here.period_count > 0 ? here.last().activity : unit.activity;
  context.commune = world_.places[address.place].label;
  context.street = world_.tables.streets[world_.places.street_index(world_.tables, address.place, address.street)];
  context.number = address.number;
  return context;
}

}  // namespace bassin::synthesis::internal
