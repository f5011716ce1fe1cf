#include "query/internal/block.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "query/internal/row_at.h"

namespace bassin::query::internal {

namespace {

constexpr std::size_t at_index(Byte which) { return static_cast<std::size_t>(which); }
constexpr std::size_t at_index(Word which) { return static_cast<std::size_t>(which); }

using EmploysTable = std::array<std::array<std::uint8_t, 32>, 4>;
EmploysTable const& employs_table() {
  static auto const table = [] {
    EmploysTable out{};
    for (std::uint8_t flag = 0; flag < 3; ++flag) {
      for (std::uint8_t size = 0; size < reference::size_band_count; ++size)
        out[flag][size] = static_cast<std::uint8_t>(internal::employs(flag, size));
    }
    return out;
  }();
  return table;
}

}  // namespace

std::uint8_t state_by_stock_row(std::uint8_t state, std::uint16_t created, std::uint16_t period_start, std::uint16_t at) {
  using registry::State;
  if (created != 0 && created > at) return state_not_there;
  bool const closed_later = state == static_cast<std::uint8_t>(State::closed) && period_start != 0 && period_start > at;
  return closed_later ? static_cast<std::uint8_t>(State::active) : state;
}

void Block::load(std::uint32_t first, std::uint32_t count) {
  first_ = first;
  count_ = count;
  segment_ = &plan_.segment_of(first);
  bytes_.fill(nullptr);
  words_.fill(nullptr);
  employs_ = nullptr;
  naf_2025_ = nullptr;
  lon_ = lat_ = nullptr;
  communes_ = entries_ = nullptr;
  dated_ = false;
  history_first_ = {};
  corrections_ = {};
  auto const& all = plan_.tables->corrections;
  if (all.empty()) return;
  auto const by_row = [](Correction const& c, std::uint32_t row) { return c.row < row; };
  auto const begin = std::lower_bound(all.begin(), all.end(), first, by_row);
  auto const end = std::lower_bound(begin, all.end(), first + count, by_row);
  corrections_ = std::span<Correction const>(begin, end);
}

std::uint8_t const* Block::column(Byte which) { return segment_->bytes[at_index(which)].slice(offset(), count_).data(); }
std::uint16_t const* Block::column(Word which) { return segment_->words[at_index(which)].slice(offset(), count_).data(); }

std::uint8_t const* Block::state_today() { return column(Byte::state); }

std::uint8_t const* Block::categories() {
  if (local()) return column(Byte::category);
  auto const units = plan_.tables->snapshot->establishments().unit.slice(first_, count_);
  auto const& category = plan_.tables->snapshot->units().category;
  auto& out = byte_buffers_[at_index(Byte::category)];
  for (std::uint32_t i = 0; i < count_; ++i) out[i] = category[units[i]];
  return out.data();
}

std::uint8_t const* Block::diffusions() {
  auto const* const own = column(Byte::diffusion);
  auto const* const privacy = column(Byte::privacy);
  auto& out = byte_buffers_[at_index(Byte::diffusion)];
  for (std::uint32_t i = 0; i < count_; ++i) out[i] = static_cast<std::uint8_t>(diffusion_of(own[i], privacy[i]));
  return out.data();
}

std::uint8_t const* Block::corrected(Byte which, std::uint8_t const* values) {
  if (corrections_.empty()) return values;
  auto& out = byte_buffers_[at_index(which)];
  if (values != out.data()) std::memcpy(out.data(), values, count_);
  for (auto const& c : corrections_) {
    auto& value = out[c.row - first_];
    auto const& chambers = plan_.dated ? c.chambers_by_hand : c.chambers;
    if (which == Byte::chambers && chambers) value = *chambers;
    if (which == Byte::fields && c.fields) value = *c.fields;
    if (which == Byte::quality && c.position) value = static_cast<std::uint8_t>(registry::PositionQuality::given);
  }
  return out.data();
}

std::uint8_t const* Block::bytes(Byte which) {
  auto& values = bytes_[at_index(which)];
  if (values != nullptr) return values;
  bool const dated = plan_.at.has_value();
  switch (which) {
    case Byte::state:
    case Byte::employer:
      if (dated) date_rows();
      values = dated ? byte_buffers_[at_index(which)].data() : column(which);
      break;
    case Byte::diffusion: values = diffusions(); break;
    case Byte::fields: values = dated ? dated_fields() : corrected(which, column(which)); break;
    case Byte::chambers:
    case Byte::quality: values = corrected(which, column(which)); break;
    case Byte::category: values = categories(); break;
    default: values = column(which);
  }
  return values;
}

std::uint16_t const* Block::words(Word which) {
  auto& values = words_[at_index(which)];
  if (values != nullptr) return values;
  if (which != Word::activity) return values = column(which);
  if (plan_.at) {
    date_rows();
    return values = activity_buffer_.data();
  }
  values = column(which);
  if (corrections_.empty() || plan_.dated) return values;
  std::memcpy(activity_buffer_.data(), values, count_ * sizeof *values);
  for (auto const& c : corrections_) {
    if (c.activity) activity_buffer_[c.row - first_] = *c.activity;
  }
  return values = activity_buffer_.data();
}

std::uint8_t const* Block::employs() {
  if (employs_ != nullptr) return employs_;
  auto const& table = employs_table();
  auto const* const flags = bytes(Byte::employer);
  auto const* const sizes = bytes(Byte::size);
  for (std::uint32_t i = 0; i < count_; ++i) employs_buffer_[i] = table[flags[i] & 3U][sizes[i] & 31U];
  return employs_ = employs_buffer_.data();
}

std::uint16_t const* Block::naf_2025() {
  if (naf_2025_ != nullptr) return naf_2025_;
  naf_2025_ = naf_2025_buffer_.data();
  if (!plan_.tables->any_2025) {
    std::memset(naf_2025_buffer_.data(), 0, count_ * sizeof(std::uint16_t));
    return naf_2025_;
  }
  auto const& own = plan_.tables->activities_2025.naf_2025;
  auto const& main = plan_.tables->activities.naf_2025;
  auto const* const codes = words(Word::activity_2025);
  auto const* const activities = words(Word::activity);
  for (std::uint32_t i = 0; i < count_; ++i) {
    auto const by_main = main[activities[i]];  // index_other: coded in another nomenclature, which says nothing of this one
    naf_2025_buffer_[i] = codes[i] != 0 ? own[codes[i]] : (by_main == index_other ? index_unknown : by_main);
  }
  return naf_2025_;
}

std::uint16_t const* Block::closings() {
  auto const* const by_stock_row = column(Word::period_start);
  auto const* const history = plan_.tables->snapshot->history();
  if (local() || history == nullptr) return by_stock_row;
  constexpr auto closed = static_cast<std::uint8_t>(registry::State::closed);
  auto const* const states = state_today();
  auto const firsts = history->first.slice(first_, std::size_t{count_} + 1);
  for (std::uint32_t i = 0; i < count_; ++i) {
    closing_buffer_[i] = by_stock_row[i];
    if (states[i] != closed || firsts[i] == firsts[i + 1] || history->state[firsts[i + 1] - 1] != closed) continue;
    closing_buffer_[i] = history->start[run_start(*history, firsts[i], firsts[i + 1] - 1)];
  }
  return closing_buffer_.data();
}

void Block::date_rows() {
  if (dated_) return;
  dated_ = true;
  if (plan_.use_history && !local()) {
    date_by_history();
  } else {
    date_all_by_stock_rows();
  }
}

void Block::date_by_stock_row(std::uint32_t i, std::uint8_t state, std::uint16_t created, std::uint16_t period_start,
                              std::uint16_t activity, std::uint8_t employer) {
  byte_buffers_[at_index(Byte::state)][i] = state_by_stock_row(state, created, period_start, *plan_.at);
  byte_buffers_[at_index(Byte::employer)][i] = employer;
  activity_buffer_[i] = activity;
}

void Block::date_all_by_stock_rows() {
  auto const* const states = column(Byte::state);
  auto const* const employers = column(Byte::employer);
  auto const* const created = column(Word::created);
  auto const* const starts = column(Word::period_start);
  auto const* const activities = column(Word::activity);
  for (std::uint32_t i = 0; i < count_; ++i) date_by_stock_row(i, states[i], created[i], starts[i], activities[i], employers[i]);
}

// The period of a day is the last that started by then; it lasts to its end, or to the day before the next.
void Block::date_by_history() {
  auto const& h = *plan_.tables->snapshot->history();
  auto const& from_history = plan_.tables->activities.from_history;
  history_first_ = h.first.slice(first_, std::size_t{count_} + 1);
  auto const begin = history_first_.front();
  auto const periods = history_first_.back() - begin;
  auto const starts = h.start.slice(begin, periods);
  auto const ends = h.end.slice(begin, periods);
  auto const states = h.state.slice(begin, periods);
  auto const employers = h.employer.slice(begin, periods);
  auto const activities = h.activity.slice(begin, periods);
  auto const at = *plan_.at;
  for (std::uint32_t i = 0; i < count_; ++i) {
    auto const low = history_first_[i] - begin;
    auto high = history_first_[i + 1] - begin;
    if (low == high) {
      date_by_stock_row(i, column(Byte::state)[i], column(Word::created)[i], column(Word::period_start)[i], column(Word::activity)[i],
                        column(Byte::employer)[i]);
      continue;
    }
    while (high > low && starts[high - 1] > at) --high;
    bool const there = high > low && (ends[high - 1] == 0 || ends[high - 1] >= at);
    byte_buffers_[at_index(Byte::state)][i] = there ? states[high - 1] : state_not_there;
    byte_buffers_[at_index(Byte::employer)][i] = there ? employers[high - 1] : std::uint8_t{0};
    activity_buffer_[i] = there ? from_history[activities[high - 1]] : std::uint16_t{0};
  }
}

bool Block::without_history(std::uint32_t i) {
  if (local()) return false;
  if (history_first_.empty()) history_first_ = plan_.tables->snapshot->history()->first.slice(first_, std::size_t{count_} + 1);
  return history_first_[i] == history_first_[i + 1];
}

std::uint8_t const* Block::dated_fields() {
  using reference::Field;
  auto const& without_activity = plan_.tables->fields_without_activity();
  auto const& without_legal = plan_.tables->fields_without_legal();
  auto const* const activities = words(Word::activity);
  auto const* const legal = words(Word::legal);
  auto const* const chambers = bytes(Byte::chambers);
  auto const* const employing = employs();
  constexpr auto bit = [](Field field) { return 1U << static_cast<unsigned>(field); };
  constexpr auto of_chambers = bit(Field::cci) | bit(Field::cma) | bit(Field::ca);
  auto& out = byte_buffers_[at_index(Byte::fields)];
  for (std::uint32_t i = 0; i < count_; ++i) {
    unsigned const excluded = static_cast<unsigned>(without_activity[activities[i]]) | without_legal[legal[i]];
    auto const member = (static_cast<unsigned>(chambers[i]) & reference::chamber_any) << static_cast<unsigned>(Field::cci);
    unsigned bits = ~excluded & (~of_chambers | member);
    if (employing[i] != static_cast<std::uint8_t>(registry::Tri::yes)) bits &= ~bit(Field::employers);
    out[i] = static_cast<std::uint8_t>(bits);
  }
  return out.data();
}

void Block::read_positions() {
  lon_ = segment_->lon.slice(offset(), count_).data();
  lat_ = segment_->lat.slice(offset(), count_).data();
  bool const moved = std::any_of(corrections_.begin(), corrections_.end(), [](auto const& c) { return c.position.has_value(); });
  if (!moved) return;
  std::memcpy(lon_buffer_.data(), lon_, count_ * sizeof *lon_);
  std::memcpy(lat_buffer_.data(), lat_, count_ * sizeof *lat_);
  for (auto const& c : corrections_) {
    if (!c.position) continue;
    lon_buffer_[c.row - first_] = c.position->lon;
    lat_buffer_[c.row - first_] = c.position->lat;
  }
  lon_ = lon_buffer_.data();
  lat_ = lat_buffer_.data();
}

std::int32_t const* Block::lon() {
  if (lon_ == nullptr) read_positions();
  return lon_;
}

std::int32_t const* Block::lat() {
  if (lat_ == nullptr) read_positions();
  return lat_;
}

std::uint32_t const* Block::communes() {
  if (communes_ != nullptr) return communes_;
  for_each_commune([&](std::uint32_t commune, std::uint32_t first, std::uint32_t last) {
    std::fill(commune_buffer_.begin() + first, commune_buffer_.begin() + last, commune);
  });
  return communes_ = commune_buffer_.data();
}

std::uint32_t const* Block::entries() {
  if (entries_ != nullptr) return entries_;
  std::fill_n(entry_buffer_.begin(), count_, 0U);
  auto const& all = plan_.tables->entries;
  auto at = std::lower_bound(all.begin(), all.end(), first_, [](auto const& entry, std::uint32_t row) { return entry.first < row; });
  for (; at != all.end() && at->first < first_ + count_; ++at) {
    entry_buffer_[at->first - first_] = static_cast<std::uint32_t>(at - all.begin()) + 1;
  }
  return entries_ = entry_buffer_.data();
}

std::uint32_t Block::commune_at(std::uint32_t row) const {
  auto const& firsts = segment_->commune_first;
  std::uint32_t low = 0;
  auto high = segment_->communes();
  // Last commune that starts at or before the row; communes of the file are never empty.
  while (low + 1 < high) {
    auto const middle = low + (high - low) / 2;
    (firsts[middle] <= row ? low : high) = middle;
  }
  return low;
}

}  // namespace bassin::query::internal
