#include "service/follow_up_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "access/reader.h"
#include "sql/session.h"

namespace bassin::service {

using access::Level;
using base::Result;
using support::FollowUpMember;
using support::MemberState;
using support::SeenFollowUp;

namespace {

FollowUpMember const* own_member(SeenFollowUp const& it, access::Reader const& reader) {
  auto const& members = it.follow_up.members;
  auto const found = std::find_if(members.begin(), members.end(), [&](auto const& one) { return one.organisation == reader.organisation; });
  return found == members.end() ? nullptr : &*found;
}

// What the reader may do with it now: "change", and the words of the steps.
Json may_json(SeenFollowUp const& it, access::Reader const& reader) {
  Json out = Json::array();
  auto const& follow_up = it.follow_up;
  if (follow_up.closed_on || !access::allows(reader, access::Need::edit_businesses)) return out;
  auto const* const member = own_member(it, reader);
  bool const keeps = follow_up.organisation == reader.organisation;
  if (member == nullptr && !keeps && follow_up.facts.shared) return {"ask"};
  if (member == nullptr) return out;
  if (member->state == MemberState::invited) return {"accept", "decline"};
  if (member->state == MemberState::asked) return {"leave"};
  if (!keeps) return {"referent", "leave"};
  out = {"change", "referent"};
  bool const partners = std::any_of(follow_up.members.begin(), follow_up.members.end(), [&](auto const& one) {
    return one.state == MemberState::member && one.organisation != follow_up.organisation;
  });
  if (follow_up.facts.shared) out.push_back("invite");
  if (partners) out.push_back("hand_over");
  out.push_back("close");
  return out;
}

Json members_json(SeenFollowUp const& it, CaseworkNames const& names) {
  Json out = Json::array();
  if (it.level < Level::header) return out;
  for (auto const& member : it.follow_up.members) {
    Json agents = Json::array();
    for (auto const& agent : member.agents) agents.push_back(names.agent(agent));
    out.push_back({{"organisation", names.organisation(member.organisation)},
                   {"state", id_of(member.state)},
                   {"referent", names.agent(member.referent)},
                   {"agents", std::move(agents)}});
  }
  return out;
}

Json steps_json(SeenFollowUp const& it, CaseworkNames const& names) {
  Json out = Json::array();
  for (auto const& step : it.steps) {
    out.push_back({{"what", step.what},
                   {"at", step.at},
                   {"organisation", names.organisation(step.organisation)},
                   {"agent", names.agent(step.agent)},
                   {"why", step.why},
                   {"to", names.organisation(step.to)}});
  }
  return out;
}

Json to_json(SeenFollowUp const& it, CaseworkNames const& names, access::Reader const& reader) {
  auto const& one = it.follow_up;
  bool const header = it.level >= Level::header;
  bool const content = it.level >= Level::content;
  auto const* const member = own_member(it, reader);
  return {{"id", one.id},
          {"business", one.business},
          {"level", id_of(it.level)},
          {"organisation", names.organisation(one.organisation)},
          {"own", one.organisation == reader.organisation},
          {"part", member == nullptr ? Json(nullptr) : Json(id_of(member->state))},
          {"shared", one.facts.shared},
          {"since", to_iso(one.opened_on)},
          {"theme", header ? Json(id_of(one.facts.theme)) : Json(nullptr)},
          {"closedOn", header && one.closed_on ? Json(to_iso(*one.closed_on)) : Json(nullptr)},
          {"outcome", header && one.outcome ? Json(id_of(*one.outcome)) : Json(nullptr)},
          {"members", members_json(it, names)},
          {"title", content ? Json(one.facts.title) : Json(nullptr)},
          {"objective", content ? Json(one.facts.objective) : Json(nullptr)},
          {"action", content ? names.action(one.facts.action) : Json(nullptr)},
          {"steps", steps_json(it, names)},
          {"may", may_json(it, reader)},
          {"version", one.version}};
}

}  // namespace

Result<Json> follow_ups_json(sql::Session& session, access::Reader const& reader, std::vector<SeenFollowUp> const& all) {
  Referred referred;
  for (auto const& it : all) {
    referred.actions.insert(it.follow_up.facts.action);
    for (auto const& member : it.follow_up.members) {
      referred.agents.insert(member.referent);
      referred.agents.insert(member.agents.begin(), member.agents.end());
    }
    for (auto const& step : it.steps) referred.agents.insert(step.agent);
  }
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred));
  Json out = Json::array();
  for (auto const& it : all) out.push_back(to_json(it, names, reader));
  return out;
}

}  // namespace bassin::service
