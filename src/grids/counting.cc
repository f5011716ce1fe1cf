#include "grids/counting.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace bassin::grids {

namespace {

using convention::Contribution;
using convention::Delay;
using convention::DelayKind;
using convention::Reading;
using convention::Tally;

bool names(std::vector<std::string> const& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool is_meant(Choice const& choice, bool outside, std::string const& theme, std::string_view kind) {
  if (!outside && !choice.everywhere) return false;
  if (!choice.themes.empty() && !names(choice.themes, theme)) return false;
  return choice.kinds.empty() ? kind != campaign_kind : names(choice.kinds, kind);
}

bool counts_for(HeadingFacts const& facts, std::unordered_set<std::string_view> const& actions, Piece const& it) {
  // Exchanges of a campaign are work of its action; the campaign itself is none.
  if (it.work.kind != campaign_kind && !it.work.action.empty() && actions.count(it.work.action) > 0) return true;
  return std::any_of(facts.choices.begin(), facts.choices.end(),
                     [&](Choice const& choice) { return is_meant(choice, it.work.action.empty(), it.theme, it.work.kind); });
}

// The work that a delay is of.
std::string_view kind_of(Delay const& it) { return it.kind == DelayKind::follow_up ? "follow_up" : "need_taken"; }

std::vector<Contribution const*> works_of(std::vector<Piece const*> const& pieces) {
  std::vector<Contribution const*> out;
  out.reserve(pieces.size());
  for (auto const* const it : pieces) out.push_back(&it->work);
  return out;
}

void add_to(std::vector<bool>& to, std::vector<bool> const& more) {
  for (std::size_t i = 0; i < more.size(); ++i)
    if (more[i]) to[i] = true;
}

}  // namespace

bool counts(HeadingFacts const& facts, Piece const& piece) {
  return counts_for(facts, {facts.actions.begin(), facts.actions.end()}, piece);
}

Counting::Counting(std::vector<Heading> const& headings, Work const& work) : work_(work) {
  for (auto const& it : headings) chosen_.emplace(it.id, choose(it.facts));
  for (auto const& it : headings) {
    auto const above = chosen_.find(it.facts.parent);
    if (above == chosen_.end()) continue;
    auto const& own = chosen_.at(it.id);
    add_to(above->second.pieces, own.pieces);
    add_to(above->second.delays, own.delays);
  }
}

Counting::Chosen Counting::choose(HeadingFacts const& facts) const {
  std::unordered_set<std::string_view> const actions(facts.actions.begin(), facts.actions.end());
  Chosen out{std::vector<bool>(work_.pieces.size()), std::vector<bool>(work_.delays.size())};
  for (std::size_t i = 0; i < work_.pieces.size(); ++i) out.pieces[i] = counts_for(facts, actions, work_.pieces[i]);
  for (std::size_t i = 0; i < work_.delays.size(); ++i) {
    auto const& it = work_.delays[i];
    bool const mapped = !it.action.empty() && actions.count(it.action) > 0;
    out.delays[i] = mapped || std::any_of(facts.choices.begin(), facts.choices.end(),
                                          [&](Choice const& choice) { return is_meant(choice, it.action.empty(), it.theme, kind_of(it)); });
  }
  return out;
}

std::vector<Piece const*> Counting::pieces(std::string const& heading) const {
  std::vector<Piece const*> out;
  auto const found = chosen_.find(heading);
  if (found == chosen_.end()) return out;
  for (std::size_t i = 0; i < work_.pieces.size(); ++i)
    if (found->second.pieces[i]) out.push_back(&work_.pieces[i]);
  return out;
}

HeadingFigures Counting::figures(std::string const& heading) const {
  auto const all = pieces(heading);
  std::map<std::string, std::vector<Contribution const*>> by_action;
  for (auto const* const it : all) by_action[it->work.action].push_back(&it->work);
  HeadingFigures out;
  out.all = convention::tally(works_of(all), work_.keys);
  for (auto const& [action, works] : by_action) {
    auto const tally = convention::tally(works, work_.keys);
    if (action.empty())
      out.outside = tally;
    else
      out.by_action.emplace(action, tally);
  }
  return out;
}

Reading Counting::reading(Indicator const& indicator, std::vector<convention::EnteredValue> const& entered) const {
  auto const& facts = indicator.facts;
  convention::Asked const asked{work_.period, work_.term};
  if (!facts.computed) {
    std::vector<convention::EnteredValue const*> values;
    for (auto const& it : entered)
      if (it.indicator == indicator.id) values.push_back(&it);
    return convention::read_entered(facts, asked, values);
  }
  auto const& how = *facts.computed;
  if (convention::is_of_delays(how.measure)) {
    std::vector<Delay const*> meant;
    auto const found = chosen_.find(indicator.owner);
    for (std::size_t i = 0; i < work_.delays.size(); ++i)
      if (found != chosen_.end() && found->second.delays[i] && work_.delays[i].kind == how.delay) meant.push_back(&work_.delays[i]);
    return convention::read_delays(facts, asked, meant);
  }
  std::vector<Contribution const*> meant;
  for (auto const* const it : pieces(indicator.owner))
    if (how.kinds.empty() || names(how.kinds, it->work.kind)) meant.push_back(&it->work);
  return convention::read_tally(facts, asked, convention::tally(meant, work_.keys));
}

}  // namespace bassin::grids
