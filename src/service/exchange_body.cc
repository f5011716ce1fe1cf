#include "service/exchange_body.h"

namespace bassin::service {

base::Result<support::ExchangeFacts> exchange_facts_in(Body const& body) {
  support::ExchangeFacts out;
  BASSIN_TRY(auto const way, body.text("way"));
  auto const parsed_way = support::parse_way(way);
  if (!parsed_way) return bad_field("way", "visit, call, meeting, mail");
  out.way = *parsed_way;
  BASSIN_TRY(auto const theme, body.text("theme"));
  auto const parsed_theme = support::parse_theme(theme);
  if (!parsed_theme) return bad_field("theme", "acquaintance, creation, takeover, premises…");
  out.theme = *parsed_theme;
  BASSIN_TRY(auto const on, body.text("on"));
  auto const day = base::parse_date(on);
  if (!day) return bad_field("on", "2018-01-31");
  out.on = *day;
  if (body.has("minutes")) {
    BASSIN_TRY(out.minutes, body.integer("minutes"));
  }
  BASSIN_TRY(auto const notes, body.optional_text("notes"));
  BASSIN_TRY(auto const met, body.optional_text("met"));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  BASSIN_TRY(auto const follow_up, body.optional_text("followUp"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("keptIn"));
  out.follow_up = follow_up.value_or("");
  out.notes = notes.value_or("");
  out.met = met.value_or("");
  out.action = action.value_or("");
  out.kept_in = kept_in.value_or(false);
  return out;
}

base::Date latest_day(Call const& call, support::Act const& act) {
  constexpr std::int64_t ahead_seconds = 2 * 3600;
  auto const in_france = base::parse_date(base::to_iso(act.actor.at.plus_seconds(ahead_seconds)).substr(0, 10));
  auto const today = call.context.today();
  return in_france && *in_france > today ? *in_france : today;
}

}  // namespace bassin::service
