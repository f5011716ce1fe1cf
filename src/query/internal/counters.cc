#include "query/internal/counters.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/size_bands.h"

namespace bassin::query::internal {

namespace {

constexpr std::uint32_t activity_unknown_key = 0;
constexpr std::uint32_t activity_other_key = 1;
constexpr std::uint32_t activity_first_key = 2;

bool is_activity(Dimension d) { return d <= Dimension::subclass_2025; }

std::size_t level_of(Dimension d) {
  return (static_cast<std::size_t>(d) - static_cast<std::size_t>(Dimension::section)) % reference::activity_level_count;
}

std::string legal_text(std::uint32_t code) { return code == 0 ? std::string() : fmt::format("{}", code); }

ChamberCounts chamber_counts(std::vector<std::uint32_t> const& by_mask) {
  ChamberCounts out;
  for (std::uint32_t mask = 0; mask < 32; ++mask) {
    auto const count = by_mask[mask];
    auto const of_three = mask & reference::chamber_any;
    for (std::size_t c = 0; c < 3; ++c) out.totals[c] += ((mask >> c) & 1U) != 0 ? count : 0;
    if (of_three != 0) out.exactly[of_three] += count;
    if (of_three != 0) out.any += count;
    if ((mask & reference::chamber_outside) != 0) out.outside += count;
    if ((mask & reference::chamber_to_qualify) != 0) out.to_qualify += count;
  }
  return out;
}

std::vector<NamedRows> const& sets_of(Tables const& tables, Dimension d) {
  return d == Dimension::tag ? tables.tags : d == Dimension::portfolio ? tables.portfolios : tables.follow_ups;
}

std::vector<std::string> const& words_of(OverlayEntry const& entry, Dimension d) {
  return d == Dimension::tag ? entry.tags : d == Dimension::portfolio ? entry.portfolios : entry.follow_ups;
}

void keep_largest(Facet& facet, std::size_t limit) {
  auto const larger = [](Bucket const& a, Bucket const& b) { return a.count != b.count ? a.count > b.count : a.key < b.key; };
  auto& buckets = facet.buckets;
  facet.keys = buckets.size();
  if (limit == 0 || limit >= buckets.size()) {
    std::sort(buckets.begin(), buckets.end(), larger);
    return;
  }
  auto const kept = buckets.begin() + static_cast<std::ptrdiff_t>(limit);
  std::partial_sort(buckets.begin(), kept, buckets.end(), larger);
  for (auto at = kept; at != buckets.end(); ++at) facet.beyond += at->count;
  buckets.erase(kept, buckets.end());
}

}  // namespace

Base base_of(Dimension d) {
  if (d <= Dimension::subclass) return Base::activity;
  if (d <= Dimension::subclass_2025) return Base::naf_2025;
  switch (d) {
    case Dimension::size:
    case Dimension::size_group: return Base::size;
    case Dimension::legal_1:
    case Dimension::legal_2:
    case Dimension::legal_3: return Base::legal;
    case Dimension::state: return Base::state;
    case Dimension::head_office: return Base::head_office;
    case Dimension::employer: return Base::employer;
    case Dimension::chamber: return Base::chambers;
    case Dimension::diffusion: return Base::diffusion;
    case Dimension::created_year: return Base::created_year;
    case Dimension::unit_category: return Base::category;
    case Dimension::position_quality: return Base::quality;
    case Dimension::field: return Base::field;
    case Dimension::tag:
    case Dimension::portfolio:
    case Dimension::follow_up: return Base::entry;
    default: return Base::place;
  }
}

Parts own_parts(Dimension dimension, Plan const& plan) {
  switch (base_of(dimension)) {
    case Base::activity: return bit_of(Part::activity);
    case Base::naf_2025: return bit_of(Part::activity_2025);
    case Base::size: return bit_of(Part::size);
    case Base::legal: return bit_of(Part::legal);
    case Base::place: return bit_of(Part::communes);
    case Base::state: return bit_of(Part::state);
    case Base::head_office: return bit_of(Part::head_office);
    case Base::employer: return bit_of(Part::employer);
    case Base::chambers: return bit_of(Part::chambers);
    case Base::diffusion: return bit_of(Part::diffusion);
    case Base::created_year: return bit_of(Part::created);
    case Base::category: return bit_of(Part::category);
    // With another field, another state would be implied.
    case Base::field: return bit_of(Part::field) | (plan.implied_state ? bit_of(Part::state) : 0U);
    case Base::entry:
      return bit_of(dimension == Dimension::tag ? Part::tag : dimension == Dimension::portfolio ? Part::portfolio : Part::follow_up);
    default: return 0;
  }
}

std::size_t base_size(Base base, Plan const& plan) {
  auto const& tables = *plan.tables;
  switch (base) {
    case Base::activity: return tables.activities.codes.size();
    case Base::naf_2025: return 65536;
    case Base::legal: return legal_values;
    case Base::place: return tables.commune_codes.size();
    case Base::field: return std::size_t{2} * field_active;
    case Base::entry: return tables.entries.size() + 1;
    default: return 256;
  }
}

Keys::Keys(Plan const& plan, Dimension dimension) : plan_(plan), dimension_(dimension), base_(base_of(dimension)) {
  if (is_activity(dimension)) level_ = &ancestors(nomenclature().id())[level_of(dimension)];
}

reference::ActivityNomenclature const& Keys::nomenclature() const {
  return base_ == Base::naf_2025 ? reference::naf_2025() : reference::naf_rev2();
}

std::size_t Keys::size() const {
  switch (base_) {
    case Base::activity:
    case Base::naf_2025: return level_->size() + activity_first_key;
    case Base::legal: return legal_values;
    case Base::place: return plan_.tables->commune_codes.size() + 1;
    case Base::entry: return sets_of(*plan_.tables, dimension_).size();
    default: return 256;
  }
}

std::uint32_t Keys::activity_key(std::uint32_t index) const {
  if (index == index_unknown) return activity_unknown_key;
  if (index == index_other) return activity_other_key;
  auto const ancestor = (*level_)[index - 1];
  return ancestor == reference::ActivityNomenclature::none ? activity_other_key : ancestor + activity_first_key;
}

std::uint32_t Keys::place_key(std::uint32_t commune) {
  std::string_view name;
  if (dimension_ == Dimension::commune_code) {
    name = plan_.tables->commune_codes[commune];
  } else {
    auto const& places = plan_.tables->places(commune);
    name = dimension_ == Dimension::commune       ? places.commune
           : dimension_ == Dimension::epci        ? places.epci
           : dimension_ == Dimension::departement ? places.departement
                                                  : places.region;
  }
  auto const [at, fresh] = place_keys_.emplace(name, static_cast<std::uint32_t>(places_.size()));
  if (fresh) places_.push_back(name);
  return at->second;
}

std::uint32_t Keys::single_key(std::uint32_t value) {
  switch (dimension_) {
    case Dimension::size_group: return static_cast<std::uint32_t>(reference::size_group(static_cast<reference::SizeIndex>(value)));
    case Dimension::legal_1: return value / 1000;
    case Dimension::legal_2: return value / 100;
    default: break;
  }
  if (base_ == Base::activity) return activity_key(plan_.tables->activities.naf_rev2[value]);
  if (base_ == Base::naf_2025) return activity_key(value);
  if (base_ == Base::place) return place_key(value);
  return value;
}

void Keys::append_bits(std::uint32_t mask, std::size_t bits, std::vector<std::uint32_t>& out) const {
  for (std::uint32_t bit = 0; bit < bits; ++bit) {
    if (((mask >> bit) & 1U) != 0) out.push_back(bit);
  }
}

void Keys::append_fields(std::uint32_t value, std::vector<std::uint32_t>& out) const {
  bool const active = value >= field_active;
  for (std::uint32_t f = 0; f < reference::field_count; ++f) {
    bool const member = ((value >> f) & 1U) != 0;
    bool const left_out = !plan_.asked_state && !active && reference::needs_active(static_cast<reference::Field>(f));
    if (member && !left_out) out.push_back(f);
  }
}

void Keys::append_names(std::uint32_t entry, std::vector<std::uint32_t>& out) const {
  if (entry == 0) return;
  auto const& tables = *plan_.tables;
  auto const& sets = sets_of(tables, dimension_);
  for (auto const& name : words_of(*tables.entries[entry - 1].second, dimension_)) {
    auto const at =
        std::lower_bound(sets.begin(), sets.end(), name, [](NamedRows const& set, std::string const& wanted) { return set.name < wanted; });
    out.push_back(static_cast<std::uint32_t>(at - sets.begin()));
  }
}

void Keys::append(std::uint32_t value, std::vector<std::uint32_t>& out) {
  switch (base_) {
    case Base::chambers: return append_bits(value, chamber_ids.size(), out);
    case Base::field: return append_fields(value, out);
    case Base::entry: return append_names(value, out);
    default: out.push_back(single_key(value));
  }
}

std::string Keys::text(std::uint32_t key) const {
  auto const word = [key](auto const& ids) { return key < ids.size() ? std::string(ids[key]) : std::string(); };
  switch (base_) {
    case Base::activity:
    case Base::naf_2025:
      if (key == activity_unknown_key) return "";
      return std::string(key == activity_other_key ? key_other : nomenclature().rows()[key - activity_first_key].code);
    case Base::size:
      if (dimension_ == Dimension::size_group) return word(size_group_ids);
      return key < reference::size_band_count ? std::string(reference::size_bands()[key].code) : std::string();
    case Base::legal: return legal_text(key);
    case Base::place: return std::string(places_[key]);
    case Base::state: return word(state_ids);
    case Base::head_office:
    case Base::employer: return word(tri_ids);
    case Base::chambers: return word(chamber_ids);
    case Base::diffusion: return word(diffusion_ids);
    case Base::created_year: return year_key(static_cast<std::uint8_t>(key));
    case Base::category: return word(category_ids);
    case Base::quality: return word(quality_ids);
    case Base::field: return std::string(reference::definition_of(static_cast<reference::Field>(key)).id);
    case Base::entry: return sets_of(*plan_.tables, dimension_)[key].name;
    case Base::count: break;
  }
  return {};
}

Facet Histogram::facet(Plan const& plan, Dimension dimension, std::size_t limit) const {
  Facet out;
  out.dimension = dimension;
  out.total = rows_;
  Keys keys(plan, dimension);
  std::vector<std::uint64_t> counts(base_ == Base::place ? 0 : keys.size());
  std::vector<std::uint32_t> of_value;
  for (std::uint32_t value = 0; value < counts_.size(); ++value) {
    if (counts_[value] == 0) continue;
    of_value.clear();
    keys.append(value, of_value);
    for (auto const key : of_value) {
      if (key >= counts.size()) counts.resize(std::size_t{2} * key + 64);  // places are numbered as they come
      counts[key] += counts_[value];
    }
  }
  for (std::uint32_t key = 0; key < counts.size(); ++key) {
    if (counts[key] != 0) out.buckets.push_back({keys.text(key), counts[key]});
  }
  keep_largest(out, limit);
  if (dimension == Dimension::chamber) out.chambers = chamber_counts(counts_);
  return out;
}

}  // namespace bassin::query::internal
