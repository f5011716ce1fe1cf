#include "app/row_columns.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/suggest.h"
#include "app/texts.h"
#include "app/texts_columns.h"
#include "reference/legal_forms.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"

namespace bassin::app {
namespace {

using query::Row;

Cell size_cell(Row const& row, Language language) {
  auto const& band = reference::size_bands()[row.size];
  if (row.size == reference::size_unknown) return Absent{};
  return Coded{std::string(band.code), std::string(band.short_label.in(language))};
}

Cell legal_cell(Row const& row) {
  if (row.legal_category == 0) return Absent{};
  return fmt::format("{:04}", row.legal_category);
}

Cell category_cell(Row const& row) {
  switch (row.unit_category) {
    case registry::UnitCategory::pme: return Coded{"pme", "PME"};
    case registry::UnitCategory::eti: return Coded{"eti", "ETI"};
    case registry::UnitCategory::ge: return Coded{"ge", "GE"};
    case registry::UnitCategory::unknown: break;
  }
  return Absent{};
}

Cell list_cell(std::vector<std::string> const& words) {
  if (words.empty()) return Absent{};
  return Codes(words);
}

Cell quality_cell(Row const& row) {
  if (row.position.presence == registry::Presence::masked) return Masked{};
  return text_cell(id_of(row.position.quality));
}

// Degrees, WGS 84.
Cell degrees_cell(Row const& row, double (geo::Point::*degrees)() const) {
  if (row.position.presence == registry::Presence::masked) return Masked{};
  if (!row.position.point) return Absent{};
  return Quantity{((*row.position.point).*degrees)(), 7, ""};
}

Cell distance_cell(Row const& row) {
  if (row.distance_m) return Quantity{*row.distance_m, 0, "m"};
  if (row.position.presence == registry::Presence::masked) return Masked{};
  return Absent{};
}

Cell year_cell(int year) {
  if (year == 0) return Absent{};
  return std::to_string(year);  // no thousands separator in a year
}

Cell closed_cell(Row const& row) {
  if (row.state != registry::State::closed) return Absent{};
  return iso_cell(row.period_start);
}

Cell label_cell(Row const& row, Language language) {
  return text_cell(activity_label(row.activity.nomenclature, row.activity.code, language));
}

Cell legal_label_cell(Row const& row) { return text_cell(reference::legal_forms().label(row.legal_category)); }

namespace t = texts;
constexpr RowColumn all_columns[] = {
    {"siret", t::siret, true, [](Row const& r, Language) -> Cell { return r.id.text(); }},
    {"name", t::name, true, [](Row const& r, Language) { return value_cell(r.name); }},
    {"commune", t::commune_code, false, [](Row const& r, Language) { return text_cell(r.commune); }},
    {"commune-label", t::commune, true, [](Row const& r, Language) { return text_cell(r.commune_label); }},
    {"activity", t::activity, true, [](Row const& r, Language) { return text_cell(r.activity.code); }},
    {"activity-label", t::activity_label, false, label_cell},
    {"nomenclature", t::nomenclature, false, [](Row const& r, Language) { return text_cell(reference::name_of(r.activity.nomenclature)); }},
    {"activity-2025", t::activity_2025, false, [](Row const& r, Language) { return text_cell(r.activity_2025); }},
    {"size", t::size, true, size_cell},
    {"size-year", t::size_year, false, [](Row const& r, Language) { return year_cell(r.size_year); }},
    {"employer", t::employer, false, [](Row const& r, Language) { return tri_cell(r.employer); }},
    {"chambers", t::chambers, true, [](Row const& r, Language l) { return chambers_cell(r.chambers, l); }},
    {"state", t::state, false, [](Row const& r, Language l) { return state_cell(r.state, l); }},
    {"created", t::created, true, [](Row const& r, Language) { return iso_cell(r.created); }},
    {"closed", t::closed_on, false, [](Row const& r, Language) { return closed_cell(r); }},
    {"period-start", t::period_start, false, [](Row const& r, Language) { return iso_cell(r.period_start); }},
    {"siren", t::siren, false, [](Row const& r, Language) { return text_cell(r.siren); }},
    {"unit-name", t::unit_name, false, [](Row const& r, Language) { return value_cell(r.unit_name); }},
    {"legal", t::legal, false, [](Row const& r, Language) { return legal_cell(r); }},
    {"legal-label", t::legal_label, false, [](Row const& r, Language) { return legal_label_cell(r); }},
    {"category", t::category, false, [](Row const& r, Language) { return category_cell(r); }},
    {"head-office", t::head_office, false, [](Row const& r, Language) { return tri_cell(r.head_office); }},
    {"address", t::address, false, [](Row const& r, Language) { return value_cell(r.address); }},
    {"postal-code", t::postal_code, false, [](Row const& r, Language) { return value_cell(r.postal_code); }},
    {"commune-file", t::commune_file, false, [](Row const& r, Language) { return text_cell(r.commune_code); }},
    {"position-quality", t::position_quality, false, [](Row const& r, Language) { return quality_cell(r); }},
    {"longitude", t::longitude, false, [](Row const& r, Language) { return degrees_cell(r, &geo::Point::lon_degrees); }},
    {"latitude", t::latitude, false, [](Row const& r, Language) { return degrees_cell(r, &geo::Point::lat_degrees); }},
    {"distance", t::distance, false, [](Row const& r, Language) { return distance_cell(r); }},
    {"diffusion", t::diffusion, false, [](Row const& r, Language l) { return diffusion_cell(r.diffusion, l); }},
    {"tags", t::tags, false, [](Row const& r, Language) { return list_cell(r.tags); }},
    {"portfolios", t::portfolios, false, [](Row const& r, Language) { return list_cell(r.portfolios); }},
    {"last-contact", t::last_contact, false, [](Row const& r, Language) { return date_cell(r.last_contact); }},
    {"address-complement", t::address_complement, false, [](Row const& r, Language) { return value_cell(r.address_complement); }},
    {"special-distribution", t::special_distribution, false, [](Row const& r, Language) { return value_cell(r.special_distribution); }},
    {"cedex", t::cedex, false, [](Row const& r, Language) { return value_cell(r.cedex_code); }},
    {"cedex-label", t::cedex_label, false, [](Row const& r, Language) { return value_cell(r.cedex_label); }},
};

base::Result<RowColumn const*> find_column(std::string const& id) {
  auto const found = std::find_if(std::begin(all_columns), std::end(all_columns), [&](RowColumn const& column) { return column.id == id; });
  if (found != std::end(all_columns)) return &*found;
  std::vector<std::string_view> ids;
  for (auto const& column : all_columns) ids.push_back(column.id);
  return base::Error("app.unknown_column", {{"column", id}, {"suggestion", nearest_word(id, ids)}});
}

std::vector<std::string> wanted_ids(std::string_view text) {
  std::vector<std::string> ids;
  for (std::size_t start = 0; start <= text.size();) {
    auto const comma = std::min(text.find(',', start), text.size());
    if (comma > start) ids.emplace_back(text.substr(start, comma - start));
    start = comma + 1;
  }
  return ids;
}

}  // namespace

std::span<RowColumn const> row_columns() { return all_columns; }

base::Result<RowTable> RowTable::of(std::optional<std::string> const& wanted, Language language) {
  RowTable rows(language);
  for (auto const& id : wanted_ids(wanted.value_or(""))) {
    BASSIN_TRY(auto const* const column, find_column(id));
    rows.columns_.push_back(column);
  }
  bool const all = rows.columns_.empty();
  if (all) {
    for (auto const& column : all_columns) rows.columns_.push_back(&column);
  }
  rows.table_.id = "rows";
  for (auto const* const column : rows.columns_) {
    rows.table_.columns.push_back({std::string(column->id), column->title, !all || column->by_default});
  }
  return rows;
}

app::Row RowTable::line(query::Row const& row) const {
  app::Row line;
  for (auto const* const column : columns_) line.cells.push_back(column->cell(row, language_));
  if (row.position.point) line.position = *row.position.point;
  return line;
}

void RowTable::show(std::string_view column_id) {
  for (auto& column : table_.columns) {
    if (column.id == column_id) column.in_table = true;
  }
}

}  // namespace bassin::app
