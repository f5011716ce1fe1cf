#include "query/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/internal/counters.h"
#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/totals.h"

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
    bool const by_overlay = (soft & (bit_of(Part::tag) | bit_of(Part::portfolio))) != 0;
    ranges_ = by_overlay ? &plan.ranges : &plan.narrow;
  }

  void mark_touched(std::vector<std::uint8_t>* touched) { evaluator_->mark_touched(touched); }
  void run() {
    scan(plan_, *ranges_, *evaluator_, [this](Block& block, Evaluator& evaluator) { add(block, evaluator); });
  }
  [[nodiscard]] Facet facet(std::size_t i, Dimension dimension, std::size_t limit) const {
    return counted_[counted_of_[i]].histogram.facet(plan_, dimension, limit);
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

std::vector<Range> touched_ranges(Plan const& plan, std::vector<std::uint8_t> const& touched) {
  std::vector<Range> out;
  for (auto const& segment : plan.tables->segments) {
    for (std::uint32_t c = 0; c < segment.communes(); ++c) {
      if (touched[segment.first_commune + c] == 0) continue;
      out.push_back({segment.first_row + segment.commune_first[c], segment.first_row + segment.commune_first[c + 1]});
    }
  }
  return joined(std::move(out), 0);
}

// The zone's own places: without territories, the communes where it holds a row, under whatever code rows stand there.
void widen_to_places(Plan const& plan, std::vector<std::uint8_t>& touched) {
  std::vector<std::string_view> codes;
  for (std::uint32_t c = 0; c < touched.size(); ++c) {
    if (touched[c] != 0) codes.push_back(plan.tables->commune_codes[c]);
  }
  std::sort(codes.begin(), codes.end());
  auto const& all = plan.tables->commune_codes;
  for (auto c = plan.tables->segments[1].first_commune; c < touched.size(); ++c) {
    if (std::binary_search(codes.begin(), codes.end(), std::string_view(all[c]))) touched[c] = 1;
  }
}

// The same question with "no position to use" in place of the zone.
Plan without_position(Plan const& plan, std::vector<std::uint8_t> const& touched) {
  Plan out = plan;
  for (auto& predicate : out.predicates) {
    if (predicate.part == Part::zone) predicate = {.part = Part::unlocated, .input = Input::rows, .test = Test::no_position};
  }
  if (plan.anywhere) out.territory = touched_ranges(plan, touched);
  out.ranges = out.narrow = out.territory;
  return out;
}

void count_unlocated(Plan const& plan, std::vector<std::uint8_t>& touched, Facets& out) {
  if (plan.anywhere) widen_to_places(plan, touched);
  auto const unlocated = without_position(plan, touched);
  Histogram by_place(unlocated, Base::place), by_quality(unlocated, Base::quality);
  Evaluator evaluator(unlocated, 0);
  std::array<std::uint16_t, block_rows> passed;
  scan(unlocated, unlocated.ranges, evaluator, [&](Block& block, Evaluator& e) {
    auto const n = e.passed(block, passed.data());
    by_place.add(block, passed.data(), n);
    by_quality.add(block, passed.data(), n);
  });
  auto facet = by_place.facet(unlocated, Dimension::commune, 0);
  out.unlocated = std::move(facet.buckets);
  out.unlocated_total = facet.total;
  std::sort(out.unlocated.begin(), out.unlocated.end(), [](Bucket const& a, Bucket const& b) { return a.key < b.key; });
  for (auto const& bucket : by_quality.facet(unlocated, Dimension::position_quality, 0).buckets) {
    if (bucket.key == key_masked) out.scope.caveats.push_back({Caveat::Code::positions_masked, {fmt::format("{}", bucket.count)}});
  }
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
    bool const unlocated = plan.zone && request.unlocated;
    std::vector<std::uint8_t> touched(unlocated && plan.anywhere ? plan.tables->commune_codes.size() : 0);
    if (!touched.empty()) pass.mark_touched(&touched);
    pass.run();
    out.total = pass.totals().rows();
    add_caveats(plan, pass.totals(), request.dimensions, out.scope);
    for (std::size_t i = 0; i < request.dimensions.size(); ++i) {
      out.facets.push_back(pass.facet(i, request.dimensions[i], request.limit));
    }
    if (unlocated) count_unlocated(plan, touched, out);
    return out;
  });
}

}  // namespace bassin::query
