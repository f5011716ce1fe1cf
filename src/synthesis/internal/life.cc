#include "synthesis/internal/unit_maker.h"

#include <algorithm>

namespace bassin::synthesis::internal {
namespace {

// Changes seen in a year of life: another activity, another sign, hiring the first or leaving the last employee.
constexpr double changes_per_year = .17;

Naming naming_at(base::Date day) {
  static std::int32_t const rev2 = rev2_day().days, rev1 = base::make_date(2003, 1, 1).days, naf93 = base::make_date(1993, 1, 1).days;
  if (day.days >= rev2) return Naming::naf_rev2;
  if (day.days >= rev1) return Naming::naf_rev1;
  return day.days >= naf93 ? Naming::naf_1993 : Naming::nap;
}

// The code that a period keeps: of the nomenclature in use on its last day, but all of those that lasted into 2003 had
// been recoded once.
Naming naming_until(base::Date last_day) { return naming_at(last_day); }

std::uint16_t neighbour(Random& random, std::uint16_t activity, Tables const& tables) {
  auto const last = static_cast<std::int32_t>(tables.activities.size()) - 1;
  return static_cast<std::uint16_t>(std::clamp(activity + random.between(-4, 4), 0, last));
}

// Whatever was done before, the last activity is the one drawn for the life.
void change(Random& random, Life const& life, bool last, Period& period, Tables const& tables) {
  auto const kind = random.below(9);
  if (last && period.activity != life.activity) {
    period.activity = life.activity;
  } else if (kind == 0) {
    period.employer = !period.employer;
  } else if (kind < 4 || last) {
    period.shows_sign = !period.shows_sign;
  } else {
    period.activity = period.activity == life.activity ? neighbour(random, life.activity, tables) : life.activity;
  }
}

// Days of change between the opening and the end, in order; 2008-01-01 among them for those alive then.
std::size_t change_days(Random& random, Life const& life, base::Date end, std::array<std::int32_t, 6>& days) {
  std::size_t count = 0;
  double const expected = (end.days - life.start.days) / 365.25 * changes_per_year;
  while (count < 4 && random.chance(expected / (expected + static_cast<double>(count) + 1))) {
    days[count++] = random.between(life.start.days + 1, std::max(end.days - 1, life.start.days + 1));
  }
  if (life.start < rev2_day() && rev2_day() < end) days[count++] = rev2_day().days;
  std::sort(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(count));
  return static_cast<std::size_t>(std::unique(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(count)) - days.begin());
}

// An old closed establishment of which the register knows no more than that it is closed.
void keep_only_the_end(Random& random, Establishment& here) {
  Period closed = here.last();
  if (random.chance(.18)) closed.start.reset();
  here.created.reset();
  here.period_count = 0;
  here.add(closed);
}

void name_activities(Establishment& here, base::Date as_of) {
  for (std::size_t i = 0; i < here.period_count; ++i) {
    auto& period = here.periods[i];
    if (period.naming == Naming::none) continue;
    bool const last = i + 1 == here.period_count;
    // A closed establishment keeps the code of the day on which it closed.
    base::Date const until =
        last ? (period.active ? as_of : period.start.value_or(as_of)) : base::Date{here.periods[i + 1].start->days - 1};
    period.naming = naming_until(until);
  }
}

void old_quirks(Random& random, Life const& life, Establishment& here) {
  if (life.start.days < base::make_date(1985, 1, 1).days && random.chance(.15)) {
    here.created = base::make_date(1900, 1, 1);
    here.periods[0].start = here.created;
  }
  bool const old = life.closed && life.closed->days < base::make_date(2008, 1, 1).days;
  if (old && random.chance(.53)) keep_only_the_end(random, here);
  if (!here.last().active && random.chance(.008)) here.periods[here.period_count - 1].naming = Naming::none;
}

// Dates that no calendar of a business holds, as the real history has about one in a hundred thousand.
void impossible_date(Random& random, Establishment& here) {
  if (here.period_count < 2 || !random.chance(2.5e-5)) return;
  static constexpr std::array<int, 4> years{1, 199, 1213, 1847};
  here.periods[0].start = base::make_date(random.one_of(years), 1 + random.below(12), 1 + random.below(28));
}

void draw_processing(Random& random, base::Date as_of, Establishment& here) {
  if (random.chance(.24)) return;
  std::int32_t const from = std::max(here.last().start.value_or(rev2_day()).days, rev2_day().days);
  std::int64_t const day = random.between(std::min(from, as_of.days), as_of.days);
  here.processed = std::min<std::int64_t>(day * 86400 + random.between(6 * 3600, 20 * 3600), as_of.days * std::int64_t{86400} - 1);
}

}  // namespace

base::Date rev2_day() {
  static base::Date const day = base::make_date(2008, 1, 1);
  return day;
}

void draw_periods(Random& random, Life const& life, Tables const& tables, base::Date as_of, Establishment& here) {
  base::Date const end = life.closed ? std::min(*life.closed, as_of) : as_of;
  here.created = life.start;
  std::array<std::int32_t, 6> days{};
  std::size_t const count = change_days(random, life, end, days);
  Period period{life.start, true, life.employer, random.chance(.8), Naming::naf_rev2, life.activity};
  if (count > 0 && random.chance(.7)) period.activity = neighbour(random, life.activity, tables);
  here.add(period);
  for (std::size_t i = 0; i < count; ++i) {
    period.start = base::Date{days[i]};
    bool const last = i + 1 == count;
    // The new nomenclature by itself changes the code, not the activity.
    if (days[i] != rev2_day().days || last) change(random, life, last, period, tables);
    here.add(period);
  }
  if (life.closed) {
    period.start = end;
    period.active = false;
    here.add(period);
  }
  if (!life.demonstration) old_quirks(random, life, here);
  name_activities(here, as_of);
  if (!life.demonstration) impossible_date(random, here);
  draw_processing(random, as_of, here);
}

}  // namespace bassin::synthesis::internal
