#include "synthesis/internal/rows.h"

#include <cmath>

namespace bassin::synthesis::internal {
namespace {

constexpr std::string_view hidden = "[ND]";
constexpr std::string_view flag(bool value) { return value ? "true" : "false"; }

void hide(CsvText& out, int fields) {
  for (int i = 0; i < fields; ++i) out.code(hidden);
}

}  // namespace

void Rows::period(Unit const& unit, Establishment const& here, std::size_t index, CsvText& out) const {
  auto const& now = here.periods[index];
  Period const* before = index == 0 ? nullptr : &here.periods[index - 1];
  identity(unit, here, out);
  if (index + 1 < here.period_count) {
    out.date(base::Date{here.periods[index + 1].start->days - 1});
  } else {
    out.blank();
  }
  out.date(now.start).code(now.active ? "A" : "F").code(flag(before != nullptr && before->active != now.active));
  bool const shown_anew = before != nullptr && before->shows_sign != now.shows_sign;
  brands(here, now.shows_sign, out);
  out.code(flag(shown_anew && !here.sign.empty()));
  if (here.masked) {
    out.code(hidden);
  } else {
    out.text(now.shows_sign ? here.usual_name : "");
  }
  out.code(flag(shown_anew && !here.usual_name.empty()));
  activity(now, out);
  out.code(flag(before != nullptr && (before->activity != now.activity || before->naming != now.naming)));
  employer(now, out);
  out.code(flag(before != nullptr && before->employer != now.employer)).end_line();
}

void Rows::history(Unit const& unit, Establishment const& here, CsvText& out) const {
  for (std::size_t i = 0; i < here.period_count; ++i) period(unit, here, i, out);
}

bool Rows::position(Unit const& unit, Establishment const& here, CsvText& out) const {
  if (!here.positioned || here.masked) return false;
  auto const& place = world_.places[here.address.place];
  auto const key = mix(unit.siren, here.nic);
  bool const quarter = key % 25 == 0;
  out.padded(unit.siren * 100000ULL + here.nic, 14).fixed(here.x_cm, 2).fixed(here.y_cm, 2).number(here.quality).number(place.epsg);
  out.code(quarter ? "QN" + std::string(place.code.substr(0, 3)) + std::to_string(key / 25 % 90 + 10) + "M" : "HZ");
  out.padded(101 + key / 50 % 12, 4).code("HZ").code("HZ").code("HZ").code(place.code);
  out.number(here.quality == 33 ? static_cast<std::int64_t>(place.radius) : here.quality % 10 == 1 ? 0 : 150);
  out.code("1").code("1").code("1").code("1").code("1");
  out.fixed(std::llround(here.address.latitude * 1e7), 7).fixed(std::llround(here.address.longitude * 1e7), 7).end_line();
  return true;
}

// From the acronym to the pseudonym. Of a legal person of partial diffusion only the acronym is hidden.
void Rows::person(Unit const& unit, CsvText& out) const {
  if (unit.masked) {
    hide(out, unit.natural() ? 8 : 1);
    if (!unit.natural()) out.blank(7);
    return;
  }
  out.text(unit.acronym).code(!unit.natural() || unit.purged ? "" : unit.sex == Sex::female ? "F" : "M");
  for (auto const& name : unit.first_names) out.text(unit.purged ? "" : name);
  out.text(unit.natural() && !unit.purged ? unit.first_names[0] : "").text(unit.pseudonym);
}

void Rows::unit_name(Unit const& unit, CsvText& out) const {
  if (unit.masked && unit.natural()) return hide(out, 6);
  out.text(unit.purged ? "" : unit.surname).text(unit.purged ? "" : unit.usage_name).text(unit.denomination);
  out.text(unit.usual_names[0]).text(unit.usual_names[1]).blank();
}

void Rows::unit_end(Unit const& unit, CsvText& out) const {
  auto const& seat = unit.establishments[unit.head_office];
  auto const key = mix(unit.siren);
  out.number(unit.category);
  auto const& period = seat.last();
  activity(period, out);
  out.padded(seat.nic, 5).code(unit.category / 100 == 92 ? "O" : unit.active && key % 3 != 0 ? "N" : "");
  if (format_.unit_columns == 35) out.code(key % 3000 == 0 ? "O" : key % 3 != 0 ? "N" : "");
  employer(period, out);
  if (format_.unit_columns == 35) naf25(unit.active, period.activity, out);
  out.end_line();
}

void Rows::unit(Unit const& unit, CsvText& out) const {
  auto const& seat = unit.establishments[unit.head_office];
  auto const& last = seat.last();
  bool const sized = !seat.size.empty() && seat.size != "NN";
  out.padded(unit.siren, 9).code(unit.partial ? "P" : "O").code(unit.purged ? "true" : "");
  out.date(seat.created ? std::optional(unit.created) : std::nullopt);
  person(unit, out);
  out.code(unit.association_id).code(seat.size);
  if (sized) out.number(base::year_of(format_.as_of) - 3);
  if (!sized) out.blank();
  if (seat.processed) out.timestamp(*seat.processed);
  if (!seat.processed) out.blank();
  out.number(static_cast<std::int64_t>(seat.period_count));
  bool const ranked = unit.active && !unit.natural() && mix(unit.siren) % 5 < 2;
  out.code(!ranked ? "" : seat.size > "41" && sized ? "GE" : seat.size > "31" && sized ? "ETI" : "PME");
  if (ranked) out.number(base::year_of(format_.as_of) - 3);
  if (!ranked) out.blank();
  out.date(last.start).code(unit.active ? "A" : "C");
  unit_name(unit, out);
  unit_end(unit, out);
}

}  // namespace bassin::synthesis::internal
