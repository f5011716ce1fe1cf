#include "convention/delay.h"

#include <array>
#include <set>

#include "base/id_table.h"

namespace bassin::convention {

namespace {

constexpr std::array<std::string_view, delay_kind_count> delay_ids = {"taken", "closed", "follow_up"};

}  // namespace

std::string_view id_of(DelayKind kind) { return delay_ids[static_cast<std::size_t>(kind)]; }
std::optional<DelayKind> parse_delay_kind(std::string_view id) { return base::parse_id<DelayKind>(delay_ids, id); }

std::string const& told_of(Delay const& delay, base::Date to) {
  auto const* out = &delay.organisation;
  if (delay.to && *delay.to <= to) return *out;
  for (auto const& it : delay.held)
    if (it.from <= to) out = &it.organisation;
  return *out;
}

DelayTally tally_of(std::vector<Delay const*> const& delays, base::Date from, base::Date to, std::int64_t most) {
  DelayTally out;
  std::set<std::string_view> seen;
  for (auto const* const it : delays) {
    if (it->from > to || !seen.insert(it->record).second) continue;
    if (!it->to || *it->to > to) {
      ++out.waiting;
    } else if (*it->to >= from) {
      std::int64_t const days = it->to->days - it->from.days;
      ++out.counted;
      out.days += days;
      if (days <= most) ++out.within;
    }
  }
  return out;
}

}  // namespace bassin::convention
