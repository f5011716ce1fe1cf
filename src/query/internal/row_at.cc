#include "query/internal/row_at.h"

#include "query/internal/block.h"

namespace bassin::query::internal {

namespace {

RowState from_stock(Segment const& s, std::uint32_t i, std::optional<std::uint16_t> at) {
  auto const byte = [&](Byte which) { return s.bytes[static_cast<std::size_t>(which)][i]; };
  auto const word = [&](Word which) { return s.words[static_cast<std::size_t>(which)][i]; };
  RowState out{byte(Byte::state), byte(Byte::employer), word(Word::activity), false};
  if (at) out.state = state_by_stock_row(out.state, word(Word::created), word(Word::period_start), *at);
  return out;
}

// The period that holds a day: the last that started by then, unless it ended before.
std::optional<std::uint32_t> period_at(registry::History const& h, std::uint32_t first, std::uint32_t last, std::uint16_t at) {
  while (last > first && h.start[last - 1] > at) --last;
  bool const there = last > first && (h.end[last - 1] == 0 || h.end[last - 1] >= at);
  return there ? std::optional(last - 1) : std::nullopt;
}

RowState from_history(View const& view, std::uint32_t first, std::uint32_t last, std::uint16_t at) {
  auto const& h = *view.snapshot().history();
  auto const period = period_at(h, first, last, at);
  if (!period) return {state_not_there, 0, 0, false};
  return {h.state[*period], h.employer[*period], view.tables().activities.from_history[h.activity[*period]], false};
}

// What the stock row says of its last period, and only if that had begun on the day.
std::string since_by_stock_row(View const& view, std::uint32_t row, std::optional<base::Date> at) {
  auto const& e = view.snapshot().establishments();
  auto const start = e.period_start[row];
  auto const day = at ? base::DayCode::of(*at).v : std::uint16_t{0};
  if (at && (start > day || e.created[row] > day)) return {};
  return date_text(start, e.text(registry::schema::Text::period_start_exact, row));
}

}  // namespace

RowState state_of(View const& view, std::uint32_t row, std::optional<base::Date> at) {
  auto const& tables = view.tables();
  auto const& segment = tables.segments[view.is_local(row) ? 1 : 0];
  auto const day = at ? std::optional(base::DayCode::of(*at).v) : std::nullopt;
  auto const* const history = view.is_local(row) ? nullptr : view.snapshot().history();
  if (day && history != nullptr && history->first[row] != history->first[row + 1]) {
    return from_history(view, history->first[row], history->first[row + 1], *day);
  }
  auto out = from_stock(segment, row - segment.first_row, day);
  auto const* const correction = day ? nullptr : tables.correction(row);
  if (correction != nullptr && correction->activity) {
    out.activity = *correction->activity;
    out.activity_corrected = true;
  }
  if (view.is_local(row)) {
    auto const* const entry = tables.entry(row);
    out.activity_corrected = entry != nullptr && entry->activity.has_value();
  }
  return out;
}

std::uint32_t run_start(registry::History const& h, std::uint32_t first, std::uint32_t period) {
  auto start = period;
  for (auto p = period; p > first; --p) {
    bool const replaced = h.start[p - 1] == h.start[p];
    if (replaced) continue;
    if (h.state[p - 1] != h.state[period]) break;
    start = p - 1;
  }
  return start;
}

std::string in_state_since(View const& view, std::uint32_t row, std::optional<base::Date> at) {
  auto const* const h = view.snapshot().history();
  auto const first = h == nullptr ? 0 : h->first[row];
  auto const last = h == nullptr ? 0 : h->first[row + 1];
  if (first == last) return since_by_stock_row(view, row, at);
  auto const period = at ? period_at(*h, first, last, base::DayCode::of(*at).v) : std::optional(last - 1);
  if (!period) return {};
  // Files of two days may disagree; today's row is the one shown.
  if (!at && h->state[*period] != view.snapshot().establishments().state[row]) return since_by_stock_row(view, row, at);
  auto const start = run_start(*h, first, *period);
  return date_text(h->start[start], h->start_exact[start]);
}

std::string date_text(std::uint16_t code, std::string_view exact) {
  if (!exact.empty()) return std::string(exact);
  auto const date = base::DayCode{code}.date();
  return date ? base::to_iso(*date) : std::string();
}

}  // namespace bassin::query::internal
