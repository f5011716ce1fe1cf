// The figures of a situation report, from the cases of a crisis at one instant.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crisis/cases.h"
#include "crisis/findings.h"

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
  std::map<std::string, Figures> by_chamber;       // "cci"; who belongs to two stands under both
  std::optional<Findings> findings;                // nothing in reports that were issued before they were counted
};
// Chambers of each business by its key, as the register has them; one that is not there stands under none.
using Chambers = std::unordered_map<std::string, std::vector<std::string>>;
[[nodiscard]] Situation situation_of(std::span<Case const> cases, Chambers const& chambers = {});

// What elected members and the public are told: each figure to the nearest five, and findings as told_to_all() of them says. Leaving out
// small figures alone would tell them by subtraction, from a total, from the businesses that the public directory counts in the zone, or
// from the report before; rounded by itself, no figure tells another. By whose hand is nobody's business.
inline constexpr std::uint64_t told_step = 5;
[[nodiscard]] Situation told_to_all(Situation const& situation);

}  // namespace bassin::crisis
