#include "query/filter.h"

#include <algorithm>
#include <array>

#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/planner.h"

namespace bassin::query {

base::Result<PreparedFilter> prepare(std::shared_ptr<View const> view, Filter const& filter, registry::Audience audience) {
  return internal::guarded([&]() -> base::Result<PreparedFilter> {
    BASSIN_TRY(auto plan, internal::Planner(std::move(view), filter, audience).make());
    return PreparedFilter(std::move(plan));
  });
}

View const& PreparedFilter::view() const { return *plan_->view; }
registry::Audience PreparedFilter::audience() const { return plan_->audience; }
Scope const& PreparedFilter::scope() const { return plan_->scope; }
std::uint64_t PreparedFilter::fingerprint() const { return plan_->fingerprint; }
bool PreparedFilter::matches(std::uint32_t row) const { return internal::matches(*plan_, row); }

std::vector<std::pair<std::uint32_t, std::uint32_t>> PreparedFilter::ranges() const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (auto const& range : plan_->narrow) out.emplace_back(range.first, range.last);
  return out;
}

std::vector<std::uint32_t> PreparedFilter::rows() const { return internal::passing_rows(*plan_); }

}  // namespace bassin::query
