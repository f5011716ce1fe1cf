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

std::vector<std::uint32_t> PreparedFilter::rows() const {
  std::vector<std::uint32_t> out;
  internal::Evaluator evaluator(*plan_, 0);
  std::array<std::uint16_t, internal::block_rows> passed;
  internal::scan(*plan_, plan_->narrow, evaluator, [&](internal::Block& block, internal::Evaluator& e) {
    auto const n = e.passed(block, passed.data());
    for (std::uint32_t i = 0; i < n; ++i) out.push_back(block.first() + passed[i]);
  });
  return out;
}

}  // namespace bassin::query
