// Predicates, part by part.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "query/internal/planner.h"
#include "query/last_contacts.h"
#include "reference/geography.h"
#include "reference/legal_forms.h"

namespace bassin::query::internal {

namespace {

using base::DayCode;
using base::Error;
using base::Result;

constexpr std::uint16_t last_day = 0xffff;

Error bad_value(std::string name, std::string value, std::string allowed) {
  return Error("query.bad_value", {{"name", std::move(name)}, {"value", std::move(value)}, {"allowed", std::move(allowed)}});
}

Result<void> check(std::string const& name, DateRange const& range) {
  bool const reversed = range.from && range.to && *range.to < *range.from;
  if (!reversed) return {};
  return Error("query.bad_range", {{"name", name}, {"from", base::to_iso(*range.from)}, {"to", base::to_iso(*range.to)}});
}

bool chambers_pass(ChamberFilter const& filter, unsigned mask) {
  switch (filter.mode) {
    case ChamberFilter::Mode::any_of: return (mask & filter.chambers) != 0;
    case ChamberFilter::Mode::all_of: return (mask & filter.chambers) == filter.chambers;
    case ChamberFilter::Mode::only: return mask == filter.chambers;
  }
  return false;
}

bool legal_passes(std::uint16_t wanted, std::uint16_t legal) {
  if (wanted >= 1 && wanted <= 9) return legal / 1000 == wanted;
  if (wanted >= 10 && wanted <= 99) return legal / 100 == wanted;
  return legal == wanted;
}

std::vector<std::uint32_t> sorted(std::vector<std::uint32_t> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::vector<std::uint32_t> rows_named(std::vector<NamedRows> const& sets, std::string_view name) {
  for (auto const& set : sets) {
    if (set.name == name) return set.rows;
  }
  return {};
}

std::vector<std::uint32_t> rows_of_any(std::vector<NamedRows> const& sets, std::vector<std::string> const& names) {
  std::vector<std::uint32_t> out;
  for (auto const& name : names) {
    auto const rows = rows_named(sets, name);
    out.insert(out.end(), rows.begin(), rows.end());
  }
  return sorted(std::move(out));
}

}  // namespace

Predicate& Planner::add(Part part, Input input, Test test) {
  auto& p = plan_->predicates.emplace_back();
  p.part = part;
  p.input = input;
  p.test = test;
  return p;
}

void Planner::add_set(Part part, std::vector<std::uint32_t> rows) { add(part, Input::rows, Test::row_set).rows = std::move(rows); }

void Planner::add_presence() {
  if (!plan_->at) return;
  auto& p = add(Part::present, Input::byte_column, Test::byte_table);
  p.byte = Byte::state;
  p.table.assign(256, 1);
  p.table[state_not_there] = 0;
}

void Planner::add_field() {
  if (filter_.field == reference::Field::all) return;
  auto& p = add(Part::field, Input::byte_column, Test::any_bit);
  p.byte = Byte::fields;
  p.low = static_cast<std::uint16_t>(1U << static_cast<unsigned>(filter_.field));
}

void Planner::add_state() {
  auto const wanted = filter_.state.value_or(plan_->implied_state ? StateFilter::active : StateFilter::any);
  if (wanted == StateFilter::any) return;
  auto& p = add(Part::state, Input::byte_column, Test::equals);
  p.byte = Byte::state;
  p.low = static_cast<std::uint16_t>(wanted == StateFilter::active ? registry::State::active : registry::State::closed);
}

void Planner::add_simple_parts() {
  auto const equals = [&](Part part, Byte byte, auto value) {
    auto& p = add(part, Input::byte_column, Test::equals);
    p.byte = byte;
    p.low = static_cast<std::uint16_t>(value);
  };
  if (filter_.head_office) equals(Part::head_office, Byte::head_office, *filter_.head_office);
  if (filter_.diffusion) equals(Part::diffusion, Byte::diffusion, *filter_.diffusion);
  if (filter_.unit_categories.empty()) return;
  auto& p = add(Part::category, Input::byte_column, Test::byte_table);
  p.byte = Byte::category;
  p.table.assign(256, 0);
  for (auto const category : filter_.unit_categories) p.table[static_cast<std::size_t>(category)] = 1;
}

void Planner::add_employer() {
  plan_->dynamic.employer = filter_.employer;
  if (!filter_.employer) return;
  add(Part::employer, Input::employs, Test::equals).low = static_cast<std::uint16_t>(*filter_.employer);
}

Result<void> Planner::mark_activity(ActivityCode const& wanted, std::vector<std::uint8_t>& table) const {
  auto const& codes = tables_.activities.codes;
  auto const* const nomenclature = reference::nomenclature(wanted.nomenclature);
  if (nomenclature == nullptr || wanted.code.empty()) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      bool const same = wanted.code.empty() ? codes[i].code.empty() : codes[i] == wanted;
      if (same) table[i] = 1;
    }
    return {};
  }
  auto const row = nomenclature->find(wanted.code);
  if (row == reference::ActivityNomenclature::none) {
    return Error("query.unknown_activity", {{"code", wanted.code}, {"nomenclature", std::string(reference::name_of(wanted.nomenclature))}});
  }
  auto const& above = ancestors(wanted.nomenclature)[static_cast<std::size_t>(nomenclature->rows()[row].level)];
  auto const& index = wanted.nomenclature == reference::Nomenclature::naf_2025 ? tables_.activities.naf_2025 : tables_.activities.naf_rev2;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    bool const listed = index[i] != index_unknown && index[i] != index_other;
    if (listed && above[index[i] - 1U] == row) table[i] = 1;
  }
  return {};
}

Result<void> Planner::add_activities() {
  if (filter_.activities.empty()) return {};
  std::vector<std::uint8_t> table(tables_.activities.codes.size(), 0);
  for (auto const& wanted : filter_.activities) BASSIN_DO(mark_activity(wanted, table));
  plan_->dynamic.activity = table;
  auto& p = add(Part::activity, Input::word_column, Test::word_table);
  p.word = Word::activity;
  p.table = std::move(table);
  return {};
}

Result<void> Planner::add_activities_2025() {
  if (filter_.activities_2025.empty()) return {};
  auto const& nomenclature = reference::naf_2025();
  std::vector<std::uint8_t> table(nomenclature.rows().size() + 1, 0);
  for (auto const& code : filter_.activities_2025) {
    if (code.empty()) {
      table[index_unknown] = 1;
      continue;
    }
    auto const row = nomenclature.find(code);
    if (row == reference::ActivityNomenclature::none) {
      return Error("query.unknown_activity", {{"code", code}, {"nomenclature", "NAF2025"}});
    }
    auto const& above = ancestors(nomenclature.id())[static_cast<std::size_t>(nomenclature.rows()[row].level)];
    for (std::size_t i = 0; i < above.size(); ++i) {
      if (above[i] == row) table[i + 1] = 1;
    }
  }
  plan_->dynamic.naf_2025 = table;
  add(Part::activity_2025, Input::naf_2025, Test::word_table).table = std::move(table);
  return {};
}

Result<void> Planner::add_sizes() {
  if (filter_.sizes.empty() && filter_.size_groups.empty()) return {};
  std::vector<std::uint8_t> table(256, 0);
  for (auto const size : filter_.sizes) {
    if (size >= reference::size_band_count) return bad_value("size", fmt::format("{}", size), "0–16");
    table[size] = 1;
  }
  for (reference::SizeIndex size = 0; size < reference::size_band_count; ++size) {
    auto const& groups = filter_.size_groups;
    if (std::find(groups.begin(), groups.end(), reference::size_group(size)) != groups.end()) table[size] = 1;
  }
  auto& p = add(Part::size, Input::byte_column, Test::byte_table);
  p.byte = Byte::size;
  p.table = std::move(table);
  return {};
}

Result<void> Planner::add_legal() {
  if (filter_.legal_categories.empty()) return {};
  std::vector<std::uint8_t> table(10000, 0);
  for (auto const wanted : filter_.legal_categories) {
    bool const known = wanted == 0 || reference::legal_forms().contains(wanted);
    if (!known) return Error("query.unknown_legal_category", {{"code", fmt::format("{}", wanted)}});
    for (std::size_t legal = 0; legal < table.size(); ++legal) {
      if (legal_passes(wanted, static_cast<std::uint16_t>(legal))) table[legal] = 1;
    }
  }
  auto& p = add(Part::legal, Input::word_column, Test::word_table);
  p.word = Word::legal;
  p.table = std::move(table);
  return {};
}

Result<void> Planner::add_dates() {
  BASSIN_DO(check("created", filter_.created));
  BASSIN_DO(check("closed", filter_.closed));
  auto const add_range = [&](Part part, Word word, DateRange const& range) {
    auto& p = add(part, Input::word_column, Test::word_range);
    p.word = word;
    p.low = range.from ? DayCode::of(*range.from).v : DayCode::before;
    p.high = range.to ? DayCode::of(*range.to).v : last_day;
  };
  if (filter_.created.any()) add_range(Part::created, Word::created, filter_.created);
  if (!filter_.closed.any()) return {};
  add(Part::closed, Input::state_today, Test::equals).low = static_cast<std::uint16_t>(registry::State::closed);
  add_range(Part::closed, Word::period_start, filter_.closed);
  plan_->predicates.back().input = Input::closing;
  return {};
}

Result<void> Planner::add_chambers() {
  auto const& wanted = filter_.chambers;
  if (wanted.chambers == 0) return {};
  if (wanted.chambers > 31) return bad_value("chamber", fmt::format("{}", wanted.chambers), "0–31");
  auto& p = add(Part::chambers, Input::byte_column, Test::byte_table);
  p.byte = Byte::chambers;
  p.table.assign(256, 0);
  for (unsigned mask = 0; mask < 32; ++mask) p.table[mask] = chambers_pass(wanted, mask) ? 1 : 0;
  return {};
}

Result<void> Planner::add_communes() {
  if (filter_.communes.empty()) return {};
  auto const& geography = reference::geography();
  std::set<std::string_view> wanted;
  for (auto const& code : filter_.communes) {
    if (!geography.commune(code, geography.last_vintage())) return Error("query.unknown_commune", {{"code", code}});
    wanted.insert(code);
  }
  std::vector<std::uint8_t> table(tables_.commune_codes.size(), 0);
  for (auto const& segment : tables_.segments) {
    for (std::uint32_t c = 0; c < segment.communes(); ++c) {
      Range const rows{segment.first_row + segment.commune_first[c], segment.first_row + segment.commune_first[c + 1]};
      auto const commune = segment.first_commune + c;
      if (!intersect({rows}, plan_->territory).empty()) table[commune] = wanted.contains(tables_.places(commune).commune) ? 1 : 0;
    }
  }
  add(Part::communes, Input::rows, Test::commune_set).table = std::move(table);
  return {};
}

void Planner::add_overlay_sets() {
  if (!filter_.tags_any.empty()) add_set(Part::tag, rows_of_any(tables_.tags, filter_.tags_any));
  for (auto const& tag : filter_.tags_all) add_set(Part::tag, rows_named(tables_.tags, tag));
  if (!filter_.portfolios.empty()) add_set(Part::portfolio, rows_of_any(tables_.portfolios, filter_.portfolios));
  if (!filter_.follow_ups.empty()) add_set(Part::follow_up, rows_of_any(tables_.follow_ups, filter_.follow_ups));
  if (filter_.businesses.empty()) return;
  std::vector<std::uint32_t> rows;
  for (auto const& id : filter_.businesses) {
    auto const row = plan_->view->find(id);
    if (row) {
      rows.push_back(*row);
    } else {
      unknown_businesses_.push_back(id);
    }
  }
  add_set(Part::businesses, sorted(std::move(rows)));
}

void Planner::add_contact() {
  auto const& wanted = filter_.contact;
  bool const dated = wanted.before || wanted.since;
  if (!dated && !wanted.never) return;
  std::vector<std::uint32_t> passing, failing;
  for (auto const& contact : plan_->view->contacts().by_row()) {
    bool passes = dated;
    if (wanted.before && contact.date >= DayCode::of(*wanted.before)) passes = false;
    if (wanted.since && contact.date < DayCode::of(*wanted.since)) passes = false;
    (passes ? passing : failing).push_back(contact.row);
  }
  add_set(Part::contact, wanted.never ? std::move(failing) : std::move(passing));
  plan_->predicates.back().inverted = wanted.never;
}

void Planner::add_zone() {
  if (!filter_.zone) return;
  plan_->zone = filter_.zone->zone;
  add(Part::zone, Input::rows, Test::zone);
}

}  // namespace bassin::query::internal
