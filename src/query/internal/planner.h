// Makes a Plan of a Filter: checks every part, turns it into predicates, finds the row ranges, writes down what an answer
// must say of itself.
#pragma once

#include <memory>

#include "query/filter.h"
#include "query/internal/bound_territory.h"
#include "query/internal/plan.h"

namespace bassin::query::internal {

class Planner {
 public:
  Planner(std::shared_ptr<View const> view, Filter const& filter, registry::Audience audience);
  [[nodiscard]] base::Result<std::shared_ptr<Plan const>> make();

 private:
  // planner_parts.cc: predicates.
  void add_presence();
  void add_field();
  void add_state();
  void add_employer();
  base::Result<void> add_activities();
  base::Result<void> add_activities_2025();
  base::Result<void> add_sizes();
  base::Result<void> add_legal();
  base::Result<void> add_dates();
  base::Result<void> add_chambers();
  void add_simple_parts();
  base::Result<void> add_communes();
  void add_overlay_sets();
  void add_contact();
  void add_zone();
  Predicate& add(Part part, Input input, Test test);
  void add_set(Part part, std::vector<std::uint32_t> rows);
  [[nodiscard]] base::Result<void> mark_activity(ActivityCode const& wanted, std::vector<std::uint8_t>& table) const;

  // planner_ranges.cc: ranges.
  void find_territory();
  void narrow_ranges();
  [[nodiscard]] std::vector<Range> zone_ranges() const;

  // planner_scope.cc: what the answer says of itself.
  void describe();
  void add_caveats();
  void add_dated_caveats();
  [[nodiscard]] std::vector<std::string> undated_parts() const;
  [[nodiscard]] std::uint64_t fingerprint() const;

  Filter const& filter_;
  std::shared_ptr<Plan> plan_;
  registry::Snapshot const& snapshot_;
  Tables const& tables_;
  std::vector<std::shared_ptr<BoundTerritory const>> bound_;  // of the filter's territories
  std::vector<std::string> approximate_, absent_;
  std::vector<BusinessId> unknown_businesses_;
};

}  // namespace bassin::query::internal
