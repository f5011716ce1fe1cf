#include "query/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/timeline.h"
#include "query/internal/totals.h"
#include "query/internal/unlocated.h"

namespace bassin::query {

namespace {

using namespace internal;

constexpr std::size_t periods_most = 2400;
constexpr std::size_t event_count = static_cast<std::size_t>(Event::count);
// These change from period to period and are asked of each.
constexpr Parts dynamic_parts = bit_of(Part::present) | bit_of(Part::state) | bit_of(Part::field) | bit_of(Part::activity) |
                                bit_of(Part::activity_2025) | bit_of(Part::employer);

base::Date month_start(base::Date date, Step step) {
  return base::make_date(base::year_of(date), step == Step::year ? 1 : base::month_of(date), 1);
}

base::Date next_start(base::Date start, Step step) {
  auto const year = base::year_of(start);
  auto const month = base::month_of(start);
  if (step == Step::year || month == 12) return base::make_date(year + 1, 1, 1);
  return base::make_date(year, month + 1, 1);
}

// First days of the periods, and of the one after the last.
base::Result<std::vector<base::Date>> starts_of(SeriesRequest const& request) {
  auto const first = base::make_date(1901, 1, 1);
  auto const last = base::make_date(2078, 12, 31);
  auto const bad = [&] {
    return base::Error("query.bad_series_range", {{"from", base::to_iso(request.from)},
                                                  {"to", base::to_iso(request.to)},
                                                  {"first", base::to_iso(first)},
                                                  {"last", base::to_iso(last)},
                                                  {"most", fmt::format("{}", periods_most)}});
  };
  bool const dated = request.from >= first && request.to <= last;
  if (!dated || request.to < request.from) return bad();
  std::vector<base::Date> out{month_start(request.from, request.step)};
  while (out.back() <= request.to) {
    if (out.size() > periods_most) return bad();
    out.push_back(next_start(out.back(), request.step));
  }
  return out;
}

// A pass tells of one row after the other: its events, then the end of the row.

// Events by period. Period 0 is all that came before the first, the last one all that comes after.
class Tally {
 public:
  explicit Tally(std::vector<base::Date> const& starts) : events_(starts.size() + 1) {
    std::size_t period = 0;
    for (std::uint32_t day = 0; day < period_of_.size(); ++day) {
      while (period < starts.size() && day >= base::DayCode::of(starts[period]).v) ++period;
      period_of_[day] = static_cast<std::uint16_t>(period);
    }
  }
  void operator()(Event event, std::uint32_t day) { ++events_[period_of_[day]][static_cast<std::size_t>(event)]; }
  void end_row(Block&, std::uint32_t) {}

  [[nodiscard]] Series series(std::vector<base::Date> const& starts) const {
    Series out;
    auto stock = after(0, 0);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      auto const& e = events_[i + 1];
      out.points.push_back({starts[i], stock, of(e, Event::creation), of(e, Event::reopening), of(e, Event::closure),
                            of(e, Event::change_in), of(e, Event::change_out)});
      stock = after(stock, i + 1);
    }
    out.stock_after = stock;
    return out;
  }

 private:
  using Counts = std::array<std::uint64_t, event_count>;
  static std::uint64_t of(Counts const& counts, Event event) { return counts[static_cast<std::size_t>(event)]; }
  [[nodiscard]] std::uint64_t after(std::uint64_t stock, std::size_t period) const {
    auto const& e = events_[period];
    return stock + of(e, Event::creation) + of(e, Event::reopening) + of(e, Event::change_in) - of(e, Event::closure) -
           of(e, Event::change_out);
  }

  std::vector<Counts> events_;
  std::array<std::uint16_t, 65537> period_of_;  // by day; the day after the last code too
};

// Rows that count at some time of the series.
class EverCounted {
 public:
  explicit EverCounted(std::vector<base::Date> const& starts)
      : first_(base::DayCode::of(starts.front()).v), after_(base::DayCode::of(starts.back()).v) {}

  void operator()(Event event, std::uint32_t day) {
    bool const leaves = event == Event::closure || event == Event::change_out;
    if (leaves && in_ && day >= first_) seen_ = true;
    in_ = !leaves && day < after_;
  }
  void end_row(Block& block, std::uint32_t i) {
    if (in_ || seen_) {
      ++rows_.total;
      rows_.masked += block.position_hidden(i) ? 1U : 0U;
    }
    in_ = seen_ = false;
  }
  [[nodiscard]] Unlocated const& rows() const { return rows_; }

 private:
  std::uint32_t first_, after_;
  bool in_ = false, seen_ = false;
  Unlocated rows_;
};

// Whether an active period counts, by what changes from period to period.
class Members {
 public:
  // Of a row: what today's stock row says of every period.
  struct Lasting {
    std::uint8_t size = 0;
    std::uint16_t activity_2025 = 0;
  };
  explicit Members(Plan const& plan)
      : plan_(plan),
        field_bit_(static_cast<std::uint8_t>(1U << static_cast<unsigned>(plan.field))),
        chamber_bit_(reference::chamber_bit(plan.field)),
        without_legal_(plan.tables->fields_without_legal()),
        activity_(plan.tables->activities.codes.size(), 1) {
    auto const& without = plan.tables->fields_without_activity();
    auto const& wanted = plan.dynamic.activity;
    for (std::size_t i = 0; i < activity_.size(); ++i) {
      bool const asked = wanted.empty() || wanted[i] != 0;
      activity_[i] = asked && (without[i] & field_bit_) == 0 ? 1 : 0;
    }
  }
  // By what stays the same: the legal category and the chambers of today.
  [[nodiscard]] bool may_ever(std::uint16_t legal, std::uint8_t chambers) const {
    bool const in_chamber = chamber_bit_ == 0 || (chambers & chamber_bit_) != 0;
    return in_chamber && (without_legal_[legal] & field_bit_) == 0;
  }
  [[nodiscard]] bool operator()(std::uint16_t activity, std::uint8_t employer, Lasting const& lasting) const {
    if (activity_[activity] == 0 || !by_naf_2025(activity, lasting.activity_2025)) return false;
    bool const by_field = plan_.field == reference::Field::employers;
    if (!by_field && !plan_.dynamic.employer) return true;
    auto const employing = employs(employer, lasting.size);
    if (by_field && employing != registry::Tri::yes) return false;
    return !plan_.dynamic.employer || employing == *plan_.dynamic.employer;
  }

 private:
  [[nodiscard]] bool by_naf_2025(std::uint16_t activity, std::uint16_t own) const {
    auto const& wanted = plan_.dynamic.naf_2025;
    if (wanted.empty()) return true;
    auto const by_main = plan_.tables->activities.naf_2025[activity];
    auto const index = own != 0 ? plan_.tables->activities_2025.naf_2025[own] : (by_main == index_other ? index_unknown : by_main);
    return index < wanted.size() && wanted[index] != 0;
  }

  Plan const& plan_;
  std::uint8_t field_bit_;
  reference::ChamberMask chamber_bit_;
  std::vector<std::uint8_t> const& without_legal_;
  std::vector<std::uint8_t> activity_;
};

constexpr auto active = static_cast<std::uint8_t>(registry::State::active);
constexpr auto closed = static_cast<std::uint8_t>(registry::State::closed);

template <class Tell>
class SeriesPass {
 public:
  SeriesPass(Plan const& plan, Tell& tell)
      : plan_(plan), history_(plan.tables->snapshot->history()), members_(plan), tell_(tell), evaluator_(plan, 0, dynamic_parts) {}

  void run() {
    scan(plan_, plan_.narrow, evaluator_, [this](Block& block, Evaluator& evaluator) { add(block, evaluator); });
  }
  [[nodiscard]] std::uint64_t without_history() const { return without_history_; }

 private:
  struct Columns {
    std::span<std::uint32_t const> first;
    std::uint32_t begin = 0;
    std::span<std::uint16_t const> start, end, activity;
    std::span<std::uint8_t const> state, employer;
  };

  void add(Block& block, Evaluator const& evaluator) {
    auto const n = evaluator.passed(block, passed_.data());
    auto const* const legal = block.words(Word::legal);
    auto const* const chambers = block.bytes(Byte::chambers);
    auto const* const size = block.bytes(Byte::size);
    auto const* const naf_2025 = block.words(Word::activity_2025);
    bool const by_history = history_ != nullptr && !block.local();
    auto const columns = by_history ? read(block) : Columns{};
    for (std::uint32_t j = 0; j < n; ++j) {
      auto const i = passed_[j];
      if (!members_.may_ever(legal[i], chambers[i])) continue;
      Members::Lasting const lasting{size[i], naf_2025[i]};
      if (by_history && columns.first[i] != columns.first[i + 1]) {
        add_periods(columns, i, lasting);
      } else {
        without_history_ += by_history ? 1U : 0U;
        add_stock_row(block, i, lasting);
      }
      tell_.end_row(block, i);
    }
  }

  [[nodiscard]] Columns read(Block const& block) const {
    Columns c;
    c.first = history_->first.slice(block.first(), std::size_t{block.count()} + 1);
    c.begin = c.first.front();
    auto const periods = c.first.back() - c.begin;
    c.start = history_->start.slice(c.begin, periods);
    c.end = history_->end.slice(c.begin, periods);
    c.activity = history_->activity.slice(c.begin, periods);
    c.state = history_->state.slice(c.begin, periods);
    c.employer = history_->employer.slice(c.begin, periods);
    return c;
  }

  // A period lasts to its end, or to the day before the next starts; one that the next replaces on its first day says nothing.
  void add_periods(Columns const& c, std::uint32_t i, Members::Lasting const& lasting) {
    auto const& from_history = plan_.tables->activities.from_history;
    auto const last = c.first[i + 1] - c.begin;
    Timeline timeline(tell_);
    for (auto p = c.first[i] - c.begin; p < last; ++p) {
      bool const replaced = p + 1 < last && c.start[p + 1] == c.start[p];
      bool const reversed = c.end[p] != 0 && c.end[p] < c.start[p];
      if (replaced) continue;
      bool const is_active = !reversed && c.state[p] == active;
      bool const is_member = is_active && members_(from_history[c.activity[p]], c.employer[p], lasting);
      timeline.at({c.start[p], is_active, is_member});
      if (c.end[p] == 0 || reversed) continue;
      auto const after = std::uint32_t{c.end[p]} + 1;
      bool const gap = p + 1 == last || c.start[p + 1] > after;
      if (gap) timeline.at({after, false, false});
    }
  }

  void add_stock_row(Block& block, std::uint32_t i, Members::Lasting const& lasting) {
    auto const& s = block.segment();
    auto const row = block.first() + i - s.first_row;
    auto const byte = [&](Byte which) { return s.bytes[static_cast<std::size_t>(which)][row]; };
    auto const word = [&](Word which) { return s.words[static_cast<std::size_t>(which)][row]; };
    auto const state = byte(Byte::state);
    auto const created = word(Word::created);
    auto const closing = word(Word::period_start);
    bool const known_closing = state == closed && closing != 0;
    bool const ever_active = state == active || (known_closing && closing > created);
    if (!ever_active) return;
    Timeline timeline(tell_);
    timeline.at({created, true, members_(word(Word::activity), byte(Byte::employer), lasting)});
    if (known_closing) timeline.at({closing, false, false});
  }

  Plan const& plan_;
  registry::History const* history_;
  Members members_;
  Tell& tell_;
  Evaluator evaluator_;
  std::uint64_t without_history_ = 0;
  std::array<std::uint16_t, block_rows> passed_;
};

base::Result<void> check(Plan const& plan) {
  if (plan.at) return base::Error("query.not_in_series", {{"name", "at"}});
  if (plan.asked_state && *plan.asked_state != StateFilter::active) return base::Error("query.not_in_series", {{"name", "state"}});
  return {};
}

void add_series_caveats(Plan const& plan, std::uint64_t without_history, Scope& scope) {
  scope.state = StateFilter::active;
  add_today_values(plan.undated, scope);
  if (plan.tables->snapshot->history() == nullptr) scope.caveats.push_back({Caveat::Code::no_history, {}});
  add_without_history(without_history, scope);
  if (plan.tables->corrects_activities()) scope.caveats.push_back({Caveat::Code::corrections_undated, {}});
}

Unlocated unlocated_in_series(Plan const& plan, std::vector<base::Date> const& starts) {
  auto const elsewhere = without_position(plan);
  EverCounted ever(starts);
  SeriesPass(elsewhere, ever).run();
  return ever.rows();
}

}  // namespace

base::Result<Series> series(PreparedFilter const& filter, SeriesRequest const& request) {
  BASSIN_DO(check(filter.plan()));
  BASSIN_TRY(auto const starts, starts_of(request));
  return guarded([&]() -> base::Result<Series> {
    auto plan = filter.plan();
    plan.dated = true;
    Tally tally(starts);
    SeriesPass pass(plan, tally);
    pass.run();
    auto out = tally.series(starts);
    out.scope = plan.scope;
    add_series_caveats(plan, pass.without_history(), out.scope);
    if (plan.zone) add_caveats(unlocated_in_series(plan, starts), out.scope);
    return out;
  });
}

}  // namespace bassin::query
