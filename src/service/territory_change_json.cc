#include "service/territory_change_json.h"

#include <algorithm>
#include <map>

#include "partners/organisation.h"
#include "reference/territory.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/casework_people.h"
#include "succession/carrying.h"
#include "succession/preview.h"

namespace bassin::service {

using base::Date;
using base::Error;
using base::Result;
using succession::Plan;
using succession::TerritoryChange;

namespace {

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string commune_name(std::string const& code, Date on) { return std::string(reference::geography().commune_name(code, on)); }

Result<Json> names_of(std::vector<std::string> const& ids, People& people) {
  Json out = Json::array();
  for (auto const& id : ids) {
    BASSIN_TRY(auto one, people.organisation(id));
    out.push_back(std::move(one));
  }
  return out;
}

std::string heir_name(Plan const& plan, std::string const& key) {
  auto const found = std::find_if(plan.heirs.begin(), plan.heirs.end(), [&](auto const& it) { return it.key == key; });
  return found == plan.heirs.end() ? "" : found->name;
}

Json heirs_json(Plan const& plan) {
  Json out = Json::array();
  for (auto const& it : plan.heirs)
    out.push_back({{"key", it.key}, {"new", it.made_here}, {"name", it.name}, {"kind", it.kind}, {"siren", or_null(it.siren)}});
  return out;
}

Result<Json> formers_json(Plan const& plan, People& people) {
  Json out = Json::array();
  for (auto const& it : plan.formers) {
    BASSIN_TRY(auto organisation, people.organisation(it.organisation));
    out.push_back({{"organisation", std::move(organisation)}, {"ends", it.ends}, {"rest", or_null(it.rest)}});
  }
  return out;
}

// Whoever serves the commune today.
std::vector<std::string> serving(std::vector<partners::Organisation> const& all, std::string const& commune, Date today) {
  std::vector<std::string> out;
  for (auto const& it : all) {
    if (!it.active_on(to_iso(today))) continue;
    auto const communes = territory_communes(it.territory, today);
    if (communes && std::binary_search(communes->begin(), communes->end(), commune)) out.push_back(it.id);
  }
  return out;
}

using Counts = std::map<std::pair<std::string, std::string>, Json>;
Counts counts_by_commune(std::vector<succession::Count> const& counts) {
  Counts out;
  for (auto const& it : counts) {
    auto& list = out.try_emplace({it.former, it.commune}, Json::array()).first->second;
    list.push_back({{"kind", it.kind}, {"heir", or_null(it.heir)}, {"records", it.records}});
  }
  return out;
}

Result<Json> communes_json(sql::Session& session, TerritoryChange const& change, People& people, Date today) {
  BASSIN_TRY(auto const counts, succession::counts_of(session, change));
  BASSIN_TRY(auto const all, partners::organisations(session));
  auto by_commune = counts_by_commune(counts);
  Json out = Json::array(), elsewhere = Json::array();
  for (auto const& it : change.plan.communes) {
    auto const before = serving(all, it.commune, today);
    auto after = before;
    if (!it.heir.empty()) {
      std::erase(after, it.former);
      if (std::find(after.begin(), after.end(), it.heir) == after.end()) after.push_back(it.heir);
    }
    BASSIN_TRY(auto serve, names_of(before, people));
    Json then = Json::array();
    for (auto const& id : after) {
      auto const name = heir_name(change.plan, id);
      BASSIN_TRY(auto one, people.organisation(id));
      then.push_back(name.empty() ? std::move(one) : Json{{"id", id}, {"name", name}});
    }
    auto const found = by_commune.find({it.former, it.commune});
    out.push_back({{"former", it.former},
                   {"commune", it.commune},
                   {"name", commune_name(it.commune, change.plan.on)},
                   {"heir", or_null(it.heir)},
                   {"before", std::move(serve)},
                   {"after", std::move(then)},
                   {"counts", found == by_commune.end() ? Json::array() : found->second}});
  }
  for (auto const& former : change.plan.formers) {
    auto const found = by_commune.find({former.organisation, ""});
    elsewhere.push_back({{"former", former.organisation}, {"counts", found == by_commune.end() ? Json::array() : found->second}});
  }
  return Json{{"communes", std::move(out)}, {"elsewhere", std::move(elsewhere)}};
}

Result<Json> conventions_json(sql::Session& session, TerritoryChange const& change, People& people) {
  BASSIN_TRY(auto const touched, succession::touched_by(session, change));
  Json out = Json::array();
  for (auto const& it : touched) {
    BASSIN_TRY(auto party, people.organisation(it.party));
    Json communes = Json::array(), joining = Json::array();
    for (auto const& code : it.communes) communes.push_back({{"code", code}, {"name", commune_name(code, change.plan.on)}});
    for (auto const& key : it.joining) joining.push_back({{"id", key}, {"name", heir_name(change.plan, key)}});
    out.push_back({{"id", it.convention},
                   {"title", it.title},
                   {"party", std::move(party)},
                   {"communes", std::move(communes)},
                   {"joining", std::move(joining)},
                   {"then", id_of(it.then)}});
  }
  return out;
}

Result<Json> people_json(sql::Session& session, TerritoryChange const& change, People& people) {
  BASSIN_TRY(auto const persons, succession::people_of(session, change));
  BASSIN_DO(people.know(persons, [](succession::Person const& it) { return it.agent; }));
  Json out = Json::array();
  for (auto const& it : persons) {
    BASSIN_TRY(auto agent, people.agent(it.agent));
    out.push_back({{"agent", std::move(agent)}, {"former", it.former}, {"role", it.role}, {"heir", or_null(it.heir)}, {"teams", it.teams}});
  }
  return out;
}

}  // namespace

Result<Plan> plan_of(Body const& body) {
  Plan out;
  BASSIN_TRY(auto const on, body.text("on"));
  auto const day = base::parse_date(on);
  if (!day) return bad_field("on", "2026-01-01");
  out.on = *day;
  BASSIN_TRY(auto const formers, body.objects("formers", {"organisation", "ends", "rest"}));
  for (auto const& it : formers) {
    succession::Former one;
    BASSIN_TRY(one.organisation, it.text("organisation"));
    BASSIN_TRY(auto const ends, it.optional_flag("ends"));
    BASSIN_TRY(auto const rest, it.optional_text("rest"));
    one.ends = ends.value_or(false);
    one.rest = rest.value_or("");
    out.formers.push_back(std::move(one));
  }
  BASSIN_TRY(auto const heirs, body.objects("heirs", {"key", "new", "name", "kind", "siren"}));
  for (auto const& it : heirs) {
    succession::Heir one;
    BASSIN_TRY(one.key, it.text("key"));
    BASSIN_TRY(auto const made, it.optional_flag("new"));
    BASSIN_TRY(auto const name, it.optional_text("name"));
    BASSIN_TRY(auto const kind, it.optional_text("kind"));
    BASSIN_TRY(auto const siren, it.optional_text("siren"));
    one.made_here = made.value_or(false);
    one.name = name.value_or("");
    one.kind = kind.value_or("");
    one.siren = siren.value_or("");
    out.heirs.push_back(std::move(one));
  }
  BASSIN_TRY(auto const communes, body.objects("communes", {"former", "commune", "heir"}));
  for (auto const& it : communes) {
    succession::CommuneTo one;
    BASSIN_TRY(one.former, it.text("former"));
    BASSIN_TRY(one.commune, it.text("commune"));
    BASSIN_TRY(auto const heir, it.optional_text("heir"));
    one.heir = heir.value_or("");
    out.communes.push_back(std::move(one));
  }
  BASSIN_TRY(auto const homes, body.objects("homes", {"agent", "former", "heir"}));
  for (auto const& it : homes) {
    succession::Home one;
    BASSIN_TRY(one.agent, it.text("agent"));
    BASSIN_TRY(one.former, it.text("former"));
    BASSIN_TRY(one.heir, it.text("heir"));
    out.homes.push_back(std::move(one));
  }
  return out;
}

Result<Json> summary_json(TerritoryChange const& it, People& people) {
  BASSIN_TRY(auto by, people.agent(it.created_by));
  BASSIN_TRY(auto approved_by, people.agent(it.approved_by));
  BASSIN_TRY(auto formers, formers_json(it.plan, people));
  auto const moving = std::count_if(it.plan.communes.begin(), it.plan.communes.end(), [](auto const& one) { return !one.heir.empty(); });
  return Json{{"id", it.id},
              {"kind", id_of(it.plan.kind)},
              {"on", to_iso(it.plan.on)},
              {"state", id_of(it.state)},
              {"why", or_null(it.why)},
              {"version", it.version},
              {"at", it.created_at},
              {"by", std::move(by)},
              {"approvedAt", or_null(it.approved_at)},
              {"approvedBy", std::move(approved_by)},
              {"endedAt", or_null(it.ended_at)},
              {"formers", std::move(formers)},
              {"heirs", heirs_json(it.plan)},
              {"moving", moving}};
}

Result<Json> change_json(sql::Session& session, TerritoryChange const& it, People& people) {
  BASSIN_TRY(auto out, summary_json(it, people));
  Json communes = Json::array(), homes = Json::array(), moved = Json::array(), amendments = Json::array();
  for (auto const& one : it.plan.communes)
    communes.push_back(
        {{"former", one.former}, {"commune", one.commune}, {"name", commune_name(one.commune, it.plan.on)}, {"heir", or_null(one.heir)}});
  for (auto const& one : it.plan.homes) homes.push_back({{"agent", one.agent}, {"former", one.former}, {"heir", one.heir}});
  BASSIN_TRY(auto const counts, succession::moved_by(session, it.id));
  for (auto const& one : counts) {
    BASSIN_TRY(auto former, people.organisation(one.former));
    moved.push_back(
        {{"kind", one.kind}, {"former", std::move(former)}, {"heir", one.heir}, {"records", one.count}, {"stayed", one.stayed}});
  }
  BASSIN_TRY(auto const amended, succession::amended_by(session, it.id));
  for (auto const& one : amended) amendments.push_back({{"convention", one.convention}, {"amendment", or_null(one.amendment)}});
  out["communes"] = std::move(communes);
  out["homes"] = std::move(homes);
  out["moved"] = std::move(moved);
  out["erased"] = it.erased;
  out["amendments"] = std::move(amendments);
  return out;
}

Result<Json> preview_json(sql::Session& session, TerritoryChange const& it, People& people, Date today) {
  BASSIN_TRY(auto const seal, succession::seal_of(session, it));
  BASSIN_TRY(auto out, communes_json(session, it, people, today));
  BASSIN_TRY(out["conventions"], conventions_json(session, it, people));
  BASSIN_TRY(out["people"], people_json(session, it, people));
  out["seal"] = seal;
  return out;
}

Result<Json> proposal_json(sql::Session& session, std::string const& organisation, Date on) {
  BASSIN_TRY(auto const it, partners::find_organisation(session, organisation));
  BASSIN_TRY(auto const all, partners::organisations(session));
  Json communes = Json::array();
  Date const before{on.days - 1};
  auto const territory =
      it.territory.empty() ? Result<reference::Territory>(reference::Territory()) : reference::find_territory(it.territory, before);
  auto const& places = reference::geography();
  if (territory.ok()) {
    for (auto const& code : territory->communes) {
      auto const now = places.resolve(code, on);
      std::string const commune(now ? now->code : std::string_view(code));
      std::string const siren(places.epci_of(commune, on));
      bool const same = siren == places.epci_of(code, before);
      auto const there = std::find_if(all.begin(), all.end(), [&](auto const& one) {
        return !siren.empty() && (one.siren == siren || one.territory == "epci:" + siren) && one.id != it.id && one.successor.empty();
      });
      communes.push_back({{"commune", code},
                          {"name", commune_name(code, before)},
                          {"then", commune},
                          {"stays", same},
                          {"epci", siren.empty() ? Json(nullptr) : Json{{"siren", siren}, {"name", places.epci_name(siren, on)}}},
                          {"organisation", there == all.end() ? Json(nullptr) : Json{{"id", there->id}, {"name", there->name}}}});
    }
  }
  return Json{{"communes", std::move(communes)}};
}

}  // namespace bassin::service
