// The figures of a situation report, from the cases of a crisis at one instant.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/cases.h"

namespace bassin::crisis {

// Stages are cumulated: who was visited counts as contacted and reported too. A case that left the zone untouched counts nowhere.
struct Figures {
  std::uint64_t potential = 0;  // all businesses on the list
  std::uint64_t unlocated = 0;  // of these: of a commune of the zone, position unknown or not public
  std::uint64_t indirect = 0;   // of these
  std::uint64_t reported = 0, contacted = 0, visited = 0, qualified = 0, filed = 0;
  std::uint64_t reopened = 0, closed_for_good = 0, nothing_to_do = 0;
  std::uint64_t closed = 0, partly_open = 0, open = 0, inaccessible = 0;  // trading, of those that are not at their end
  std::array<std::uint64_t, 4> urgent{};                                  // by priority, 1 to 4, of those that are not at their end
  std::uint64_t nobodys = 0;                                              // not at their end, in nobody's hand

  // Visited of potential; nothing where there is none.
  [[nodiscard]] std::optional<double> coverage() const;
  void add(Case const& it);
  friend bool operator==(Figures const&, Figures const&) = default;
};

// Each figure by its name ("closedForGood", "urgent1"), in the order in which reports write them.
struct FigureName {
  std::string_view id;
  std::uint64_t& (*of)(Figures&);
};
[[nodiscard]] std::span<FigureName const> figure_names();

struct Situation {
  Figures all;
  std::map<std::string, Figures> by_commune;       // code
  std::map<std::string, Figures> by_organisation;  // that has them in hand; "": nobody
};
[[nodiscard]] Situation situation_of(std::span<Case const> cases);

// Below this a figure could name a business (INSEE, secret statistique: three at least): reports for elected members and the public leave
// it out.
inline constexpr std::uint64_t small_cell = 3;
// What such a report may say, figure by figure in the order of figure_names(): nothing of 1 and 2. Where a commune's is left out beside a
// total, a larger one goes too, or the difference would tell it; where there is none, the total goes. By whose hand is nobody's business.
using Told = std::vector<std::optional<std::uint64_t>>;
struct ToldSituation {
  Told all;
  std::map<std::string, Told> by_commune;
};
[[nodiscard]] ToldSituation told_to_all(Situation const& situation);

}  // namespace bassin::crisis
