// The order of lists: a key for every row, as the audience may know it. Nothing that is hidden from the audience is in a key.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "geo/point.h"
#include "query/internal/block.h"
#include "query/page.h"

namespace bassin::query::internal {

struct OrderKey {
  std::uint64_t first = 0;  // what the list is sorted by
  std::uint64_t name = 0;   // place of the name, where `first` is not it
  std::uint64_t id = 0;     // SIRET; local businesses after all of them
  friend auto operator<=>(OrderKey const&, OrderKey const&) = default;
};

inline constexpr std::uint64_t key_last = std::numeric_limits<std::uint64_t>::max();

struct Placed {
  OrderKey key;
  std::uint32_t row = 0;
  friend bool operator<(Placed const& a, Placed const& b) { return a.key < b.key; }
};

class Sorter {
 public:
  Sorter(Plan const& plan, Sort const& sort);

  // OrderKey::first of those rows of the block.
  void firsts(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out);
  [[nodiscard]] OrderKey key(Block& block, std::uint16_t i, std::uint64_t first);
  [[nodiscard]] OrderKey key(Block& block, std::uint16_t i);
  [[nodiscard]] bool is_renamed(std::uint32_t row) const;

 private:
  void names(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const;
  void distances(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const;
  void streets(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint64_t* out) const;
  [[nodiscard]] std::uint64_t id(std::uint32_t row) const;

  Plan const& plan_;
  SortKey sort_;
  std::optional<geo::DistanceFrom> distance_;
  std::vector<RenamedRow> const& renamed_;
};

// Keeps the `limit` rows that come first after `after`.
class FirstRows {
 public:
  FirstRows(std::size_t limit, std::optional<OrderKey> after) : limit_(limit), after_(after) {}
  // Whether a row with that first part could still come in.
  [[nodiscard]] bool may_enter(std::uint64_t first) const {
    if (after_ && first < after_->first) return false;
    return rows_.size() < limit_ || first <= rows_.front().key.first;
  }
  void offer(Placed const& placed);
  [[nodiscard]] std::vector<Placed> take() &&;  // in order

 private:
  std::size_t limit_;
  std::optional<OrderKey> after_;
  std::vector<Placed> rows_;  // a heap, the last in order at its front
};

}  // namespace bassin::query::internal
