// Where a case stands, and which steps lead on. domain.md §4.3: signalé, contacté, visité, qualifié, en dossiers, then an end.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bassin::crisis {

enum class CaseState : std::uint8_t {
  potential,  // stands in the zone; nobody has said that it was hit
  reported,
  contacted,
  visited,
  qualified,  // its damage is known
  filed,      // claims and requests for aid are under way
  reopened,
  closed_for_good,
  nothing_to_do,  // not hit, gone, or helped by nobody at its own wish
};
inline constexpr std::size_t case_state_count = 9;
// "closed_for_good".
[[nodiscard]] std::string_view id_of(CaseState state);
[[nodiscard]] std::optional<CaseState> parse_case_state(std::string_view id);
[[nodiscard]] constexpr bool is_end(CaseState state) { return state >= CaseState::reopened; }

// How a step is taken.
enum class Step : std::uint8_t {
  none,      // it stands there
  forward,   // stages may be passed over: a victim who was visited was not always called before
  backward,  // a correction, or a case taken up again after its end: wants a reason
};
// `potential` is a forward step of no state.
[[nodiscard]] Step step(CaseState from, CaseState to);

// The furthest stage of a case after a step: what a situation report counts as contacted or visited, whatever came of it. A correction
// takes it back; an end, and being taken up again after one, do not.
[[nodiscard]] CaseState furthest_after(CaseState reached, CaseState from, CaseState to);

// Whether customers can buy: what the situation report counts beside the states.
enum class Trading : std::uint8_t { unknown, open, partly, closed, inaccessible, refused };
inline constexpr std::size_t trading_count = 6;
[[nodiscard]] std::string_view id_of(Trading trading);
[[nodiscard]] std::optional<Trading> parse_trading(std::string_view id);

}  // namespace bassin::crisis
