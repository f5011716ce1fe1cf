#include "synthesis/internal/rows.h"

#include <array>

namespace bassin::synthesis::internal {
namespace {

constexpr std::string_view hidden = "[ND]";

void hide(CsvText& out, int fields) {
  for (int i = 0; i < fields; ++i) out.code(hidden);
}

// Values that hang on the row but on no draw of its life: the same for the same SIRET.
std::uint64_t key_of(Unit const& unit, Establishment const& here) { return mix(unit.siren, here.nic); }

std::string_view repetition(std::uint64_t key) {
  static constexpr std::array<std::string_view, 8> letters{"B", "B", "B", "B", "B", "T", "A", "C"};
  return key % 100 < 2 ? letters[key / 100 % letters.size()] : std::string_view{};
}

void complement(std::uint64_t key, CsvText& out) {
  static constexpr std::array<std::string_view, 8> starts{"BATIMENT ", "APPARTEMENT ", "ETAGE ", "ESCALIER ",
                                                          "LOT ",      "BP ",          "BOITE ", "PORTE "};
  if (key % 100 >= 14) {
    out.blank();
    return;
  }
  std::array<char, 4> const number{static_cast<char>('A' + key / 100 % 6), static_cast<char>('0' + key / 700 % 10), 0, 0};
  out.text(std::string(starts[key / 1000 % starts.size()]) + number.data());
}

// Companies with a letter box of their own.
bool has_cedex(Unit const& unit, std::uint64_t key) { return !unit.natural() && key % 1000 < 70; }

}  // namespace

void Rows::identity(Unit const& unit, Establishment const& here, CsvText& out) const {
  out.padded(unit.siren, 9).padded(here.nic, 5).padded(unit.siren * 100000ULL + here.nic, 14);
}

void Rows::stock_start(Unit const& unit, Establishment const& here, CsvText& out) const {
  identity(unit, here, out);
  out.code(here.partial ? "P" : "O").date(here.created).code(here.size);
  if (here.size.empty() || here.size == "NN") {
    out.blank();
  } else {
    out.number(base::year_of(format_.as_of) - 3);
  }
  out.code(here.craft ? world_.tables.activities[here.last().activity].craft : "");
  if (here.processed) {
    out.timestamp(*here.processed);
  } else {
    out.blank();
  }
  out.code(here.head_office ? "true" : "false").number(static_cast<std::int64_t>(here.period_count));
}

void Rows::street(Unit const& unit, Establishment const& here, CsvText& out) const {
  auto const key = key_of(unit, here);
  if (here.masked) return hide(out, format_.stock_columns == 48 ? 5 : 7);
  complement(key, out);
  if (here.address.number == 0) {
    out.code(key % 400 == 7 ? "-" : "");
  } else {
    out.number(here.address.number);
  }
  out.code(here.address.number == 0 ? "" : repetition(key / 7));
  if (format_.stock_columns != 48) {
    bool const range = here.address.number != 0 && key % 61 == 3;
    if (range) out.number(here.address.number + 2);
    out.blank(range ? 1 : 2);
  }
  if (key / 3 % 100 < 6) {
    out.blank(2);
    return;
  }
  auto const& places = world_.places;
  auto const& named = world_.tables.streets[places.street_index(world_.tables, here.address.place, here.address.street)];
  out.code(named.type).text(named.name);
}

void Rows::locality(Unit const& unit, Establishment const& here, CsvText& out) const {
  auto const key = key_of(unit, here);
  auto const& place = world_.places[here.address.place];
  FormerCode const* former = here.former < 0 ? nullptr : &world_.places.former()[static_cast<std::size_t>(here.former)];
  std::string_view const label = former != nullptr ? std::string_view(former->label) : std::string_view(place.label);
  bool const cedex = has_cedex(unit, key) && place.postcode.size() == 5;
  out.code(here.masked ? hidden : place.postcode).text(label).blank();
  if (here.masked) {
    out.code(hidden);
  } else if (cedex && key / 1000 % 2 == 0) {
    out.code(key / 2000 % 2 == 0 ? "BP " + std::to_string(key / 4000 % 900 + 10) : "CS " + std::to_string(key / 4000 % 70000 + 10000));
  } else {
    out.blank();
  }
  out.code(former != nullptr ? former->code : place.code);
  if (here.masked) {
    hide(out, 2);
  } else if (cedex) {
    std::string const number = std::to_string(key / 5000 % 90 + 10);
    out.code(std::string(place.postcode.substr(0, 3)) + number).text(std::string(label) + " CEDEX");
  } else {
    out.blank(2);
  }
  out.blank(2);
}

void Rows::address(Unit const& unit, Establishment const& here, CsvText& out) const {
  if (here.country < 0) {
    street(unit, here, out);
    locality(unit, here, out);
    return;
  }
  auto const& country = world_.tables.countries[static_cast<std::size_t>(here.country)];
  Random random(key_of(unit, here));
  std::string town;
  world_.names.surname(random, town);
  out.blank(format_.stock_columns == 48 ? 3 : 5);
  if (here.masked) {
    hide(out, 2);
  } else {
    out.code("").text(std::to_string(1 + random.below(200)) + " MAIN STREET");
  }
  out.blank(2).text(here.masked ? hidden : std::string_view(town)).blank(4).code(country.code).text(country.name);
}

void Rows::coordinates(Establishment const& here, CsvText& out) const {
  if (here.masked) return hide(out, 3);
  if (!here.positioned) {
    out.blank(3);
    return;
  }
  auto const& place = world_.places[here.address.place];
  auto const id = mix(mix(number_of(place.code.substr(1)), here.address.street), here.address.number) % 1'000'000'000;
  out.code(std::to_string(id) + "_B").fixed(here.x_cm, 2).fixed(here.y_cm, 2);
}

void Rows::second_address(Establishment const& here, std::uint64_t key, CsvText& out) const {
  if (here.masked) {
    hide(out, 14);
    return;
  }
  if (key / 11 % 500 != 3 || here.country >= 0) {
    out.blank(14);
    return;
  }
  auto const& place = world_.places[here.address.place];
  auto const& street = world_.tables.streets[key / 13 % world_.tables.streets.size()];
  out.blank().number(static_cast<std::int64_t>(key / 17 % 90 + 1)).blank().code(street.type).text(street.name).code(place.postcode);
  out.text(place.label).blank(2).code(place.code).blank(4);
}

void Rows::brands(Establishment const& here, bool shown, CsvText& out) const {
  if (here.masked) return hide(out, 3);
  out.text(shown ? here.sign : "").text(shown ? here.second_sign : "").blank();
}

void Rows::activity(Period const& period, CsvText& out) const {
  auto const& activity = world_.tables.activities[period.activity];
  switch (period.naming) {
    case Naming::naf_rev2: out.code(activity.code).code("NAFRev2"); return;
    case Naming::naf_rev1: out.code(activity.rev1).code("NAFRev1"); return;
    case Naming::naf_1993: out.code(activity.rev1).code("NAF1993"); return;
    case Naming::nap: out.code(activity.nap).code("NAP"); return;
    case Naming::none: out.blank(2);
  }
}

void Rows::naf25(bool active, std::uint16_t activity_index, CsvText& out) const {
  out.code(active ? world_.tables.activities[activity_index].naf25 : "");
}

void Rows::employer(Period const& period, CsvText& out) const { out.code(!format_.employer_flag ? "" : period.employer ? "O" : "N"); }

void Rows::stock(Unit const& unit, Establishment const& here, CsvText& out) const {
  auto const& last = here.last();
  stock_start(unit, here, out);
  address(unit, here, out);
  if (format_.stock_columns != 48) coordinates(here, out);
  second_address(here, key_of(unit, here), out);
  out.date(last.start).code(last.active ? "A" : "F");
  brands(here, last.shows_sign, out);
  if (here.masked) {
    out.code(hidden);
  } else {
    out.text(last.shows_sign ? here.usual_name : "");
  }
  activity(last, out);
  employer(last, out);
  if (format_.stock_columns == 54) naf25(last.active, last.activity, out);
  out.end_line();
}

}  // namespace bassin::synthesis::internal
