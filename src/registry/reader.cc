#include "registry/reader.h"

#include <utility>

namespace bassin::registry {

namespace {

// "[ND]" stands in the files where a value is not public; it is never stored, and never shown should it be.
constexpr std::string_view not_public = "[ND]";

Value value_of(std::string_view text) {
  if (text == not_public) return {{}, Presence::masked};
  if (text.empty()) return {};
  return {std::string(text), Presence::known};
}

Value const masked{{}, Presence::masked};

// What a hidden field says: masked, whether or not the file carries a value, so that nothing is told by it.
constexpr std::uint8_t bit_of(schema::Text which) {
  switch (which) {
    case schema::Text::brand_1:
    case schema::Text::brand_2:
    case schema::Text::brand_3:
    case schema::Text::usual_name: return hides_brands;
    case schema::Text::foreign_commune:
    case schema::Text::country_code:
    case schema::Text::country_label:
    case schema::Text::created_exact:
    case schema::Text::period_start_exact: return hides_nothing;
    default: return hides_address;
  }
}

constexpr std::uint8_t bit_of(schema::UnitText which) {
  switch (which) {
    case schema::UnitText::acronym: return hides_acronym;
    case schema::UnitText::association_id:
    case schema::UnitText::created_exact:
    case schema::UnitText::period_start_exact: return hides_nothing;
    default: return hides_names;
  }
}

void append_word(std::string& line, Value const& word) {
  if (!word.known()) return;
  if (!line.empty()) line += ' ';
  line += word.text;
}

}  // namespace

Value Address::line() const {
  // Whoever may read the street may read that it has no number: the place bears a name alone.
  if (street.presence == Presence::masked) return masked;
  std::string text;
  for (auto const* word : {&number, &repetition, &street_type, &street}) append_word(text, *word);
  return value_of(text);
}

Value Reader::text(std::uint32_t row, schema::Text which) const {
  auto const& establishments = snapshot_->establishments();
  if (!may_see(row, static_cast<Privacy>(bit_of(which)))) return masked;
  auto found = value_of(establishments.text(which, row));
  // An agent reads what the file carries; where a protected field carries nothing, the State kept it back.
  if (!found.known() && (establishments.privacy[row] & bit_of(which)) != 0) return masked;
  return found;
}

Value Reader::unit_text(std::uint32_t row, schema::UnitText which) const {
  auto const& establishments = snapshot_->establishments();
  if (!may_see(row, static_cast<Privacy>(bit_of(which)))) return masked;
  auto found = value_of(snapshot_->units().text(which, establishments.unit[row]));
  if (!found.known() && (establishments.privacy[row] & bit_of(which)) != 0) return masked;
  return found;
}

Value Reader::unit_name(std::uint32_t row) const {
  auto denomination = unit_text(row, schema::UnitText::denomination);
  if (denomination.known() || !may_see(row, hides_names)) return denomination;
  auto family = unit_text(row, schema::UnitText::used_name);
  if (!family.known()) family = unit_text(row, schema::UnitText::family_name);
  if (!family.known()) return family;
  auto first = unit_text(row, schema::UnitText::usual_first_name);
  if (!first.known()) first = unit_text(row, schema::UnitText::first_name_1);
  append_word(family.text, first);
  return family;
}

Value Reader::display_name(std::uint32_t row) const {
  for (auto const which : {schema::Text::brand_1, schema::Text::usual_name}) {
    auto brand = text(row, which);
    if (brand.known()) return brand;
  }
  return unit_name(row);
}

Address Reader::address(std::uint32_t row) const {
  auto const& e = snapshot_->establishments();
  Address a;
  a.commune_code = snapshot_->commune_code(snapshot_->commune_of(row));
  a.commune_label = e.commune_labels[e.commune_label[row]];
  a.foreign_commune = text(row, schema::Text::foreign_commune).text;
  a.country_code = text(row, schema::Text::country_code).text;
  a.country_label = text(row, schema::Text::country_label).text;
  auto const hidden = !may_see(row, hides_address);
  auto const kept_back = (e.privacy[row] & hides_address) != 0;
  auto const coded = [&](column::Dictionary const& dictionary, std::uint32_t code) {
    if (hidden) return masked;
    auto found = value_of(dictionary[code]);
    return !found.known() && kept_back ? masked : found;
  };
  a.number = coded(e.numbers, e.number[row]);
  a.repetition = coded(e.repetitions, e.repetition[row]);
  a.street_type = coded(e.street_types, e.street_type[row]);
  a.street = coded(e.streets, e.street[row]);
  a.postal_code = coded(e.postal_codes, e.postal_code[row]);
  a.complement = text(row, schema::Text::address_complement);
  a.last_number = text(row, schema::Text::last_number);
  a.last_number_repetition = text(row, schema::Text::last_number_repetition);
  a.special_distribution = text(row, schema::Text::special_distribution);
  a.cedex_code = text(row, schema::Text::cedex_code);
  a.cedex_label = text(row, schema::Text::cedex_label);
  return a;
}

Address Reader::second_address(std::uint32_t row) const {
  Address a;
  a.complement = text(row, schema::Text::second_complement);
  a.number = text(row, schema::Text::second_number);
  a.repetition = text(row, schema::Text::second_repetition);
  a.street_type = text(row, schema::Text::second_street_type);
  a.street = text(row, schema::Text::second_street);
  a.postal_code = text(row, schema::Text::second_postal_code);
  a.special_distribution = text(row, schema::Text::second_special_distribution);
  a.cedex_code = text(row, schema::Text::second_cedex_code);
  a.cedex_label = text(row, schema::Text::second_cedex_label);
  a.commune_code = text(row, schema::Text::second_commune_code).text;
  a.commune_label = text(row, schema::Text::second_commune_label).text;
  a.foreign_commune = text(row, schema::Text::second_foreign_commune).text;
  a.country_code = text(row, schema::Text::second_country_code).text;
  a.country_label = text(row, schema::Text::second_country_label).text;
  return a;
}

std::optional<geo::Point> Reader::position(std::uint32_t row) const {
  if (!may_see(row, hides_position)) return std::nullopt;
  auto const point = snapshot_->position(row);
  if (!point.known()) return std::nullopt;
  return point;
}

}  // namespace bassin::registry
