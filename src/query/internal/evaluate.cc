#include "query/internal/evaluate.h"

#include <algorithm>

namespace bassin::query::internal {

namespace {

// The loops over rows: `bit` is set where the test fails.
template <class Value, class Passes>
void fail_unless(Value const* values, std::uint32_t count, Failure bit, Failure* failures, Passes const& passes) {
  for (std::uint32_t i = 0; i < count; ++i) {
    failures[i] = static_cast<Failure>(failures[i] | (passes(values[i]) ? Failure{0} : bit));
  }
}

}  // namespace

Evaluator::Evaluator(Plan const& plan, Parts soft, Parts left_out) : plan_(plan) {
  Failure next = 1;
  for (auto const& predicate : plan.predicates) {
    if ((bit_of(predicate.part) & left_out) != 0) continue;
    auto& bit = bits_[static_cast<std::size_t>(predicate.part)];
    if (bit == 0 && (bit_of(predicate.part) & soft) != 0 && next != failed_hard) {
      bit = next;
      next = static_cast<Failure>(next << 1);
    }
    if (bit == 0) bit = failed_hard;
    steps_.push_back({&predicate, bit});
  }
  // What fails hard first: a block without survivors is left at once.
  std::stable_sort(steps_.begin(), steps_.end(), [](Step const& a, Step const& b) { return a.bit == failed_hard && b.bit != failed_hard; });
}

Failure Evaluator::bits(Parts parts) const {
  Failure out = 0;
  for (std::size_t part = 0; part < bits_.size(); ++part) {
    bool const own = ((parts >> part) & 1U) != 0 && bits_[part] != failed_hard;
    if (own) out = static_cast<Failure>(out | bits_[part]);
  }
  return out;
}

bool Evaluator::run(Block& block) {
  auto const count = block.count();
  std::fill_n(failures_.begin(), count, Failure{0});
  for (auto const& step : steps_) apply(block, step);
  Failure common = failed_hard;
  for (std::uint32_t i = 0; i < count; ++i) common = static_cast<Failure>(common & failures_[i]);
  return common == 0;
}

std::uint32_t Evaluator::passed(Block const& block, std::uint16_t* out) const {
  std::uint32_t n = 0;
  for (std::uint32_t i = 0; i < block.count(); ++i) {
    out[n] = static_cast<std::uint16_t>(i);
    n += failures_[i] == 0 ? 1U : 0U;
  }
  return n;
}

std::uint32_t Evaluator::nearly(Block const& block, std::uint16_t* out) const {
  std::uint32_t n = 0;
  for (std::uint32_t i = 0; i < block.count(); ++i) {
    out[n] = static_cast<std::uint16_t>(i);
    n += failures_[i] != 0 && failures_[i] < failed_hard ? 1U : 0U;
  }
  return n;
}

void Evaluator::apply(Block& block, Step const& step) {
  auto const& p = *step.predicate;
  switch (p.test) {
    case Test::row_set: return apply_row_set(block, p, step.bit);
    case Test::commune_set: return apply_communes(block, p, step.bit);
    case Test::zone: return apply_zone(block, step.bit);
    case Test::no_position: return apply_no_position(block, step.bit);
    default: break;
  }
  switch (p.input) {
    case Input::byte_column: return apply_bytes(block, p, block.bytes(p.byte), step.bit);
    case Input::state_today: return apply_bytes(block, p, block.state_today(), step.bit);
    case Input::employs: return apply_bytes(block, p, block.employs(), step.bit);
    case Input::word_column: return apply_words(block, p, block.words(p.word), step.bit);
    case Input::naf_2025: return apply_words(block, p, block.naf_2025(), step.bit);
    case Input::closing: return apply_words(block, p, block.closings(), step.bit);
    case Input::rows: return;
  }
}

void Evaluator::apply_bytes(Block& block, Predicate const& p, std::uint8_t const* values, Failure bit) {
  auto const low = static_cast<std::uint8_t>(p.low);
  auto const* const table = p.table.data();
  auto const go = [&](auto const& passes) { fail_unless(values, block.count(), bit, failures_.data(), passes); };
  if (p.test == Test::equals) return go([low](std::uint8_t v) { return v == low; });
  if (p.test == Test::any_bit) return go([low](std::uint8_t v) { return (v & low) != 0; });
  go([table](std::uint8_t v) { return table[v] != 0; });
}

void Evaluator::apply_words(Block& block, Predicate const& p, std::uint16_t const* values, Failure bit) {
  auto const low = p.low;
  auto const high = p.high;
  auto const* const table = p.table.data();
  auto const size = p.table.size();
  auto const go = [&](auto const& passes) { fail_unless(values, block.count(), bit, failures_.data(), passes); };
  if (p.test == Test::word_range) return go([low, high](std::uint16_t v) { return v >= low && v <= high; });
  if (p.test == Test::equals) return go([low](std::uint16_t v) { return v == low; });
  go([table, size](std::uint16_t v) { return v < size && table[v] != 0; });
}

void Evaluator::apply_row_set(Block& block, Predicate const& p, Failure bit) {
  auto const first = block.first();
  auto const begin = std::lower_bound(p.rows.begin(), p.rows.end(), first);
  auto const end = std::lower_bound(begin, p.rows.end(), first + block.count());
  auto fail = [&](std::uint32_t row) { failures_[row - first] = static_cast<Failure>(failures_[row - first] | bit); };
  if (p.inverted) {
    std::for_each(begin, end, fail);
    return;
  }
  auto next = first;
  for (auto at = begin; at != end; ++at) {
    for (; next < *at; ++next) fail(next);
    next = *at + 1;
  }
  for (; next < first + block.count(); ++next) fail(next);
}

void Evaluator::apply_communes(Block& block, Predicate const& p, Failure bit) {
  block.for_each_commune([&](std::uint32_t commune, std::uint32_t first, std::uint32_t last) {
    if (p.table[commune] != 0) return;
    for (auto i = first; i < last; ++i) failures_[i] = static_cast<Failure>(failures_[i] | bit);
  });
}

geo::Cover Evaluator::cover(Block const& block, std::uint32_t i) const {
  if (block.local()) return geo::Cover::crosses;
  return plan_.zone->classify(plan_.tables->snapshot->positions().bounds[(block.first() + i) / registry::schema::bounds_rows]);
}

void Evaluator::apply_zone(Block& block, Failure bit) {
  auto const* const lon = block.lon();
  auto const* const lat = block.lat();
  auto const contains = [&](std::uint32_t i, geo::Cover cover) {
    geo::Point const point{lon[i], lat[i]};
    if (!point.known() || block.position_hidden(i)) return false;
    return cover == geo::Cover::inside || plan_.zone->contains(point);
  };
  auto const test = [&](std::uint32_t i, geo::Cover cover) {
    if (failures_[i] >= failed_hard) return;
    bool const in = cover != geo::Cover::outside && contains(i, cover);
    if (!in) failures_[i] = static_cast<Failure>(failures_[i] | bit);
  };
  auto const moved = [&](std::uint32_t i) {
    auto const corrections = block.corrections();
    return std::any_of(corrections.begin(), corrections.end(),
                       [&](Correction const& c) { return c.row == block.first() + i && c.position.has_value(); });
  };
  bool const any_moved = !block.corrections().empty();
  constexpr auto step = registry::schema::bounds_rows;
  for (std::uint32_t i = 0; i < block.count();) {
    auto const end = std::min(block.count(), ((block.first() + i) / step + 1) * step - block.first());
    auto const known = cover(block, i);
    // The bounds of a block are those of the register's own positions.
    for (; i < end; ++i) test(i, any_moved && moved(i) ? geo::Cover::crosses : known);
  }
}

void Evaluator::apply_no_position(Block& block, Failure bit) {
  auto const* const lon = block.lon();
  auto const* const lat = block.lat();
  for (std::uint32_t i = 0; i < block.count(); ++i) {
    bool const usable = geo::Point{lon[i], lat[i]}.known() && !block.position_hidden(i);
    if (usable) failures_[i] = static_cast<Failure>(failures_[i] | bit);
  }
}

bool matches(Plan const& plan, std::uint32_t row) {
  auto const after =
      std::upper_bound(plan.narrow.begin(), plan.narrow.end(), row, [](std::uint32_t r, Range const& range) { return r < range.first; });
  if (after == plan.narrow.begin() || row >= std::prev(after)->last) return false;
  Evaluator evaluator(plan, 0);
  Block block(plan);
  block.load(row, 1);
  return evaluator.run(block);
}

std::vector<std::uint32_t> passing_rows(Plan const& plan) {
  std::vector<std::uint32_t> out;
  Evaluator evaluator(plan, 0);
  std::array<std::uint16_t, block_rows> passed;
  scan(plan, plan.narrow, evaluator, [&](Block& block, Evaluator& e) {
    auto const n = e.passed(block, passed.data());
    for (std::uint32_t i = 0; i < n; ++i) out.push_back(block.first() + passed[i]);
  });
  return out;
}

}  // namespace bassin::query::internal
