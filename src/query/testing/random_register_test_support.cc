#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "query/testing/records_test_support.h"
#include "reference/chambers.h"

namespace bassin::query::testing {

namespace {

using reference::Nomenclature;
using registry::Diffusion;
using registry::Tri;
using registry::schema::Text;
using registry::schema::UnitText;

struct Commune {
  char const* code;
  char const* label;
  double lon, lat;
};
// Real codes: a former commune (77170 is now in 77433), arrondissements, overseas, abroad.
constexpr Commune communes[] = {
    {"77142", "CRECY-LA-CHAPELLE", 2.91, 48.86},
    {"77171", "ESBLY", 2.81, 48.90},
    {"77513", "VILLIERS-SUR-MORIN", 2.88, 48.86},
    {"77181", "FAREMOUTIERS", 2.99, 48.80},
    {"75101", "PARIS 1", 2.34, 48.86},
    {"75102", "PARIS 2", 2.35, 48.87},
    {"69384", "LYON 4", 4.83, 45.78},
    {"51454", "REIMS", 4.03, 49.25},
    {"97411", "SAINT-DENIS", 55.45, -20.88},
    {"", "", 0, 0},
    {"77284", "MEAUX", 2.88, 48.96},
    {"2A004", "AJACCIO", 8.74, 41.92},
};

ActivityCode const activities[] = {
    {Nomenclature::naf_rev2, "62.01Z"}, {Nomenclature::naf_rev2, "56.10A"}, {Nomenclature::naf_rev2, "01.11Z"},
    {Nomenclature::naf_rev2, "43.21A"}, {Nomenclature::naf_rev2, "68.20A"}, {Nomenclature::naf_rev2, "68.20B"},
    {Nomenclature::naf_rev2, "97.00Z"}, {Nomenclature::naf_rev2, "47.11B"}, {Nomenclature::naf_rev2, "56.30Z"},
    {Nomenclature::naf_rev2, "84.11Z"}, {Nomenclature::naf_1993, "75.2E"},  {Nomenclature::nap, "57.10"},
    {Nomenclature::naf_2025, "62.10Y"}, {Nomenclature::unknown, ""},
};
char const* const codes_2025[] = {"", "", "62.10Y", "56.11G", "01.11Y"};
std::uint16_t const legal_categories[] = {0, 1000, 5499, 5710, 6540, 7210, 9220, 6598, 5202};
char const* const words[] = {"Café", "du",  "Moulin", "Étoile", "Boulangerie", "l'Abbé",
                             "SARL", "Les", "Trois",  "Frères", "Zénith",      "Garage"};
char const* const streets[] = {"", "Grande Rue", "rue du Pont", "Avenue Foch", "Étroite", "impasse B"};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  auto const& of(List const& list) {
    return list[below(std::size(list))];
  }
  double normal() { return std::normal_distribution<double>(0, 1)(engine_); }
  base::Date date(int from_year, int to_year) {
    auto const first = base::make_date(from_year, 1, 1).days;
    auto const last = base::make_date(to_year, 12, 31).days;
    return base::Date{first + static_cast<std::int32_t>(below(static_cast<std::size_t>(last - first) + 1))};
  }
  std::string name() {
    std::string out;
    for (auto n = below(3) + 1; n > 0; --n) out += std::string(out.empty() ? "" : " ") + of(words);
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

template <class Texts, class Which>
void draw_texts(Dice& dice, Texts& texts, Which first, Which last) {
  for (auto t = static_cast<int>(first); t <= static_cast<int>(last); ++t) {
    if (dice.one_in(6)) texts[static_cast<Which>(t)] = dice.name();
  }
}

UnitRecord draw_unit(Dice& dice, bool has_units) {
  UnitRecord u;
  u.diffusion = dice.one_in(4) ? Diffusion::partial : Diffusion::open;
  if (!has_units) {
    u.natural_person = Tri::unknown;
    u.diffusion = Diffusion::unknown;
    return u;
  }
  u.natural_person = dice.one_in(2) ? Tri::yes : Tri::no;
  u.category = static_cast<registry::UnitCategory>(dice.below(4));
  if (u.natural_person == Tri::yes) {
    u.legal = 1000;
    u.family_name = dice.name();
    u.first_name = dice.one_in(3) ? "" : dice.name();
    draw_texts(dice, u.texts, UnitText::used_name, UnitText::used_name);
    draw_texts(dice, u.texts, UnitText::first_name_2, UnitText::pseudonym);
  } else {
    u.legal = dice.of(legal_categories);
    if (!dice.one_in(8)) u.denomination = dice.name();
    if (dice.one_in(3)) u.acronym = dice.name();
    draw_texts(dice, u.texts, UnitText::usual_name_1, UnitText::usual_name_3);
  }
  return u;
}

// Points on a coarse grid, so that many share a place or lie on an edge.
geo::Point draw_point(Dice& dice, Commune const& commune) {
  auto const step = [&](double centre) {
    auto const cell = static_cast<std::int32_t>(dice.normal() * 6);
    return static_cast<std::int32_t>(centre * 1e7) + cell * 20'000 + (dice.one_in(3) ? static_cast<std::int32_t>(dice.below(1000)) : 0);
  };
  return {step(commune.lon), step(commune.lat)};
}

std::vector<PeriodRecord> draw_periods(Dice& dice, RowRecord const& row) {
  std::vector<PeriodRecord> out;
  auto count = dice.one_in(10) ? 0 : 1 + dice.below(4);
  auto start = dice.one_in(6) ? std::optional<base::Date>() : dice.date(1998, 2012);
  for (std::size_t i = 0; i < count; ++i) {
    PeriodRecord p;
    p.start = start;
    bool const last = i + 1 == count;
    p.state = last ? row.state : (dice.one_in(3) ? registry::State::closed : registry::State::active);
    p.activity = last ? row.activity : dice.of(activities);
    p.employer = last ? row.employer : static_cast<Tri>(dice.below(3));
    for (auto& name : p.names) name = dice.one_in(4) ? dice.name() : "";
    auto const next = base::Date{(start ? start->days : 10'000) + static_cast<std::int32_t>(dice.below(1500))};
    if (!last || dice.one_in(8)) p.end = base::Date{next.days - (dice.one_in(6) ? static_cast<std::int32_t>(dice.below(200)) : 1)};
    out.push_back(p);
    start = next;
  }
  return out;
}

RowRecord draw_row(Dice& dice, Draw const& draw, std::size_t units) {
  auto const& commune = communes[dice.below(std::min(draw.communes, std::size(communes)))];
  RowRecord r;
  r.unit = dice.below(units);
  r.commune = commune.code;
  r.commune_label = commune.label;
  if (dice.one_in(3)) r.brand = dice.name();
  r.street = dice.of(streets);
  if (!r.street.empty() && !dice.one_in(4)) r.number = fmt::format("{}", 1 + dice.below(30));
  if (dice.one_in(8)) r.repetition = "BIS";
  if (dice.one_in(3)) r.street_type = "RUE";
  draw_texts(dice, r.texts, Text::brand_2, Text::second_country_label);
  r.postal_code = r.commune.empty() ? "" : r.commune;
  if (!r.commune.empty() && !dice.one_in(5)) {
    r.position = draw_point(dice, commune);
    r.quality = static_cast<registry::PositionQuality>(1 + dice.below(6));
  }
  r.state = dice.one_in(3) ? registry::State::closed : registry::State::active;
  r.diffusion = dice.one_in(6) ? Diffusion::partial : Diffusion::open;
  r.head_office = dice.one_in(2) ? Tri::yes : Tri::no;
  r.employer = static_cast<Tri>(dice.below(3));
  r.size = static_cast<reference::SizeIndex>(dice.below(reference::size_band_count));
  r.activity = dice.of(activities);
  r.activity_2025 = dice.of(codes_2025);
  if (dice.one_in(9)) r.craft = "1013BZ";
  if (!dice.one_in(6)) r.created = dice.one_in(12) ? base::make_date(1850, 5, 1) : dice.date(1995, 2020);
  r.period_start = dice.one_in(8) ? std::optional<base::Date>() : dice.date(2000, 2024);
  if (draw.has_history) r.periods = draw_periods(dice, r);
  return r;
}

}  // namespace

geo::Box test_area() {
  geo::Box box;
  box.expand(*geo::Point::from_degrees(2.6, 48.6));
  box.expand(*geo::Point::from_degrees(3.2, 49.1));
  return box;
}

RegisterRecord draw_register(Draw const& draw) {
  Dice dice(draw.seed);
  RegisterRecord out;
  out.has_history = draw.has_history;
  out.has_units = draw.has_units;
  auto const units = draw.rows / 2 + 1;
  for (std::size_t i = 0; i < units; ++i) {
    out.units.push_back(draw_unit(dice, draw.has_units));
    out.units.back().siren = static_cast<std::uint32_t>(100'000'000 + i * 7);
  }
  std::vector<std::uint32_t> next_nic(units, 10);
  for (std::size_t i = 0; i < draw.rows; ++i) {
    auto row = draw_row(dice, draw, units);
    row.nic = next_nic[row.unit]++;
    out.rows.push_back(std::move(row));
  }
  return out;
}

namespace {

std::string other_text(Dice& dice) { return dice.one_in(3) ? "" : dice.name(); }

void change_secrets(Dice& dice, std::uint8_t hidden, UnitRecord& unit) {
  for (std::size_t t = 0; t < registry::schema::unit_texts.size(); ++t) {
    auto const which = static_cast<UnitText>(t);
    if ((secret(which) & hidden) != 0) unit.texts[which] = other_text(dice);
  }
  if ((hidden & registry::hides_acronym) != 0) unit.acronym = other_text(dice);
  if ((hidden & registry::hides_names) == 0) return;
  for (auto* text : {&unit.denomination, &unit.family_name, &unit.first_name}) *text = other_text(dice);
}

void change_secrets(Dice& dice, std::uint8_t hidden, RowRecord& row) {
  for (std::size_t t = 0; t < registry::schema::texts.size(); ++t) {
    auto const which = static_cast<Text>(t);
    if ((secret(which) & hidden) != 0) row.texts[which] = other_text(dice);
  }
  if ((hidden & registry::hides_brands) != 0) {
    row.brand = other_text(dice);
    for (auto& period : row.periods) {
      for (auto& name : period.names) name = other_text(dice);
    }
  }
  if ((hidden & registry::hides_address) != 0) {
    row.street = dice.of(streets);
    row.number = fmt::format("{}", dice.below(99));
    row.repetition = dice.one_in(2) ? "TER" : "";
    row.street_type = dice.one_in(2) ? "AV" : "";
    row.postal_code = fmt::format("{:05}", dice.below(99999));
  }
  if ((hidden & registry::hides_position) == 0) return;
  row.position.reset();
  row.quality = registry::PositionQuality::none;
  if (dice.one_in(3)) return;
  row.position = draw_point(dice, dice.of(communes));
  row.quality = static_cast<registry::PositionQuality>(1 + dice.below(6));
}

}  // namespace

RegisterRecord with_other_secrets(RegisterRecord const& record, std::uint64_t seed, registry::Audience audience) {
  Dice dice(seed);
  auto out = record;
  RowRecord whatever;  // of the unit, its own status aside
  for (whatever.unit = 0; whatever.unit < out.units.size(); ++whatever.unit) {
    change_secrets(dice, record.hidden(whatever, audience), out.units[whatever.unit]);
  }
  for (auto& row : out.rows) change_secrets(dice, record.hidden(row, audience), row);
  return out;
}

std::uint8_t RegisterRecord::hidden(RowRecord const& row, registry::Audience audience) const {
  auto const& unit = units[row.unit];
  bool const company = unit.natural_person == Tri::no;
  bool const partial = row.diffusion == Diffusion::partial || unit.diffusion == Diffusion::partial;
  if (audience == registry::Audience::agent) return 0;
  if (!company) return partial || audience == registry::Audience::impersonal ? registry::hides_all : 0;
  if (!partial) return 0;
  return registry::hides_address | registry::hides_position | (unit.diffusion == Diffusion::partial ? registry::hides_acronym : 0);
}

std::uint8_t hidden(LocalBusiness const& business, registry::Audience audience) {
  if (audience == registry::Audience::agent) return 0;
  bool const company = business.legal_category >= 2000;
  return audience == registry::Audience::impersonal && !company ? std::uint8_t{registry::hides_all} : business.privacy;
}

std::uint8_t secret(Text which) {
  if (which <= Text::usual_name) return registry::hides_brands;
  auto const public_ones = {Text::foreign_commune, Text::country_code, Text::country_label, Text::created_exact, Text::period_start_exact};
  return std::find(public_ones.begin(), public_ones.end(), which) != public_ones.end() ? 0 : registry::hides_address;
}

std::uint8_t secret(UnitText which) {
  if (which == UnitText::acronym) return registry::hides_acronym;
  return which >= UnitText::association_id ? 0 : registry::hides_names;
}

std::string RowRecord::text(Text which) const {
  if (which == Text::brand_1) return brand;
  auto const found = texts.find(which);
  return found == texts.end() ? "" : found->second;
}

std::string UnitRecord::text(UnitText which) const {
  switch (which) {
    case UnitText::denomination: return denomination;
    case UnitText::family_name: return family_name;
    case UnitText::first_name_1: return first_name;
    case UnitText::acronym: return acronym;
    default: break;
  }
  auto const found = texts.find(which);
  return found == texts.end() ? "" : found->second;
}

std::string RegisterRecord::name(RowRecord const& row) const {
  auto const& unit = units[row.unit];
  auto const first_of = [](std::string const& a, std::string const& b) { return a.empty() ? b : a; };
  auto brand = first_of(row.brand, row.text(Text::usual_name));
  if (!brand.empty()) return brand;
  if (!unit.denomination.empty()) return unit.denomination;
  auto const family = first_of(unit.text(UnitText::used_name), unit.family_name);
  auto const first = first_of(unit.text(UnitText::usual_first_name), unit.first_name);
  if (family.empty()) return {};
  return first.empty() ? family : family + " " + first;
}

std::uint8_t RegisterRecord::chambers(RowRecord const& row) const {
  reference::ChamberInputs inputs;
  inputs.legal_category = units[row.unit].legal;
  inputs.nomenclature = row.activity.nomenclature;
  inputs.activity = row.activity.code;
  inputs.craft_code = row.craft;
  inputs.size = row.size;
  return reference::attach(inputs).mask();
}

}  // namespace bassin::query::testing
