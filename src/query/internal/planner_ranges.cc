// Where rows can pass.
#include <algorithm>

#include "query/internal/planner.h"

namespace bassin::query::internal {

void Planner::find_territory() {
  auto const all = plan_->view->rows();
  if (plan_->anywhere) {
    plan_->territory = joined({{0, all}}, 0);
    return;
  }
  std::vector<Range> ranges;
  for (auto const& territory : filter_.territories) {
    auto const& bound = *bound_.emplace_back(tables_.bound(territory));
    for (auto const& [first, last] : bound.rows) ranges.push_back({first, last});
    approximate_.insert(approximate_.end(), bound.approximate.begin(), bound.approximate.end());
    if (bound.rows.empty()) absent_.push_back(territory.name);
  }
  auto const& locals = tables_.segments[1];
  for (std::uint32_t i = 0; i < locals.rows; ++i) {
    auto const row = locals.first_row + i;
    auto const& commune = plan_->view->local(row).commune;
    bool const within = std::any_of(bound_.begin(), bound_.end(), [&](auto const& bound) { return bound->codes.contains(commune); });
    if (within) ranges.push_back({row, row + 1});
  }
  plan_->territory = joined(std::move(ranges), 0);
}

std::vector<Range> Planner::zone_ranges() const {
  constexpr auto step = registry::schema::bounds_rows;
  std::vector<Range> out;
  auto const zone = plan_->zone->bounds();
  auto const& bounds = snapshot_.positions().bounds;
  for (auto const& range : plan_->territory) {
    auto const last = std::min(range.last, snapshot_.rows());
    for (auto first = range.first; first < last;) {
      auto const end = std::min(last, (first / step + 1) * step);
      auto const box = bounds[first / step];
      bool const near = box.intersects(zone) && plan_->zone->classify(box) != geo::Cover::outside;
      if (near) out.push_back({first, end});
      first = end;
    }
  }
  auto single = ranges_of(tables_.moved);
  single.push_back({snapshot_.rows(), plan_->view->rows()});
  auto const apart = intersect(single, plan_->territory);
  out.insert(out.end(), apart.begin(), apart.end());
  return joined(std::move(out), 0);
}

void Planner::narrow_ranges() {
  if (plan_->zone) plan_->near = zone_ranges();
  plan_->ranges = narrowed(*plan_, plan_->zone ? plan_->near : plan_->territory, all_parts & ~overlay_parts);
  plan_->narrow = narrowed(*plan_, plan_->ranges, overlay_parts);
}

}  // namespace bassin::query::internal
