#include "query/internal/unlocated.h"

#include <algorithm>
#include <array>
#include <memory>

#include "query/internal/counters.h"
#include "query/internal/evaluate.h"

namespace bassin::query::internal {

namespace {

// The communes, by Tables::communes, where some row lies in the zone at a position that the audience may see.
class Touched {
 public:
  explicit Touched(Plan const& plan)
      : only_zone_(plan, 0, all_parts & ~bit_of(Part::zone)),
        plan_(plan),
        block_(std::make_unique<Block>(plan)),
        touched_(plan.tables->commune_codes.size()) {}

  [[nodiscard]] std::vector<std::uint8_t> find() && {
    for (auto const& range : plan_.near) {
      for (auto first = range.first; first < range.last;) first = look_in_commune({first, range.last});
    }
    return std::move(touched_);
  }

 private:
  // Looks among the rows of the commune of the first row, and returns the row after them.
  std::uint32_t look_in_commune(Range rows) {
    block_->load(rows.first, 1);
    auto const& segment = block_->segment();
    auto const commune = block_->communes()[0];
    rows.last = std::min(rows.last, segment.first_row + segment.commune_first[commune - segment.first_commune + 1]);
    if (touched_[commune] == 0 && any_in_zone(rows)) touched_[commune] = 1;
    return rows.last;
  }
  [[nodiscard]] bool any_in_zone(Range const& rows) {
    constexpr auto step = registry::schema::bounds_rows;
    for (auto first = rows.first; first < rows.last;) {
      auto const last = std::min(rows.last, (first / step + 1) * step);
      block_->load(first, last - first);
      if (only_zone_.run(*block_)) return true;
      first = last;
    }
    return false;
  }

  Evaluator only_zone_;
  Plan const& plan_;
  std::unique_ptr<Block> block_;
  std::vector<std::uint8_t> touched_;
};

// A commune counts under whatever code its rows stand: local businesses are communes of their own in Tables.
void widen_to_places(Plan const& plan, std::vector<std::uint8_t>& touched) {
  std::vector<std::string_view> codes;
  auto const& all = plan.tables->commune_codes;
  for (std::uint32_t c = 0; c < touched.size(); ++c) {
    if (touched[c] != 0) codes.push_back(all[c]);
  }
  std::sort(codes.begin(), codes.end());
  auto const holds = [&](std::uint32_t c) { return std::binary_search(codes.begin(), codes.end(), std::string_view(all[c])); };
  for (auto c = plan.tables->segments[1].first_commune; c < touched.size(); ++c) touched[c] = holds(c) ? 1 : 0;
  auto const& segment = plan.tables->segments[1];
  for (std::uint32_t c = 0; c < segment.communes(); ++c) {
    if (touched[segment.first_commune + c] == 0) continue;
    if (auto const of_register = plan.tables->find_commune(all[segment.first_commune + c])) touched[*of_register] = 1;
  }
}

std::vector<Range> places_of_zone(Plan const& plan) {
  auto touched = Touched(plan).find();
  widen_to_places(plan, touched);
  std::vector<Range> out;
  for (auto const& segment : plan.tables->segments) {
    for (std::uint32_t c = 0; c < segment.communes(); ++c) {
      if (touched[segment.first_commune + c] == 0) continue;
      out.push_back({segment.first_row + segment.commune_first[c], segment.first_row + segment.commune_first[c + 1]});
    }
  }
  return joined(std::move(out), 0);
}

}  // namespace

Plan without_position(Plan const& plan) {
  Plan out = plan;
  for (auto& predicate : out.predicates) {
    if (predicate.part == Part::zone) predicate = {.part = Part::unlocated, .input = Input::rows, .test = Test::no_position};
  }
  if (plan.anywhere) out.territory = places_of_zone(plan);
  out.zone.reset();
  out.near.clear();
  out.ranges = out.narrow = narrowed(out, out.territory, all_parts);
  return out;
}

Unlocated count_unlocated(Plan const& asked) {
  Unlocated out;
  if (!asked.zone) return out;
  auto const plan = without_position(asked);
  Histogram by_place(plan, Base::place);
  Evaluator evaluator(plan, 0);
  std::array<std::uint16_t, block_rows> passed;
  scan(plan, plan.narrow, evaluator, [&](Block& block, Evaluator& e) {
    auto const n = e.passed(block, passed.data());
    by_place.add(block, passed.data(), n);
    for (std::uint32_t j = 0; j < n; ++j) out.masked += block.position_hidden(passed[j]) ? 1U : 0U;
  });
  auto facet = by_place.facet(plan, Dimension::commune, 0);
  out.communes = std::move(facet.buckets);
  out.total = facet.total;
  std::sort(out.communes.begin(), out.communes.end(), [](Bucket const& a, Bucket const& b) { return a.key < b.key; });
  return out;
}

}  // namespace bassin::query::internal
