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

RowState from_history(View const& view, std::uint32_t first, std::uint32_t last, std::uint16_t at) {
  auto const& h = *view.snapshot().history();
  while (last > first && h.start[last - 1] > at) --last;
  bool const there = last > first && (h.end[last - 1] == 0 || h.end[last - 1] >= at);
  if (!there) return {state_not_there, 0, 0, false};
  return {h.state[last - 1], h.employer[last - 1], view.tables().activities.from_history[h.activity[last - 1]], false};
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

std::string date_text(std::uint16_t code, std::string_view exact) {
  if (!exact.empty()) return std::string(exact);
  auto const date = base::DayCode{code}.date();
  return date ? base::to_iso(*date) : std::string();
}

}  // namespace bassin::query::internal
