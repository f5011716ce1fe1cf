// Changes of an agent's standing: role, absence, leaving.
#include <nlohmann/json.hpp>

#include "partners/agent.h"
#include "partners/record_text.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::ordered_json;

std::string day_of(Actor const& actor) { return base::to_iso(actor.at).substr(0, 10); }

Result<void> audit(sql::Session& session, Actor const& actor, std::string action, std::string const& agent, Json const& before,
                   Json const& after) {
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = "agent",
                                  .record = agent,
                                  .before = before.is_null() ? "" : before.dump(),
                                  .after = after.is_null() ? "" : after.dump(),
                                  .note = {},
                                  .subject = agent});
}

Result<access::Role> role_or_unknown(sql::Session& session, std::string const& agent, std::string const& organisation) {
  BASSIN_TRY(auto const role, role_in(session, agent, organisation));
  if (!role) return Error("partners.unknown_agent");
  return *role;
}

Result<void> keep_an_administrator(sql::Session& session, std::string const& agent, std::string const& organisation) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from membership where organisation = :organisation and agent <> :agent and "
                                         "role = 'administrator' and until_day is null",
                                         {{"organisation", organisation}, {"agent", agent}}));
  return row->flag("n") ? Result<void>() : Error("partners.last_administrator");
}

Result<void> keep_who_runs_it(sql::Session& session, std::string const& agent) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from agent where installation = 1 and state = 'active' and id <> :agent",
                                         {{"agent", agent}}));
  return row->flag("n") ? Result<void>() : Error("partners.last_administrator");
}

Result<void> run(sql::Session& session, std::string_view statement, sql::Session::List values) {
  BASSIN_TRY([[maybe_unused]] auto const rows, session.execute(statement, values));
  return {};
}

Result<void> end_role(sql::Session& session, Actor const& actor, HandOver const& what) {
  BASSIN_DO(run(session,
                "update membership set until_day = :day where agent = :agent and organisation = :organisation and until_day is null",
                {{"day", day_of(actor)}, {"agent", what.agent}, {"organisation", what.organisation}}));
  BASSIN_DO(run(session,
                "delete from team_member where agent = :agent and team in (select id from team where organisation = :organisation)",
                {{"agent", what.agent}, {"organisation", what.organisation}}));
  BASSIN_DO(run(session, "delete from session where agent = :agent and (organisation = :organisation or organisation is null)",
                {{"agent", what.agent}, {"organisation", what.organisation}}));
  return run(session,
             "update invitation set revoked_at = :at where agent = :agent and organisation = :organisation and accepted_at is null and "
             "revoked_at is null",
             {{"at", base::to_iso(actor.at)}, {"agent", what.agent}, {"organisation", what.organisation}});
}

// Nothing by which the agent could come back is kept.
Result<void> forget(sql::Session& session, Actor const& actor, std::string const& agent) {
  BASSIN_TRY([[maybe_unused]] auto const left,
             session.execute("update agent set state = 'left', installation = 0, left_at = :at where id = :agent",
                             {{"at", base::to_iso(actor.at)}, {"agent", agent}}));
  for (auto const* const statement : {"delete from session where agent = :agent", "delete from password where agent = :agent",
                                      "delete from second_factor where agent = :agent", "delete from recovery_code where agent = :agent",
                                      "delete from provider_identity where agent = :agent",
                                      "delete from password_reset where agent = :agent", "delete from absence where agent = :agent"}) {
    BASSIN_TRY([[maybe_unused]] auto const rows, session.execute(statement, {{"agent", agent}}));
  }
  return audit(session, actor, "agent.gone", agent, nullptr, nullptr);
}

}  // namespace

Result<void> change_role(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& organisation,
                         access::Role role, bool even_last) {
  BASSIN_TRY(auto const before, role_or_unknown(session, agent, organisation));
  if (before == role) return {};
  if (before == access::Role::administrator && !even_last) BASSIN_DO(keep_an_administrator(session, agent, organisation));
  BASSIN_DO(run(session, "update membership set role = :role where agent = :agent and organisation = :organisation and until_day is null",
                {{"role", access::id_of(role)}, {"agent", agent}, {"organisation", organisation}}));
  // Administrators may need a second factor: they show it at the sign-in that comes.
  if (role == access::Role::administrator) BASSIN_DO(run(session, "delete from session where agent = :agent", {{"agent", agent}}));
  return audit(session, actor, "agent.role_changed", agent, {{"organisation", organisation}, {"role", access::id_of(before)}},
               {{"organisation", organisation}, {"role", access::id_of(role)}});
}

Result<void> set_installation(sql::Session& session, Actor const& actor, std::string const& agent, bool installation) {
  BASSIN_TRY(auto const it, find_agent(session, agent));
  if (it.installation == installation) return {};
  if (!installation) BASSIN_DO(keep_who_runs_it(session, agent));
  BASSIN_TRY([[maybe_unused]] auto const rows, session.execute("update agent set installation = :installation where id = :agent",
                                                               {{"installation", installation}, {"agent", agent}}));
  return audit(session, actor, "agent.installation_changed", agent, {{"installation", it.installation}}, {{"installation", installation}});
}

Result<void> set_absence(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& organisation,
                         std::optional<Absence> const& absence) {
  BASSIN_TRY([[maybe_unused]] auto const gone, session.execute("delete from absence where agent = :agent", {{"agent", agent}}));
  if (!absence) return audit(session, actor, "agent.present", agent, nullptr, nullptr);
  BASSIN_TRY(auto const from, clean_day("from", absence->from));
  BASSIN_TRY(auto const until, clean_day("until", absence->until));
  if (from.empty() || until < from) return Error("partners.bad_value", {{"field", "until"}, {"allowed", "≥ " + from}});
  std::optional<std::string> substitute;
  if (!absence->substitute.empty()) {
    BASSIN_TRY([[maybe_unused]] auto const role, role_or_unknown(session, absence->substitute, organisation));
    if (absence->substitute == agent) return Error("partners.bad_value", {{"field", "substitute"}, {"allowed", "≠ " + agent}});
    substitute = absence->substitute;
  }
  BASSIN_TRY(
      [[maybe_unused]] auto const rows,
      session.execute("insert into absence (agent, from_day, until_day, substitute) values (:agent, :from_day, :until_day, :substitute)",
                      {{"agent", agent}, {"from_day", from}, {"until_day", until}, {"substitute", substitute}}));
  return audit(session, actor, "agent.absent", agent, nullptr, {{"from", from}, {"until", until}, {"substitute", absence->substitute}});
}

Result<void> leave(sql::Session& session, Actor const& actor, HandOver const& hand_over, std::vector<HandOverHook> const& hooks,
                   bool even_last) {
  BASSIN_TRY(auto const role, role_or_unknown(session, hand_over.agent, hand_over.organisation));
  if (role == access::Role::administrator && !even_last) BASSIN_DO(keep_an_administrator(session, hand_over.agent, hand_over.organisation));
  if (!hand_over.to.empty()) {
    if (hand_over.to == hand_over.agent) return Error("partners.unknown_agent");
    BASSIN_TRY([[maybe_unused]] auto const taker, role_or_unknown(session, hand_over.to, hand_over.organisation));
  }
  for (auto const& hook : hooks) BASSIN_DO(hook(session, actor, hand_over));
  BASSIN_DO(end_role(session, actor, hand_over));
  BASSIN_DO(audit(session, actor, "agent.left", hand_over.agent, {{"organisation", hand_over.organisation}, {"role", access::id_of(role)}},
                  {{"hand_over_to", hand_over.to}}));
  BASSIN_TRY(auto const others,
             session.row("select count(*) as n from membership where agent = :agent and until_day is null", {{"agent", hand_over.agent}}));
  if (others->flag("n")) return {};
  BASSIN_TRY(auto const it, find_agent(session, hand_over.agent));
  if (it.installation) BASSIN_DO(keep_who_runs_it(session, hand_over.agent));
  return forget(session, actor, hand_over.agent);
}

}  // namespace bassin::partners
