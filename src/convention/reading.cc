#include "convention/reading.h"

#include <algorithm>

namespace bassin::convention {

namespace {

constexpr double per_cent = 100;

bool is_within(base::Date day, Period const& period) { return period.from <= day && day <= period.to; }

bool is_meant(Contribution const& row, Indicator const& indicator, Period const& period, Ground const& ground) {
  auto const& how = *indicator.facts.computed;
  if (row.action != indicator.owner || !is_within(row.on, period)) return false;
  if (!how.organisation.empty() && row.organisation != how.organisation) return false;
  if (!how.kinds.empty() && std::find(how.kinds.begin(), how.kinds.end(), row.kind) == how.kinds.end()) return false;
  if (how.measure != Measure::coverage) return true;
  return ground.communes.count(row.commune) > 0 && !row.business.starts_with(unit_keys);
}

void read_computed(Reading& out, Computed const& how, Tally const& all, Ground const& ground) {
  switch (how.measure) {
    case Measure::contributions: out.value = static_cast<double>(all.contributions); return;
    case Measure::businesses: out.value = static_cast<double>(all.businesses); return;
    case Measure::visited: out.value = static_cast<double>(all.visited); return;
    case Measure::half_days: out.value = static_cast<double>(all.minutes) / minutes_of_half_day; return;
    case Measure::days: out.value = static_cast<double>(all.minutes) / (2 * minutes_of_half_day); return;
    default: break;
  }
  out.businesses = all.businesses;
  auto const found = ground.establishments.find(how.field);
  if (found == ground.establishments.end()) return;
  out.establishments = found->second;
  if (found->second > 0) out.value = per_cent * static_cast<double>(all.businesses) / static_cast<double>(found->second);
}

std::optional<double> gathered(IndicatorFacts const& facts, Period const& period, std::vector<EnteredValue const*> const& entered) {
  std::optional<double> out;
  base::Date latest = period.from;
  for (auto const* const it : entered) {
    if (!it->ended_at.empty() || !is_within(it->facts.on, period)) continue;
    if (facts.gathering == Gathering::sum) {
      out = out.value_or(0) + it->facts.value;
    } else if (!out || it->facts.on >= latest) {
      out = it->facts.value;
      latest = it->facts.on;
    }
  }
  return out;
}

bool is_state(IndicatorFacts const& facts) {
  if (!facts.computed) return facts.gathering == Gathering::last;
  return facts.computed->measure == Measure::coverage || is_of_delays(facts.computed->measure);
}

std::optional<double> target_of(IndicatorFacts const& facts, Asked const& asked) {
  std::optional<double> out;
  for (auto const& [year, target] : facts.targets) {
    auto const whole = days_of_target(year, asked.term);
    auto const days = std::min(whole.to.days, asked.period.to.days) - std::max(whole.from.days, asked.period.from.days) + 1;
    if (days <= 0) continue;
    if (is_state(facts)) {
      out = target;
      continue;
    }
    out = out.value_or(0) + target * static_cast<double>(days) / static_cast<double>(whole.to.days - whole.from.days + 1);
  }
  return out;
}

std::optional<double> progress_of(IndicatorFacts const& facts, Reading const& it) {
  if (!it.value || !it.target) return std::nullopt;
  if (is_state(facts) && facts.baseline && *facts.baseline != *it.target)
    return (*it.value - *facts.baseline) / (*it.target - *facts.baseline);
  if (*it.target <= 0) return std::nullopt;
  if (facts.computed && facts.computed->measure == Measure::delay) return *it.value > *it.target ? *it.target / *it.value : 1;
  return *it.value / *it.target;
}

Reading against_target(IndicatorFacts const& facts, Asked const& asked, Reading out) {
  out.target = target_of(facts, asked);
  out.progress = progress_of(facts, out);
  return out;
}

}  // namespace

Period days_of_target(int year, std::optional<Period> const& term) {
  Period const whole{base::make_date(year, 1, 1), base::make_date(year, 12, 31)};
  if (!term) return whole;
  Period const part{std::max(whole.from, term->from), std::min(whole.to, term->to)};
  return part.to < part.from ? whole : part;
}

Reading read_tally(IndicatorFacts const& facts, Asked const& asked, Tally const& all, Ground const& ground) {
  Reading out;
  read_computed(out, *facts.computed, all, ground);
  return against_target(facts, asked, out);
}

Reading read_delays(IndicatorFacts const& facts, Asked const& asked, std::vector<Delay const*> const& meant) {
  Reading out;
  auto const& how = *facts.computed;
  auto const all = tally_of(meant, asked.period.from, asked.period.to, how.most);
  out.counted = all.counted;
  out.waiting = all.waiting;
  if (all.counted > 0) {
    auto const counted = static_cast<double>(all.counted);
    out.value =
        how.measure == Measure::delay ? static_cast<double>(all.days) / counted : per_cent * static_cast<double>(all.within) / counted;
  }
  return against_target(facts, asked, out);
}

Reading read_entered(IndicatorFacts const& facts, Asked const& asked, std::vector<EnteredValue const*> const& values) {
  Reading out;
  out.value = gathered(facts, asked.period, values);
  return against_target(facts, asked, out);
}

Reading read(Indicator const& indicator, Period const& period, std::vector<Contribution> const& work,
             std::vector<EnteredValue> const& entered, KeyOf const& keys, Ground const& ground, std::vector<Delay> const& delays) {
  auto const& facts = indicator.facts;
  if (!facts.computed) {
    std::vector<EnteredValue const*> values;
    for (auto const& it : entered)
      if (it.indicator == indicator.id) values.push_back(&it);
    return read_entered(facts, {period, {}}, values);
  }
  auto const& how = *facts.computed;
  if (is_of_delays(how.measure)) {
    std::vector<Delay const*> meant;
    for (auto const& it : delays) {
      bool const whose = how.organisation.empty() || told_of(it, period.to) == how.organisation;
      if (it.action == indicator.owner && it.kind == how.delay && whose) meant.push_back(&it);
    }
    return read_delays(facts, {period, {}}, meant);
  }
  auto const all = tally_where(
      work, [&](Contribution const& row) { return is_meant(row, indicator, period, ground); }, keys);
  return read_tally(facts, {period, {}}, all, ground);
}

}  // namespace bassin::convention
