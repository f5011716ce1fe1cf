#include "query/internal/walk.h"

#include <algorithm>
#include <array>
#include <memory>

#include "query/internal/evaluate.h"
#include "query/internal/scan_rows.h"

namespace bassin::query::internal {

namespace {

// A visit to one row out of order costs about as much as a scan of so many rows.
constexpr std::size_t rows_a_visit = 64;

struct Coverage {
  std::vector<std::uint32_t> departements;  // whole ones
  std::vector<Range> rest;
  std::size_t rows = 0;  // of the départements
};

Coverage cover(Plan const& plan) {
  auto const& first = plan.tables->snapshot->orders().department_first;
  Coverage out;
  std::vector<Range> whole;
  for (std::uint32_t d = 0; d + 1 < first.size(); ++d) {
    Range const rows{first[d], first[d + 1]};
    if (rows.first == rows.last || intersect({rows}, plan.narrow) != std::vector<Range>{rows}) continue;
    out.departements.push_back(d);
    out.rows += rows.last - rows.first;
    whole.push_back(rows);
  }
  // The rest: narrow ranges between whole départements, which are ascending.
  std::uint32_t next = 0;
  std::vector<Range> gaps;
  for (auto const& rows : whole) {
    if (rows.first > next) gaps.push_back({next, rows.first});
    next = rows.last;
  }
  gaps.push_back({next, plan.view->rows()});
  out.rest = intersect(gaps, plan.narrow);
  return out;
}

// Tests rows and makes their keys one by one; counts visits against the budget.
class Visitor {
 public:
  Visitor(Plan const& plan, Sort const& sort, std::size_t budget)
      : plan_(plan),
        sorter_(plan, sort),
        evaluator_(plan, 0),
        block_(std::make_unique<Block>(plan)),
        budget_(budget),
        hidden_bits_(registry::hiding(registry::hides_names | registry::hides_brands, plan.audience)) {}

  [[nodiscard]] bool spent() const { return visits_ > budget_; }
  void pay() { ++visits_; }
  // Its name is.
  [[nodiscard]] bool hidden(std::uint32_t row) const { return (plan_.tables->snapshot->establishments().privacy[row] & hidden_bits_) != 0; }
  // Renamed rows stand elsewhere in the order.
  [[nodiscard]] bool is_renamed(std::uint32_t row) const { return sorter_.is_renamed(row); }
  [[nodiscard]] std::optional<Placed> visit(std::uint32_t row) {
    pay();
    block_->load(row, 1);
    if (!evaluator_.run(*block_)) return std::nullopt;
    return Placed{sorter_.key(*block_, 0), row};
  }

 private:
  Plan const& plan_;
  Sorter sorter_;
  Evaluator evaluator_;
  std::unique_ptr<Block> block_;
  std::size_t budget_, visits_ = 0;
  std::uint8_t hidden_bits_;
};

// The rows of one département that pass, in order, from the cursor on.
class Stream {
 public:
  virtual ~Stream() = default;
  // Nothing at the end, or when the budget is spent.
  [[nodiscard]] virtual std::optional<Placed> next(Visitor& visitor) = 0;
};

class NameStream final : public Stream {
 public:
  NameStream(registry::Snapshot const& snapshot, Range range, std::optional<OrderKey> const& after)
      : snapshot_(snapshot), after_(after), at_(range.first), last_(range.last) {
    if (after) at_ = seek(range, after->first >> 16U);
  }
  std::optional<Placed> next(Visitor& visitor) override {
    while (at_ < last_ && !visitor.spent()) {
      auto const row = snapshot_.orders().by_name[at_++];
      if (visitor.hidden(row) || visitor.is_renamed(row)) {
        visitor.pay();
        continue;
      }
      auto const placed = visitor.visit(row);
      if (placed && (!after_ || placed->key > *after_)) return placed;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::uint32_t seek(Range range, std::uint64_t rank) const {
    auto [low, high] = range;
    while (low < high) {
      auto const middle = low + (high - low) / 2;
      bool const before = snapshot_.establishments().name_rank[snapshot_.orders().by_name[middle]] < rank;
      (before ? low : high) = before ? middle + 1 : middle;
    }
    return low;
  }

  registry::Snapshot const& snapshot_;
  std::optional<OrderKey> after_;
  std::uint32_t at_, last_;
};

// Day by day. Inside a day rows stand by name, but for those whose name is hidden: these follow, by SIRET.
class CreatedStream final : public Stream {
 public:
  CreatedStream(registry::Snapshot const& snapshot, Range range, bool ascending, std::optional<OrderKey> const& after)
      : snapshot_(snapshot), ascending_(ascending), after_(after), range_(range) {
    known_end_ = first_not_after(range_, 0);
    next_ = ascending ? known_end_ : range_.first;
    unknown_done_ = known_end_ == range_.last;
    if (after) seek(after->first);
  }
  std::optional<Placed> next(Visitor& visitor) override {
    while (!visitor.spent()) {
      if (at_ == day_.size() && !fill(visitor)) return std::nullopt;
      while (at_ < day_.size() && !visitor.spent()) {
        auto const placed = visitor.visit(day_[at_++]);
        if (placed && (!after_ || placed->key > *after_)) return placed;
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint64_t unknown_first = 65536;

  [[nodiscard]] std::uint16_t created(std::uint32_t at) const {
    return snapshot_.establishments().created[snapshot_.orders().by_created[at]];
  }
  // First place of the range whose date is `day` or earlier; unknown is earlier than all.
  [[nodiscard]] std::uint32_t first_not_after(Range range, std::uint16_t day) const {
    auto [low, high] = range;
    while (low < high) {
      auto const middle = low + (high - low) / 2;
      bool const later = created(middle) > day;
      (later ? low : high) = later ? middle + 1 : middle;
    }
    return low;
  }
  // Starts at the day of the cursor's key.
  void seek(std::uint64_t first) {
    if (first >= unknown_first) {
      next_ = ascending_ ? range_.first : known_end_;
      return;
    }
    auto const day = static_cast<std::uint16_t>(ascending_ ? first : unknown_first - 1 - first);
    next_ = ascending_ ? first_not_after({range_.first, known_end_}, static_cast<std::uint16_t>(day - 1))
                       : first_not_after({range_.first, known_end_}, day);
  }
  [[nodiscard]] Range next_day() {
    bool const known_left = ascending_ ? next_ > range_.first : next_ < known_end_;
    if (!known_left) {
      if (unknown_done_) return {};
      unknown_done_ = true;
      return {known_end_, range_.last};
    }
    if (ascending_) {
      Range const day{first_not_after({range_.first, next_}, created(next_ - 1)), next_};
      next_ = day.first;
      return day;
    }
    Range const day{next_, first_not_after({next_, known_end_}, static_cast<std::uint16_t>(created(next_) - 1))};
    next_ = day.last;
    return day;
  }
  bool fill(Visitor& visitor) {
    auto const day = next_day();
    day_.clear();
    at_ = 0;
    if (day.first == day.last) return false;
    std::vector<std::uint32_t> hidden;
    for (auto at = day.first; at < day.last && !visitor.spent(); ++at) {
      auto const row = snapshot_.orders().by_created[at];
      if (visitor.is_renamed(row)) continue;
      if (at % 8 == 0) visitor.pay();  // cheaper than a visit
      (visitor.hidden(row) ? hidden : day_).push_back(row);
    }
    std::sort(hidden.begin(), hidden.end(), [this](auto a, auto b) { return snapshot_.siret(a) < snapshot_.siret(b); });
    day_.insert(day_.end(), hidden.begin(), hidden.end());
    return true;
  }

  registry::Snapshot const& snapshot_;
  bool ascending_;
  std::optional<OrderKey> after_;
  Range range_;
  std::uint32_t known_end_ = 0, next_ = 0;
  bool unknown_done_ = false;
  std::vector<std::uint32_t> day_;
  std::size_t at_ = 0;
};

std::unique_ptr<Stream> make_stream(Plan const& plan, Sort const& sort, Range range, std::optional<OrderKey> const& after) {
  auto const& snapshot = *plan.tables->snapshot;
  if (sort.key == SortKey::name) return std::make_unique<NameStream>(snapshot, range, after);
  return std::make_unique<CreatedStream>(snapshot, range, sort.key == SortKey::created_asc, after);
}

// Rows that the orders do not hold in their place: of partial départements, local businesses, renamed rows.
std::vector<Placed> rows_apart(Plan const& plan, Sort const& sort, Coverage const& coverage, std::size_t limit,
                               std::optional<OrderKey> after) {
  std::vector<std::uint32_t> renamed;
  for (auto const& row : plan.tables->renamed()) renamed.push_back(row.row);
  auto ranges = coverage.rest;
  auto const of_renamed = intersect(ranges_of(renamed), plan.narrow);
  ranges.insert(ranges.end(), of_renamed.begin(), of_renamed.end());
  return scan_rows(plan, sort, joined(std::move(ranges), 0), limit, after).rows;
}

// All streams as one, in order.
class Merge {
 public:
  void add(std::unique_ptr<Stream> stream, Visitor& visitor) {
    streams_.push_back(std::move(stream));
    refill(streams_.size() - 1, visitor);
  }
  void add_rows(std::vector<Placed> rows) { apart_ = std::move(rows); }
  [[nodiscard]] std::optional<Placed> next(Visitor& visitor) {
    bool const from_apart = at_ < apart_.size() && (heads_.empty() || apart_[at_].key < heads_.front().first.key);
    if (from_apart) return apart_[at_++];
    if (heads_.empty()) return std::nullopt;
    std::pop_heap(heads_.begin(), heads_.end(), later);
    auto const [placed, stream] = heads_.back();
    heads_.pop_back();
    refill(stream, visitor);
    return placed;
  }

 private:
  using Head = std::pair<Placed, std::size_t>;
  static bool later(Head const& a, Head const& b) { return b.first < a.first; }
  void refill(std::size_t stream, Visitor& visitor) {
    if (auto const placed = streams_[stream]->next(visitor)) {
      heads_.emplace_back(*placed, stream);
      std::push_heap(heads_.begin(), heads_.end(), later);
    }
  }

  std::vector<std::unique_ptr<Stream>> streams_;
  std::vector<Head> heads_;
  std::vector<Placed> apart_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<Placed>> walk(Plan const& plan, Sort const& sort, std::size_t limit, std::optional<OrderKey> after) {
  bool const by_name = sort.key == SortKey::name;
  bool const served = by_name || sort.key == SortKey::created_desc || sort.key == SortKey::created_asc;
  bool const in_hidden = by_name && after && after->first == key_last;
  if (!served || in_hidden || plan.zone) return std::nullopt;
  auto const coverage = cover(plan);
  if (coverage.departements.empty()) return std::nullopt;
  Visitor visitor(plan, sort, coverage.rows / rows_a_visit);
  Merge merge;
  auto const& first = plan.tables->snapshot->orders().department_first;
  for (auto const d : coverage.departements) merge.add(make_stream(plan, sort, {first[d], first[d + 1]}, after), visitor);
  merge.add_rows(rows_apart(plan, sort, coverage, limit, after));
  std::vector<Placed> out;
  while (out.size() < limit && !visitor.spent()) {
    auto const placed = merge.next(visitor);
    // Names that the audience is not shown come last, and are not walked.
    if (!placed || (by_name && placed->key.first == key_last)) break;
    out.push_back(*placed);
  }
  if (out.size() < limit && (visitor.spent() || by_name)) return std::nullopt;
  return out;
}

}  // namespace bassin::query::internal
