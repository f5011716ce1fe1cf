#include "crisis/help_matching.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace bassin::crisis {

namespace {

constexpr std::array<std::string_view, 5> stands{"open", "partly", "agreed", "met", "withdrawn"};

// What is agreed on a post: numbers, and whether something without a number is.
struct Taken {
  std::int64_t agreed = 0, given = 0;
  bool some = false, whole = false, whole_given = false;
};

void take(Taken& out, Agreement const& it, bool need) {
  auto const state = it.facts.state;
  if (state == HelpState::failed || (state == HelpState::over && !need)) return;
  bool const given = state != HelpState::agreed;
  out.some = true;
  if (it.facts.quantity) {
    out.agreed += *it.facts.quantity;
    if (given) out.given += *it.facts.quantity;
  } else {
    out.whole = true;
    out.whole_given = out.whole_given || given;
  }
}

HelpStands stands_of(HelpFacts const& it, Taken const& taken) {
  if (it.withdrawn) return HelpStands::withdrawn;
  if (!taken.some) return HelpStands::open;
  auto const reaches = [&](std::int64_t amount, bool whole) { return whole || (it.quantity && amount >= *it.quantity); };
  // A need that nobody counted is met by what was given for it, whatever that counts; such an offer has always something left.
  if (it.side == HelpSide::need) {
    if (reaches(taken.given, taken.whole_given) || (!it.quantity && taken.given > 0)) return HelpStands::met;
    if (reaches(taken.agreed, taken.whole) || !it.quantity) return HelpStands::agreed;
    return HelpStands::partly;
  }
  return reaches(taken.agreed, taken.whole) ? HelpStands::agreed : HelpStands::partly;
}

bool days_meet(HelpFacts const& need, HelpFacts const& offer) {
  bool const ends_before = offer.until && need.from && *offer.until < *need.from;
  bool const begins_after = offer.from && need.until && *need.until < *offer.from;
  return !ends_before && !begins_after;
}

bool wants_more(HelpStands it) { return it == HelpStands::open || it == HelpStands::partly; }

}  // namespace

std::string_view id_of(HelpStands it) { return stands[static_cast<std::size_t>(it)]; }

std::map<std::string, HelpBalance> balances_of(HelpBoard const& board) {
  std::map<std::string, Taken> taken;
  for (auto const& it : board.agreements) {
    take(taken[it.need], it, true);
    take(taken[it.offer], it, false);
  }
  std::map<std::string, HelpBalance> out;
  for (auto const& it : board.posts) {
    auto const& so_far = taken[it.id];
    HelpBalance balance{stands_of(it.facts, so_far), so_far.agreed, so_far.given, {}};
    if (it.facts.quantity) balance.left = so_far.whole ? 0 : std::max<std::int64_t>(0, *it.facts.quantity - so_far.agreed);
    out.emplace(it.id, balance);
  }
  return out;
}

std::map<std::string, std::vector<std::string>> proposals_of(HelpBoard const& board, std::map<std::string, HelpBalance> const& balances) {
  std::map<HelpKind, std::vector<HelpPost const*>> free;
  for (auto const& it : board.posts)
    if (it.facts.side == HelpSide::offer && wants_more(balances.at(it.id).stands)) free[it.facts.kind].push_back(&it);
  std::set<std::pair<std::string, std::string>> met;
  for (auto const& it : board.agreements) met.emplace(it.need, it.offer);
  std::map<std::string, std::vector<std::string>> out;
  for (auto const& need : board.posts) {
    auto const& balance = balances.at(need.id);
    if (need.facts.side != HelpSide::need || !wants_more(balance.stands)) continue;
    using Rank = std::tuple<bool, bool, std::int64_t, std::size_t, std::string>;
    std::vector<Rank> ranked;
    for (auto const* offer : free[need.facts.kind]) {
      if (!days_meet(need.facts, offer->facts) || met.contains({need.id, offer->id})) continue;
      auto const left = balances.at(offer->id).left;
      std::int64_t const spare = left && balance.left ? *left - *balance.left : 0;
      ranked.emplace_back(spare < 0, need.facts.commune.empty() || need.facts.commune != offer->facts.commune, spare < 0 ? -spare : spare,
                          ranked.size(), offer->id);
    }
    std::sort(ranked.begin(), ranked.end());
    if (ranked.size() > help_proposals_most) ranked.resize(help_proposals_most);
    for (auto const& rank : ranked) out[need.id].push_back(std::get<4>(rank));
  }
  return out;
}

std::map<HelpKind, HelpFigures> help_figures(HelpBoard const& board, std::map<std::string, HelpBalance> const& balances) {
  std::map<HelpKind, HelpFigures> out;
  for (auto const& it : board.posts) {
    auto const standing = balances.at(it.id).stands;
    if (standing == HelpStands::withdrawn) continue;
    auto& figures = out[it.facts.kind];
    if (it.facts.side == HelpSide::offer) {
      ++figures.offers;
      if (wants_more(standing)) ++figures.free;
      continue;
    }
    ++figures.needs;
    if (standing == HelpStands::open) ++figures.open;
    if (standing == HelpStands::partly) ++figures.partly;
    if (standing == HelpStands::agreed) ++figures.agreed;
    if (standing == HelpStands::met) ++figures.met;
  }
  return out;
}

}  // namespace bassin::crisis
