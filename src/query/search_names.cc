#include "query/search_names.h"

#include <limits>
#include <string>
#include <string_view>

namespace bassin::query {

namespace {

using registry::Privacy;
using registry::schema::Text;
using registry::schema::UnitText;

constexpr std::string_view not_public = "[ND]";

}  // namespace

ViewRows::ViewRows(PreparedFilter const& filter) : filter_(&filter), reader_(filter.view().snapshot(), filter.audience()) {}

void ViewRows::add(std::uint32_t row, Privacy bit, std::string_view text, std::vector<RowName>& out) const {
  if (text.empty() || text == not_public || !reader_.may_see(row, bit)) return;
  out.push_back({std::string(text), {}});
}

void ViewRows::person_names(std::uint32_t row, std::uint32_t unit, std::vector<RowName>& out) const {
  auto const& units = filter_->view().snapshot().units();
  if (static_cast<registry::Tri>(units.natural_person[unit]) == registry::Tri::no || !reader_.may_see(row, registry::hides_names)) return;
  auto const usual = units.text(UnitText::usual_first_name, unit);
  auto const first = usual.empty() ? units.text(UnitText::first_name_1, unit) : usual;
  for (auto const which : {UnitText::used_name, UnitText::family_name}) {
    auto const surname = units.text(which, unit);
    if (surname.empty() || surname == not_public) continue;
    std::string text(surname);
    if (first.empty() || first == not_public) {
      out.push_back({std::move(text), {}});
    } else {
      out.push_back({text.append(" ").append(first), std::string(first)});
    }
  }
  add(row, registry::hides_names, units.text(UnitText::pseudonym, unit), out);
}

void ViewRows::unit_names(std::uint32_t row, std::vector<RowName>& out) const {
  auto const& snapshot = filter_->view().snapshot();
  auto const unit = snapshot.establishments().unit[row];
  if (reader_.may_see(row, registry::hides_names)) {
    for (auto const which : {UnitText::denomination, UnitText::usual_name_1, UnitText::usual_name_2, UnitText::usual_name_3}) {
      add(row, registry::hides_names, snapshot.units().text(which, unit), out);
    }
  }
  add(row, registry::hides_acronym, snapshot.units().text(UnitText::acronym, unit), out);
  person_names(row, unit, out);
}

void ViewRows::overlay_names(std::uint32_t row, std::vector<RowName>& out) const {
  auto const& view = filter_->view();
  if (view.is_local(row)) {
    if (registry::visible(privacy_of(view.local(row)), registry::hides_names, reader_.audience()))
      out.push_back({view.local(row).name, {}});
  }
  auto const* const entry = view.overlay().empty() ? nullptr : view.overlay().find(view.id_of(row));
  if (entry == nullptr || !entry->name) return;
  // A corrected name says who stands behind the row, as the names it replaces do.
  auto const privacy = view.is_local(row) ? privacy_of(view.local(row)) : view.snapshot().establishments().privacy[row];
  bool const seen = registry::visible(privacy, registry::hides_names, reader_.audience()) &&
                    registry::visible(privacy, registry::hides_brands, reader_.audience());
  if (seen) out.push_back({*entry->name, {}});
}

void ViewRows::names(std::uint32_t row, std::vector<RowName>& out) const {
  overlay_names(row, out);
  if (filter_->view().is_local(row)) return;
  unit_names(row, out);
  if (!reader_.may_see(row, registry::hides_brands)) return;
  auto const& establishments = filter_->view().snapshot().establishments();
  for (auto const which : {Text::brand_1, Text::usual_name, Text::brand_2, Text::brand_3}) {
    add(row, registry::hides_brands, establishments.text(which, row), out);
  }
}

bool ViewRows::active(std::uint32_t row) const {
  auto const& view = filter_->view();
  if (view.is_local(row)) return view.local(row).state == registry::State::active;
  return static_cast<registry::State>(view.snapshot().establishments().state[row]) == registry::State::active;
}

std::uint64_t ViewRows::siret(std::uint32_t row) const {
  auto const& view = filter_->view();
  if (!view.is_local(row)) return view.snapshot().siret(row);
  return std::numeric_limits<std::uint64_t>::max() - view.rows() + row;
}

std::vector<std::uint32_t> ViewRows::named_by_overlay() const {
  auto const& view = filter_->view();
  std::vector<std::uint32_t> rows;
  for (auto const& [id, entry] : view.overlay().entries()) {
    if (!entry.name || id.siret == 0) continue;
    if (auto const row = view.find(id)) rows.push_back(*row);
  }
  for (auto row = view.snapshot().rows(); row < view.rows(); ++row) rows.push_back(row);
  return rows;
}

}  // namespace bassin::query
