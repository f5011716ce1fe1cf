#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "partners/organisation.h"
#include "partners/record_text.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::ordered_json;

constexpr std::string_view columns = "select id, organisation, name, territory, themes, closed from team ";
constexpr std::size_t most_themes = 50, most_agents = 500;

std::string json_of(Team const& it) {
  return Json{{"name", it.name}, {"territory", it.territory}, {"themes", it.themes}, {"agents", it.agents}, {"closed", it.closed}}.dump();
}

Team without_members(sql::Row const& row) {
  Team it{row.text("id"), row.text("organisation"), row.text("name"), row.text("territory"), {}, {}, row.flag("closed")};
  it.themes = Json::parse(row.text("themes")).get<std::vector<std::string>>();
  return it;
}

Result<Team> team_of(sql::Session& session, sql::Row const& row) {
  auto it = without_members(row);
  BASSIN_TRY(auto const members, session.rows("select agent from team_member where team = :team order by agent", {{"team", it.id}}));
  for (auto const& member : members) it.agents.push_back(member.text("agent"));
  return it;
}

Result<void> apply(Team& it, TeamValues const& values) {
  if (values.name) {
    BASSIN_TRY(it.name, clean_name("name", *values.name));
  }
  if (values.territory) it.territory = *values.territory;
  if (values.closed) it.closed = *values.closed;
  if (values.themes) {
    if (values.themes->size() > most_themes) return Error("partners.bad_value", {{"field", "themes"}, {"allowed", "≤ 50"}});
    it.themes.clear();
    for (auto const& theme : *values.themes) {
      BASSIN_TRY(auto name, clean_name("themes", theme));
      it.themes.push_back(std::move(name));
    }
  }
  if (values.agents) {
    if (values.agents->size() > most_agents) return Error("partners.bad_value", {{"field", "agents"}, {"allowed", "≤ 500"}});
    it.agents = *values.agents;
  }
  return {};
}

Result<void> keep_agents(sql::Session& session, Team const& it) {
  BASSIN_TRY([[maybe_unused]] auto const gone, session.execute("delete from team_member where team = :team", {{"team", it.id}}));
  for (auto const& agent : it.agents) {
    BASSIN_TRY(auto const added,
               session.execute("insert into team_member (team, agent) select :team, agent from membership where agent = :agent and "
                               "organisation = :organisation and until_day is null on conflict do nothing",
                               {{"team", it.id}, {"agent", agent}, {"organisation", it.organisation}}));
    if (added == 0) return Error("partners.unknown_agent");
  }
  return {};
}

Result<void> audit(sql::Session& session, Actor const& actor, std::string action, std::string const& id, std::string before,
                   std::string after) {
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = "team",
                                  .record = id,
                                  .before = std::move(before),
                                  .after = std::move(after),
                                  .note = {},
                                  .subject = {}});
}

}  // namespace

Result<Team> find_team(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(std::string(columns) + "where id = :id", {{"id", id}}));
  if (!row) return Error("partners.unknown_team");
  return team_of(session, *row);
}

Result<std::map<std::string, std::string>> team_names(sql::Session& session, std::set<std::string> const& ids) {
  std::map<std::string, std::string> out;
  if (ids.empty()) return out;
  std::string list = ",";
  for (auto const& id : ids) list += id + ",";
  BASSIN_TRY(auto const rows, session.rows("select id, name from team where :ids like '%,' || id || ',%'", {{"ids", list}}));
  for (auto const& row : rows) out.emplace(row.text("id"), row.text("name"));
  return out;
}

Result<std::vector<Team>> teams_of(sql::Session& session, std::string const& organisation) {
  BASSIN_TRY(auto const rows,
             session.rows(std::string(columns) + "where organisation = :organisation order by name, id", {{"organisation", organisation}}));
  BASSIN_TRY(auto const members,
             session.rows("select team, agent from team_member where team in (select id from team where organisation = :organisation) "
                          "order by agent",
                          {{"organisation", organisation}}));
  std::map<std::string, std::vector<std::string>> agents;
  for (auto const& member : members) agents[member.text("team")].push_back(member.text("agent"));
  std::vector<Team> out;
  for (auto const& row : rows) {
    auto team = without_members(row);
    team.agents = agents[team.id];
    out.push_back(std::move(team));
  }
  return out;
}

Result<Team> add_team(sql::Session& session, Actor const& actor, std::string const& organisation, TeamValues const& values) {
  BASSIN_TRY([[maybe_unused]] auto const found, find_organisation(session, organisation));
  Team it;
  it.id = base::new_uuid();
  it.organisation = organisation;
  TeamValues all = values;
  if (!all.name) all.name = "";
  BASSIN_DO(apply(it, all));
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into team (id, organisation, name, territory, themes, closed) values (:id, :organisation, :name, "
                             ":territory, :themes, :closed)",
                             {{"id", it.id},
                              {"organisation", it.organisation},
                              {"name", it.name},
                              {"territory", it.territory},
                              {"themes", Json(it.themes).dump()},
                              {"closed", it.closed}}));
  BASSIN_DO(keep_agents(session, it));
  BASSIN_DO(audit(session, actor, "team.added", it.id, "", json_of(it)));
  return find_team(session, it.id);
}

Result<Team> change_team(sql::Session& session, Actor const& actor, std::string const& id, TeamValues const& values) {
  BASSIN_TRY(auto it, find_team(session, id));
  auto const before = json_of(it);
  BASSIN_DO(apply(it, values));
  BASSIN_TRY(
      [[maybe_unused]] auto const rows,
      session.execute(
          "update team set name = :name, territory = :territory, themes = :themes, closed = :closed where id = :id",
          {{"id", it.id}, {"name", it.name}, {"territory", it.territory}, {"themes", Json(it.themes).dump()}, {"closed", it.closed}}));
  if (values.agents) BASSIN_DO(keep_agents(session, it));
  BASSIN_DO(audit(session, actor, "team.changed", it.id, before, json_of(it)));
  return find_team(session, it.id);
}

}  // namespace bassin::partners
