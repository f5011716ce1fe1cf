// What an indicator comes to in a period. Pure: whoever asks brings the rows of the ledger and the counts of the register.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "convention/entered.h"
#include "convention/indicator.h"
#include "convention/ledger.h"

namespace bassin::convention {

inline constexpr std::int64_t minutes_of_half_day = 210;

struct Period {
  base::Date from, to;  // both included
};

// The perimeter as the register counts it.
struct Ground {
  std::set<std::string> communes;                       // codes that its ground bears and bore
  std::map<std::string, std::uint64_t> establishments;  // by field; a field that is missing is not known
};

struct Reading {
  std::optional<double> value;                              // nothing: nothing was entered, or the perimeter is not counted
  std::optional<double> target;                             // of the period
  std::optional<double> progress;                           // 1: reached
  std::optional<std::uint64_t> businesses, establishments;  // of coverage
  std::optional<std::uint64_t> counted, waiting;            // of delays: those that the value is of; those that had not ended
};

// `work` and `entered`: those of the convention or more; what is not the indicator's, or not within the period, is left out.
//
// Targets of what is added up (counts, days, sums) are taken by the share of their year that the period holds; of what is a state
// (coverage, delays, last value) it is that of the last year that has one. Progress is the way from the baseline to the target where a
// state has a baseline, else the share of the target; of mean days, of which fewer are better, the share that the target is of them.
//
// A delay counts in the period in which it ends, so that what was told of a past period stays; those that had not ended are told beside it.
[[nodiscard]] Reading read(Indicator const& indicator, Period const& period, std::vector<Contribution> const& work,
                           std::vector<EnteredValue> const& entered, KeyOf const& keys, Ground const& ground,
                           std::vector<Delay> const& delays = {});

// The period that is asked, and the days for which targets are given: of each year those that `term` holds, or the whole year where it
// holds none. Nothing: whole years.
struct Asked {
  Period period;
  std::optional<Period> term;
};
[[nodiscard]] Period days_of_target(int year, std::optional<Period> const& term);

// The same of what was counted already, for whoever chooses what counts in another way (module grids).
[[nodiscard]] Reading read_tally(IndicatorFacts const& facts, Asked const& asked, Tally const& all, Ground const& ground = {});
[[nodiscard]] Reading read_delays(IndicatorFacts const& facts, Asked const& asked, std::vector<Delay const*> const& meant);
// `values`: of the indicator; those that are ended, or not within the period, are left out.
[[nodiscard]] Reading read_entered(IndicatorFacts const& facts, Asked const& asked, std::vector<EnteredValue const*> const& values);

}  // namespace bassin::convention
