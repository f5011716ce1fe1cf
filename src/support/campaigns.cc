#include "support/campaigns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "access/visibility.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "partners/agent.h"
#include "sql/session.h"
#include "support/campaign_targets.h"
#include "support/internal/campaign_rows.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, means_count> means_ids = {"post", "email", "call", "visit"};
constexpr std::array<std::string_view, 3> state_ids = {"preparing", "running", "closed"};

constexpr std::string_view columns =
    "id, organisation, created_by, title, means, theme, purpose, action, starts_on, ends_on, script, kept_in, previous, state, closed_on, "
    "figures, version, created_at, changed_at";

Campaign campaign_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  Campaign out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.created_by = row.text("created_by");
  out.facts.title = row.text("title");
  out.facts.means = parse_means(row.text("means")).value_or(Means::call);
  out.facts.theme = parse_theme(row.text("theme")).value_or(Theme::other);
  out.facts.purpose = parse_purpose(row.text("purpose")).value_or(Purpose::follow_up);
  out.facts.action = text("action");
  out.facts.starts_on = base::parse_date(row.text("starts_on")).value_or(base::Date{});
  out.facts.ends_on = base::parse_date(text("ends_on"));
  out.facts.script = row.text("script");
  out.facts.kept_in = row.flag("kept_in");
  out.previous = text("previous");
  out.state = parse_campaign_state(row.text("state")).value_or(CampaignState::closed);
  out.closed_on = text("closed_on");
  out.figures = text("figures");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.changed_at = row.text("changed_at");
  return out;
}

std::optional<std::string> iso_of(std::optional<base::Date> const& day) { return day ? std::optional(to_iso(*day)) : std::nullopt; }

std::string json_of(Campaign const& it) {
  return access::text_of({{"id", it.id},
                          {"title", it.facts.title},
                          {"means", id_of(it.facts.means)},
                          {"theme", id_of(it.facts.theme)},
                          {"purpose", id_of(it.facts.purpose)},
                          {"action", it.facts.action},
                          {"startsOn", to_iso(it.facts.starts_on)},
                          {"endsOn", iso_of(it.facts.ends_on).value_or("")},
                          {"script", it.facts.script},
                          {"keptIn", it.facts.kept_in},
                          {"agents", it.facts.agents},
                          {"previous", it.previous},
                          {"state", id_of(it.state)},
                          {"version", it.version}});
}

std::vector<sql::Named> values_of(Campaign const& it) {
  return {{"id", it.id},
          {"title", it.facts.title},
          {"means", id_of(it.facts.means)},
          {"theme", id_of(it.facts.theme)},
          {"purpose", id_of(it.facts.purpose)},
          {"action", sql::or_null(it.facts.action)},
          {"starts_on", to_iso(it.facts.starts_on)},
          {"ends_on", iso_of(it.facts.ends_on)},
          {"script", it.facts.script},
          {"kept_in", it.facts.kept_in ? 1 : 0},
          {"state", id_of(it.state)},
          {"closed_on", sql::or_null(it.closed_on)},
          {"version", it.version},
          {"changed_at", it.changed_at}};
}

Result<CampaignFacts> clean(sql::Session& session, Act const& act, CampaignFacts facts) {
  BASSIN_TRY(facts.title, base::clean("title", facts.title, base::line_most));
  BASSIN_TRY(facts.script, base::clean_or_empty("script", facts.script, base::description_most, base::Lines::several));
  if (facts.ends_on && *facts.ends_on < facts.starts_on)
    return Error("support.bad_value", {{"field", "endsOn"}, {"allowed", "≥ " + to_iso(facts.starts_on)}});
  facts.kept_in = facts.kept_in || is_sensitive(facts.theme);
  std::sort(facts.agents.begin(), facts.agents.end());
  facts.agents.erase(std::unique(facts.agents.begin(), facts.agents.end()), facts.agents.end());
  if (facts.agents.size() > campaign_agents_most)
    return Error("support.bad_value", {{"field", "agents"}, {"allowed", "≤ " + std::to_string(campaign_agents_most)}});
  for (auto const& agent : facts.agents) {
    BASSIN_TRY(auto const role, partners::role_in(session, agent, act.reader.organisation));
    if (!role) return Error("partners.unknown_agent");
  }
  return facts;
}

Result<void> write_agents(sql::Session& session, Campaign const& it) {
  BASSIN_DO(session.run("delete from campaign_agent where campaign = :id", {{"id", it.id}}));
  for (auto const& agent : it.facts.agents)
    BASSIN_DO(session.run("insert into campaign_agent (campaign, agent) values (:id, :agent)", {{"id", it.id}, {"agent", agent}}));
  return {};
}

Result<void> read_agents(sql::Session& session, std::vector<Campaign>& campaigns) {
  if (campaigns.empty()) return {};
  std::vector<std::string> ids;
  for (auto const& it : campaigns) ids.push_back(it.id);
  auto const listed = sql::listed(ids);
  BASSIN_TRY(auto const rows,
             session.rows("select campaign, agent from campaign_agent where campaign in " + listed.places + " order by campaign, agent",
                          sql::Session::Values(listed.values)));
  for (auto const& row : rows) {
    auto const id = row.text("campaign");
    auto const at = std::find_if(campaigns.begin(), campaigns.end(), [&](auto const& it) { return it.id == id; });
    if (at != campaigns.end()) at->facts.agents.push_back(row.text("agent"));
  }
  return {};
}

Result<void> take_over_unanswered(sql::Session& session, Act const& act, Campaign const& campaign) {
  BASSIN_TRY(auto const previous, find_campaign(session, act.reader, campaign.previous));
  BASSIN_TRY(
      auto const rows,
      session.rows("select business, commune from campaign_target where campaign = :id and state in ('waiting', 'sent', 'no_answer', "
                   "'call_back') order by number",
                   {{"id", previous.id}}));
  std::vector<Subject> subjects;
  for (auto const& row : rows) subjects.push_back({row.text("business"), row.text("commune")});
  auto const today = base::parse_date(internal::today_of(act)).value_or(base::Date{});
  BASSIN_TRY([[maybe_unused]] auto const added, add_targets(session, act, campaign, today, subjects));
  return {};
}

Result<Campaign> changeable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto campaign, find_campaign(session, act.reader, id));
  BASSIN_DO(internal::check_may_run(act, campaign));
  if (campaign.version != version) return Error("support.changed", {{"now", json_of(campaign)}});
  return campaign;
}

Result<Campaign> keep(sql::Session& session, Act const& act, std::string_view action, Campaign const& before, Campaign after) {
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(session.run(
      "update campaign set title = :title, means = :means, theme = :theme, purpose = :purpose, action = :action, starts_on = :starts_on, "
      "ends_on = :ends_on, script = :script, kept_in = :kept_in, state = :state, closed_on = :closed_on, version = :version, changed_at = "
      ":changed_at where id = :id",
      values_of(after)));
  BASSIN_DO(write_agents(session, after));
  BASSIN_DO(access::record(session, act, action, "campaign", after.id, json_of(before), json_of(after)));
  return after;
}

Result<std::int64_t> targets_with(sql::Session& session, std::string const& id, std::string const& condition) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from campaign_target where campaign = :id and " + condition, {{"id", id}}));
  return row->integer("n");
}

Result<void> check_untouched(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const begun, targets_with(session, id, "state not in ('waiting', 'aside')"));
  if (begun > 0) return Error("campaign.begun", {{"targets", std::to_string(begun)}});
  return {};
}

// By the state that it comes to: back to preparation, begun or taken up again, ended.
constexpr std::array<std::string_view, 3> deeds = {"campaign.taken_back", "campaign.started", "campaign.ended"};

}  // namespace

std::string_view id_of(Means means) { return means_ids[static_cast<std::size_t>(means)]; }
std::optional<Means> parse_means(std::string_view id) { return base::parse_id<Means>(means_ids, id); }
Way way_of(Means means) {
  if (means == Means::call) return Way::call;
  return means == Means::visit ? Way::visit : Way::mail;
}
std::string_view id_of(CampaignState state) { return state_ids[static_cast<std::size_t>(state)]; }
std::optional<CampaignState> parse_campaign_state(std::string_view id) { return base::parse_id<CampaignState>(state_ids, id); }

Result<std::vector<Campaign>> campaigns_of(sql::Session& session, access::Reader const& reader, std::string const& before) {
  std::vector<Campaign> out;
  if (reader.standing != access::Reader::Standing::member) return out;
  static std::string const statement =
      fmt::format("select {} from campaign where {} and (:before = '' or id < :before) order by id desc limit :most", columns,
                  internal::own_sql("organisation", "reader"));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"reader", reader.organisation}, {"before", before}, {"most", campaigns_page}}));
  for (auto const& row : rows) out.push_back(campaign_of(row));
  BASSIN_DO(read_agents(session, out));
  return out;
}

Result<Campaign> find_campaign(sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement =
      fmt::format("select {} from campaign where id = :id and {}", columns, internal::own_sql("organisation", "reader"));
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}, {"reader", reader.organisation}}));
  if (!row || reader.standing != access::Reader::Standing::member) return Error("support.unknown_campaign", {{"id", id}});
  std::vector<Campaign> one{campaign_of(*row)};
  BASSIN_DO(read_agents(session, one));
  return std::move(one.front());
}

bool may_run(access::Reader const& reader, Campaign const& campaign) {
  auto const& agents = campaign.facts.agents;
  bool const works = std::find(agents.begin(), agents.end(), reader.agent) != agents.end();
  return works || access::may_change(reader, reader.organisation, campaign.created_by);
}

Result<void> internal::check_may_run(Act const& act, Campaign const& campaign) {
  if (!may_run(act.reader, campaign)) return Error("support.not_yours");
  return {};
}

Result<Campaign> add_campaign(sql::Session& session, Act const& act, CampaignFacts const& facts, std::string const& previous) {
  Campaign made;
  BASSIN_TRY(made.facts, clean(session, act, facts));
  if (!made.facts.action.empty()) BASSIN_DO(convention::check_countable(session, act.reader, made.facts.action, made.facts.starts_on));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.created_by = act.reader.agent;
  made.previous = previous;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  auto values = values_of(made);
  values.insert(values.end(), {{"organisation", made.organisation},
                               {"created_by", made.created_by},
                               {"previous", sql::or_null(made.previous)},
                               {"created_at", made.created_at}});
  BASSIN_DO(session.run(
      "insert into campaign (id, organisation, created_by, title, means, theme, purpose, action, starts_on, ends_on, script, kept_in, "
      "previous, state, closed_on, version, created_at, changed_at) values (:id, :organisation, :created_by, :title, :means, :theme, "
      ":purpose, :action, :starts_on, :ends_on, :script, :kept_in, :previous, :state, :closed_on, :version, :created_at, :changed_at)",
      values));
  BASSIN_DO(write_agents(session, made));
  BASSIN_DO(access::record(session, act, "campaign.added", "campaign", made.id, "", json_of(made)));
  if (!previous.empty()) BASSIN_DO(take_over_unanswered(session, act, made));
  return made;
}

Result<Campaign> change_campaign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 CampaignFacts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (before.state == CampaignState::closed) return Error("campaign.closed");
  auto after = before;
  BASSIN_TRY(after.facts, clean(session, act, facts));
  bool const other_way = after.facts.means != before.facts.means || after.facts.purpose != before.facts.purpose;
  if (other_way && before.state != CampaignState::preparing) return Error("campaign.fixed");
  bool const moved = after.facts.action != before.facts.action || after.facts.starts_on != before.facts.starts_on;
  if (moved && !after.facts.action.empty())
    BASSIN_DO(convention::check_countable(session, act.reader, after.facts.action, after.facts.starts_on));
  BASSIN_TRY(auto kept, keep(session, act, "campaign.changed", before, after));
  if (other_way) {
    auto const today = base::parse_date(internal::today_of(act)).value_or(base::Date{});
    BASSIN_TRY([[maybe_unused]] auto const checked, check_targets(session, act, kept, today, {}));
  }
  return kept;
}

Result<Campaign> set_campaign_state(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, CampaignState state,
                                    base::Date today) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (!before.figures.empty()) return Error("campaign.over");
  if (before.state == state) return before;
  if (state == CampaignState::preparing) BASSIN_DO(check_untouched(session, id));
  if (before.state == CampaignState::preparing) {
    BASSIN_TRY(auto const targets, targets_with(session, id, "1 = 1"));
    if (targets == 0) return Error("campaign.empty");
  }
  auto after = before;
  after.state = state;
  after.closed_on = state == CampaignState::closed ? to_iso(today) : "";
  BASSIN_DO(session.run("update campaign_target set held_by = '', held_until = '' where campaign = :id", {{"id", id}}));
  return keep(session, act, deeds[static_cast<std::size_t>(state)], before, after);
}

Result<void> delete_campaign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, act, id, version));
  if (!before.figures.empty()) return Error("campaign.over");
  BASSIN_DO(check_untouched(session, id));
  // What was typed of a target and taken back is not kept in the trail either.
  BASSIN_TRY(auto const targets, session.rows("select id from campaign_target where campaign = :id", {{"id", id}}));
  for (auto const& row : targets) {
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "campaign_target", row.text("id")));
  }
  for (auto const* const statement : {"delete from campaign_target where campaign = :id", "delete from campaign_agent where campaign = :id",
                                      "delete from campaign where id = :id"}) {
    BASSIN_DO(session.run(statement, {{"id", id}}));
  }
  return access::record(session, act, "campaign.deleted", "campaign", id, json_of(before), "");
}

}  // namespace bassin::support
