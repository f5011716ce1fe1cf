#include <algorithm>
#include <array>
#include <set>

#include "base/plain_text.h"
#include "partners/agent.h"
#include "partners/organisation.h"
#include "partners/record_text.h"
#include "reference/geography.h"
#include "succession/internal/plan_records.h"

namespace bassin::succession::internal {

using base::Error;
using base::Result;

namespace {

constexpr std::array<std::string_view, 5> organisation_kinds = {"intercommunality", "cci", "cma", "agriculture", "other"};

Error bad(std::string what, std::string allowed) {
  return {"succession.bad_plan", {{"what", std::move(what)}, {"allowed", std::move(allowed)}}};
}

Heir const* heir_of(Plan const& plan, std::string const& key) {
  auto const found = std::find_if(plan.heirs.begin(), plan.heirs.end(), [&](Heir const& it) { return it.key == key; });
  return found == plan.heirs.end() ? nullptr : &*found;
}
Former const* former_of(Plan const& plan, std::string const& organisation) {
  auto const found =
      std::find_if(plan.formers.begin(), plan.formers.end(), [&](Former const& it) { return it.organisation == organisation; });
  return found == plan.formers.end() ? nullptr : &*found;
}

Result<void> clean_heirs(sql::Session& session, Plan& plan) {
  std::set<std::string> keys;
  for (auto& it : plan.heirs) {
    if (it.key.empty() || it.key.size() > 100 || !keys.insert(it.key).second) return bad("heirs", "key ≠");
    if (it.made_here) {
      BASSIN_TRY(it.name, base::clean("name", it.name, base::name_most));
      if (std::find(organisation_kinds.begin(), organisation_kinds.end(), it.kind) == organisation_kinds.end())
        return bad("kind", "intercommunality, cci, cma, agriculture, other");
      BASSIN_TRY(it.siren, partners::clean_siren(it.siren));
      continue;
    }
    BASSIN_TRY(auto const there, partners::find_organisation(session, it.key));
    auto const* const former = former_of(plan, it.key);
    if ((former != nullptr && former->ends) || !there.successor.empty()) return bad(there.name, "≠");
    it.name = there.name;
    it.kind = there.kind;
    it.siren = there.siren;
  }
  return {};
}

Result<void> check_formers(sql::Session& session, Plan& plan) {
  std::set<std::string> seen;
  for (auto& it : plan.formers) {
    BASSIN_TRY(auto const there, partners::find_organisation(session, it.organisation));
    if (!seen.insert(it.organisation).second || !there.successor.empty()) return bad(there.name, "1");
    if (!it.ends) it.rest.clear();
    if (it.ends && heir_of(plan, it.rest) == nullptr) return bad(there.name, "rest");
    bool const loses = std::any_of(plan.communes.begin(), plan.communes.end(),
                                   [&](CommuneTo const& commune) { return commune.former == it.organisation && !commune.heir.empty(); });
    if (!it.ends && !loses) return bad(there.name, "communes");
  }
  return {};
}

Result<void> check_communes(Plan const& plan) {
  std::set<std::pair<std::string, std::string>> seen;
  auto const& places = reference::geography();
  for (auto const& it : plan.communes) {
    bool const known = !places.commune_name(it.commune, plan.on).empty();
    bool const once = seen.insert({it.former, it.commune}).second;
    bool const goes = it.heir.empty() || (heir_of(plan, it.heir) != nullptr && it.heir != it.former);
    if (!known || !once || !goes || former_of(plan, it.former) == nullptr) return bad("communes", it.commune.substr(0, 100));
  }
  return {};
}

// What an organisation takes over in a commune that it hands on itself would have no heir that is certain; two that exchange it would go on
// for ever.
Result<void> check_exchanges(Plan const& plan) {
  auto const all = destinations_of(plan);
  for (auto const& [from, to] : all) {
    if (!all.contains({to.heir, from.second})) continue;
    return Error("succession.exchanged", {{"what", std::string(reference::geography().commune_name(to.commune, plan.on))}});
  }
  return {};
}

// A former one was there before, an heir is there on the day.
Result<void> check_days(std::vector<partners::Organisation> const& organisations, Plan const& plan) {
  auto const on = to_iso(plan.on);
  for (auto const& it : organisations) {
    bool const loses = former_of(plan, it.id) != nullptr, gains = heir_of(plan, it.id) != nullptr;
    bool const early = (loses && !it.active_from.empty() && on <= it.active_from) || (gains && on < it.active_from);
    if (early) return Error("succession.too_early", {{"on", on}, {"what", it.name}, {"from", it.active_from}});
  }
  return {};
}

Result<void> check_homes(sql::Session& session, Plan const& plan) {
  for (auto const& it : plan.homes) {
    BASSIN_TRY(auto const role, partners::role_in(session, it.agent, it.former));
    if (!role || former_of(plan, it.former) == nullptr || heir_of(plan, it.heir) == nullptr) return bad("homes", it.agent.substr(0, 100));
  }
  return {};
}

}  // namespace

Result<void> check_possible(std::vector<partners::Organisation> const& organisations, Plan const& plan) {
  BASSIN_DO(check_exchanges(plan));
  return check_days(organisations, plan);
}

Result<Plan> clean(sql::Session& session, Plan plan) {
  if (plan.formers.empty() || plan.formers.size() > organisations_most) return bad("formers", "1-" + std::to_string(organisations_most));
  if (plan.heirs.empty() || plan.heirs.size() > organisations_most) return bad("heirs", "1-" + std::to_string(organisations_most));
  if (plan.communes.size() > communes_most) return bad("communes", "≤ " + std::to_string(communes_most));
  BASSIN_DO(clean_heirs(session, plan));
  BASSIN_DO(check_formers(session, plan));
  BASSIN_DO(check_communes(plan));
  BASSIN_DO(check_homes(session, plan));
  BASSIN_TRY(auto const organisations, partners::organisations(session));
  BASSIN_DO(check_possible(organisations, plan));
  bool const ends = std::any_of(plan.formers.begin(), plan.formers.end(), [](Former const& it) { return it.ends; });
  plan.kind = !ends ? Kind::move : plan.heirs.size() == 1 ? Kind::merger : Kind::split;
  return plan;
}

}  // namespace bassin::succession::internal
