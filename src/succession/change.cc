#include "succession/change.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/checksum.h"
#include "base/uuid.h"
#include "partners/organisation.h"
#include "sql/session.h"
#include "succession/internal/plan_records.h"
#include "succession/internal/sources.h"
#include "succession/preview.h"

namespace bassin::succession {

using base::Error;
using base::Result;

namespace {

Result<TerritoryChange> changeable(sql::Session& session, std::string const& id, std::int64_t version,
                                   std::initializer_list<State> states) {
  BASSIN_TRY(auto change, find_change(session, id));
  if (change.version != version) return Error("support.changed", {{"now", access::text_of(internal::json_of(change))}});
  if (std::find(states.begin(), states.end(), change.state) == states.end())
    return Error("succession.wrong_state", {{"state", std::string(id_of(change.state))}});
  return change;
}

std::string mark_of(partners::Organisation const& it) {
  return fmt::format("{:016x}", base::checksum(it.territory + "|" + it.active_from + "|" + it.active_until + "|" + it.successor));
}

// The record that a line of a seal is about, by the name that people know.
Result<std::string> name_of(sql::Session& session, std::string const& line) {
  auto const space = line.find(' ');
  auto const id = line.substr(space + 1, line.rfind(' ') - space - 1);
  auto const statement = line.starts_with("organisation ") ? "select name as name from organisation where id = :id"
                                                           : "select title as name from convention where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  return row ? row->text("name") : id;
}

}  // namespace

Result<std::vector<TerritoryChange>> all_changes(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from territory_change order by id desc limit 100", internal::columns)));
  std::vector<TerritoryChange> out;
  for (auto const& row : rows) out.push_back(internal::change_of(row));
  return out;
}

Result<TerritoryChange> find_change(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from territory_change where id = :id", internal::columns), {{"id", id}}));
  if (!row) return Error("succession.unknown", {{"id", id.substr(0, 100)}});
  return internal::change_of(*row);
}

Result<TerritoryChange> plan_change(sql::Session& session, Act const& act, Plan const& plan) {
  TerritoryChange made;
  BASSIN_TRY(made.plan, internal::clean(session, plan));
  made.id = base::new_uuid();
  made.version = 1;
  made.created_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(
      session.run("insert into territory_change (id, kind, on_day, state, plan, seal, before_values, why, version, created_at, "
                  "created_by) values (:id, :kind, :on_day, 'draft', '', '', '', '', 1, :at, :by)",
                  {{"id", made.id},
                   {"kind", id_of(made.plan.kind)},
                   {"on_day", to_iso(made.plan.on)},
                   {"at", made.created_at},
                   {"by", made.created_by}}));
  BASSIN_DO(internal::write_plan(session, made.id, made.plan));
  BASSIN_DO(
      access::record(session, act, "territory_change.planned", "territory_change", made.id, "", access::text_of(internal::json_of(made))));
  return made;
}

Result<TerritoryChange> replan(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, Plan const& plan) {
  BASSIN_TRY(auto const before, changeable(session, id, version, {State::draft, State::approved}));
  auto after = before;
  BASSIN_TRY(after.plan, internal::clean(session, plan));
  after.state = State::draft;
  after.why.clear();
  BASSIN_DO(internal::write_plan(session, id, after.plan));
  return internal::keep(session, act.actor, before, after, "territory_change.planned");
}

Result<TerritoryChange> drop_change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, changeable(session, id, version, {State::draft, State::approved}));
  auto after = before;
  after.state = State::left;
  return internal::keep(session, act.actor, before, after, "territory_change.left");
}

Result<std::vector<std::string>> seal_of(sql::Session& session, TerritoryChange const& change) {
  BASSIN_TRY(auto const organisations, partners::organisations(session));
  if (change.state == State::draft || change.state == State::approved) BASSIN_DO(internal::check_possible(organisations, change.plan));
  std::set<std::string> lines, ids;
  BASSIN_TRY(auto const owners, internal::owners_of(session, change));
  for (auto const& it : owners) ids.insert(it.owner);
  for (auto const& it : change.plan.heirs)
    if (!it.made_here) ids.insert(it.key);
  for (auto const& it : organisations)
    if (ids.contains(it.id)) lines.insert(fmt::format("organisation {} {}", it.id, mark_of(it)));
  BASSIN_TRY(auto const touched, touched_by(session, change));
  for (auto const& it : touched) lines.insert(fmt::format("convention {} {}", it.convention, it.version));
  return std::vector<std::string>(lines.begin(), lines.end());
}

Result<TerritoryChange> approve(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                std::vector<std::string> const& seal) {
  BASSIN_TRY(auto const before, changeable(session, id, version, {State::draft}));
  BASSIN_TRY(auto const now, seal_of(session, before));
  BASSIN_TRY(auto const broken, internal::broken_by(session, seal, now));
  if (!broken.empty()) return Error("succession.seal_broken", {{"what", broken}});
  std::string lines;
  for (auto const& line : now) lines += line + "\n";
  auto after = before;
  after.state = State::approved;
  after.why.clear();
  after.approved_at = base::to_iso(act.actor.at);
  after.approved_by = act.reader.agent;
  BASSIN_DO(
      session.run("update territory_change set seal = :seal, approved_at = :at, approved_by = :by, approved_for = :for where id = :id",
                  {{"id", id}, {"seal", lines}, {"at", after.approved_at}, {"by", after.approved_by}, {"for", act.reader.organisation}}));
  return internal::keep(session, act.actor, before, after, "territory_change.approved");
}

Result<std::string> internal::broken_by(sql::Session& session, std::vector<std::string> const& seal, std::vector<std::string> const& now) {
  std::set<std::string> const before(seal.begin(), seal.end()), after(now.begin(), now.end());
  std::set<std::string> names;
  for (auto const* const one : {&before, &after}) {
    auto const& other = one == &before ? after : before;
    for (auto const& line : *one) {
      if (other.contains(line)) continue;
      BASSIN_TRY(auto name, name_of(session, line));
      names.insert(std::move(name));
    }
  }
  std::string out;
  for (auto const& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace bassin::succession
