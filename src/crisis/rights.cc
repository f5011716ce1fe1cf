#include "crisis/rights.h"

#include <algorithm>

namespace bassin::crisis {

namespace {

using base::Date;
using reference::Condition;
using reference::CountedFrom;
using reference::CrisisRight;

// The day by which a rule holds or not, and from which its time runs.
std::optional<Date> counted_from(CrisisRight const& rule, Damage const& damage, Decree const* decree) {
  switch (rule.counted) {
    case CountedFrom::publication: return decree == nullptr ? std::nullopt : std::optional(decree->published);
    case CountedFrom::standstill: return damage.standstill;
    case CountedFrom::event:
    case CountedFrom::nothing: break;
  }
  return damage.on;
}

bool holds(CrisisRight const& rule, Damage const& damage, Decree const* decree) {
  auto const on = counted_from(rule, damage, decree).value_or(damage.on);
  return (!rule.from || *rule.from <= on) && (!rule.until || on <= *rule.until);
}

std::optional<Date> last_day(CrisisRight const& rule, Damage const& damage, Decree const* decree) {
  if (rule.fixed) return rule.fixed;
  auto const from = counted_from(rule, damage, decree);
  if (rule.counted == CountedFrom::nothing || !from) return std::nullopt;
  return rule.work_days ? reference::after_work_days(*from, rule.days) : Date{from->days + rule.days};
}

Right right_of(CrisisRight const& rule, Damage const& damage, Known const& known, Decree const* decree, Date today) {
  Right out;
  out.rule = &rule;
  out.until = last_day(rule, damage, decree);
  for (auto const condition : rule.conditions) {
    auto const found = known.find(condition);
    if (found == known.end()) out.unknown.push_back(condition);
    if (found != known.end() && !found->second) out.failed.push_back(condition);
  }
  if (!out.failed.empty())
    out.state = Right::State::closed;
  else if (out.until && *out.until < today)
    out.state = Right::State::passed;
  else if (!out.unknown.empty())
    out.state = Right::State::asks;
  return out;
}

// Of that commune, peril and day.
bool speaks_of(Decree const& it, Damage const& damage) {
  bool const here = it.commune == damage.commune ||
                    std::find(damage.former_communes.begin(), damage.former_communes.end(), it.commune) != damage.former_communes.end();
  return here && it.from <= damage.on && damage.on <= it.to && speaks_for(it.peril, damage.kind);
}

}  // namespace

Decree const* decree_of(Damage const& damage, std::span<Decree const> decrees) {
  Decree const* found = nullptr;
  for (auto const& it : decrees) {
    if (speaks_of(it, damage) && !it.refused && (found == nullptr || it.published < found->published)) found = &it;
  }
  return found;
}

bool is_refused(Damage const& damage, std::span<Decree const> decrees) {
  return std::any_of(decrees.begin(), decrees.end(), [&](Decree const& it) { return it.refused && speaks_of(it, damage); });
}

std::vector<Right> rights_of(std::span<CrisisRight const> rules, Damage const& damage, Known const& known, std::span<Decree const> decrees,
                             Date today) {
  auto const* const decree = decree_of(damage, decrees);
  auto all = known;
  // Where no decree speaks of the commune it may still be asked for: what needs one stays open to be asked again.
  if (decree != nullptr || is_refused(damage, decrees)) all[Condition::decree] = decree != nullptr;
  all[Condition::no_decree] = decree == nullptr;
  std::vector<CrisisRight const*> chosen;
  for (auto const& rule : rules) {
    if (!holds(rule, damage, decree)) continue;
    auto const same = std::find_if(chosen.begin(), chosen.end(), [&](auto const* it) { return it->id == rule.id; });
    if (same == chosen.end())
      chosen.push_back(&rule);
    else if (rule.from.value_or(Date{INT32_MIN}) > (*same)->from.value_or(Date{INT32_MIN}))
      *same = &rule;
  }
  std::vector<Right> out;
  for (auto const* rule : chosen) out.push_back(right_of(*rule, damage, all, decree, today));
  return out;
}

}  // namespace bassin::crisis
