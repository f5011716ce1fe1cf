#include "convention/indicator.h"

#include <array>

#include "base/id_table.h"
#include "convention/indicator_keeper.h"
#include "convention/internal/keeping.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, effect_count> effect_ids = {"output", "result", "impact"};
constexpr std::array<std::string_view, measure_count> measure_ids = {"contributions", "businesses", "visited", "half_days",
                                                                     "days",          "coverage",   "delay",   "within"};
constexpr std::array<std::string_view, gathering_count> gathering_ids = {"sum", "last"};

// Of an action that the reader sees.
Result<void> sees(sql::Session& session, access::Reader const& reader, std::string const& action) {
  BASSIN_DO(find_action(session, reader, action));
  return {};
}

Result<void> writes(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const action, find_action(session, reader, id));
  BASSIN_TRY(auto const convention, internal::seen_convention(session, rights, action.convention));
  if (!may_change(rights, reader, convention, action)) return Error("convention.not_yours");
  return {};
}

Result<IndicatorFacts> fitting(IndicatorFacts facts) { return facts; }

constexpr std::string_view of_convention = "action in (select id from action where convention = :id)";

}  // namespace

std::string_view id_of(Effect effect) { return effect_ids[static_cast<std::size_t>(effect)]; }
std::optional<Effect> parse_effect(std::string_view id) { return base::parse_id<Effect>(effect_ids, id); }
std::string_view id_of(Measure measure) { return measure_ids[static_cast<std::size_t>(measure)]; }
std::optional<Measure> parse_measure(std::string_view id) { return base::parse_id<Measure>(measure_ids, id); }
bool is_of_delays(Measure measure) { return measure == Measure::delay || measure == Measure::within; }
std::string_view id_of(Gathering gathering) { return gathering_ids[static_cast<std::size_t>(gathering)]; }
std::optional<Gathering> parse_gathering(std::string_view id) { return base::parse_id<Gathering>(gathering_ids, id); }

IndicatorKeeper const& action_indicators() {
  static IndicatorKeeper const keeper({"action", "indicator", "indicator_target", "indicator_value",
                                       Error("convention.unknown_action").code, Error("convention.unknown_indicator").code,
                                       Error("convention.unknown_value").code, Error("convention.changed").code, sees, writes, writes,
                                       fitting});
  return keeper;
}

Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_DO(internal::seen_convention(session, rights, convention));
  return action_indicators().read(session, of_convention, convention);
}

Result<std::vector<EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_DO(internal::seen_convention(session, rights, convention));
  return action_indicators().read_entered(session, of_convention, convention);
}

}  // namespace bassin::convention
