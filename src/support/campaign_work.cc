#include "support/campaign_work.h"

#include <algorithm>
#include <array>

#include "sql/listed.h"
#include "sql/session.h"
#include "support/internal/campaign_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Date;
using base::Error;
using base::Result;

constexpr std::string_view in_file = "t.campaign = :campaign and t.state = 'waiting' and t.filed = 1 and t.number > :after";

std::vector<std::string> businesses_of(std::vector<Target> const& targets) {
  std::vector<std::string> out;
  for (auto const& target : targets) out.push_back(target.business);
  return out;
}

// Those that the file named and can still be reached so; who opposed since; who is for somebody else there, by another file.
struct Sifted {
  std::vector<Line> lines;
  std::vector<Target> opposed, again;
};
Result<Sifted> sift(sql::Session& session, access::Reader const& reader, Campaign const& campaign, Date today,
                    std::vector<Target> targets) {
  BASSIN_TRY(auto const reached, reach(session, reader, today, campaign.facts.means, campaign.facts.purpose, businesses_of(targets)));
  Sifted out;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (reached[i].aside != Aside::none) {
      targets[i].aside = reached[i].aside;
      out.opposed.push_back(std::move(targets[i]));
      continue;
    }
    auto named = still_for(reached[i], campaign.facts.means, targets[i].contact, targets[i].channel);
    if (named) {
      out.lines.push_back({std::move(targets[i]), std::move(*named)});
      continue;
    }
    bool const by_somebody = !reached[i].via.empty();
    targets[i].contact = by_somebody ? reached[i].via[0].contact : "";
    targets[i].channel = by_somebody ? reached[i].via[0].channel : "";
    out.again.push_back(std::move(targets[i]));
  }
  return out;
}

Result<void> keep_aside(sql::Session& session, Act const& act, Target target) {
  target.state = TargetState::aside;
  target.filed = false;
  target.contact = target.channel = target.held_by = target.held_until = "";
  BASSIN_DO(internal::keep_target(session, act, target));
  return access::record(session, act, "campaign.target_aside", "campaign_target", target.id, "",
                        access::text_of({{"campaign", target.campaign}, {"reason", id_of(target.aside)}}), target.business);
}

// Left for the next file.
Result<void> take_out(sql::Session& session, Act const& act, Target target) {
  target.filed = false;
  return internal::keep_target(session, act, target);
}

// One that was tried before and cannot be reached any more.
Result<void> give_up(sql::Session& session, Act const& act, Target target, Aside why) {
  target.state = TargetState::no_answer;
  target.attempts = attempts_most;
  target.call_back_on.clear();
  BASSIN_DO(internal::keep_target(session, act, target));
  return access::record(session, act, "campaign.target_given_up", "campaign_target", target.id, "",
                        access::text_of({{"campaign", target.campaign}, {"reason", id_of(why)}}), target.business);
}

Result<void> check_mailing(Campaign const& campaign) {
  BASSIN_DO(internal::check_running(campaign));
  if (!is_mailing(campaign.facts.means)) return Error("campaign.no_mailing");
  return {};
}

Result<std::int64_t> still_to_send(sql::Session& session, Campaign const& campaign) {
  BASSIN_TRY(auto const row,
             session.row("select count(*) as n from campaign_target where campaign = :id and state = 'waiting' and filed = 1",
                         {{"id", campaign.id}}));
  return row->integer("n");
}

// One that cannot be reached: what came of it before stays.
Result<void> leave(sql::Session& session, Act const& act, Target target, Aside why) {
  if (target.state != TargetState::waiting) return give_up(session, act, std::move(target), why);
  target.aside = why;
  return keep_aside(session, act, std::move(target));
}

// In the order in which they are proposed; the one passed over comes last.
constexpr std::string_view candidates =
    "select t.id as id from campaign_target t where t.campaign = :campaign and (t.state = 'waiting' or (t.state = 'call_back' and "
    "t.call_back_on <= :today) or (t.state = 'no_answer' and t.on_day < :today and t.attempts < :most)) and (t.held_by in ('', :me) or "
    "t.held_until < :now) order by case when t.number = :after then 9 when t.state = 'call_back' then 0 when t.state = 'waiting' and "
    "t.number > :after then 1 when t.state = 'waiting' then 2 else 3 end, t.number limit :count";
// Most are looked up one by one: who cannot be reached was set aside when the campaign was checked.
constexpr std::array<std::size_t, 5> tries = {1, 4, 25, 100, reach_block};

Result<std::vector<Target>> proposed(sql::Session& session, Act const& act, Campaign const& campaign, Date today, std::int64_t after,
                                     std::size_t count) {
  BASSIN_TRY(auto const rows, session.rows(candidates, {{"campaign", campaign.id},
                                                        {"today", to_iso(today)},
                                                        {"most", attempts_most},
                                                        {"me", act.reader.agent},
                                                        {"now", base::to_iso(act.actor.at)},
                                                        {"after", after},
                                                        {"count", static_cast<std::int64_t>(count)}}));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  if (ids.empty()) return std::vector<Target>();
  auto listed = sql::listed(ids);
  BASSIN_TRY(auto out, internal::targets_where(session, "t.id in " + listed.places, listed.values, ids.size()));
  auto const place = [&](Target const& it) { return std::find(ids.begin(), ids.end(), it.id); };
  std::sort(out.begin(), out.end(), [&](Target const& one, Target const& other) { return place(one) < place(other); });
  return out;
}

Result<bool> hold(sql::Session& session, Act const& act, Target& target) {
  auto const now = base::to_iso(act.actor.at);
  auto const until = base::to_iso(act.actor.at.plus_seconds(std::int64_t{hold_minutes} * 60));
  BASSIN_TRY(auto const held, session.execute("update campaign_target set held_by = :me, held_until = :until where id = :id and (held_by "
                                              "in ('', :me) or held_until < :now)",
                                              {{"me", act.reader.agent}, {"until", until}, {"now", now}, {"id", target.id}}));
  target.held_by = act.reader.agent;
  target.held_until = until;
  return held == 1;
}

// An agent is on one target at a time.
Result<void> let_go(sql::Session& session, Act const& act, Campaign const& campaign) {
  return session.run("update campaign_target set held_by = '', held_until = '' where campaign = :campaign and held_by = :me",
                     {{"campaign", campaign.id}, {"me", act.reader.agent}});
}

}  // namespace

Result<Checked> file_targets(sql::Session& session, Act const& act, Campaign const& campaign, Date today, Unfit const& unfit) {
  BASSIN_DO(check_mailing(campaign));
  BASSIN_DO(internal::check_may_run(act, campaign));
  BASSIN_TRY(auto const checked, check_targets(session, act, campaign, today, unfit));
  BASSIN_DO(session.run("update campaign_target set filed = 1 where campaign = :id and state = 'waiting'", {{"id", campaign.id}}));
  BASSIN_DO(access::record(session, act, "campaign.filed", "campaign", campaign.id, "",
                           access::text_of({{"lines", checked.reachable}, {"aside", checked.aside}})));
  return checked;
}

Result<std::vector<Line>> lines_of(sql::Session& session, access::Reader const& reader, Campaign const& campaign, Date today) {
  BASSIN_DO(check_mailing(campaign));
  std::vector<Line> out;
  std::int64_t after = 0;
  for (;;) {
    BASSIN_TRY(auto targets, internal::targets_where(session, in_file, {{"campaign", campaign.id}, {"after", after}}, reach_block));
    if (targets.empty()) return out;
    after = targets.back().number;
    BASSIN_TRY(auto sifted, sift(session, reader, campaign, today, std::move(targets)));
    std::move(sifted.lines.begin(), sifted.lines.end(), std::back_inserter(out));
  }
}

Result<SentBlock> note_sent(sql::Session& session, Act const& act, Campaign const& campaign, Date today, Date on, std::int64_t minutes) {
  BASSIN_DO(check_mailing(campaign));
  BASSIN_DO(internal::check_may_run(act, campaign));
  BASSIN_TRY(auto targets, internal::targets_where(session, in_file, {{"campaign", campaign.id}, {"after", 0}}, sent_block));
  BASSIN_TRY(auto sifted, sift(session, act.reader, campaign, today, std::move(targets)));
  SentBlock out;
  for (auto& [target, via] : sifted.lines) {
    BASSIN_DO(internal::note_contact(session, act, campaign, today, via, {on, minutes, ""}, target));
    target.state = TargetState::sent;
    target.contact = via.contact;
    target.channel = via.channel;
    target.on = to_iso(on);
    target.agent = act.reader.agent;
    BASSIN_DO(internal::keep_target(session, act, target));
    BASSIN_DO(access::record(session, act, "campaign.result", "campaign_target", target.id, "", access::text_of(internal::json_of(target)),
                             target.business));
  }
  for (auto const& target : sifted.opposed) BASSIN_DO(keep_aside(session, act, target));
  for (auto const& target : sifted.again) BASSIN_DO(take_out(session, act, target));
  BASSIN_TRY(auto const remaining, still_to_send(session, campaign));
  out.sent = sifted.lines.size();
  out.aside = sifted.opposed.size();
  out.again = sifted.again.size();
  out.remaining = static_cast<std::size_t>(remaining);
  return out;
}

Result<std::optional<Target>> next_target(sql::Session& session, Act const& act, Campaign const& campaign, Date today, std::int64_t after) {
  BASSIN_DO(internal::check_running(campaign));
  if (is_mailing(campaign.facts.means)) return std::optional<Target>();
  BASSIN_DO(let_go(session, act, campaign));
  for (auto const count : tries) {
    BASSIN_TRY(auto targets, proposed(session, act, campaign, today, after, count));
    if (targets.empty()) break;
    BASSIN_TRY(auto const reached, reach(session, act.reader, today, campaign.facts.means, campaign.facts.purpose, businesses_of(targets)));
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (reached[i].aside != Aside::none) {
        BASSIN_DO(leave(session, act, std::move(targets[i]), reached[i].aside));
        continue;
      }
      BASSIN_TRY(auto const held, hold(session, act, targets[i]));
      if (held) return std::optional(std::move(targets[i]));
    }
  }
  return std::optional<Target>();
}

Result<void> set_aside(sql::Session& session, Act const& act, Campaign const& campaign, Date today, std::string const& id) {
  BASSIN_TRY(auto target, find_target(session, campaign, id));
  if (target.state != TargetState::waiting) return {};
  BASSIN_TRY(auto const reachable, internal::reach_now(session, act, campaign, today, target));
  if (reachable.aside == Aside::none) return {};
  target.aside = reachable.aside;
  return keep_aside(session, act, target);
}

}  // namespace bassin::support
