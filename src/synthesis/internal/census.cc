#include "synthesis/internal/census.h"

#include <algorithm>

#include "synthesis/internal/model.h"

namespace bassin::synthesis::internal {

Census::Census(Tables const& tables, std::uint64_t seed, std::uint64_t establishments, base::Date as_of)
    : tables_(tables), seed_(seed), as_of_(as_of) {
  std::uint64_t left = establishments;
  while (left > 0) {
    last_count_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(draw_count(units_++), left));
    left -= last_count_;
  }
  share_out();
}

std::uint32_t Census::draw_count(std::uint64_t rank) const {
  Random random(mix(seed_, rank * 2));
  auto const [low, high] = tables_.unit_sizes[tables_.unit_size_weights.draw(random)];
  return low + random.below(high - low + 1);
}

std::uint32_t Census::establishments_of(std::uint64_t rank) const { return rank + 1 == units_ ? last_count_ : draw_count(rank); }

// In proportion to the shares; what a range cannot hold, and the rounding, goes to the last one.
void Census::share_out() {
  std::uint64_t total = 0, given = 0;
  for (auto const& range : tables_.ranges) total += range.share;
  for (auto const& range : tables_.ranges) {
    std::uint64_t const width = range.last - range.first;
    std::uint64_t units = std::min(units_ * range.share / std::max<std::uint64_t>(total, 1), width / 100 * 98);
    if (&range == &tables_.ranges.back()) units = units_ - given;
    shares_.push_back({given, units});
    given += units;
  }
}

UnitNumber Census::number_of_unit(std::uint64_t rank) const {
  auto const after = std::upper_bound(shares_.begin(), shares_.end(), rank, [](auto r, auto const& share) { return r < share.first_rank; });
  auto index = static_cast<std::size_t>(after - shares_.begin()) - 1;
  while (shares_[index].units == 0) --index;
  auto const& range = tables_.ranges[index];
  std::uint64_t const place = rank - shares_[index].first_rank, units = shares_[index].units, width = range.last - range.first;

  Random random(mix(seed_, rank * 2 + 1) ^ 0x5149);
  std::uint64_t const from = place * width / units, until = (place + 1) * width / units;
  std::uint64_t const base = range.first + from + random.below(until - from);
  std::int32_t const start = base::make_date(range.first_year, 1, 1).days;
  std::int32_t const end = std::min(base::make_date(range.last_year, 12, 31).days, as_of_.days);
  double const along =
      range.kind == SirenRange::Kind::any ? (static_cast<double>(place) + random.unit()) / static_cast<double>(units) : random.unit();
  UnitNumber number;
  number.kind = range.kind;
  number.siren = static_cast<std::uint32_t>(base * 10 + luhn_digit(base));
  auto const late = std::max(0, static_cast<std::int32_t>(random.below(60)) - 30);
  number.created.days = std::clamp(start + static_cast<std::int32_t>(along * (end - start)) - late, start, std::max(start, end));
  return number;
}

}  // namespace bassin::synthesis::internal
