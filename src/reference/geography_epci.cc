// EPCI and who belongs to them.
#include <algorithm>

#include "reference/geography.h"
#include "reference/internal/tables.h"

namespace bassin::reference {
namespace {

std::span<internal::EpciRow const> names_of(internal::GeographyTables const& tables, std::string_view siren) {
  auto const found = std::ranges::equal_range(tables.epcis, siren, {}, [](auto const& row) { return row.siren.view(); });
  return {found.begin(), found.end()};
}

std::span<internal::MembershipRow const> rows_of(internal::GeographyTables const& tables, std::string_view commune) {
  auto const found = std::ranges::equal_range(tables.memberships, commune, {}, [](auto const& row) { return row.commune.view(); });
  return {found.begin(), found.end()};
}

Epci merged(internal::GeographyTables const& tables, std::span<internal::EpciRow const> names) {
  auto const& newest = names.back();
  return {newest.siren.view(), tables.text(newest.name), newest.kind, {{names.front().from}, {newest.to}}};
}

}  // namespace

std::optional<Epci> Geography::epci(std::string_view siren) const {
  auto const names = names_of(*tables_, siren);
  if (names.empty()) return std::nullopt;
  return merged(*tables_, names);
}

std::vector<Epci> Geography::epcis() const {
  std::vector<Epci> found;
  for (std::size_t i = 0; i < tables_->epcis.size();) {
    auto const names = names_of(*tables_, tables_->epcis[i].siren.view());
    found.push_back(merged(*tables_, names));
    i += names.size();
  }
  return found;
}

std::vector<Epci> Geography::epci_versions() const {
  std::vector<Epci> found;
  for (auto const& row : tables_->epcis) {
    found.push_back({row.siren.view(), tables_->text(row.name), row.kind, {{row.from}, {row.to}}});
  }
  return found;
}

std::string_view Geography::epci_name(std::string_view siren, base::Date at) const {
  std::string_view name;
  for (auto const& row : names_of(*tables_, siren)) {
    if (name.empty() || row.from <= at.days) name = tables_->text(row.name);
  }
  return name;
}

std::vector<std::string_view> Geography::members(std::string_view siren, base::Date at) const {
  auto const code_of = [&](std::uint32_t i) { return tables_->memberships[i].epci.view(); };
  std::vector<std::string_view> codes;
  for (auto const i : std::ranges::equal_range(tables_->by_epci, siren, {}, code_of)) {
    auto const& row = tables_->memberships[i];
    if (row.from <= at.days && at.days < row.to) codes.push_back(row.commune.view());
  }
  return codes;
}

std::string_view Geography::epci_of(std::string_view commune, base::Date at) const {
  for (auto const& row : rows_of(*tables_, commune)) {
    if (row.from <= at.days && at.days < row.to) return row.epci.view();
  }
  return {};
}

std::vector<EpciMembership> Geography::memberships_of(std::string_view commune) const {
  std::vector<EpciMembership> found;
  for (auto const& row : rows_of(*tables_, commune)) {
    found.push_back({row.commune.view(), row.epci.view(), {{row.from}, {row.to}}});
  }
  return found;
}

}  // namespace bassin::reference
