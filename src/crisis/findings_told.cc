#include "crisis/findings.h"
#include "crisis/situation.h"

namespace bassin::crisis {

namespace {

Answered told(Answered const& it) { return {told_count(it.given), told_count(it.unknown), told_count(it.refused)}; }

Amount told(std::uint64_t cases, std::int64_t capped, std::int64_t cap) {
  if (told_count(cases) < told_least) return std::nullopt;
  return (capped + cap / 2) / cap * cap;
}

Headcount told(Headcount const& it) { return {told(it.cases), told(it.cases.given, it.capped, persons_cap), 0}; }

Sum told_cases(Sum const& it) { return {told_count(it.cases), std::nullopt, std::nullopt, told_count(it.endless)}; }

Loss told(Loss const& it) {
  Loss out;
  out.cases = told(it.cases);
  out.sum = told_cases(it.sum);
  out.sum.from = told(it.sum.cases, it.capped_from, loss_cap);
  out.sum.to = told(it.sum.cases, it.capped_to, loss_cap);
  for (std::size_t i = 0; i < out.by_certainty.size(); ++i) out.by_certainty.at(i) = told_cases(it.by_certainty.at(i));
  return out;
}

AidSum told(AidSum const& it) {
  return {
      told_count(it.cases), told_count(it.priced), told(it.priced, it.capped_from, aid_cap), told(it.priced, it.capped_to, aid_cap), 0, 0};
}

// Whole hours.
Word told(Word const& it) {
  constexpr std::int64_t hour = 60;
  Word out{told_count(it.cases), told_count(it.heard), {}, {}};
  if (it.median && out.heard >= told_least) out.median = (*it.median + hour / 2) / hour * hour;
  return out;
}

}  // namespace

std::uint64_t told_count(std::uint64_t count) { return (count + told_step / 2) / told_step * told_step; }

// A line whose numbers are all told as nothing stays away: that there is one is a figure too.
Findings told_to_all(Findings const& findings) {
  Findings out;
  out.cases = told_count(findings.cases);
  out.employees = told(findings.employees);
  out.stopped = told(findings.stopped);
  for (auto const& [choice, cases] : findings.short_time)
    if (told_count(cases) > 0) out.short_time[choice] = told_count(cases);
  for (auto const& [heading, loss] : findings.losses)
    if (auto const one = told(loss); one != Loss{{}, {0, {}, {}, 0}, {{{0, {}, {}, 0}, {0, {}, {}, 0}, {0, {}, {}, 0}}}})
      out.losses[heading] = one;
  for (auto const& [right, line] : findings.aid) {
    AidLine const one{told(line.asked), told(line.granted), told(line.paid), told_count(line.refused)};
    if (one.asked.cases + one.granted.cases + one.paid.cases + one.refused > 0) out.aid[right] = one;
  }
  for (auto const& [need, cases] : findings.needs)
    if (told_count(cases) > 0) out.needs[need] = told_count(cases);
  for (auto const& [state, word] : findings.words)
    if (told_count(word.cases) > 0) out.words[state] = told(word);
  out.silent = told_count(findings.silent);
  return out;
}

}  // namespace bassin::crisis
