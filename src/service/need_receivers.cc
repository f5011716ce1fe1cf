#include "service/need_receivers.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "access/sharing.h"
#include "partners/agent.h"
#include "partners/organisation.h"
#include "query/describe.h"
#include "query/row.h"
#include "query/view.h"
#include "reference/chambers.h"
#include "service/file_subject.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "sql/store.h"
#include "support/file_key.h"
#include "support/projects.h"

namespace bassin::service {

using base::Result;

namespace {

Result<reference::Membership> membership_of(Call const& call, Casework const& casework, std::string const& business) {
  BASSIN_TRY(auto const view, view_of(call));
  auto id = query::parse_business_id(business);
  if (support::kind_of_key(business) == support::KeyKind::unit) {
    BASSIN_TRY(auto const file, unit_file(call, casework, business.substr(support::unit_prefix.size())));
    id = file.rows[0].id;
  }
  if (!id) return base::Error("query.unknown_business", {{"id", business}});
  BASSIN_TRY(auto const file, query::describe(*view, *id, registry::Audience::open));
  return file.membership;
}

// What the activity that they mean to have says.
Result<reference::Membership> membership_of_project(Call const& call, Casework const& casework, std::string const& key) {
  auto const id = key.substr(support::project_prefix.size());
  BASSIN_TRY(auto const seen, casework.store->read([&](sql::Session& session) {
    return support::find_project(session, call.reader, call.context.today(), id);
  }));
  reference::ChamberInputs inputs;
  inputs.nomenclature = reference::parse_nomenclature(seen.project.facts.nomenclature);
  inputs.activity = seen.project.facts.activity;
  return reference::attach(inputs);
}

// By kind of organisation, why the business is one of theirs.
Result<std::map<std::string, std::string>> members_by_kind(Call const& call, Casework const& casework, std::string const& business) {
  bool const project = support::kind_of_key(business) == support::KeyKind::project;
  BASSIN_TRY(auto const membership, project ? membership_of_project(call, casework, business) : membership_of(call, casework, business));
  std::map<std::string, std::string> out;
  for (auto const& it : membership.attachments) {
    auto const kind = it.chamber == reference::Chamber::cci ? "cci" : it.chamber == reference::Chamber::cma ? "cma" : "agriculture";
    // The words in which a colleague gave the reason may name a person.
    bool const by_hand = it.reason.code == reference::ReasonCode::by_hand;
    out.emplace(kind, by_hand ? std::string() : it.reason.text(call.language()));
  }
  return out;
}

Result<Json> teams_json(sql::Session& session, std::string const& organisation) {
  BASSIN_TRY(auto const teams, partners::teams_of(session, organisation));
  Json out = Json::array();
  for (auto const& team : teams) {
    if (!team.closed) out.push_back({{"id", team.id}, {"name", team.name}, {"themes", team.themes}});
  }
  return out;
}

Result<Json> agents_json(sql::Session& session, std::string const& organisation, std::string const& today) {
  BASSIN_TRY(auto const colleagues, partners::colleagues_of(session, organisation));
  Json out = Json::array();
  for (auto const& it : colleagues) {
    if (!access::allows(it.role, access::Need::edit_businesses) || it.role == access::Role::field_agent) continue;
    bool const away = it.absence && it.absence->from <= today && today <= it.absence->until;
    out.push_back({{"id", it.agent.id}, {"name", it.agent.name}, {"awayUntil", away ? Json(it.absence->until) : Json(nullptr)}});
  }
  return out;
}

Result<Json> receiver_json(sql::Session& session, Call const& call, std::string const& id,
                           std::map<std::string, std::string> const& members) {
  BASSIN_TRY(auto const organisation, partners::find_organisation(session, id));
  if (!organisation.active_on(to_iso(call.context.today()))) return Json(nullptr);
  auto const member = members.find(organisation.kind);
  Json out{{"organisation", {{"id", id}, {"name", organisation.name}, {"kind", organisation.kind}}},
           {"own", id == call.reader.organisation},
           {"member", member != members.end()},
           {"reason", member == members.end() || member->second.empty() ? Json(nullptr) : Json(member->second)}};
  BASSIN_TRY(out["teams"], teams_json(session, id));
  BASSIN_TRY(out["agents"], agents_json(session, id, to_iso(call.context.today())));
  return out;
}

}  // namespace

Result<Json> get_receivers(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const subject, file_subject_of(call, casework, call.request.path_value("id")));
  BASSIN_TRY(auto const members, members_by_kind(call, casework, subject.business));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto ids, access::opens_to(session, call.reader, call.context.today(), subject.commune));
    ids.push_back(call.reader.organisation);
    std::vector<Json> found;
    for (auto const& id : ids) {
      BASSIN_TRY(auto json, receiver_json(session, call, id, members));
      if (!json.is_null()) found.push_back(std::move(json));
    }
    auto const rank = [](Json const& it) { return (it["member"].get<bool>() ? 0 : 2) + (it["own"].get<bool>() ? 1 : 0); };
    std::stable_sort(found.begin(), found.end(), [&](Json const& a, Json const& b) { return rank(a) < rank(b); });
    return Json{{"receivers", std::move(found)}};
  });
}

}  // namespace bassin::service
