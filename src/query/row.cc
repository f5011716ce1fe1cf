#include "query/row.h"

#include <fmt/format.h>

#include "query/internal/guard.h"
#include "query/internal/row_at.h"
#include "query/internal/tables.h"
#include "reference/geography.h"

namespace bassin::query {

namespace {

using namespace internal;
using registry::Presence;
using registry::Value;

constexpr int size_year_base = 1950;  // of the columns size_year

// One row being read: what most steps need.
struct Reading {
  View const& view;
  std::uint32_t row;
  registry::Audience audience;

  [[nodiscard]] Segment const& segment() const { return view.tables().segments[view.is_local(row) ? 1 : 0]; }
  [[nodiscard]] std::uint32_t at() const { return row - segment().first_row; }
  [[nodiscard]] std::uint8_t byte(Byte which) const { return segment().bytes[static_cast<std::size_t>(which)][at()]; }
  [[nodiscard]] std::uint16_t word(Word which) const { return segment().words[static_cast<std::size_t>(which)][at()]; }
  [[nodiscard]] bool may_see(registry::Privacy what) const { return registry::visible(byte(Byte::privacy), what, audience); }
  [[nodiscard]] Value shown(std::string const& text, registry::Privacy what) const {
    if (!may_see(what)) return {{}, Presence::masked};
    return text.empty() ? Value{} : Value{text, Presence::known};
  }
};

RowActivity activity_at(View const& view, RowState const& state) {
  auto const& code = view.tables().activities.codes[state.activity];
  if (code.code.empty()) return {reference::Nomenclature::unknown, {}, state.activity_corrected};
  return {code.nomenclature, code.code, state.activity_corrected};
}

RowPosition position_of(Reading const& r, Correction const* correction) {
  bool const local = r.view.is_local(r.row);
  RowPosition out;
  if (!r.may_see(registry::hides_position)) {
    out.presence = Presence::masked;
    return out;
  }
  bool const moved = correction != nullptr && correction->position;
  geo::Point const own{r.segment().lon[r.at()], r.segment().lat[r.at()]};
  auto const point = moved ? *correction->position : own;
  if (!point.known()) return out;
  out.point = point;
  out.presence = Presence::known;
  out.quality = moved ? registry::PositionQuality::given : static_cast<registry::PositionQuality>(r.byte(Byte::quality));
  out.source = moved || local ? registry::PositionSource::corrected
                              : static_cast<registry::PositionSource>(r.view.snapshot().positions().source[r.row]);
  return out;
}

std::string activity_2025_of(Tables const& tables, std::uint16_t own, std::uint16_t activity) {
  if (own != 0) return tables.activities_2025.codes[own];
  auto const index = tables.activities.naf_2025[activity];
  bool const coded = index != index_unknown && index != index_other;
  return coded ? std::string(reference::naf_2025().rows()[index - 1U].code) : std::string();
}

std::uint8_t chambers_of(Reading const& r, Correction const* correction, bool dated) {
  if (correction == nullptr) return r.byte(Byte::chambers);
  return (dated ? correction->chambers_by_hand : correction->chambers).value_or(r.byte(Byte::chambers));
}

void read_common(Reading const& r, std::optional<base::Date> at, Row& out) {
  auto const& tables = r.view.tables();
  auto const state = state_of(r.view, r.row, at);
  auto const* const correction = tables.correction(r.row);
  out.state = state.state > 2 ? registry::State::unknown : static_cast<registry::State>(state.state);
  out.activity = activity_at(r.view, state);
  out.size = r.byte(Byte::size);
  out.employer = employs(state.employer, out.size);
  out.activity_2025 = activity_2025_of(tables, r.word(Word::activity_2025), state.activity);
  out.legal_category = r.word(Word::legal);
  out.head_office = static_cast<registry::Tri>(r.byte(Byte::head_office));
  out.diffusion = diffusion_of(r.byte(Byte::diffusion), r.byte(Byte::privacy));
  out.chambers = chambers_of(r, correction, at.has_value());
  out.position = position_of(r, correction);
}

void read_entry(Reading const& r, Row& out) {
  out.last_contact = r.view.last_contact(r.row);
  auto const* const entry = r.view.tables().entry(r.row);
  if (entry == nullptr) return;
  out.tags = entry->tags;
  out.portfolios = entry->portfolios;
  out.chambers_corrected = entry->chambers.has_value();
  if (entry->name) out.name = r.shown(*entry->name, registry::hides_names);
}

void read_local(Reading const& r, std::optional<base::Date> at, Row& out) {
  auto const& business = r.view.local(r.row);
  out.local = true;
  out.name = r.shown(r.view.tables().local_name(r.row), registry::hides_names);
  out.address = r.shown(business.address, registry::hides_address);
  out.commune_code = business.commune;
  if (business.created) out.created = base::to_iso(*business.created);
  bool const closed_by_then = business.closed && (!at || *business.closed <= *at);
  if (closed_by_then) out.period_start = base::to_iso(*business.closed);
}

void read_register(Reading const& r, std::optional<base::Date> at, Row& out) {
  auto const& snapshot = r.view.snapshot();
  auto const& e = snapshot.establishments();
  auto const& units = snapshot.units();
  auto const unit = e.unit[r.row];
  registry::Reader const reader(snapshot, r.audience);
  auto const address = reader.address(r.row);
  out.siren = fmt::format("{:09}", units.siren[unit]);
  out.name = reader.display_name(r.row);
  out.unit_name = reader.unit_name(r.row);
  out.address = address.line();
  out.postal_code = address.postal_code;
  out.address_complement = address.complement;
  out.special_distribution = address.special_distribution;
  out.cedex_code = address.cedex_code;
  out.cedex_label = address.cedex_label;
  out.commune_code = address.commune_code;
  out.commune_label = address.commune_label;
  out.size_year = e.size_year[r.row] == 0 ? 0 : size_year_base + e.size_year[r.row];
  out.unit_category = static_cast<registry::UnitCategory>(units.category[unit]);
  out.created = date_text(e.created[r.row], e.text(registry::schema::Text::created_exact, r.row));
  out.period_start = in_state_since(r.view, r.row, at);
}

void read_commune(Reading const& r, Row& out) {
  auto const& tables = r.view.tables();
  auto const commune = r.view.is_local(r.row) ? r.segment().first_commune + r.at() : r.view.snapshot().commune_of(r.row);
  out.commune = tables.places(commune).commune;
  if (!out.commune_label.empty()) return;
  auto const& geography = reference::geography();
  out.commune_label = geography.commune_name(out.commune_code, geography.last_vintage());
}

}  // namespace

Row read_row(View const& view, std::uint32_t row, registry::Audience audience, std::optional<base::Date> at) {
  Reading const reading{view, row, audience};
  Row out;
  out.id = view.id_of(row);
  read_common(reading, at, out);
  if (view.is_local(row)) {
    read_local(reading, at, out);
  } else {
    read_register(reading, at, out);
  }
  read_commune(reading, out);
  read_entry(reading, out);
  return out;
}

base::Result<std::vector<Row>> read_rows(View const& view, std::span<std::uint32_t const> rows, registry::Audience audience,
                                         std::optional<base::Date> at) {
  return guarded([&]() -> base::Result<std::vector<Row>> {
    std::vector<Row> out;
    out.reserve(rows.size());
    for (auto const row : rows) out.push_back(read_row(view, row, audience, at));
    return out;
  });
}

base::Result<std::vector<reference::ChamberMask>> read_chambers(View const& view, std::span<std::uint32_t const> rows) {
  return guarded([&]() -> base::Result<std::vector<reference::ChamberMask>> {
    std::vector<reference::ChamberMask> out;
    out.reserve(rows.size());
    for (auto const row : rows) out.push_back(chambers_of({view, row, registry::Audience::open}, view.tables().correction(row), false));
    return out;
  });
}

}  // namespace bassin::query
