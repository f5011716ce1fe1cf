#include "query/internal/plan.h"

#include <algorithm>

namespace bassin::query::internal {

namespace {

constexpr std::uint32_t worth_skipping = 64;  // rows: nearer than that, one range is cheaper than two

}  // namespace

bool Plan::has(Part part) const {
  return std::any_of(predicates.begin(), predicates.end(), [part](Predicate const& p) { return p.part == part; });
}

std::vector<Range> narrowed(Plan const& plan, std::vector<Range> ranges, Parts parts) {
  for (auto const& p : plan.predicates) {
    bool const is_set = p.test == Test::row_set && !p.inverted && (bit_of(p.part) & parts) != 0;
    if (is_set) ranges = intersect(ranges, joined(ranges_of(p.rows), worth_skipping));
  }
  return ranges;
}

std::vector<Range> intersect(std::vector<Range> const& a, std::vector<Range> const& b) {
  std::vector<Range> out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    auto const first = std::max(a[i].first, b[j].first);
    auto const last = std::min(a[i].last, b[j].last);
    if (first < last) out.push_back({first, last});
    (a[i].last < b[j].last ? i : j)++;
  }
  return out;
}

std::vector<Range> joined(std::vector<Range> ranges, std::uint32_t gap) {
  std::sort(ranges.begin(), ranges.end(), [](Range const& a, Range const& b) { return a.first < b.first; });
  std::vector<Range> out;
  for (auto const& range : ranges) {
    if (range.first >= range.last) continue;
    if (!out.empty() && range.first <= std::uint64_t{out.back().last} + gap) {
      out.back().last = std::max(out.back().last, range.last);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

std::vector<Range> ranges_of(std::vector<std::uint32_t> const& rows) {
  std::vector<Range> out;
  for (auto const row : rows) {
    if (!out.empty() && out.back().last == row) {
      ++out.back().last;
    } else {
      out.push_back({row, row + 1});
    }
  }
  return out;
}

}  // namespace bassin::query::internal
