#include "query/count.h"

#include <algorithm>
#include <array>
#include <memory>

#include "query/internal/counters.h"
#include "query/internal/cross.h"
#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/totals.h"
#include "query/internal/unlocated.h"

namespace bassin::query {

namespace {

using namespace internal;

// One side of a crossing. Values with one key at most count as that key; the others (chambers, fields, tags) count as
// they stand and are taken apart at the end.
class Side {
 public:
  Side(Plan const& plan, Dimension dimension)
      : plan_(plan),
        dimension_(dimension),
        base_(base_of(dimension)),
        keys_(plan, dimension),
        key_of_(keys_.single() ? base_size(base_, plan) : 0, unset) {}

  [[nodiscard]] std::size_t classes() const { return keys_.single() ? keys_.size() : base_size(base_, plan_); }
  void read(Block& block, std::uint16_t const* rows, std::uint32_t count, std::uint32_t* out) {
    with_values(base_, block, [&](auto const& value) {
      for (std::uint32_t j = 0; j < count; ++j) out[j] = class_of(value(rows[j]));
    });
  }
  [[nodiscard]] std::vector<std::uint32_t> keys_of(std::uint32_t of_class) {
    if (keys_.single()) return {of_class};
    std::vector<std::uint32_t> out;
    keys_.append(of_class, out);
    return out;
  }
  [[nodiscard]] std::string text(std::uint32_t key) const { return keys_.text(key); }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] Base base() const { return base_; }
  [[nodiscard]] Dimension dimension() const { return dimension_; }

 private:
  static constexpr std::uint32_t unset = ~0U;
  [[nodiscard]] std::uint32_t class_of(std::uint32_t value) {
    if (!keys_.single()) return value;
    auto& key = key_of_[value];
    if (key == unset) {
      scratch_.clear();
      keys_.append(value, scratch_);
      key = scratch_.front();
    }
    return key;
  }

  Plan const& plan_;
  Dimension dimension_;
  Base base_;
  Keys keys_;
  std::vector<std::uint32_t> key_of_, scratch_;
};

std::vector<Cell> cells_of(PairCounter const& pairs, Side& by, Side& across) {
  PairCounter keys(by.size(), across.size());
  pairs.for_each([&](std::uint32_t a, std::uint32_t b, std::uint64_t count) {
    for (auto const key_a : by.keys_of(a)) {
      for (auto const key_b : across.keys_of(b)) keys.add(key_a, key_b, count);
    }
  });
  std::vector<Cell> out;
  keys.for_each([&](std::uint32_t a, std::uint32_t b, std::uint64_t count) { out.push_back({by.text(a), across.text(b), count}); });
  std::sort(out.begin(), out.end(), [](Cell const& a, Cell const& b) { return a.key != b.key ? a.key < b.key : a.across < b.across; });
  return out;
}

class CountPass {
 public:
  CountPass(Plan const& plan, CountRequest const& request) : plan_(plan), evaluator_(plan, 0) {
    for (auto const& dimension : {request.by, request.across}) {
      if (!dimension) continue;
      sides_.push_back(std::make_unique<Side>(plan, *dimension));
      margins_.emplace_back(plan, base_of(*dimension));
    }
    if (sides_.size() == 2) pairs_.emplace(sides_[0]->classes(), sides_[1]->classes());
  }
  void run() {
    scan(plan_, plan_.narrow, evaluator_, [this](Block& block, Evaluator& evaluator) { add(block, evaluator); });
  }
  [[nodiscard]] Count answer() {
    Count out;
    out.scope = plan_.scope;
    out.total = totals_.rows();
    std::vector<Dimension> dimensions;
    for (auto const& side : sides_) dimensions.push_back(side->dimension());
    add_caveats(plan_, totals_, dimensions, out.scope);
    if (!sides_.empty()) out.by = margins_[0].facet(plan_, sides_[0]->dimension(), 0);
    if (pairs_) out.across = margins_[1].facet(plan_, sides_[1]->dimension(), 0);
    add_caveats(count_unlocated(plan_), out.scope);
    if (pairs_) out.cells = cells_of(*pairs_, *sides_[0], *sides_[1]);
    return out;
  }

 private:
  void add(Block& block, Evaluator const& evaluator) {
    auto const n = evaluator.passed(block, passed_.data());
    totals_.add(plan_, block, passed_.data(), n);
    for (auto& margin : margins_) margin.add(block, passed_.data(), n);
    if (!pairs_) return;
    sides_[0]->read(block, passed_.data(), n, first_.data());
    sides_[1]->read(block, passed_.data(), n, second_.data());
    for (std::uint32_t j = 0; j < n; ++j) pairs_->add(first_[j], second_[j]);
  }

  Plan const& plan_;
  Evaluator evaluator_;
  std::vector<std::unique_ptr<Side>> sides_;
  std::vector<Histogram> margins_;
  std::optional<PairCounter> pairs_;
  Totals totals_;
  std::array<std::uint16_t, block_rows> passed_;
  std::array<std::uint32_t, block_rows> first_, second_;
};

}  // namespace

base::Result<Count> count(PreparedFilter const& filter, CountRequest const& request) {
  bool const alone = request.across && !request.by;
  bool const twice = request.across && request.by == request.across;
  if (alone || twice) {
    auto const by = request.by ? std::string(id_of(*request.by)) + "," : std::string();
    return base::Error("query.bad_value",
                       {{"name", "by"}, {"value", by + std::string(id_of(*request.across))}, {"allowed", "A,B (A ≠ B)"}});
  }
  return guarded([&]() -> base::Result<Count> {
    CountPass pass(filter.plan(), request);
    pass.run();
    return pass.answer();
  });
}

}  // namespace bassin::query
