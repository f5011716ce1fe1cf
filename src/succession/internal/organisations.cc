#include "succession/internal/organisations.h"

#include <algorithm>
#include <set>

#include "convention/sharing.h"
#include "partners/agent.h"
#include "partners/organisation.h"
#include "reference/territory.h"
#include "sql/session.h"
#include "succession/internal/plan_records.h"

namespace bassin::succession::internal {

using base::Date;
using base::Error;
using base::Result;
using partners::Organisation;

namespace {

using Communes = std::set<std::string>;

Communes communes_of(std::string const& territory, Date on) {
  if (territory.empty()) return {};
  auto const found = reference::find_territory(territory, on);
  return found.ok() ? Communes(found->communes.begin(), found->communes.end()) : Communes();
}

// As they are called today.
Communes of_plan(Plan const& plan, Date today, std::string CommuneTo::*side, std::string const& organisation) {
  Communes out;
  for (auto const& it : plan.communes) {
    if (it.heir.empty() || it.*side != organisation) continue;
    auto const now = reference::geography().resolve(it.commune, today);
    out.insert(now ? std::string(now->code) : it.commune);
  }
  return out;
}

std::string list_of(Communes const& communes) {
  std::string out;
  for (auto const& it : communes) out += (out.empty() ? "list:" : ",") + it;
  return out;
}

// That of a former one that goes on; as it is where it holds none of them any more.
std::string territory_without(Organisation const& it, Plan const& plan, Date today) {
  auto now = communes_of(it.territory, today);
  auto const before = now.size();
  for (auto const& code : of_plan(plan, today, &CommuneTo::former, it.id)) now.erase(code);
  return now.size() == before ? it.territory : list_of(now);
}

// That of an heir: the intercommunality as the code lists know it where that is it, else a list.
std::string territory_with(Organisation const& it, Plan const& plan, Date today, Communes const& rest) {
  auto now = communes_of(it.territory, today);
  auto gained = of_plan(plan, today, &CommuneTo::heir, it.id);
  gained.insert(rest.begin(), rest.end());
  auto all = now;
  all.insert(gained.begin(), gained.end());
  if (all == now) return it.territory;
  auto const epci = it.siren.empty() ? Communes() : communes_of("epci:" + it.siren, today);
  return epci == all ? "epci:" + it.siren : list_of(all);
}

// Communes of one that ends which the plan does not name.
Communes rest_for(Plan const& plan, Date today, std::string const& heir, std::vector<Organisation> const& all) {
  Communes out;
  for (auto const& former : plan.formers) {
    auto const it = std::find_if(all.begin(), all.end(), [&](Organisation const& one) { return one.id == former.organisation; });
    if (!former.ends || former.rest != heir || it == all.end()) continue;
    auto left = communes_of(it->territory, Date{plan.on.days - 1});
    for (auto const& commune : plan.communes)
      if (commune.former == former.organisation) left.erase(commune.commune);
    for (auto const& code : left) {
      auto const now = reference::geography().resolve(code, today);
      out.insert(now ? std::string(now->code) : code);
    }
  }
  return out;
}

Json values_json(Organisation const& it) {
  return {{"id", it.id}, {"territory", it.territory}, {"active_until", it.active_until}, {"successor", it.successor}};
}

partners::OrganisationValues values_of(Json const& json) {
  partners::OrganisationValues out;
  out.territory = json["territory"].get<std::string>();
  out.active_until = json["active_until"].get<std::string>();
  out.successor = json["successor"].get<std::string>();
  return out;
}

// Before whatever else: their keys become ids all over the plan.
Result<Plan> make_heirs(sql::Session& session, access::Actor const& actor, std::string const& change, Plan plan, Json& made) {
  for (auto& heir : plan.heirs) {
    if (!heir.made_here) continue;
    partners::OrganisationValues values;
    values.name = heir.name;
    values.kind = heir.kind;
    values.siren = heir.siren;
    values.active_from = to_iso(plan.on);
    BASSIN_TRY(auto const it, partners::add_organisation(session, actor, values));
    for (auto& former : plan.formers)
      if (former.rest == heir.key) former.rest = it.id;
    for (auto& commune : plan.communes)
      if (commune.heir == heir.key) commune.heir = it.id;
    for (auto& home : plan.homes)
      if (home.heir == heir.key) home.heir = it.id;
    heir.key = it.id;
    heir.made_here = false;
    made.push_back(it.id);
  }
  BASSIN_DO(write_plan(session, change, plan));
  return plan;
}

Result<void> write_heirs(sql::Session& session, std::string const& change, Plan const& plan) {
  std::vector<partners::Heir> heirs;
  auto const on = to_iso(plan.on);
  for (auto const& former : plan.formers) {
    BASSIN_TRY(auto const rows,
               session.rows("select code, heir from territory_change_commune where change = :change and former = :former order by code",
                            {{"change", change}, {"former", former.organisation}}));
    for (auto const& row : rows) heirs.push_back({former.organisation, row.text("heir"), row.text("code"), on, former.ends});
    if (former.ends) heirs.push_back({former.organisation, former.rest, "", on, true});
  }
  return partners::set_heirs(session, change, heirs);
}

Result<void> change_all(sql::Session& session, access::Actor const& actor, Json const& organisations) {
  for (auto const& it : organisations) {
    BASSIN_TRY([[maybe_unused]] auto const changed,
               partners::change_organisation(session, actor, it["id"].get<std::string>(), values_of(it)));
  }
  return {};
}

Result<Json> new_homes(sql::Session& session, access::Actor const& actor, Plan const& plan) {
  Json out = Json::array();
  for (auto const& it : plan.homes) {
    BASSIN_TRY(auto const role, partners::role_in(session, it.agent, it.former));
    BASSIN_TRY(auto const there, partners::role_in(session, it.agent, it.heir));
    if (!role || there) continue;
    BASSIN_DO(partners::add_membership(session, actor, it.agent, it.heir, *role));
    out.push_back({{"agent", it.agent}, {"organisation", it.heir}});
  }
  return out;
}

// Of conventions of the formers, and of those in whose place they stand.
Result<void> follow_sharing(sql::Session& session, Plan const& plan) {
  std::set<std::string> formers;
  for (auto const& it : plan.formers) formers.insert(it.organisation);
  BASSIN_TRY(auto const heirs, partners::all_heirs(session));
  for (std::size_t before = 0; before < formers.size();) {
    before = formers.size();
    for (auto const& it : heirs)
      if (formers.contains(it.organisation)) formers.insert(it.former);
  }
  return convention::rewrite_sharing(session, {formers.begin(), formers.end()});
}

Result<Json> before_of(sql::Session& session, std::string const& change) {
  BASSIN_TRY(auto const row, session.row("select before_values from territory_change where id = :id", {{"id", change}}));
  return Json::parse(row->text("before_values"), nullptr, false);
}

}  // namespace

Result<Plan> begin(sql::Session& session, access::Actor const& actor, Date today, TerritoryChange const& change) {
  Json kept{{"before", Json::array()}, {"after", Json::array()}, {"made", Json::array()}};
  BASSIN_TRY(auto const plan, make_heirs(session, actor, change.id, change.plan, kept["made"]));
  BASSIN_TRY(auto const all, partners::organisations(session));
  for (auto it : all) {
    auto const former =
        std::find_if(plan.formers.begin(), plan.formers.end(), [&](Former const& one) { return one.organisation == it.id; });
    bool const inherits = std::any_of(plan.heirs.begin(), plan.heirs.end(), [&](Heir const& one) { return one.key == it.id; });
    if (former == plan.formers.end() && !inherits) continue;
    kept["before"].push_back(values_json(it));
    if (former != plan.formers.end() && former->ends) {
      it.active_until = to_iso(Date{plan.on.days - 1});
      it.successor = former->rest;
    } else if (former != plan.formers.end()) {
      it.territory = territory_without(it, plan, today);
    }
    // One that a change made which was undone lives again.
    if (inherits && !it.active_until.empty() && it.active_until <= to_iso(today)) it.active_until.clear();
    if (inherits) it.territory = territory_with(it, plan, today, rest_for(plan, today, it.id, all));
    kept["after"].push_back(values_json(it));
  }
  BASSIN_DO(write_heirs(session, change.id, plan));
  BASSIN_DO(change_all(session, actor, kept["after"]));
  BASSIN_TRY(kept["homes"], new_homes(session, actor, plan));
  BASSIN_DO(follow_sharing(session, plan));
  BASSIN_DO(session.run("update territory_change set before_values = :kept where id = :id",
                        {{"kept", access::text_of(kept)}, {"id", change.id}}));
  return plan;
}

Result<std::string> changed_since(sql::Session& session, TerritoryChange const& change) {
  BASSIN_TRY(auto const kept, before_of(session, change.id));
  std::string out;
  for (auto const& it : kept["after"]) {
    BASSIN_TRY(auto const now, partners::find_organisation(session, it["id"].get<std::string>()));
    if (values_json(now) != it) out += (out.empty() ? "" : ", ") + now.name;
  }
  return out;
}

Result<void> end(sql::Session& session, access::Actor const& actor, TerritoryChange const& change) {
  BASSIN_TRY(auto const kept, before_of(session, change.id));
  BASSIN_DO(partners::set_heirs(session, change.id, {}));
  BASSIN_DO(change_all(session, actor, kept["before"]));
  auto const today = base::to_iso(actor.at).substr(0, 10);
  for (auto const& it : kept["made"]) {
    partners::OrganisationValues values;
    values.active_until = std::max(today, to_iso(change.plan.on));
    BASSIN_TRY([[maybe_unused]] auto const ended, partners::change_organisation(session, actor, it.get<std::string>(), values));
  }
  for (auto const& it : kept["homes"])
    BASSIN_DO(partners::end_membership(session, actor, it["agent"].get<std::string>(), it["organisation"].get<std::string>()));
  return follow_sharing(session, change.plan);
}

}  // namespace bassin::succession::internal
