#include "support/internal/need_row.h"

#include "access/record_json.h"
#include "base/uuid.h"

namespace bassin::support::internal {

using base::Result;

namespace {

std::string text(sql::Row const& row, std::string_view column) { return row.optional_text(column).value_or(""); }

Result<void> involve(sql::Session& session, std::string const& need, std::string const& organisation) {
  return session.run("insert into need_party (need, organisation) values (:need, :organisation) on conflict do nothing",
                     {{"need", need}, {"organisation", organisation}});
}

}  // namespace

Need need_of(sql::Row const& row) {
  Need out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.facts = {parse_theme(row.text("theme")).value_or(Theme::other), row.text("text"), text(row, "action"), row.flag("kept_in"),
               text(row, "follow_up")};
  out.state = parse_need_state(row.text("state")).value_or(NeedState::waiting);
  out.to = {row.text("to_organisation"), text(row, "to_team"), text(row, "to_agent")};
  out.handed_at = row.text("handed_at");
  out.taken_by = text(row, "taken_by");
  out.outcome = parse_outcome(text(row, "outcome"));
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.changed_at = row.text("changed_at");
  return out;
}

NeedStep step_of(sql::Row const& row) {
  return {row.text("at"),   row.text("organisation"), row.text("agent"),
          row.text("what"), row.text("why"),          {text(row, "to_organisation"), text(row, "to_team"), text(row, "to_agent")}};
}

std::string json_of(Need const& it) {
  return access::text_of({{"id", it.id},
                          {"business", it.business},
                          {"theme", id_of(it.facts.theme)},
                          {"text", it.facts.text},
                          {"state", id_of(it.state)},
                          {"to", {{"organisation", it.to.organisation}, {"team", it.to.team}, {"agent", it.to.agent}}},
                          {"takenBy", it.taken_by},
                          {"outcome", it.outcome ? access::Json(id_of(*it.outcome)) : access::Json(nullptr)},
                          {"version", it.version}});
}

Result<void> insert(sql::Session& session, Need const& it) {
  return session.run(
      "insert into need (id, organisation, agent, business, commune, theme, text, action, kept_in, state, to_organisation, to_team, "
      "to_agent, handed_at, follow_up, version, created_at, changed_at) values (:id, :organisation, :agent, :business, :commune, :theme, "
      ":text, "
      ":action, :kept_in, :state, :to_organisation, :to_team, :to_agent, :handed_at, :follow_up, :version, :created_at, :changed_at)",
      {{"id", it.id},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"business", it.business},
       {"commune", it.commune},
       {"theme", id_of(it.facts.theme)},
       {"text", it.facts.text},
       {"action", sql::or_null(it.facts.action)},
       {"kept_in", it.facts.kept_in ? 1 : 0},
       {"state", id_of(it.state)},
       {"to_organisation", it.to.organisation},
       {"to_team", sql::or_null(it.to.team)},
       {"to_agent", sql::or_null(it.to.agent)},
       {"handed_at", it.handed_at},
       {"follow_up", sql::or_null(it.facts.follow_up)},
       {"version", it.version},
       {"created_at", it.created_at},
       {"changed_at", it.changed_at}});
}

Result<void> update(sql::Session& session, Need const& it) {
  return session.run(
      "update need set state = :state, to_organisation = :to_organisation, to_team = :to_team, to_agent = :to_agent, handed_at = "
      ":handed_at, taken_by = :taken_by, outcome = :outcome, version = :version, changed_at = :changed_at where id = :id",
      {{"id", it.id},
       {"state", id_of(it.state)},
       {"to_organisation", it.to.organisation},
       {"to_team", sql::or_null(it.to.team)},
       {"to_agent", sql::or_null(it.to.agent)},
       {"handed_at", it.handed_at},
       {"taken_by", sql::or_null(it.taken_by)},
       {"outcome", it.outcome ? sql::Value(std::string(id_of(*it.outcome))) : sql::Value()},
       {"version", it.version},
       {"changed_at", it.changed_at}});
}

Result<void> add_step(sql::Session& session, Need const& need, NeedStep const& step) {
  BASSIN_DO(session.run(
      "insert into need_step (id, need, at, organisation, agent, what, why, to_organisation, to_team, to_agent) values (:id, :need, :at, "
      ":organisation, :agent, :what, :why, :to_organisation, :to_team, :to_agent)",
      {{"id", base::new_uuid()},
       {"need", need.id},
       {"at", step.at},
       {"organisation", step.organisation},
       {"agent", step.agent},
       {"what", step.what},
       {"why", step.why},
       {"to_organisation", sql::or_null(step.to.organisation)},
       {"to_team", sql::or_null(step.to.team)},
       {"to_agent", sql::or_null(step.to.agent)}}));
  BASSIN_DO(involve(session, need.id, step.organisation));
  return step.to.organisation.empty() ? Result<void>{} : involve(session, need.id, step.to.organisation);
}

}  // namespace bassin::support::internal
