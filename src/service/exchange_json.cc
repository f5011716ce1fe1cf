#include "service/exchange_json.h"

#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "sql/session.h"

namespace bassin::service {

using access::Level;
using base::Result;
using support::SeenExchange;

namespace {

Json facts_json(SeenExchange const& it, CaseworkNames const& names) {
  auto const& facts = it.exchange.facts;
  bool const header = it.level >= Level::header;
  bool const content = it.level >= Level::content;
  return {{"agent", names.agent(it.exchange.agent)},
          {"way", header ? Json(id_of(facts.way)) : Json(nullptr)},
          {"theme", header ? Json(id_of(facts.theme)) : Json(nullptr)},
          {"minutes", header ? Json(facts.minutes) : Json(nullptr)},
          {"action", names.action(facts.action)},
          {"followUp", facts.follow_up.empty() ? Json(nullptr) : Json(facts.follow_up)},
          {"notes", content ? Json(facts.notes) : Json(nullptr)},
          {"met", content ? Json(facts.met) : Json(nullptr)}};
}

Json to_json(SeenExchange const& it, CaseworkNames const& names, access::Reader const& reader) {
  auto const& exchange = it.exchange;
  bool const own = exchange.organisation == reader.organisation;
  Json out{{"id", exchange.id},
           {"business", exchange.business},
           {"level", id_of(it.level)},
           {"on", to_iso(exchange.facts.on)},
           {"organisation", names.organisation(exchange.organisation)},
           {"own", own},
           {"keptIn", exchange.facts.kept_in},
           {"changeable", own && access::may_change(reader, exchange.organisation, exchange.agent)},
           {"version", own ? Json(exchange.version) : Json(nullptr)}};
  out.update(facts_json(it, names));
  return out;
}

Referred referred_in(std::vector<SeenExchange> const& exchanges) {
  Referred out;
  for (auto const& it : exchanges) {
    out.agents.insert(it.exchange.agent);
    out.actions.insert(it.exchange.facts.action);
  }
  return out;
}

}  // namespace

Result<Json> exchanges_json(sql::Session& session, access::Reader const& reader, std::vector<SeenExchange> const& all) {
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred_in(all)));
  Json out = Json::array();
  for (auto const& it : all) out.push_back(to_json(it, names, reader));
  return out;
}

}  // namespace bassin::service
