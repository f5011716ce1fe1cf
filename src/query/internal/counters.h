// Counting rows by dimension. Rows are counted by the value that stands in a column (the base); keys of dimensions are made
// of the values that occur, at the end: five levels of activity cost one count.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/dimensions.h"
#include "query/facets.h"
#include "query/internal/block.h"
#include "query/internal/keys.h"

namespace bassin::query::internal {

enum class Base : std::uint8_t {
  activity,
  naf_2025,
  size,
  legal,
  place,
  state,
  head_office,
  employer,
  chambers,
  diffusion,
  created_year,
  category,
  quality,
  field,
  entry,
  count
};
[[nodiscard]] Base base_of(Dimension dimension);
// The parts of the filter that a facet by that dimension leaves aside.
[[nodiscard]] Parts own_parts(Dimension dimension, Plan const& plan);
[[nodiscard]] std::size_t base_size(Base base, Plan const& plan);

// `field` counts active rows apart, because most fields mean them only.
inline constexpr std::uint32_t field_active = 256;
// Legal categories have four digits; what a column holds beyond counts as the last.
inline constexpr std::uint32_t legal_values = 10'000;

// Calls use(value) with a function from a row of the block to its value of that base.
template <class Use>
void with_values(Base base, Block& block, Use const& use) {
  auto const bytes = [&](std::uint8_t const* v) { use([v](std::uint32_t i) { return std::uint32_t{v[i]}; }); };
  auto const words = [&](std::uint16_t const* v) { use([v](std::uint32_t i) { return std::uint32_t{v[i]}; }); };
  auto const wide = [&](std::uint32_t const* v) { use([v](std::uint32_t i) { return v[i]; }); };
  switch (base) {
    case Base::activity: return words(block.words(Word::activity));
    case Base::naf_2025: return words(block.naf_2025());
    case Base::size: return bytes(block.bytes(Byte::size));
    case Base::legal: {
      auto const* const legal = block.words(Word::legal);
      return use([legal](std::uint32_t i) { return std::min<std::uint32_t>(legal[i], legal_values - 1); });
    }
    case Base::place: return wide(block.communes());
    case Base::state: return bytes(block.bytes(Byte::state));
    case Base::head_office: return bytes(block.bytes(Byte::head_office));
    case Base::employer: return bytes(block.employs());
    case Base::chambers: return bytes(block.bytes(Byte::chambers));
    case Base::diffusion: return bytes(block.bytes(Byte::diffusion));
    case Base::category: return bytes(block.bytes(Byte::category));
    case Base::entry: return wide(block.entries());
    case Base::created_year: {
      auto const* const created = block.words(Word::created);
      auto const* const years = year_codes().data();
      return use([created, years](std::uint32_t i) { return std::uint32_t{years[created[i]]}; });
    }
    case Base::quality: {
      auto const* const quality = block.bytes(Byte::quality);
      return use([quality, &block](std::uint32_t i) { return block.position_hidden(i) ? std::uint32_t{quality_masked} : quality[i]; });
    }
    case Base::field: {
      auto const* const fields = block.bytes(Byte::fields);
      auto const* const state = block.bytes(Byte::state);
      return use([fields, state](std::uint32_t i) { return fields[i] + (state[i] == 1 ? field_active : 0U); });
    }
    case Base::count: return;
  }
}

// The keys of a dimension as numbers, and what they say.
class Keys {
 public:
  Keys(Plan const& plan, Dimension dimension);

  // A value has one key at most.
  [[nodiscard]] bool single() const { return is_disjoint(dimension_); }
  [[nodiscard]] std::size_t size() const;  // keys are below
  // Appends the keys of a value of the base. Keys of places are numbered as they come.
  void append(std::uint32_t value, std::vector<std::uint32_t>& out);
  [[nodiscard]] std::string text(std::uint32_t key) const;

 private:
  [[nodiscard]] std::uint32_t single_key(std::uint32_t value);
  [[nodiscard]] std::uint32_t activity_key(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t place_key(std::uint32_t commune);
  void append_bits(std::uint32_t mask, std::size_t bits, std::vector<std::uint32_t>& out) const;
  void append_fields(std::uint32_t value, std::vector<std::uint32_t>& out) const;
  void append_names(std::uint32_t entry, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] reference::ActivityNomenclature const& nomenclature() const;

  Plan const& plan_;
  Dimension dimension_;
  Base base_;
  std::vector<std::uint16_t> const* level_ = nullptr;  // ancestors at the dimension's level
  std::vector<std::string_view> places_;
  std::unordered_map<std::string_view, std::uint32_t> place_keys_;
};

// Rows by value of one base.
class Histogram {
 public:
  Histogram(Plan const& plan, Base base) : base_(base), counts_(base_size(base, plan)) {}
  void add(Block& block, std::uint16_t const* rows, std::uint32_t count) {
    rows_ += count;
    with_values(base_, block, [&](auto const& value) {
      for (std::uint32_t j = 0; j < count; ++j) ++counts_[value(rows[j])];
    });
  }
  [[nodiscard]] Base base() const { return base_; }
  [[nodiscard]] Facet facet(Plan const& plan, Dimension dimension, std::size_t limit) const;

 private:
  Base base_;
  std::uint64_t rows_ = 0;
  std::vector<std::uint32_t> counts_;
};

}  // namespace bassin::query::internal
