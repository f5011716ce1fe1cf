#include "support/campaign_targets.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "base/id_table.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/campaign_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, target_state_count> state_ids = {"waiting", "aside",    "sent",  "no_answer", "call_back",
                                                                        "reached", "answered", "wrong", "refused"};

Result<void> check_preparing(Act const& act, Campaign const& campaign) {
  BASSIN_DO(internal::check_may_run(act, campaign));
  if (campaign.state != CampaignState::preparing) return Error("campaign.not_preparing");
  return {};
}

Result<void> insert_target(sql::Session& session, Act const& act, Target const& it) {
  return session.run(
      "insert into campaign_target (id, campaign, number, business, commune, contact, channel, state, aside, answer, note, on_day, "
      "call_back_on, attempts, agent, exchange, reminder, opposition, filed, held_by, held_until, version, changed_at) values (:id, "
      ":campaign, :number, :business, :commune, :contact, :channel, :state, :aside, '', '', '', '', 0, '', '', '', '', 0, '', '', 1, :at)",
      {{"id", it.id},
       {"campaign", it.campaign},
       {"number", it.number},
       {"business", it.business},
       {"commune", it.commune},
       {"contact", it.contact},
       {"channel", it.channel},
       {"state", id_of(it.state)},
       {"aside", id_of(it.aside)},
       {"at", base::to_iso(act.actor.at)}});
}

// Who is there already, and the last number.
struct There {
  std::set<std::string> businesses;
  std::int64_t last = 0;
};
Result<There> there(sql::Session& session, Campaign const& campaign) {
  There out;
  BASSIN_TRY(auto const rows,
             session.rows("select business, number from campaign_target where campaign = :id order by number", {{"id", campaign.id}}));
  for (auto const& row : rows) {
    out.businesses.insert(row.text("business"));
    out.last = row.integer("number");
  }
  return out;
}

void take(Target& target, Reachable const& reachable, Aside unfit) {
  target.aside = unfit == Aside::none ? reachable.aside : unfit;
  target.state = target.aside == Aside::none ? TargetState::waiting : TargetState::aside;
  bool const by_somebody = target.aside == Aside::none && !reachable.via.empty();
  target.contact = by_somebody ? reachable.via[0].contact : "";
  target.channel = by_somebody ? reachable.via[0].channel : "";
}

bool same(Target const& one, Target const& other) {
  return one.state == other.state && one.aside == other.aside && one.contact == other.contact && one.channel == other.channel &&
         one.filed == other.filed;
}

// Who stands in the file of recipients stays in it for the person whom it named, or leaves it.
Target checked(Target const& before, Reachable const& reachable, Means means, Aside unfit) {
  auto after = before;
  take(after, reachable, unfit);
  auto const named = still_for(reachable, means, before.contact, before.channel);
  after.filed = before.filed && after.state == TargetState::waiting && named;
  if (!after.filed) return after;
  after.contact = named->contact;
  after.channel = named->channel;
  return after;
}

Result<void> check_block(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today, Unfit const& unfit,
                         std::span<Target> targets, Checked& out) {
  std::vector<std::string> businesses;
  for (auto const& target : targets) businesses.push_back(target.business);
  BASSIN_TRY(auto const reached, reach(session, act.reader, today, campaign.facts.means, campaign.facts.purpose, businesses));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const known = unfit.find(targets[i].business);
    auto after = checked(targets[i], reached[i], campaign.facts.means, known == unfit.end() ? Aside::none : known->second);
    ++(after.state == TargetState::aside ? out.aside : out.reachable);
    if (same(targets[i], after)) continue;
    ++out.changed;
    BASSIN_DO(internal::keep_target(session, act, after));
  }
  return {};
}

}  // namespace

std::string_view id_of(TargetState state) { return state_ids[static_cast<std::size_t>(state)]; }
std::optional<TargetState> parse_target_state(std::string_view id) { return base::parse_id<TargetState>(state_ids, id); }

Result<std::vector<Target>> targets_of(sql::Session& session, Campaign const& campaign, TargetQuery const& query) {
  return internal::targets_where(session, "t.campaign = :campaign and (:state = '' or t.state = :state) and t.number > :after",
                                 {{"campaign", campaign.id}, {"state", query.state ? id_of(*query.state) : ""}, {"after", query.after}},
                                 targets_page);
}

Result<Target> find_target(sql::Session& session, Campaign const& campaign, std::string const& id) {
  BASSIN_TRY(auto found,
             internal::targets_where(session, "t.campaign = :campaign and t.id = :id", {{"campaign", campaign.id}, {"id", id}}, 1));
  if (found.empty()) return Error("support.unknown_target", {{"id", id}});
  return std::move(found[0]);
}

Result<std::vector<std::string>> open_businesses(sql::Session& session, Campaign const& campaign) {
  BASSIN_TRY(auto const rows,
             session.rows("select business from campaign_target where campaign = :id and state in ('waiting', 'aside') order by number",
                          {{"id", campaign.id}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("business"));
  return out;
}

Result<Added> add_targets(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                          std::vector<Subject> const& subjects) {
  BASSIN_DO(check_preparing(act, campaign));
  BASSIN_TRY(auto const known, there(session, campaign));
  Added out;
  std::vector<Target> fresh;
  auto seen = known.businesses;
  for (auto const& subject : subjects) {
    if (!seen.insert(subject.business).second) {
      ++out.already;
      continue;
    }
    Target target;
    target.id = base::new_uuid();
    target.campaign = campaign.id;
    target.number = known.last + static_cast<std::int64_t>(fresh.size()) + 1;
    target.business = subject.business;
    target.commune = subject.commune;
    fresh.push_back(std::move(target));
  }
  if (seen.size() > campaign_targets_most) {
    return Error("campaign.too_many", {{"found", std::to_string(seen.size())}, {"allowed", std::to_string(campaign_targets_most)}});
  }
  for (std::size_t at = 0; at < fresh.size(); at += reach_block) {
    auto const block = std::span(fresh).subspan(at, std::min(reach_block, fresh.size() - at));
    std::vector<std::string> businesses;
    for (auto const& target : block) businesses.push_back(target.business);
    BASSIN_TRY(auto const reached, reach(session, act.reader, today, campaign.facts.means, campaign.facts.purpose, businesses));
    for (std::size_t i = 0; i < block.size(); ++i) {
      take(block[i], reached[i], Aside::none);
      BASSIN_DO(insert_target(session, act, block[i]));
    }
  }
  out.added = fresh.size();
  BASSIN_DO(access::record(session, act, "campaign.targets_added", "campaign", campaign.id, "",
                           access::text_of({{"added", out.added}, {"already", out.already}})));
  return out;
}

Result<void> remove_target(sql::Session& session, Act const& act, Campaign const& campaign, std::string const& id) {
  BASSIN_DO(check_preparing(act, campaign));
  BASSIN_TRY(auto const target, find_target(session, campaign, id));
  BASSIN_DO(session.run("delete from campaign_target where id = :id", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "campaign_target", id));
  return access::record(session, act, "campaign.target_removed", "campaign_target", id, "", access::text_of({{"campaign", campaign.id}}),
                        target.business);
}

Result<Checked> check_targets(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today, Unfit const& unfit) {
  Checked out;
  std::int64_t after = 0;
  for (;;) {
    BASSIN_TRY(auto targets,
               internal::targets_where(session, "t.campaign = :campaign and t.state in ('waiting', 'aside') and t.number > :after",
                                       {{"campaign", campaign.id}, {"after", after}}, reach_block));
    if (targets.empty()) break;
    after = targets.back().number;
    BASSIN_DO(check_block(session, act, campaign, today, unfit, targets, out));
  }
  if (out.changed > 0) {
    BASSIN_DO(access::record(session, act, "campaign.checked", "campaign", campaign.id, "",
                             access::text_of({{"reachable", out.reachable}, {"aside", out.aside}, {"changed", out.changed}})));
  }
  return out;
}

}  // namespace bassin::support
