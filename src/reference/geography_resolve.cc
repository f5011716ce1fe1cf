// Where the ground of a code lies at a date.
#include <algorithm>

#include "reference/geography.h"

namespace bassin::reference {
namespace {

// A code changes hands a few times at most; the bound only guards against a circle in the data.
constexpr int most_steps = 32;

// The first step onwards from `code` between the dates: a whole succession before a split.
std::optional<Succession> step_onwards(Geography const& geography, std::string_view code, base::Date since, base::Date until) {
  std::optional<Succession> best;
  for (auto const& one : geography.successors(code)) {
    if (one.date < since || one.date > until) continue;
    if (!best || (best->split && !one.split)) best = one;
    if (!best->split && !one.split && one.date > best->date) best = one;
  }
  return best;
}

// The commune that `code` was, or was made of, when it came into being after `at`.
std::optional<Succession> step_back(Geography const& geography, std::string_view code, base::Date at) {
  for (auto const& one : geography.predecessors(code)) {
    if (one.date > at) return one;
  }
  return std::nullopt;
}

// The commune that `code` is a part of at a date.
std::optional<Resolution> as_part(Geography const& geography, std::string_view code, base::Date at) {
  for (auto const& version : geography.versions(code)) {
    if (version.kind == CommuneKind::commune || !version.valid.holds(at)) continue;
    auto const by = version.kind == CommuneKind::arrondissement ? ResolvedBy::arrondissement : ResolvedBy::part;
    return Resolution{version.parent, by};
  }
  return std::nullopt;
}

std::optional<Resolution> onwards(Geography const& geography, std::string_view code, base::Date at) {
  auto since = Validity::always;
  for (int step = 0; step < most_steps; ++step) {
    auto const next = step_onwards(geography, code, since, at);
    if (!next) return std::nullopt;
    code = next->to;
    since = next->date;
    if (geography.commune(code, at)) return Resolution{code, ResolvedBy::succession};
    if (auto const part = as_part(geography, code, at)) return Resolution{part->code, ResolvedBy::succession};
  }
  return std::nullopt;
}

// The commune that a part, which is none any more and was never a commune under its code, fell to.
std::optional<Resolution> as_former_part(Geography const& geography, std::string_view code, base::Date at) {
  std::optional<CommuneVersion> last;
  for (auto const& version : geography.versions(code)) {
    auto const ended = version.kind != CommuneKind::commune && version.valid.to <= at;
    if (ended && (!last || last->valid.to < version.valid.to)) last = version;
  }
  if (!last || last->parent == code) return std::nullopt;
  auto const holder = geography.resolve(last->parent, at);
  if (!holder) return std::nullopt;
  return Resolution{holder->code, ResolvedBy::succession};
}

std::optional<Resolution> back(Geography const& geography, std::string_view code, base::Date at) {
  for (int step = 0; step < most_steps; ++step) {
    auto const origin = step_back(geography, code, at);
    if (!origin) return std::nullopt;
    code = origin->from;
    if (geography.commune(code, at)) return Resolution{code, ResolvedBy::origin};
    if (auto const answer = onwards(geography, code, at)) return Resolution{answer->code, ResolvedBy::origin};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Resolution> Geography::resolve(std::string_view code, base::Date at) const {
  if (commune(code, at)) return Resolution{commune(code, at)->code, ResolvedBy::itself};
  if (auto const part = as_part(*this, code, at)) return part;
  if (auto const later = onwards(*this, code, at)) return later;
  if (auto const former = as_former_part(*this, code, at)) return former;
  return back(*this, code, at);
}

}  // namespace bassin::reference
