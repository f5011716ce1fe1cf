#include "query/internal/scan_rows.h"

#include <array>
#include <memory>

#include "query/internal/evaluate.h"

namespace bassin::query::internal {

ScannedRows scan_rows(Plan const& plan, Sort const& sort, std::vector<Range> const& ranges, std::size_t limit,
                      std::optional<OrderKey> after) {
  ScannedRows out;
  if (ranges.empty()) return out;
  Sorter sorter(plan, sort);
  FirstRows first_rows(limit, after);
  Evaluator evaluator(plan, 0);
  std::array<std::uint16_t, block_rows> passed;
  std::array<std::uint64_t, block_rows> firsts;
  scan(plan, ranges, evaluator, [&](Block& block, Evaluator& e) {
    auto const n = e.passed(block, passed.data());
    out.total += n;
    sorter.firsts(block, passed.data(), n, firsts.data());
    for (std::uint32_t j = 0; j < n; ++j) {
      if (first_rows.may_enter(firsts[j])) first_rows.offer({sorter.key(block, passed[j], firsts[j]), block.first() + passed[j]});
    }
  });
  out.rows = std::move(first_rows).take();
  return out;
}

std::uint64_t count_rows(Plan const& plan) {
  std::uint64_t total = 0;
  Evaluator evaluator(plan, 0);
  std::array<std::uint16_t, block_rows> passed;
  scan(plan, plan.narrow, evaluator, [&](Block& block, Evaluator& e) { total += e.passed(block, passed.data()); });
  return total;
}

OrderKey key_of(Plan const& plan, Sort const& sort, std::uint32_t row) {
  auto const block = std::make_unique<Block>(plan);
  block->load(row, 1);
  return Sorter(plan, sort).key(*block, 0);
}

}  // namespace bassin::query::internal
