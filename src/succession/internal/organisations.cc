#include "succession/internal/organisations.h"

#include <algorithm>
#include <set>

#include "convention/sharing.h"
#include "partners/agent.h"
#include "partners/organisation.h"
#include "reference/territory.h"
#include "sql/session.h"
#include "succession/internal/plan_records.h"
#include "succession/internal/sources.h"

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

Former const& former_of(Plan const& plan, std::string const& organisation) {
  return *std::find_if(plan.formers.begin(), plan.formers.end(), [&](Former const& it) { return it.organisation == organisation; });
}

// In the place of a former one, and of those in whose place it stood.
Result<void> write_heirs(sql::Session& session, std::string const& change, Plan const& plan, std::vector<Owner> const& owners) {
  std::vector<partners::Heir> heirs;
  auto const on = to_iso(plan.on);
  auto const all = destinations_of(plan);
  for (auto const& it : owners) {
    auto const& former = former_of(plan, it.former);
    for (auto const& [from, to] : all)
      if (from.first == it.former) heirs.push_back({it.owner, to.heir, from.second, on, former.ends});
    if (former.ends) heirs.push_back({it.owner, former.rest, "", on, true});
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
Result<void> follow_sharing(sql::Session& session, std::vector<Owner> const& owners) {
  std::set<std::string> formers;
  for (auto const& it : owners) formers.insert(it.owner);
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

Result<std::set<std::string>> heirs_that_keep(sql::Session& session, std::string const& change) {
  BASSIN_TRY(auto const rows,
             session.rows("select distinct heir from territory_change_move where change = :id and stays = 1", {{"id", change}}));
  std::set<std::string> out;
  for (auto const& row : rows) out.insert(row.text("heir"));
  return out;
}

struct Ending {
  Json const &before, &after;
  bool fresh = false;    // begin() made it
  bool goes_on = false;  // it would have ended
};

// As `before` says, where it is still as begin() left it; one that goes on does not end. Whether something stays as somebody wrote it
// since.
Result<bool> put_back(sql::Session& session, access::Actor const& actor, Json const& before, Json const& after, bool goes_on) {
  BASSIN_TRY(auto const it, partners::find_organisation(session, before["id"].get<std::string>()));
  auto const now = values_json(it);
  auto then = before;
  for (auto const* const field : {"territory", "active_until", "successor"})
    if (now[field] != after[field]) then[field] = now[field];
  if (goes_on) then["active_until"] = now["active_until"];
  auto const until = then["active_until"].get<std::string>();
  if (!until.empty() && until < it.active_from) then["active_until"] = now["active_until"];
  BASSIN_TRY([[maybe_unused]] auto const changed, partners::change_organisation(session, actor, it.id, values_of(then)));
  return now != after;
}

// An heir that was made here.
Result<void> end_made(sql::Session& session, access::Actor const& actor, std::string const& id, Date on) {
  BASSIN_TRY(auto const it, partners::find_organisation(session, id));
  partners::OrganisationValues values;
  values.active_until = std::max({base::to_iso(actor.at).substr(0, 10), to_iso(on), it.active_from});
  BASSIN_TRY([[maybe_unused]] auto const ended, partners::change_organisation(session, actor, id, values));
  return {};
}

// Whether it is to be named: an heir goes on, or somebody wrote of it since.
Result<bool> end_one(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, Ending const& it) {
  if (it.fresh && it.goes_on) return true;
  BASSIN_TRY(auto const differs, put_back(session, actor, it.before, it.after, it.goes_on));
  if (it.fresh) BASSIN_DO(end_made(session, actor, it.before["id"].get<std::string>(), change.plan.on));
  return it.goes_on || (differs && !it.fresh);
}

}  // namespace

Result<Plan> begin(sql::Session& session, access::Actor const& actor, Date today, TerritoryChange const& change) {
  Json kept{{"before", Json::array()}, {"after", Json::array()}, {"made", Json::array()}};
  BASSIN_TRY(auto const owners, owners_of(session, change));
  BASSIN_DO(keep_owners(session, change.id));
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
  BASSIN_DO(write_heirs(session, change.id, plan, owners));
  BASSIN_DO(change_all(session, actor, kept["after"]));
  BASSIN_TRY(kept["homes"], new_homes(session, actor, plan));
  BASSIN_DO(follow_sharing(session, owners));
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

Result<std::string> end(sql::Session& session, access::Actor const& actor, TerritoryChange const& change) {
  BASSIN_TRY(auto const kept, before_of(session, change.id));
  BASSIN_TRY(auto keeping, heirs_that_keep(session, change.id));
  BASSIN_TRY(auto const owners, owners_of(session, change));
  BASSIN_DO(partners::set_heirs(session, change.id, {}));
  std::string out;
  for (std::size_t i = 0; i < kept["before"].size(); ++i) {
    auto const &before = kept["before"][i], &after = kept["after"][i], &made = kept["made"];
    auto const id = before["id"].get<std::string>();
    Ending one{before, after, std::find(made.begin(), made.end(), id) != made.end()};
    if (one.fresh || (after["active_until"] == "" && before["active_until"] != "")) {
      // Nobody else would go on with what is there.
      BASSIN_TRY(auto const has, has_records(session, id));
      one.goes_on = has || keeping.contains(id);
      if (one.goes_on) keeping.insert(id);
    }
    BASSIN_TRY(auto const named, end_one(session, actor, change, one));
    if (!named) continue;
    BASSIN_TRY(auto const it, partners::find_organisation(session, id));
    out += (out.empty() ? "" : ", ") + it.name;
  }
  for (auto const& it : kept["homes"]) {
    auto const heir = it["organisation"].get<std::string>();
    if (!keeping.contains(heir)) BASSIN_DO(partners::end_membership(session, actor, it["agent"].get<std::string>(), heir));
  }
  BASSIN_DO(follow_sharing(session, owners));
  return out;
}

}  // namespace bassin::succession::internal
