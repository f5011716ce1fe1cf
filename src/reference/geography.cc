#include "reference/geography.h"

#include <algorithm>
#include <ranges>

#include "reference/internal/tables.h"

namespace bassin::reference {
namespace {

using internal::GeographyTables;

// Rows of a sorted table whose code equals `code`.
template <class Row, class Projection>
std::span<Row const> run(std::span<Row const> rows, std::string_view code, Projection projection) {
  auto const found = std::ranges::equal_range(rows, code, {}, projection);
  return {found.begin(), found.end()};
}

// Indexes of a sorted index whose row's code equals `code`.
template <class Row, class Projection>
std::span<std::uint32_t const> indexed(std::span<std::uint32_t const> index, std::span<Row const> rows, std::string_view code,
                                       Projection projection) {
  auto const found = std::ranges::equal_range(index, code, {}, [&](std::uint32_t i) { return projection(rows[i]); });
  return {found.begin(), found.end()};
}

std::string_view code_of(internal::VersionRow const& row) { return row.code.view(); }
std::string_view parent_of(internal::VersionRow const& row) { return row.parent.view(); }

Validity validity(std::int32_t from, std::int32_t to) { return {{from}, {to}}; }

CommuneVersion version(GeographyTables const& tables, internal::VersionRow const& row) {
  auto const ground = row.kind == CommuneKind::commune ? code_of(row) : parent_of(row);
  return {code_of(row), tables.text(row.name), Geography::departement_of(ground), parent_of(row), row.kind, validity(row.from, row.to)};
}

bool holds(internal::VersionRow const& row, base::Date at) { return row.from <= at.days && at.days < row.to; }

// Days between a date and a version; 0 where the version holds.
std::int64_t distance(internal::VersionRow const& row, base::Date at) {
  if (at.days < row.from) return std::int64_t{row.from} - at.days;
  return at.days < row.to ? 0 : std::int64_t{at.days} - row.to + 1;
}

Succession succession(internal::SuccessionRow const& row) { return {row.from.view(), row.to.view(), {row.date}, row.split != 0}; }

}  // namespace

base::Date Geography::first_vintage() const { return {tables_->vintages.front()}; }
base::Date Geography::last_vintage() const { return {tables_->vintages.back()}; }

std::optional<CommuneVersion> Geography::commune(std::string_view code, base::Date at) const {
  for (auto const& row : run(tables_->versions, code, code_of)) {
    if (row.kind == CommuneKind::commune && holds(row, at)) return version(*tables_, row);
  }
  return std::nullopt;
}

std::vector<CommuneVersion> Geography::versions(std::string_view code) const {
  std::vector<CommuneVersion> found;
  for (auto const& row : run(tables_->versions, code, code_of)) found.push_back(version(*tables_, row));
  return found;
}

std::string_view Geography::commune_name(std::string_view code, base::Date at) const {
  auto const rows = run(tables_->versions, code, code_of);
  if (rows.empty()) return {};
  // A commune before its own delegated part, which can bear the same code at the same time.
  auto const nearest = std::ranges::min_element(rows, {}, [&](auto const& row) { return std::pair(distance(row, at), row.kind); });
  return tables_->text(nearest->name);
}

std::vector<std::string_view> Geography::communes(base::Date at) const {
  std::vector<std::string_view> codes;
  for (auto const& row : tables_->versions) {
    if (row.kind == CommuneKind::commune && holds(row, at)) codes.push_back(code_of(row));
  }
  return codes;
}

std::vector<std::string_view> Geography::communes_of(std::string_view departement, base::Date at) const {
  std::vector<std::string_view> codes;
  auto const& rows = tables_->versions;
  for (auto row = std::ranges::lower_bound(rows, departement, {}, code_of); row != rows.end() && code_of(*row).starts_with(departement);
       ++row) {
    auto const code = code_of(*row);
    if (row->kind == CommuneKind::commune && holds(*row, at) && departement_of(code) == departement) codes.push_back(code);
  }
  return codes;
}

std::vector<CommuneVersion> Geography::parts(std::string_view commune, base::Date at) const {
  std::vector<CommuneVersion> found;
  for (auto const i : indexed(tables_->parts, tables_->versions, commune, parent_of)) {
    auto const& row = tables_->versions[i];
    if (holds(row, at) && code_of(row) != commune) found.push_back(version(*tables_, row));
  }
  std::ranges::sort(found, {}, &CommuneVersion::code);
  return found;
}

std::vector<CommuneVersion> Geography::all_parts(std::string_view commune) const {
  std::vector<CommuneVersion> found;
  for (auto const i : indexed(tables_->parts, tables_->versions, commune, parent_of)) {
    found.push_back(version(*tables_, tables_->versions[i]));
  }
  return found;
}

std::vector<std::string_view> Geography::arrondissements(std::string_view commune) const {
  std::vector<std::string_view> codes;
  for (auto const& part : all_parts(commune)) {
    if (part.kind == CommuneKind::arrondissement) codes.push_back(part.code);
  }
  return codes;
}

std::vector<CommuneVersion> Geography::all_versions() const {
  std::vector<CommuneVersion> found;
  found.reserve(tables_->versions.size());
  for (auto const& row : tables_->versions) found.push_back(version(*tables_, row));
  return found;
}

std::vector<Succession> Geography::successors(std::string_view code) const {
  std::vector<Succession> found;
  for (auto const& row : run(tables_->successions, code, [](auto const& one) { return one.from.view(); })) {
    found.push_back(succession(row));
  }
  return found;
}

std::vector<Succession> Geography::predecessors(std::string_view code) const {
  std::vector<Succession> found;
  for (auto const i : indexed(tables_->by_successor, tables_->successions, code, [](auto const& row) { return row.to.view(); })) {
    found.push_back(succession(tables_->successions[i]));
  }
  std::ranges::stable_sort(found, {}, &Succession::date);
  return found;
}

std::optional<Population> Geography::population(std::string_view code, base::Date at) const {
  auto const width = 2 + tables_->vintages.size();
  auto const row_at = [&](std::size_t i) { return tables_->populations.subspan(i * width, width); };
  auto const code_at = [&](std::size_t i) { return reinterpret_cast<internal::Code<6> const*>(row_at(i).data())->view(); };
  auto const rows = std::views::iota(std::size_t{0}, tables_->populations.size() / width);
  auto const found = std::ranges::lower_bound(rows, code, {}, code_at);
  if (found == rows.end() || code_at(*found) != code) return std::nullopt;

  auto const values = row_at(*found).subspan(2);
  std::optional<Population> answer;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const later = at.days < tables_->vintages[i];
    if (later && answer) break;
    if (values[i] != internal::no_population) answer = Population{values[i], base::year_of({tables_->vintages[i]})};
  }
  return answer;
}

std::optional<Departement> Geography::departement(std::string_view code) const {
  for (auto const& row : run(tables_->departements, code, [](auto const& one) { return one.code.view(); })) {
    return Departement{row.code.view(), tables_->text(row.name), row.region.view(), row.seat.view()};
  }
  return std::nullopt;
}

std::vector<Departement> Geography::departements() const {
  std::vector<Departement> found;
  for (auto const& row : tables_->departements) found.push_back(*departement(row.code.view()));
  return found;
}

std::optional<Region> Geography::region(std::string_view code) const {
  for (auto const& row : run(tables_->regions, code, [](auto const& one) { return one.code.view(); })) {
    return Region{row.code.view(), tables_->text(row.name), row.seat.view()};
  }
  return std::nullopt;
}

std::vector<Region> Geography::regions() const {
  std::vector<Region> found;
  for (auto const& row : tables_->regions) found.push_back(*region(row.code.view()));
  return found;
}

std::string_view Geography::departement_of(std::string_view commune_code) {
  if (commune_code.size() != 5) return {};
  auto const overseas = commune_code.starts_with("97") || commune_code.starts_with("98");
  return commune_code.substr(0, overseas ? 3 : 2);
}

Geography const& geography() {
  static Geography const made(internal::geography_tables());
  return made;
}

}  // namespace bassin::reference
