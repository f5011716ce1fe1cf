#include "succession/internal/plan_records.h"

#include <algorithm>
#include <array>

#include "base/id_table.h"
#include "partners/organisation.h"
#include "reference/territory.h"
#include "sql/session.h"

namespace bassin::succession::internal {

using base::Date;
using base::Result;

namespace {

constexpr std::array<std::string_view, 3> kind_ids = {"merger", "split", "move"};
constexpr std::array<std::string_view, 7> state_ids = {"draft", "approved", "running", "done", "undoing", "undone", "left"};

template <class Enum, std::size_t n>
Enum value_of(std::array<std::string_view, n> const& ids, std::string const& id) {
  return base::parse_id<Enum>(ids, id).value_or(Enum{});
}

// Of the day before, else of the day itself: both stand in plans.
Date day_of_code(std::string const& commune, Date on) {
  Date const before{on.days - 1};
  bool const known = reference::geography().commune(commune, before).has_value();
  return known || !reference::geography().commune(commune, on) ? before : on;
}

}  // namespace

Json json_of(Plan const& plan) {
  Json formers = Json::array(), heirs = Json::array(), communes = Json::array(), homes = Json::array();
  for (auto const& it : plan.formers) formers.push_back({{"organisation", it.organisation}, {"ends", it.ends}, {"rest", it.rest}});
  for (auto const& it : plan.heirs)
    heirs.push_back({{"key", it.key}, {"new", it.made_here}, {"name", it.name}, {"kind", it.kind}, {"siren", it.siren}});
  for (auto const& it : plan.communes) communes.push_back({{"former", it.former}, {"commune", it.commune}, {"heir", it.heir}});
  for (auto const& it : plan.homes) homes.push_back({{"agent", it.agent}, {"former", it.former}, {"heir", it.heir}});
  return {{"kind", id_of(plan.kind)},  {"on", to_iso(plan.on)},           {"formers", std::move(formers)},
          {"heirs", std::move(heirs)}, {"communes", std::move(communes)}, {"homes", std::move(homes)}};
}

Json json_of(TerritoryChange const& it) {
  return {{"plan", json_of(it.plan)}, {"state", id_of(it.state)}, {"why", it.why}, {"version", it.version}};
}

Plan plan_of(Json const& json) {
  Plan out;
  out.kind = value_of<Kind>(kind_ids, json["kind"].get<std::string>());
  out.on = base::parse_date(json["on"].get<std::string>()).value_or(Date{});
  auto const text = [](Json const& from, char const* name) { return from[name].get<std::string>(); };
  for (auto const& it : json["formers"]) out.formers.push_back({text(it, "organisation"), it["ends"].get<bool>(), text(it, "rest")});
  for (auto const& it : json["heirs"])
    out.heirs.push_back({text(it, "key"), it["new"].get<bool>(), text(it, "name"), text(it, "kind"), text(it, "siren")});
  for (auto const& it : json["communes"]) out.communes.push_back({text(it, "former"), text(it, "commune"), text(it, "heir")});
  for (auto const& it : json["homes"]) out.homes.push_back({text(it, "agent"), text(it, "former"), text(it, "heir")});
  return out;
}

TerritoryChange change_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  TerritoryChange out;
  out.id = row.text("id");
  out.plan = plan_of(Json::parse(row.text("plan")));
  out.state = value_of<State>(state_ids, row.text("state"));
  out.why = row.text("why");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.approved_at = text("approved_at");
  out.approved_by = text("approved_by");
  out.ended_at = text("ended_at");
  out.erased = row.integer("erased");
  return out;
}

std::vector<std::string> codes_of(std::string const& commune, Date on) {
  reference::Territory territory;
  territory.kind = reference::TerritoryKind::list;
  territory.date = day_of_code(commune, on);
  territory.communes = {commune};
  std::vector<std::string> out = {commune};
  for (auto const& it : reference::register_codes(territory))
    if (it.code != commune) out.push_back(it.code);
  return out;
}

Destinations destinations_of(Plan const& plan) {
  Destinations out;
  for (bool const own : {true, false}) {
    for (auto const& it : plan.communes) {
      if (it.heir.empty()) continue;
      auto const codes = codes_of(it.commune, plan.on);
      for (std::size_t i = own ? 0 : 1; i < (own ? 1 : codes.size()); ++i)
        out.try_emplace({it.former, codes[i]}, Destination{it.commune, it.heir});
    }
  }
  return out;
}

Result<void> write_plan(sql::Session& session, std::string const& id, Plan const& plan) {
  BASSIN_DO(session.run("update territory_change set kind = :kind, on_day = :on_day, plan = :plan where id = :id",
                        {{"id", id}, {"kind", id_of(plan.kind)}, {"on_day", to_iso(plan.on)}, {"plan", access::text_of(json_of(plan))}}));
  BASSIN_DO(session.run("delete from territory_change_former where change = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from territory_change_commune where change = :id", {{"id", id}}));
  for (auto const& it : plan.formers)
    BASSIN_DO(session.run("insert into territory_change_former (change, former, ends, rest) values (:id, :former, :ends, :rest)",
                          {{"id", id}, {"former", it.organisation}, {"ends", it.ends ? 1 : 0}, {"rest", it.rest}}));
  for (auto const& [from, to] : destinations_of(plan))
    BASSIN_DO(
        session.run("insert into territory_change_commune (change, former, code, commune, heir) values (:id, :former, :code, :commune, "
                    ":heir)",
                    {{"id", id}, {"former", from.first}, {"code", from.second}, {"commune", to.commune}, {"heir", to.heir}}));
  return {};
}

Result<TerritoryChange> keep(sql::Session& session, access::Actor const& actor, TerritoryChange const& before, TerritoryChange after,
                             std::string_view action) {
  ++after.version;
  bool const over = after.state == State::done || after.state == State::undone || after.state == State::left;
  after.ended_at = over ? base::to_iso(actor.at) : "";
  BASSIN_DO(session.run("update territory_change set state = :state, why = :why, version = :version, ended_at = :ended_at where id = :id",
                        {{"id", after.id},
                         {"state", id_of(after.state)},
                         {"why", after.why},
                         {"version", after.version},
                         {"ended_at", sql::or_null(after.ended_at)}}));
  if (action.empty()) return after;
  BASSIN_DO(access::record(session, {.actor = actor,
                                     .action = std::string(action),
                                     .kind = "territory_change",
                                     .record = after.id,
                                     .before = access::text_of(json_of(before)),
                                     .after = access::text_of(json_of(after)),
                                     .note = {},
                                     .subject = {}}));
  return after;
}

Result<std::string> acting_for(sql::Session& session, std::string organisation) {
  for (std::size_t step = 0; step < organisations_most; ++step) {
    BASSIN_TRY(auto const it, partners::find_organisation(session, organisation));
    if (it.successor.empty()) break;
    organisation = it.successor;
  }
  return organisation;
}

}  // namespace bassin::succession::internal

namespace bassin::succession {

std::string_view id_of(Kind kind) { return internal::kind_ids[static_cast<std::size_t>(kind)]; }
std::string_view id_of(State state) { return internal::state_ids[static_cast<std::size_t>(state)]; }

}  // namespace bassin::succession
