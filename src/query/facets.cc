#include "query/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/internal/counters.h"
#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/totals.h"
#include "query/internal/unlocated.h"

namespace bassin::query {

namespace {

using namespace internal;

constexpr std::size_t dimensions_most = 16;

// One histogram for all dimensions that count the same values and leave the same parts aside.
struct Counted {
  Histogram histogram;
  Parts own = 0;
  Failure forgiven = 0;
};

class FacetPass {
 public:
  FacetPass(Plan const& plan, FacetRequest const& request) : plan_(plan) {
    for (auto const dimension : request.dimensions) own_.push_back(own_parts(dimension, plan));
    Parts soft = 0;
    for (auto const own : own_) soft |= own;
    evaluator_ = std::make_unique<Evaluator>(plan, soft);
    for (std::size_t i = 0; i < own_.size(); ++i) counted_of_.push_back(find_or_add(base_of(request.dimensions[i]), own_[i]));
    bool const by_overlay = (soft & overlay_parts) != 0;
    ranges_ = by_overlay ? &plan.ranges : &plan.narrow;
  }

  void run() {
    scan(plan_, *ranges_, *evaluator_, [this](Block& block, Evaluator& evaluator) { add(block, evaluator); });
  }
  [[nodiscard]] Facet facet(std::size_t i, Dimension dimension, std::size_t limit) const {
    auto const& counted = counted_[counted_of_[i]];
    auto facet = counted.histogram.facet(plan_, dimension, limit);
    facet.leaves_aside = counted.forgiven != 0;
    return facet;
  }
  [[nodiscard]] Totals const& totals() const { return totals_; }

 private:
  std::size_t find_or_add(Base base, Parts own) {
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      if (counted_[i].histogram.base() == base && counted_[i].own == own) return i;
    }
    counted_.push_back({Histogram(plan_, base), own, evaluator_->bits(own)});
    return counted_.size() - 1;
  }

  void add(Block& block, Evaluator& evaluator) {
    auto const passed = evaluator.passed(block, passed_.data());
    totals_.add(plan_, block, passed_.data(), passed);
    for (auto& counted : counted_) counted.histogram.add(block, passed_.data(), passed);
    auto const nearly = evaluator.nearly(block, nearly_.data());
    if (nearly == 0) return;
    for (auto& counted : counted_) {
      if (counted.forgiven != 0) add_forgiven(block, evaluator.failures(), nearly, counted);
    }
  }

  void add_forgiven(Block& block, Failure const* failures, std::uint32_t nearly, Counted& counted) {
    std::uint32_t n = 0;
    for (std::uint32_t j = 0; j < nearly; ++j) {
      forgiven_[n] = nearly_[j];
      n += (failures[nearly_[j]] & ~counted.forgiven) == 0 ? 1U : 0U;
    }
    counted.histogram.add(block, forgiven_.data(), n);
  }

  Plan const& plan_;
  std::vector<Parts> own_;
  std::vector<std::size_t> counted_of_;
  std::unique_ptr<Evaluator> evaluator_;
  std::vector<Counted> counted_;
  std::vector<Range> const* ranges_ = nullptr;
  Totals totals_;
  std::array<std::uint16_t, block_rows> passed_, nearly_, forgiven_;
};

void add_unlocated(Plan const& plan, Facets& out) {
  auto unlocated = count_unlocated(plan);
  add_caveats(unlocated, out.scope);
  out.unlocated = std::move(unlocated.communes);
  out.unlocated_total = unlocated.total;
}

}  // namespace

base::Result<Facets> facets(PreparedFilter const& filter, FacetRequest const& request) {
  auto const& plan = filter.plan();
  if (request.dimensions.size() > dimensions_most) {
    return base::Error("query.too_many_dimensions",
                       {{"found", fmt::format("{}", request.dimensions.size())}, {"allowed", fmt::format("{}", dimensions_most)}});
  }
  return guarded([&]() -> base::Result<Facets> {
    Facets out;
    out.scope = plan.scope;
    FacetPass pass(plan, request);
    pass.run();
    out.total = pass.totals().rows();
    add_caveats(plan, pass.totals(), request.dimensions, out.scope);
    for (std::size_t i = 0; i < request.dimensions.size(); ++i) {
      out.facets.push_back(pass.facet(i, request.dimensions[i], request.limit));
    }
    if (request.unlocated) add_unlocated(plan, out);
    return out;
  });
}

}  // namespace bassin::query
