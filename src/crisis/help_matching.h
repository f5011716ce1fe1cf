// What stands of each need and offer, and which offers may serve a need. Nothing here asks the store.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "crisis/mutual_help.h"

namespace bassin::crisis {

// Of a need: nothing, a part or all of it agreed; met: all of it was given. Of an offer: free, a part taken, all of it taken.
enum class HelpStands : std::uint8_t { open, partly, agreed, met, withdrawn };
[[nodiscard]] std::string_view id_of(HelpStands stands);

struct HelpBalance {
  HelpStands stands = HelpStands::open;
  std::int64_t agreed = 0;  // of a need: agreed, given or over; of an offer: agreed or given. Agreements without a number are none of it
  std::int64_t given = 0;   // of these, given (of a need: over too)
  std::optional<std::int64_t> left;  // quantity without what is agreed; nothing where the post has no quantity
};
// By the id of each post. An agreement without a number is of all that the post has.
[[nodiscard]] std::map<std::string, HelpBalance> balances_of(HelpBoard const& board);

// Offers that may serve each need that is not wholly agreed: of its kind, with something left, on a day of its days, and not failed with it
// before. First those that have enough, then those of its commune, then the ones with least to spare, then the oldest; at most so many.
inline constexpr std::size_t help_proposals_most = 5;
[[nodiscard]] std::map<std::string, std::vector<std::string>> proposals_of(HelpBoard const& board,
                                                                           std::map<std::string, HelpBalance> const& balances);

struct HelpFigures {
  std::uint64_t needs = 0, open = 0, partly = 0, agreed = 0, met = 0;  // withdrawn ones are none of them
  std::uint64_t offers = 0, free = 0;                                  // free: something is left
  friend bool operator==(HelpFigures const&, HelpFigures const&) = default;
};
[[nodiscard]] std::map<HelpKind, HelpFigures> help_figures(HelpBoard const& board, std::map<std::string, HelpBalance> const& balances);

}  // namespace bassin::crisis
