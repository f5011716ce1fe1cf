#include "support/internal/campaign_rows.h"

#include <fmt/format.h>

namespace bassin::support::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view target_columns =
    "t.id, t.campaign, t.number, t.business, t.commune, t.contact, t.channel, t.state, t.aside, t.answer, t.note, t.on_day, "
    "t.call_back_on, t.attempts, t.agent, t.exchange, t.reminder, t.opposition, t.filed, t.held_by, t.held_until, t.version, t.changed_at";

Target target_of(sql::Row const& row) {
  Target out;
  out.id = row.text("id");
  out.campaign = row.text("campaign");
  out.number = row.integer("number");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.contact = row.text("contact");
  out.channel = row.text("channel");
  out.state = parse_target_state(row.text("state")).value_or(TargetState::waiting);
  out.aside = parse_aside(row.text("aside")).value_or(Aside::none);
  out.answer = row.text("answer");
  out.note = row.text("note");
  out.on = row.text("on_day");
  out.call_back_on = row.text("call_back_on");
  out.attempts = row.integer("attempts");
  out.agent = row.text("agent");
  out.exchange = row.text("exchange");
  out.reminder = row.text("reminder");
  out.opposition = row.text("opposition");
  out.filed = row.flag("filed");
  out.held_by = row.text("held_by");
  out.held_until = row.text("held_until");
  out.version = row.integer("version");
  out.changed_at = row.text("changed_at");
  return out;
}

}  // namespace

Json json_of(Target const& it) {
  return {{"id", it.id},
          {"campaign", it.campaign},
          {"business", it.business},
          {"state", id_of(it.state)},
          {"answer", it.answer},
          {"note", it.note},
          {"on", it.on},
          {"callBackOn", it.call_back_on},
          {"contact", it.contact},
          {"exchange", it.exchange},
          {"aside", std::string(id_of(it.aside))},
          {"version", it.version}};
}

Result<std::vector<Target>> targets_where(sql::Session& session, std::string_view condition, std::vector<sql::Named> const& values,
                                          std::size_t most) {
  auto const statement =
      fmt::format("select {} from campaign_target t where {} order by t.number limit {}", target_columns, condition, most);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<Target> out;
  for (auto const& row : rows) out.push_back(target_of(row));
  return out;
}

Result<Target> current_target(sql::Session& session, Campaign const& campaign, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto target, find_target(session, campaign, id));
  if (target.version != version) return Error("support.changed", {{"now", access::text_of(json_of(target))}});
  return target;
}

Result<void> keep_target(sql::Session& session, Act const& act, Target& it) {
  ++it.version;
  it.changed_at = base::to_iso(act.actor.at);
  return session.run(
      "update campaign_target set contact = :contact, channel = :channel, state = :state, aside = :aside, answer = :answer, note = :note, "
      "on_day = :on_day, call_back_on = :call_back_on, attempts = :attempts, agent = :agent, exchange = :exchange, reminder = :reminder, "
      "opposition = :opposition, filed = :filed, held_by = :held_by, held_until = :held_until, version = :version, changed_at = "
      ":changed_at where id = :id",
      {{"id", it.id},
       {"contact", it.contact},
       {"channel", it.channel},
       {"state", id_of(it.state)},
       {"aside", id_of(it.aside)},
       {"answer", it.answer},
       {"note", it.note},
       {"on_day", it.on},
       {"call_back_on", it.call_back_on},
       {"attempts", it.attempts},
       {"agent", it.agent},
       {"exchange", it.exchange},
       {"reminder", it.reminder},
       {"opposition", it.opposition},
       {"filed", it.filed ? 1 : 0},
       {"held_by", it.held_by},
       {"held_until", it.held_until},
       {"version", it.version},
       {"changed_at", it.changed_at}});
}

Result<void> check_running(Campaign const& campaign) {
  if (campaign.state != CampaignState::running) return Error("campaign.not_running");
  return {};
}

Result<Reachable> reach_now(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today, Target const& target) {
  std::vector<std::string> const one{target.business};
  BASSIN_TRY(auto reached, reach(session, act.reader, today, campaign.facts.means, campaign.facts.purpose, one));
  return std::move(reached[0]);
}

Result<void> note_contact(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today, Via const& via,
                          Spent const& spent, Target& target) {
  ExchangeFacts facts;
  facts.way = way_of(campaign.facts.means);
  facts.theme = campaign.facts.theme;
  facts.on = spent.on;
  facts.minutes = spent.minutes;
  facts.notes = campaign.facts.title + (spent.note.empty() ? "" : "\n" + spent.note);
  facts.met = via.name;
  facts.action = campaign.facts.action;
  facts.kept_in = campaign.facts.kept_in;
  BASSIN_TRY(auto const made, note_exchange(session, act, today, {target.business, target.commune}, facts));
  target.exchange = made.id;
  return {};
}

}  // namespace bassin::support::internal
