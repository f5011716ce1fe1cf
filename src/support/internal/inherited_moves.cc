#include "support/internal/inherited_moves.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "sql/session.h"

namespace bassin::support::internal {

namespace {

using access::Json;

// Who looks after what an agent of the former one had: that agent, where the heir has them too, else the heir's first administrator;
// nobody of the heir: as it was.
Result<std::string> agent_there(sql::Session& session, std::string const& heir, std::string const& agent) {
  BASSIN_TRY(auto const row,
             session.row("select agent from membership where organisation = :heir and until_day is null order by case when agent = :agent "
                         "then 0 else 1 end, case role when 'administrator' then 0 when 'coordinator' then 1 else 2 end, id limit 1",
                         {{"heir", heir}, {"agent", agent}}));
  return row ? row->text("agent") : agent;
}

Json text_or_null(std::optional<std::string> const& text) { return text ? Json(*text) : Json(nullptr); }
sql::Value value_of(Json const& json) { return json.is_null() ? sql::Value() : sql::Value(json.get<std::string>()); }
Json parsed(Passed const& passed) { return Json::parse(passed.was, nullptr, false); }

std::string_view table_of(Inherited kind) {
  switch (kind) {
    case Inherited::zone: return "zone";
    case Inherited::selection: return "selection";
    case Inherited::project: return "project";
    default: return "reminder";
  }
}

}  // namespace

Result<Passed> pass_need(sql::Session& session, Inherited kind, Passing const& it) {
  BASSIN_TRY(auto const row, session.row("select agent, state, to_team, to_agent, taken_by from need where id = :id", {{"id", it.record}}));
  if (!row) return Passed{};
  BASSIN_DO(session.run("insert into need_party (need, organisation) values (:need, :organisation) on conflict do nothing",
                        {{"need", it.record}, {"organisation", it.heir}}));
  bool const open = row->text("state") != "closed" && row->text("state") != "withdrawn";
  if (kind == Inherited::need_given) {
    auto agent = row->text("agent");
    if (open) {
      BASSIN_TRY(agent, agent_there(session, it.heir, agent));
    }
    BASSIN_DO(session.run("update need set organisation = :heir, agent = :agent where id = :id",
                          {{"heir", it.heir}, {"agent", agent}, {"id", it.record}}));
    return Passed{"", access::text_of({{"agent", row->text("agent")}})};
  }
  auto taken = row->optional_text("taken_by");
  if (taken && open) {
    BASSIN_TRY(taken, agent_there(session, it.heir, *taken));
  }
  BASSIN_DO(session.run("update need set to_organisation = :heir, to_team = null, to_agent = null, taken_by = :taken where id = :id",
                        {{"heir", it.heir}, {"taken", sql::or_null(taken.value_or(""))}, {"id", it.record}}));
  return Passed{"", access::text_of({{"team", text_or_null(row->optional_text("to_team"))},
                                     {"agent", text_or_null(row->optional_text("to_agent"))},
                                     {"taken", text_or_null(row->optional_text("taken_by"))}})};
}

Result<void> need_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed) {
  auto const was = parsed(passed);
  if (kind == Inherited::need_given) {
    BASSIN_DO(session.run("update need set organisation = :former, agent = :agent where id = :id",
                          {{"former", it.former}, {"agent", value_of(was["agent"])}, {"id", it.record}}));
  } else {
    BASSIN_DO(session.run("update need set to_organisation = :former, to_team = :team, to_agent = :agent, taken_by = :taken where id = :id",
                          {{"former", it.former},
                           {"team", value_of(was["team"])},
                           {"agent", value_of(was["agent"])},
                           {"taken", value_of(was["taken"])},
                           {"id", it.record}}));
  }
  // Whoever gave or received it once reads it: the heir did so by its steps alone, if at all.
  return session.run(
      "delete from need_party where need = :need and organisation = :heir and not exists (select 1 from need n where n.id = "
      "need and (n.organisation = :heir or n.to_organisation = :heir)) and not exists (select 1 from need_step s where "
      "s.need = need_party.need and (s.organisation = :heir or s.to_organisation = :heir))",
      {{"need", it.record}, {"heir", it.heir}});
}

Result<Passed> pass_member(sql::Session& session, Passing const& it) {
  BASSIN_TRY(auto const member, session.row("select state, referent from follow_up_member where follow_up = :id and organisation = :former",
                                            {{"id", it.record}, {"former", it.former}}));
  if (!member) return Passed{};
  BASSIN_TRY(auto const agents,
             session.rows("select agent from follow_up_agent where follow_up = :id and organisation = :former order by agent",
                          {{"id", it.record}, {"former", it.former}}));
  auto const referent = member->optional_text("referent");
  Json was{{"state", member->text("state")}, {"referent", text_or_null(referent)}, {"agents", Json::array()}};
  for (auto const& row : agents) was["agents"].push_back(row.text("agent"));
  BASSIN_TRY(auto const there, session.row("select state from follow_up_member where follow_up = :id and organisation = :heir",
                                           {{"id", it.record}, {"heir", it.heir}}));
  was["there"] = there ? Json(there->text("state")) : Json(nullptr);
  BASSIN_DO(session.run("delete from follow_up_agent where follow_up = :id and organisation = :former",
                        {{"id", it.record}, {"former", it.former}}));
  BASSIN_DO(session.run("delete from follow_up_member where follow_up = :id and organisation = :former",
                        {{"id", it.record}, {"former", it.former}}));
  std::string whom;
  if (referent) {
    BASSIN_TRY(whom, agent_there(session, it.heir, *referent));
  }
  // Where the heir takes part already, it does so once, as far as the former one did.
  BASSIN_DO(
      session.run("insert into follow_up_member (follow_up, organisation, state, referent) values (:id, :heir, :state, :referent) on "
                  "conflict (follow_up, organisation) do update set state = case when excluded.state = 'member' then 'member' else "
                  "follow_up_member.state end",
                  {{"id", it.record}, {"heir", it.heir}, {"state", member->text("state")}, {"referent", sql::or_null(whom)}}));
  return Passed{"", access::text_of(was), there.has_value()};
}

Result<void> member_back(sql::Session& session, Passing const& it, Passed const& passed) {
  auto const was = parsed(passed);
  if (was.is_null()) return {};
  if (was["there"].is_null()) {
    BASSIN_DO(
        session.run("delete from follow_up_member where follow_up = :id and organisation = :heir", {{"id", it.record}, {"heir", it.heir}}));
  } else {
    BASSIN_DO(session.run("update follow_up_member set state = :state where follow_up = :id and organisation = :heir",
                          {{"state", value_of(was["there"])}, {"id", it.record}, {"heir", it.heir}}));
  }
  BASSIN_DO(
      session.run("insert into follow_up_member (follow_up, organisation, state, referent) values (:id, :former, :state, :referent) on "
                  "conflict (follow_up, organisation) do update set state = excluded.state, referent = excluded.referent",
                  {{"id", it.record}, {"former", it.former}, {"state", value_of(was["state"])}, {"referent", value_of(was["referent"])}}));
  for (auto const& agent : was["agents"])
    BASSIN_DO(
        session.run("insert into follow_up_agent (follow_up, organisation, agent) values (:id, :former, :agent) on conflict do nothing",
                    {{"id", it.record}, {"former", it.former}, {"agent", value_of(agent)}}));
  return {};
}

Result<Passed> pass_follow_up(sql::Session& session, Passing const& it) {
  BASSIN_DO(session.run("update follow_up set organisation = :heir where id = :id", {{"heir", it.heir}, {"id", it.record}}));
  BASSIN_TRY(auto passed, pass_member(session, it));
  passed.gone = false;
  return passed;
}

Result<void> follow_up_back(sql::Session& session, Passing const& it, Passed const& passed) {
  BASSIN_DO(session.run("update follow_up set organisation = :former where id = :id", {{"former", it.former}, {"id", it.record}}));
  return member_back(session, it, passed);
}

Result<Passed> pass_membership(sql::Session& session, Passing const& it) {
  BASSIN_TRY(
      auto const same,
      session.row("select h.id from stated_membership m join stated_membership h on h.organisation = :heir and h.chamber = m.chamber "
                  "and h.business = m.business where m.id = :id",
                  {{"heir", it.heir}, {"id", it.record}}));
  if (!same) {
    BASSIN_DO(session.run("update stated_membership set organisation = :heir where id = :id", {{"heir", it.heir}, {"id", it.record}}));
    return Passed{};
  }
  BASSIN_TRY(auto const row, session.row("select * from stated_membership where id = :id", {{"id", it.record}}));
  Json was{{"version", row->integer("version")}};
  for (auto const* const column : {"chamber", "business", "commune", "since", "member_number", "as_of", "file", "created_at", "created_by"})
    was[column] = row->text(column);
  BASSIN_DO(session.run("delete from stated_membership where id = :id", {{"id", it.record}}));
  return Passed{same->text("id"), access::text_of(was), true};
}

Result<void> membership_back(sql::Session& session, Passing const& it, Passed const& passed) {
  if (!passed.gone)
    return session.run("update stated_membership set organisation = :former where id = :id", {{"former", it.former}, {"id", it.record}});
  auto const was = parsed(passed);
  std::vector<sql::Named> values = {{"id", it.record}, {"former", it.former}, {"version", was["version"].get<std::int64_t>()}};
  for (auto const* const column : {"chamber", "business", "commune", "since", "member_number", "as_of", "file", "created_at", "created_by"})
    values.emplace_back(column, was[column].get<std::string>());
  return session.run(
      "insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, "
      "version, created_at, created_by) values (:id, :former, :chamber, :business, :commune, :since, :member_number, "
      ":as_of, :file, :version, :created_at, :created_by)",
      sql::Session::Values(values));
}

Result<Passed> pass_contact(sql::Session& session, Passing const& it) {
  BASSIN_DO(
      session.run("update contact set organisation = :heir where id = :id or merged_into = :id or merged_into in (select m.id "
                  "from contact m where m.merged_into = :id)",
                  {{"heir", it.heir}, {"id", it.record}}));
  BASSIN_DO(session.run("update opposition set organisation = :heir where contact = :id", {{"heir", it.heir}, {"id", it.record}}));
  return Passed{};
}

Result<void> contact_back(sql::Session& session, Passing const& it) {
  Passing back = it;
  back.heir = it.former;
  BASSIN_TRY([[maybe_unused]] auto const passed, pass_contact(session, back));
  return {};
}

// What an agent kept to themselves stays theirs: they find it where they have a role with the heir, and nobody else does.
Result<Passed> pass_with_agent(sql::Session& session, Inherited kind, Passing const& it) {
  auto const table = table_of(kind);
  auto const own = kind == Inherited::zone        ? "case when sharing = 'private' then 1 else 0 end"
                   : kind == Inherited::selection ? "1 - shared"
                                                  : "0";
  BASSIN_TRY(auto const row, session.row(fmt::format("select agent, {} as own from {} where id = :id", own, table), {{"id", it.record}}));
  if (!row) return Passed{};
  auto agent = row->text("agent");
  if (!row->flag("own")) {
    BASSIN_TRY(agent, agent_there(session, it.heir, agent));
  }
  BASSIN_DO(session.run(fmt::format("update {} set organisation = :heir, agent = :agent where id = :id", table),
                        {{"heir", it.heir}, {"agent", agent}, {"id", it.record}}));
  return Passed{"", access::text_of({{"agent", row->text("agent")}}), false};
}

Result<void> agent_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed) {
  return session.run(fmt::format("update {} set organisation = :former, agent = :agent where id = :id", table_of(kind)),
                     {{"former", it.former}, {"agent", value_of(parsed(passed)["agent"])}, {"id", it.record}});
}

}  // namespace bassin::support::internal
