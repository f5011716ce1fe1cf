#include "support/internal/follow_up_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/uuid.h"
#include "partners/organisation.h"
#include "support/changes.h"
#include "support/internal/contact_rows.h"

namespace bassin::support::internal {

using access::Level;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view columns =
    "id, organisation, business, commune, kept_in, title, objective, theme, action, opened_on, closed_on, outcome, version";

std::string text(sql::Row const& row, std::string_view column) { return row.optional_text(column).value_or(""); }

FollowUp follow_up_of(sql::Row const& row) {
  FollowUp out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.facts = {row.text("title"), row.text("objective"), parse_theme(row.text("theme")).value_or(Theme::other), text(row, "action"),
               !row.flag("kept_in")};
  out.opened_on = base::parse_date(row.text("opened_on")).value_or(base::Date{});
  out.closed_on = base::parse_date(text(row, "closed_on"));
  out.outcome = parse_outcome(text(row, "outcome"));
  out.version = row.integer("version");
  return out;
}

MemberState state_of(std::string_view id) {
  return id == "asked" ? MemberState::asked : id == "invited" ? MemberState::invited : MemberState::member;
}

template <class Members>
auto one_of(Members& members, std::string_view organisation) {
  auto const found = std::find_if(members.begin(), members.end(), [&](auto const& one) { return one.organisation == organisation; });
  return found == members.end() ? nullptr : &*found;
}

using Places = std::map<std::string, SeenFollowUp*>;

Result<void> read_members(sql::Session& session, Listed const& ids, Places const& places) {
  BASSIN_TRY(auto const members, session.rows("select follow_up, organisation, state, referent from follow_up_member where follow_up in " +
                                                  ids.places + " order by follow_up, organisation",
                                              sql::Session::Values(ids.values)));
  for (auto const& row : members)
    places.at(row.text("follow_up"))
        ->follow_up.members.push_back({row.text("organisation"), state_of(row.text("state")), text(row, "referent"), {}});
  BASSIN_TRY(auto const agents, session.rows("select follow_up, organisation, agent from follow_up_agent where follow_up in " + ids.places +
                                                 " order by follow_up, organisation, agent",
                                             sql::Session::Values(ids.values)));
  for (auto const& row : agents) {
    auto* const member = member_in(places.at(row.text("follow_up"))->follow_up, row.text("organisation"));
    if (member != nullptr) member->agents.push_back(row.text("agent"));
  }
  return {};
}

Result<void> read_steps(sql::Session& session, Listed const& ids, Places const& places) {
  BASSIN_TRY(auto const steps,
             session.rows("select follow_up, at, organisation, agent, what, why, to_organisation from follow_up_step where follow_up in " +
                              ids.places + " order by id",
                          sql::Session::Values(ids.values)));
  for (auto const& row : steps) {
    auto& seen = *places.at(row.text("follow_up"));
    if (seen.level == Level::content)
      seen.steps.push_back(
          {row.text("at"), row.text("organisation"), row.text("agent"), row.text("what"), row.text("why"), text(row, "to_organisation")});
  }
  return {};
}

std::vector<sql::Named> values_of(FollowUp const& it, std::string const& at) {
  return {{"id", it.id},
          {"organisation", it.organisation},
          {"kept_in", it.facts.shared ? 0 : 1},
          {"title", it.facts.title},
          {"objective", it.facts.objective},
          {"theme", id_of(it.facts.theme)},
          {"action", sql::or_null(it.facts.action)},
          {"closed_on", it.closed_on ? sql::Value(to_iso(*it.closed_on)) : sql::Value()},
          {"outcome", it.outcome ? sql::Value(std::string(id_of(*it.outcome))) : sql::Value()},
          {"version", it.version},
          {"at", at}};
}

}  // namespace

Result<std::vector<SeenFollowUp>> follow_ups_where(sql::Session& session, access::Reader const& reader, base::Date today,
                                                   std::string_view condition, std::vector<sql::Named> values, std::size_t most) {
  static std::string const beginning = fmt::format(
      "select {0}, level from (select {0}, case when exists (select 1 from follow_up_member m where m.follow_up = f.id and m.organisation "
      "= "
      ":sharing_reader and m.state in ('invited', 'member')) then {1} else {2} end as level from follow_up f where ",
      columns, static_cast<int>(Level::content),
      access::level_sql(access::RecordKind::follow_up, "f.organisation", "f.commune", "f.kept_in"));
  auto const statement = fmt::format("{}{}) seen where level > 0 order by case when closed_on is null then 0 else 1 end, id desc limit {}",
                                     beginning, condition, most);
  auto const more = access::level_values(reader, to_iso(today));
  values.insert(values.end(), more.begin(), more.end());
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<SeenFollowUp> out;
  std::vector<std::string> ids;
  for (auto const& row : rows) {
    out.push_back({follow_up_of(row), static_cast<Level>(row.integer("level")), {}});
    ids.push_back(out.back().follow_up.id);
  }
  Places places;
  for (auto& it : out) places.emplace(it.follow_up.id, &it);
  auto const wanted = listed(ids);
  BASSIN_DO(read_members(session, wanted, places));
  BASSIN_DO(read_steps(session, wanted, places));
  return out;
}

std::string takes_part_sql(std::string_view table, std::string_view reader) {
  return fmt::format(
      "(case when {0}.follow_up is null then 0 when exists (select 1 from follow_up_member tp_m where tp_m.follow_up = {0}.follow_up and "
      "tp_m.organisation = :{1} and tp_m.state = 'member') then 1 when exists (select 1 from follow_up tp_f where "
      "tp_f.id = {0}.follow_up and {2}) then 1 else 0 end)",
      table, reader, own_sql("tp_f.organisation", reader));
}

Result<std::string> linked(sql::Session& session, access::Reader const& reader, std::string const& before, std::string const& wanted,
                           std::string const& business) {
  static std::string const statement =
      fmt::format("select {} as told from (select cast(:id as text) as follow_up) r", takes_part_sql("r", "organisation"));
  if (wanted == before) return before;
  if (!wanted.empty()) {
    BASSIN_DO(check_belongs(session, reader, wanted, business));
    return wanted;
  }
  BASSIN_TRY(auto const row, session.row(statement, {{"id", before}, {"organisation", reader.organisation}}));
  return row->flag("told") ? std::string() : before;
}

FollowUpMember* member_in(FollowUp& it, std::string_view organisation) { return one_of(it.members, organisation); }
FollowUpMember const* member_in(FollowUp const& it, std::string_view organisation) { return one_of(it.members, organisation); }

access::Json json_of(FollowUp const& it) {
  access::Json members = access::Json::array();
  for (auto const& one : it.members) members.push_back({{"organisation", one.organisation}, {"state", id_of(one.state)}});
  return {{"id", it.id},
          {"organisation", it.organisation},
          {"business", it.business},
          {"title", it.facts.title},
          {"objective", it.facts.objective},
          {"theme", id_of(it.facts.theme)},
          {"action", it.facts.action},
          {"shared", it.facts.shared},
          {"outcome", it.outcome ? access::Json(id_of(*it.outcome)) : access::Json(nullptr)},
          {"members", std::move(members)},
          {"version", it.version}};
}

Result<void> insert(sql::Session& session, FollowUp const& it, std::string const& at) {
  auto values = values_of(it, at);
  values.insert(values.end(), {{"business", it.business}, {"commune", it.commune}, {"opened_on", to_iso(it.opened_on)}});
  return session.run(
      "insert into follow_up (id, organisation, business, commune, kept_in, title, objective, theme, action, opened_on, closed_on, "
      "outcome, "
      "version, created_at, changed_at) values (:id, :organisation, :business, :commune, :kept_in, :title, :objective, :theme, :action, "
      ":opened_on, :closed_on, :outcome, :version, :at, :at)",
      values);
}

Result<void> update(sql::Session& session, FollowUp const& it, std::string const& at) {
  return session.run(
      "update follow_up set organisation = :organisation, kept_in = :kept_in, title = :title, objective = :objective, theme = :theme, "
      "action = :action, closed_on = :closed_on, outcome = :outcome, version = :version, changed_at = :at where id = :id",
      values_of(it, at));
}

Result<void> remove_member(sql::Session& session, std::string const& follow_up, std::string const& organisation) {
  for (auto const* const table : {"follow_up_agent", "follow_up_member"})
    BASSIN_DO(session.run(fmt::format("delete from {} where follow_up = :follow_up and organisation = :organisation", table),
                          {{"follow_up", follow_up}, {"organisation", organisation}}));
  return {};
}

Result<void> put_member(sql::Session& session, std::string const& follow_up, FollowUpMember const& member) {
  BASSIN_DO(remove_member(session, follow_up, member.organisation));
  BASSIN_DO(session.run(
      "insert into follow_up_member (follow_up, organisation, state, referent) values (:follow_up, :organisation, :state, :referent)",
      {{"follow_up", follow_up},
       {"organisation", member.organisation},
       {"state", id_of(member.state)},
       {"referent", sql::or_null(member.referent)}}));
  for (auto const& agent : member.agents)
    BASSIN_DO(session.run("insert into follow_up_agent (follow_up, organisation, agent) values (:follow_up, :organisation, :agent)",
                          {{"follow_up", follow_up}, {"organisation", member.organisation}, {"agent", agent}}));
  return {};
}

Result<SeenFollowUp> changeable(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at) {
  BASSIN_TRY(auto const found, follow_ups_where(session, act.reader, today, "f.id = :id", {{"id", at.id}}));
  if (found.empty()) return Error("support.unknown_follow_up", {{"id", at.id}});
  auto const& it = found[0];
  if (it.follow_up.version != at.version) {
    auto const now = it.level == Level::content ? json_of(it.follow_up) : access::Json{{"version", it.follow_up.version}};
    return Error("support.changed", {{"now", access::text_of(now)}});
  }
  if (it.follow_up.closed_on) return Error("support.follow_up_closed");
  return it;
}

Result<FollowUp> keep(sql::Session& session, Act const& act, FollowUp after, FollowUpStep step, std::string before, std::string entry) {
  auto const at = base::to_iso(act.actor.at);
  bool const fresh = after.version == 0;
  ++after.version;
  if (!fresh) BASSIN_DO(update(session, after, at));
  BASSIN_DO(session.run(
      "insert into follow_up_step (id, follow_up, at, organisation, agent, what, why, to_organisation) values (:id, :follow_up, :at, "
      ":organisation, :agent, :what, :why, :to)",
      {{"id", base::new_uuid()},
       {"follow_up", after.id},
       {"at", at},
       {"organisation", act.reader.organisation},
       {"agent", act.reader.agent},
       {"what", step.what},
       {"why", step.why},
       {"to", sql::or_null(step.to)}}));
  BASSIN_DO(
      access::record(session, act, "follow_up." + step.what, "follow_up", after.id, std::move(before), std::move(entry), after.business));
  // Who is told that it is under way finds its business by that.
  BASSIN_DO(note_change(session, after.business));
  return after;
}

Result<void> refuse_ended(sql::Session& session, base::Date today, std::string const& organisation) {
  BASSIN_TRY(auto const it, partners::find_organisation(session, organisation));
  if (!it.active_on(to_iso(today))) return Error("support.no_convention", {{"organisation", organisation}});
  return {};
}

}  // namespace bassin::support::internal
