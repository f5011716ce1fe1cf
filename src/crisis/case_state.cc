#include "crisis/case_state.h"

#include <algorithm>
#include <array>

#include "base/id_table.h"

namespace bassin::crisis {

namespace {

constexpr std::array<std::string_view, case_state_count> states{"potential", "reported", "contacted",       "visited",      "qualified",
                                                                "filed",     "reopened", "closed_for_good", "nothing_to_do"};
constexpr std::array<std::string_view, trading_count> tradings{"unknown", "open", "partly", "closed", "inaccessible", "refused"};

}  // namespace

std::string_view id_of(CaseState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<CaseState> parse_case_state(std::string_view id) { return base::parse_id<CaseState>(states, id); }
std::string_view id_of(Trading trading) { return tradings[static_cast<std::size_t>(trading)]; }
std::optional<Trading> parse_trading(std::string_view id) { return base::parse_id<Trading>(tradings, id); }

Step step(CaseState from, CaseState to) {
  if (from == to) return Step::none;
  if (is_end(from)) return Step::backward;  // an end that was wrong, or one that was not the last: reopened, then closed for good
  return to > from ? Step::forward : Step::backward;
}

CaseState furthest_after(CaseState reached, CaseState from, CaseState to) {
  if (is_end(to)) return reached;
  if (!is_end(from) && to < from) return to;
  return std::max(reached, to);
}

}  // namespace bassin::crisis
