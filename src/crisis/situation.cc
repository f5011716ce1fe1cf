#include "crisis/situation.h"

namespace bassin::crisis {

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

Situation situation_of(std::span<Case const> cases) {
  Situation out;
  for (auto const& it : cases) {
    out.all.add(it);
    out.by_commune[it.commune].add(it);
    out.by_organisation[it.organisation].add(it);
  }
  return out;
}

std::optional<std::uint64_t> told_to_all(std::uint64_t figure) {
  if (figure > 0 && figure < small_cell) return std::nullopt;
  return figure;
}

}  // namespace bassin::crisis
