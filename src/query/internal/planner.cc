#include "query/internal/planner.h"

#include <utility>

namespace bassin::query::internal {

Planner::Planner(std::shared_ptr<View const> view, Filter const& filter, registry::Audience audience)
    : filter_(filter), plan_(std::make_shared<Plan>()), snapshot_(view->snapshot()), tables_(view->tables()) {
  plan_->view = std::move(view);
  plan_->tables = &tables_;
  plan_->audience = audience;
  plan_->field = filter.field;
  plan_->asked_state = filter.state;
  plan_->implied_state = !filter.state && reference::needs_active(filter.field);
  plan_->anywhere = filter.territories.empty();
  plan_->dated = filter.at.has_value();
  if (filter.at) {
    plan_->at = base::DayCode::of(*filter.at).v;
    plan_->use_history = snapshot_.history() != nullptr;
  }
}

base::Result<std::shared_ptr<Plan const>> Planner::make() {
  find_territory();
  add_presence();
  add_field();
  add_state();
  add_simple_parts();
  add_employer();
  BASSIN_DO(add_sizes());
  BASSIN_DO(add_chambers());
  BASSIN_DO(add_activities());
  BASSIN_DO(add_activities_2025());
  BASSIN_DO(add_legal());
  BASSIN_DO(add_dates());
  BASSIN_DO(add_communes());
  add_overlay_sets();
  add_contact();
  add_zone();
  narrow_ranges();
  describe();
  return std::shared_ptr<Plan const>(std::move(plan_));
}

}  // namespace bassin::query::internal
