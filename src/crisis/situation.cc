#include "crisis/situation.h"

namespace bassin::crisis {

namespace {

template <std::uint64_t Figures::*member>
std::uint64_t& of(Figures& figures) {
  return figures.*member;
}
template <std::size_t rank>
std::uint64_t& urgent(Figures& figures) {
  return figures.urgent[rank];
}

constexpr FigureName names[] = {
    {"potential", of<&Figures::potential>},
    {"unlocated", of<&Figures::unlocated>},
    {"indirect", of<&Figures::indirect>},
    {"reported", of<&Figures::reported>},
    {"contacted", of<&Figures::contacted>},
    {"visited", of<&Figures::visited>},
    {"qualified", of<&Figures::qualified>},
    {"filed", of<&Figures::filed>},
    {"reopened", of<&Figures::reopened>},
    {"closedForGood", of<&Figures::closed_for_good>},
    {"nothingToDo", of<&Figures::nothing_to_do>},
    {"closed", of<&Figures::closed>},
    {"partlyOpen", of<&Figures::partly_open>},
    {"open", of<&Figures::open>},
    {"inaccessible", of<&Figures::inaccessible>},
    {"urgent1", urgent<0>},
    {"urgent2", urgent<1>},
    {"urgent3", urgent<2>},
    {"urgent4", urgent<3>},
    {"nobodys", of<&Figures::nobodys>},
};

}  // namespace

std::optional<double> Figures::coverage() const {
  if (potential == 0) return std::nullopt;
  return static_cast<double>(visited) / static_cast<double>(potential);
}

void Figures::add(Case const& it) {
  if (it.left_zone && is_untouched(it)) return;
  auto const one = [](bool is) -> std::uint64_t { return is ? 1 : 0; };
  ++potential;
  unlocated += one(it.entry == Entry::unlocated);
  indirect += one(it.entry == Entry::indirect);
  reported += one(it.reached >= CaseState::reported);
  contacted += one(it.reached >= CaseState::contacted);
  visited += one(it.reached >= CaseState::visited);
  qualified += one(it.reached >= CaseState::qualified);
  filed += one(it.reached >= CaseState::filed);
  reopened += one(it.state == CaseState::reopened);
  closed_for_good += one(it.state == CaseState::closed_for_good);
  nothing_to_do += one(it.state == CaseState::nothing_to_do);
  if (is_end(it.state)) return;
  closed += one(it.trading == Trading::closed);
  partly_open += one(it.trading == Trading::partly);
  open += one(it.trading == Trading::open);
  inaccessible += one(it.trading == Trading::inaccessible);
  if (it.priority) ++urgent[static_cast<std::size_t>(*it.priority - 1)];
  nobodys += one(it.organisation.empty());
}

Situation situation_of(std::span<Case const> cases, Chambers const& chambers) {
  Situation out;
  for (auto const& it : cases) {
    out.all.add(it);
    out.by_commune[it.commune].add(it);
    out.by_organisation[it.organisation].add(it);
    if (auto const found = chambers.find(it.business); found != chambers.end())
      for (auto const& chamber : found->second) out.by_chamber[chamber].add(it);
  }
  return out;
}

std::span<FigureName const> figure_names() { return names; }

Situation told_to_all(Situation const& situation) {
  auto const rounded = [](Figures figures) {
    for (auto const& it : names) it.of(figures) = told_count(it.of(figures));
    return figures;
  };
  Situation out;
  out.all = rounded(situation.all);
  for (auto const& [commune, figures] : situation.by_commune) out.by_commune[commune] = rounded(figures);
  for (auto const& [chamber, figures] : situation.by_chamber) out.by_chamber[chamber] = rounded(figures);
  if (situation.findings) out.findings = told_to_all(*situation.findings);
  return out;
}

}  // namespace bassin::crisis
