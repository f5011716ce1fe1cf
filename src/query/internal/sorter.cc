#include "query/internal/sorter.h"

#include <algorithm>
#include <cmath>

namespace bassin::query::internal {

namespace {

constexpr std::uint64_t local_ids = 100'000'000'000'000;  // above every SIRET
constexpr std::uint64_t unknown_day = 65536;
constexpr std::uint64_t order_of_register = 0xffff;  // after the overlay's names that stand before the same rank

// By row, for a binary search.
auto find_renamed(std::vector<RenamedRow> const& renamed, std::uint32_t row) {
  return std::lower_bound(renamed.begin(), renamed.end(), row, [](RenamedRow const& r, std::uint32_t wanted) { return r.row < wanted; });
}

}  // namespace

Sorter::Sorter(Plan const& plan, Sort const& sort) : plan_(plan), sort_(sort.key), renamed_(plan.tables->renamed()) {
  if (sort.origin) distance_.emplace(*sort.origin);
}

bool Sorter::is_renamed(std::uint32_t row) const {
  auto const at = find_renamed(renamed_, row);
  return at != renamed_.end() && at->row == row;
}

std::uint64_t Sorter::id(std::uint32_t row) const {
  auto const& snapshot = *plan_.tables->snapshot;
  return row < snapshot.rows() ? snapshot.siret(row) : local_ids + row;
}

void Sorter::names(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const {
  auto const* const privacy = block.bytes(Byte::privacy);
  auto const ranks = block.local() ? std::span<std::uint32_t const>{}
                                   : plan_.tables->snapshot->establishments().name_rank.slice(block.first(), block.count());
  auto const first = find_renamed(renamed_, block.first());
  bool const any_renamed = first != renamed_.end() && first->row < block.first() + block.count();
  auto const hidden_bits = registry::hiding(registry::hides_names | registry::hides_brands, plan_.audience);
  for (std::uint32_t j = 0; j < count; ++j) {
    auto const i = rows[j];
    if ((privacy[i] & hidden_bits) != 0) {
      out[j] = key_last;
      continue;
    }
    auto const* renamed = static_cast<RenamedRow const*>(nullptr);
    if (any_renamed) {
      auto const at = find_renamed(renamed_, block.first() + i);
      if (at != renamed_.end() && at->row == block.first() + i) renamed = &*at;
    }
    out[j] = renamed != nullptr ? std::uint64_t{renamed->before_rank} << 16U | renamed->order
                                : std::uint64_t{ranks[i]} << 16U | order_of_register;
  }
}

void Sorter::distances(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const {
  auto const* const lon = block.lon();
  auto const* const lat = block.lat();
  for (std::uint32_t j = 0; j < count; ++j) {
    auto const i = rows[j];
    geo::Point const point{lon[i], lat[i]};
    bool const usable = point.known() && !block.position_hidden(i);
    out[j] = usable ? static_cast<std::uint64_t>(std::llround((*distance_)(point)*1000)) : key_last;  // millimetres
  }
}

void Sorter::streets(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const {
  if (block.local()) {
    std::fill_n(out, count, key_last);
    return;
  }
  auto const& e = plan_.tables->snapshot->establishments();
  auto const streets = e.street.slice(block.first(), block.count());
  auto const ranks = e.street_rank.slice(block.first(), block.count());
  auto const* const privacy = block.bytes(Byte::privacy);
  auto const hidden_bits = registry::hiding(registry::hides_address, plan_.audience);
  for (std::uint32_t j = 0; j < count; ++j) {
    auto const i = rows[j];
    bool const known = streets[i] != 0 && (privacy[i] & hidden_bits) == 0;
    out[j] = known ? ranks[i] : key_last;
  }
}

void Sorter::firsts(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) {
  auto const fill = [&](auto const& value) {
    for (std::uint32_t j = 0; j < count; ++j) out[j] = value(rows[j]);
  };
  switch (sort_) {
    case SortKey::name: return names(block, rows, count, out);
    case SortKey::distance: return distances(block, rows, count, out);
    case SortKey::street: return streets(block, rows, count, out);
    case SortKey::siret: return fill([&](std::uint16_t i) { return id(block.first() + i); });
    case SortKey::created_desc:
      return fill([v = block.words(Word::created)](std::uint16_t i) { return v[i] == 0 ? unknown_day : unknown_day - 1 - v[i]; });
    case SortKey::created_asc:
      return fill([v = block.words(Word::created)](std::uint16_t i) { return v[i] == 0 ? unknown_day : std::uint64_t{v[i]}; });
    case SortKey::size:
      return fill([v = block.bytes(Byte::size)](std::uint16_t i) { return std::uint64_t{v[i] == 0 ? 255U : 32U - v[i]}; });
    case SortKey::activity:
      return fill([v = block.words(Word::activity), &order = plan_.tables->activities.order](std::uint16_t i) {
        return std::uint64_t{order[v[i]]};
      });
  }
}

OrderKey Sorter::key(Block& block, std::uint16_t i, std::uint64_t first) {
  OrderKey key{first, 0, id(block.first() + i)};
  if (sort_ != SortKey::name && sort_ != SortKey::siret) names(block, &i, 1, &key.name);
  return key;
}

OrderKey Sorter::key(Block& block, std::uint16_t i) {
  std::uint64_t first = 0;
  firsts(block, &i, 1, &first);
  return key(block, i, first);
}

void FirstRows::offer(Placed const& placed) {
  if (after_ && placed.key <= *after_) return;
  if (rows_.size() == limit_) {
    if (!(placed < rows_.front())) return;
    std::pop_heap(rows_.begin(), rows_.end());
    rows_.pop_back();
  }
  rows_.push_back(placed);
  std::push_heap(rows_.begin(), rows_.end());
}

std::vector<Placed> FirstRows::take() && {
  std::sort_heap(rows_.begin(), rows_.end());
  return std::move(rows_);
}

}  // namespace bassin::query::internal
