// Whom a campaign is to reach: chosen, looked at, left out.
#include <nlohmann/json.hpp>
#include <set>

#include "base/instant.h"
#include "service/campaign_body.h"
#include "service/campaign_endpoints.h"
#include "service/campaign_ground.h"
#include "service/campaign_json.h"
#include "service/casework_titles.h"
#include "service/contact_json.h"
#include "service/erasing.h"
#include "service/exchange_body.h"
#include "service/known_parameters.h"
#include "sql/store.h"
#include "support/contact_reading.h"
#include "support/selections.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Campaign;
using support::Target;

namespace {

// Chosen rows, a selection, or the question on screen: one of them.
struct Chosen {
  std::vector<support::Subject> subjects;
  Json left = Json::array();
};

Result<Chosen> by_name(Call const& call, Casework const& casework, std::vector<std::string> const& named) {
  Chosen out;
  for (auto const& text : named) {
    auto subject = subject_of(call, casework, text);
    if (subject.ok()) {
      out.subjects.push_back(std::move(subject).value());
    } else if (subject.error().code == "query.unknown_business" || subject.error().code == "query.bad_value") {
      out.left.push_back({{"business", text.substr(0, 100)}, {"error", subject.error().code}});
    } else {
      return subject.error();
    }
  }
  return out;
}

Result<Chosen> chosen_in(Call const& call, Casework const& casework, Body const& body) {
  BASSIN_TRY(auto const named, body.optional_texts("businesses"));
  BASSIN_TRY(auto const selection, body.optional_text("selection"));
  BASSIN_TRY(auto const query, body.optional_text("query"));
  if (named.has_value() + selection.has_value() + query.has_value() != 1) return bad_field("businesses", "businesses | selection | query");
  if (named) return by_name(call, casework, *named);
  auto question = query.value_or("");
  if (selection) {
    BASSIN_TRY(auto const found,
               casework.store->read([&](sql::Session& session) { return support::find_selection(session, call.reader, *selection); }));
    question = found.query;
  }
  Chosen out;
  BASSIN_TRY(out.subjects, subjects_of_question(call, question));
  return out;
}

Result<Json> post_targets(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"businesses", "selection", "query"}));
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  BASSIN_TRY(auto const chosen, chosen_in(call, casework, body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const added, support::add_targets(session, act, campaign, latest_day(call, act), chosen.subjects));
    return Json{{"added", added.added}, {"already", added.already}, {"left", chosen.left}};
  });
}

Result<support::TargetQuery> query_of(Call const& call) {
  BASSIN_DO(known_only(call.request.query, {"state", "after"}));
  support::TargetQuery out;
  if (auto const state = asked(call, "state")) {
    out.state = support::parse_target_state(*state);
    if (!out.state) return Error("query.bad_value", {{"name", "state"}, {"value", state->substr(0, 100)}, {"allowed", "waiting, aside…"}});
  }
  if (auto const after = asked(call, "after")) {
    auto const number = std::string_view(*after);
    bool const digits = !number.empty() && number.size() < 10 && number.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits) return Error("query.bad_value", {{"name", "after"}, {"value", after->substr(0, 100)}, {"allowed", "0, 1, 2…"}});
    out.after = std::stoll(*after);
  }
  return out;
}

// As they are today: who opposed since the last check is shown as set aside.
Result<void> look_again(sql::Session& session, Call const& call, Campaign const& campaign, std::vector<Target>& targets) {
  std::vector<std::string> businesses;
  for (auto const& it : targets) businesses.push_back(it.business);
  BASSIN_TRY(auto const reached,
             support::reach(session, call.reader, call.context.today(), campaign.facts.means, campaign.facts.purpose, businesses));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].state != support::TargetState::waiting || reached[i].aside == support::Aside::none) continue;
    targets[i].state = support::TargetState::aside;
    targets[i].aside = reached[i].aside;
    targets[i].contact = targets[i].channel = "";
  }
  return {};
}

Result<ContactsById> contacts_by_id(sql::Session& session, Call const& call, std::set<std::string> ids) {
  ids.erase("");
  ContactsById out;
  BASSIN_TRY(auto const all, support::read_contacts(session, call.reader, call.context.today(), {ids.begin(), ids.end()}));
  for (auto const& it : all) out.emplace(it.id, it);
  return out;
}

Result<Json> targets_json(sql::Session& session, Call const& call, Casework const& casework, std::vector<Target> const& targets) {
  Referred referred;
  std::set<std::string> contacts;
  for (auto const& it : targets) {
    referred.agents.insert({it.agent, it.held_by});
    contacts.insert(it.contact);
  }
  BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
  BASSIN_TRY(auto const known, contacts_by_id(session, call, std::move(contacts)));
  Json out = Json::array();
  for (auto const& it : targets) out.push_back(target_json(it, names, known, base::to_iso(casework.now())));
  return out;
}

Result<Json> get_targets(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const query, query_of(call));
  BASSIN_TRY(auto out, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto targets, support::targets_of(session, campaign, query));
    BASSIN_DO(look_again(session, call, campaign, targets));
    BASSIN_TRY(auto list, targets_json(session, call, casework, targets));
    bool const more = targets.size() == support::targets_page;
    return Json{{"targets", std::move(list)}, {"next", more ? Json(targets.back().number) : Json(nullptr)}};
  }));
  BASSIN_DO(put_titles(call, casework, out["targets"]));
  return out;
}

struct Told {
  Json answer;
  std::vector<support::Contact> contacts;
};

// Numbers and addresses of the persons by whom it may be reached: a partner's contact that is shown is noted as read.
Result<Json> get_target(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto told, casework.store->read([&](sql::Session& session) -> Result<Told> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_TRY(auto const target, support::find_target(session, campaign, std::string(call.request.path_value("target"))));
    std::vector<std::string> const one{target.business};
    auto const& facts = campaign.facts;
    BASSIN_TRY(auto const reached, support::reach(session, call.reader, call.context.today(), facts.means, facts.purpose, one));
    BASSIN_TRY(auto list, targets_json(session, call, casework, {target}));
    std::set<std::string> ids;
    for (auto const& via : reached[0].via) ids.insert(via.contact);
    BASSIN_TRY(auto const contacts, contacts_by_id(session, call, std::move(ids)));
    Told out{std::move(list), {}};
    auto& json = out.answer[0];
    json["now"] = reached[0].aside == support::Aside::none ? Json(nullptr) : Json(id_of(reached[0].aside));
    json["reach"] = Json::array();
    for (auto const& via : reached[0].via) json["reach"].push_back(via_json(via, facts.means, contacts));
    for (auto const& [id, contact] : contacts) out.contacts.push_back(contact);
    return out;
  }));
  BASSIN_DO(note_contacts_read(call, casework, told.contacts));
  BASSIN_DO(put_titles(call, casework, told.answer));
  return std::move(told.answer[0]);
}

Result<Json> delete_target(Call const& call, Casework const& casework) {
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const campaign, campaign_asked(session, call));
    BASSIN_DO(support::remove_target(session, act, campaign, std::string(call.request.path_value("target"))));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_campaign_target_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/campaigns/{id}/targets", Need::see_personal, Lane::store}, with(get_targets));
  routes.add({Method::post, "/api/v1/campaigns/{id}/targets", Need::edit_businesses, Lane::store}, with(post_targets));
  routes.add({Method::get, "/api/v1/campaigns/{id}/targets/{target}", Need::see_personal, Lane::store}, with(get_target));
  routes.add({Method::remove, "/api/v1/campaigns/{id}/targets/{target}", Need::edit_businesses, Lane::store}, with(delete_target));
}

}  // namespace bassin::service
