#include "partners/agent.h"

#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "partners/record_text.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::ordered_json;

constexpr std::string_view columns = "select id, email, name, state, installation from agent ";

Agent agent_of(sql::Row const& row) {
  return {row.text("id"), row.text("email"), row.text("name"), row.text("state"), row.flag("installation")};
}

access::Role role_of(sql::Row const& row) { return access::parse_role(row.text("role")).value_or(access::Role::elected); }

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

Colleague colleague_of(sql::Row const& row) {
  Colleague out{agent_of(row), role_of(row), std::nullopt, row.flag("second_factor")};
  if (!row.null("from_day"))
    out.absence = Absence{row.text("from_day"), row.text("until_day"), row.optional_text("substitute").value_or("")};
  return out;
}

}  // namespace

Result<bool> has_agents(sql::Session& session) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from agent where state = 'active'"));
  return row->flag("n");
}

Result<Agent> find_agent(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(std::string(columns) + "where id = :id", {{"id", id}}));
  if (!row) return Error("partners.unknown_agent");
  return agent_of(*row);
}

Result<std::optional<Agent>> agent_by_email(sql::Session& session, std::string_view email) {
  BASSIN_TRY(auto const row, session.row(std::string(columns) + "where email_folded = :email", {{"email", fold_email(email)}}));
  return row ? std::optional(agent_of(*row)) : std::nullopt;
}

Result<std::vector<Agent>> all_agents(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows(std::string(columns) + "order by name, id"));
  std::vector<Agent> out;
  for (auto const& row : rows) out.push_back(agent_of(row));
  return out;
}

Result<std::map<std::string, std::string>> agent_names(sql::Session& session, std::set<std::string> const& ids) {
  std::map<std::string, std::string> out;
  if (ids.empty()) return out;
  std::string list = ",";
  for (auto const& id : ids) list += id + ",";
  BASSIN_TRY(auto const rows, session.rows("select id, name from agent where :ids like '%,' || id || ',%'", {{"ids", list}}));
  for (auto const& row : rows)
    if (!row.text("name").empty()) out.emplace(row.text("id"), row.text("name"));
  return out;
}

Result<std::vector<Membership>> memberships_of(sql::Session& session, std::string const& agent, std::string const& day) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select organisation.id as id, organisation.name as name, kind, territory, role from membership "
                   "join organisation on organisation.id = membership.organisation "
                   "where agent = :agent and until_day is null and from_day <= :day and (active_from is null or active_from <= :day) "
                   "and (active_until is null or active_until >= :day) order by organisation.name, organisation.id",
                   {{"agent", agent}, {"day", day}}));
  std::vector<Membership> out;
  for (auto const& row : rows) out.push_back({row.text("id"), row.text("name"), row.text("kind"), row.text("territory"), role_of(row)});
  return out;
}

Result<std::vector<Colleague>> colleagues_of(sql::Session& session, std::string const& organisation) {
  BASSIN_TRY(auto const rows,
             session.rows("select agent.id as id, email, agent.name as name, state, installation, role, absence.from_day as from_day, "
                          "absence.until_day as until_day, substitute, "
                          "case when second_factor.confirmed_at is null then 0 else 1 end as second_factor from membership "
                          "join agent on agent.id = membership.agent left join absence on absence.agent = agent.id "
                          "left join second_factor on second_factor.agent = agent.id "
                          "where organisation = :organisation and membership.until_day is null order by agent.name, agent.id",
                          {{"organisation", organisation}}));
  std::vector<Colleague> out;
  for (auto const& row : rows) out.push_back(colleague_of(row));
  return out;
}

Result<std::optional<access::Role>> role_in(sql::Session& session, std::string const& agent, std::string const& organisation) {
  BASSIN_TRY(auto const row,
             session.row("select role from membership where agent = :agent and organisation = :organisation and until_day is null",
                         {{"agent", agent}, {"organisation", organisation}}));
  return row ? std::optional(role_of(*row)) : std::nullopt;
}

Result<Agent> add_agent(sql::Session& session, Actor const& actor, NewAgent const& values) {
  Agent it;
  it.id = base::new_uuid();
  BASSIN_TRY(it.email, clean_email(values.email));
  it.state = values.state;
  it.installation = values.installation;
  if (!values.name.empty() || values.state == "active") {
    BASSIN_TRY(it.name, clean_name("name", values.name));
  }
  BASSIN_TRY(auto const added,
             session.execute("insert into agent (id, email, email_folded, name, state, installation, created_at) values (:id, :email, "
                             ":folded, :name, :state, :installation, :at) on conflict (email_folded) do nothing",
                             {{"id", it.id},
                              {"email", it.email},
                              {"folded", fold_email(it.email)},
                              {"name", it.name},
                              {"state", it.state},
                              {"installation", it.installation},
                              {"at", base::to_iso(actor.at)}}));
  if (added == 0) return Error("partners.known_email");
  BASSIN_DO(audit(session, actor, "agent.added", it.id, nullptr,
                  {{"email", it.email}, {"name", it.name}, {"state", it.state}, {"installation", it.installation}}));
  if (!values.password_hash.empty()) BASSIN_DO(set_password(session, actor, it.id, values.password_hash));
  return it;
}

Result<void> set_password(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& hash) {
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into password (agent, hash, changed_at) values (:agent, :hash, :at) on conflict (agent) do update set "
                             "hash = excluded.hash, changed_at = excluded.changed_at",
                             {{"agent", agent}, {"hash", hash}, {"at", base::to_iso(actor.at)}}));
  return audit(session, actor, "agent.password_set", agent, nullptr, nullptr);
}

Result<void> add_membership(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& organisation,
                            access::Role role) {
  BASSIN_TRY(auto const there, role_in(session, agent, organisation));
  if (there) return Error("partners.known_member");
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into membership (id, agent, organisation, role, from_day) values (:id, :agent, :organisation, :role, "
                             ":day)",
                             {{"id", base::new_uuid()},
                              {"agent", agent},
                              {"organisation", organisation},
                              {"role", access::id_of(role)},
                              {"day", base::to_iso(actor.at).substr(0, 10)}}));
  return audit(session, actor, "agent.joined", agent, nullptr, {{"organisation", organisation}, {"role", access::id_of(role)}});
}

Result<void> end_membership(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& organisation) {
  BASSIN_TRY(auto const rows,
             session.execute("update membership set until_day = :day where agent = :agent and organisation = :organisation "
                             "and until_day is null",
                             {{"agent", agent}, {"organisation", organisation}, {"day", base::to_iso(actor.at).substr(0, 10)}}));
  if (rows == 0) return {};
  BASSIN_DO(session.run("update session set organisation = null where agent = :agent and organisation = :organisation",
                        {{"agent", agent}, {"organisation", organisation}}));
  return audit(session, actor, "agent.left", agent, {{"organisation", organisation}}, nullptr);
}

}  // namespace bassin::partners
