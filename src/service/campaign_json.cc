#include "service/campaign_json.h"

#include <cmath>

#include "sql/session.h"

namespace bassin::service {

using base::Result;
using support::Aside;
using support::Campaign;
using support::Counted;
using support::TargetState;

namespace {

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

// "12 of 80": null for none of none.
Json rate(std::int64_t count, std::int64_t of) {
  constexpr double tenths = 1000.0;
  Json out{{"count", count}, {"of", of}, {"percent", nullptr}};
  if (of > 0) out["percent"] = std::round(tenths * static_cast<double>(count) / static_cast<double>(of)) / 10.0;
  return out;
}

Json rates_json(Counted const& it, support::Means means) {
  bool const mailing = support::is_mailing(means);
  // Who did not get the letter could not answer; who was not spoken to could not either.
  return {{"reached", mailing ? Json(nullptr) : rate(it.spoken(), it.contacted())},
          {"answered", rate(it.of(TargetState::answered), mailing ? it.delivered() : it.spoken())},
          {"wrong", rate(it.of(TargetState::wrong), it.contacted())},
          {"refused", rate(it.of(TargetState::refused), mailing ? it.delivered() : it.spoken())}};
}

Json campaign_json(Campaign const& it, CaseworkNames const& names, access::Reader const& reader, Counted const& counted) {
  bool const personal = access::allows(reader, access::Need::see_personal);
  bool const edits = personal && access::allows(reader, access::Need::edit_businesses);
  Json agents = Json::array();
  if (personal)
    for (auto const& agent : it.facts.agents) agents.push_back(names.agent(agent));
  return {{"id", it.id},
          {"title", it.facts.title},
          {"means", id_of(it.facts.means)},
          {"theme", id_of(it.facts.theme)},
          {"purpose", id_of(it.facts.purpose)},
          {"action", names.action(it.facts.action)},
          {"startsOn", to_iso(it.facts.starts_on)},
          {"endsOn", it.facts.ends_on ? Json(to_iso(*it.facts.ends_on)) : Json(nullptr)},
          {"script", personal ? Json(it.facts.script) : Json(nullptr)},
          {"keptIn", it.facts.kept_in},
          {"agents", std::move(agents)},
          {"by", personal ? names.agent(it.created_by) : Json(nullptr)},
          {"previous", or_null(it.previous)},
          {"state", id_of(it.state)},
          {"closedOn", or_null(it.closed_on)},
          {"targetsGone", !it.figures.empty()},
          {"changeable", edits && support::may_run(reader, it)},
          {"works", edits},
          {"exports", edits && access::allows(reader, access::Need::export_businesses)},
          {"version", it.version},
          {"createdAt", it.created_at},
          {"figures", figures_json(counted, it.facts.means)}};
}

Json contact_json(std::string const& id, ContactsById const& contacts) {
  if (id.empty()) return nullptr;
  auto const found = contacts.find(id);
  return {{"id", id}, {"name", found == contacts.end() ? Json(nullptr) : Json(found->second.name)}};
}

}  // namespace

Json figures_json(Counted const& it, support::Means means) {
  Json aside = Json::object();
  for (std::size_t i = 1; i < support::aside_count; ++i) aside[std::string(id_of(static_cast<Aside>(i)))] = it.aside[i];
  Json states = Json::object();
  for (std::size_t i = 0; i < support::target_state_count; ++i) states[std::string(id_of(static_cast<TargetState>(i)))] = it.states[i];
  return {{"targets", it.targets()},
          {"contacted", it.contacted()},
          {"delivered", it.delivered()},
          {"spoken", it.spoken()},
          {"states", std::move(states)},
          {"aside", std::move(aside)},
          {"answers", {{"yes", it.yes}, {"no", it.no}, {"other", it.other}}},
          {"rates", rates_json(it, means)}};
}

Result<Json> campaigns_json(sql::Session& session, access::Reader const& reader, std::vector<Campaign> const& campaigns) {
  Referred referred;
  for (auto const& it : campaigns) {
    referred.agents.insert(it.facts.agents.begin(), it.facts.agents.end());
    referred.agents.insert(it.created_by);
    referred.actions.insert(it.facts.action);
  }
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred));
  BASSIN_TRY(auto figures, support::campaign_figures(session, campaigns));
  Json out = Json::array();
  for (auto const& it : campaigns) out.push_back(campaign_json(it, names, reader, figures[it.id].all));
  return out;
}

Json target_json(support::Target const& it, CaseworkNames const& names, ContactsById const& contacts, std::string const& now) {
  bool const held = !it.held_by.empty() && it.held_until >= now;
  return {{"id", it.id},
          {"number", it.number},
          {"business", it.business},
          {"state", id_of(it.state)},
          {"aside", or_null(std::string(id_of(it.aside)))},
          {"contact", contact_json(it.contact, contacts)},
          {"answer", or_null(it.answer)},
          {"note", it.note},
          {"on", or_null(it.on)},
          {"callBackOn", or_null(it.call_back_on)},
          {"attempts", it.attempts},
          {"agent", names.agent(it.agent)},
          {"heldBy", names.agent(held ? it.held_by : "")},
          {"exchange", or_null(it.exchange)},
          {"filed", it.filed},
          {"version", it.version}};
}

Json via_json(support::Via const& via, support::Means means, ContactsById const& contacts) {
  auto const found = contacts.find(via.contact);
  Json link = nullptr;
  if (found != contacts.end()) {
    for (auto const& channel : found->second.channels)
      if (channel.id == via.channel) link = (means == support::Means::email ? "mailto:" : "tel:") + channel.normal;
  }
  return {{"contact", via.contact},      {"channel", or_null(via.channel)}, {"name", via.name}, {"function", via.function},
          {"value", or_null(via.shown)}, {"link", std::move(link)},         {"own", via.own}};
}

}  // namespace bassin::service
