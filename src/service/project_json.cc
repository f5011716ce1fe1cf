#include "service/project_json.h"

#include <nlohmann/json.hpp>

#include "access/reader.h"
#include "reference/geography.h"
#include "reference/nomenclature.h"
#include "service/body_day.h"
#include "service/coded_values.h"
#include "sql/session.h"

namespace bassin::service {

using access::Level;
using base::Result;
using support::SeenProject;

namespace {

Result<void> read_words(Body const& body, support::ProjectFacts& facts) {
  BASSIN_TRY(facts.name, body.text("name"));
  BASSIN_TRY(auto const description, body.optional_text("description"));
  BASSIN_TRY(auto const source, body.optional_text("source"));
  BASSIN_TRY(auto const action, body.optional_text("action"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("keptIn"));
  facts.description = description.value_or("");
  facts.source = source.value_or("");
  facts.action = action.value_or("");
  facts.kept_in = kept_in.value_or(false);
  return {};
}

Json place_json(std::string const& commune) {
  auto const& geography = reference::geography();
  return {{"code", commune}, {"label", geography.commune_name(commune, geography.last_vintage())}};
}

Json activity_json(support::ProjectFacts const& facts, reference::Language language) {
  if (facts.activity.empty()) return nullptr;
  auto const* const list = reference::nomenclature(reference::parse_nomenclature(facts.nomenclature));
  auto const label = list == nullptr ? std::string() : std::string(list->label(facts.activity, language));
  return {{"nomenclature", facts.nomenclature}, {"code", facts.activity}, {"label", label.empty() ? Json(nullptr) : Json(label)}};
}

Json day_json(std::optional<base::Date> const& day) { return day ? Json(to_iso(*day)) : Json(nullptr); }

Json text_or_null(bool told, std::string const& text) { return told && !text.empty() ? Json(text) : Json(nullptr); }

void add_content(SeenProject const& it, CaseworkNames const& names, Json& out) {
  auto const& facts = it.project.facts;
  bool const content = it.level == Level::content;
  out["name"] = text_or_null(content, facts.name);
  out["description"] = text_or_null(content, facts.description);
  out["source"] = text_or_null(content, facts.source);
  out["action"] = content ? names.action(facts.action) : Json(nullptr);
  out["siret"] = text_or_null(content, it.project.siret);
  out["keptIn"] = content && facts.kept_in;
}

Json to_json(SeenProject const& it, CaseworkNames const& names, access::Reader const& reader, reference::Language language) {
  auto const& project = it.project;
  auto const& facts = project.facts;
  bool const header = it.level >= Level::header;
  bool const own = project.organisation == reader.organisation;
  Json out{{"id", project.id},
           {"key", project.key()},
           {"level", id_of(it.level)},
           {"organisation", names.organisation(project.organisation)},
           {"own", own},
           {"since", to_iso(project.opened_on)},
           {"commune", place_json(facts.commune)},
           {"kind", header ? Json(id_of(facts.kind)) : Json(nullptr)},
           {"stage", header ? Json(id_of(facts.stage)) : Json(nullptr)},
           {"activity", header ? activity_json(facts, language) : Json(nullptr)},
           {"plannedOn", day_json(facts.planned_on)},
           {"agent", names.agent(facts.agent)},
           {"closedOn", day_json(project.closed_on)},
           {"outcome", project.outcome ? Json(id_of(*project.outcome)) : Json(nullptr)},
           {"changeable", own && access::allows(reader, access::Need::edit_businesses)},
           {"version", project.version}};
  add_content(it, names, out);
  return out;
}

}  // namespace

Result<support::ProjectFacts> project_facts_in(Body const& body, std::string const& agent) {
  support::ProjectFacts out;
  BASSIN_DO(read_words(body, out));
  BASSIN_TRY(auto const kind, body.text("kind"));
  auto const parsed_kind = support::parse_project_kind(kind);
  if (!parsed_kind) return bad_field("kind", "creation, takeover");
  out.kind = *parsed_kind;
  BASSIN_TRY(auto const stage, body.text("stage"));
  auto const parsed_stage = support::parse_project_stage(stage);
  if (!parsed_stage) return bad_field("stage", "idea, study, financing, formalities");
  out.stage = *parsed_stage;
  BASSIN_TRY(auto const commune, body.text("commune"));
  BASSIN_TRY(out.commune, current_commune(commune));
  if (auto const* const sent = body.value("activity")) {
    BASSIN_TRY(auto const activity, coded_activity(*sent));
    out.nomenclature = activity.nomenclature;
    out.activity = activity.code;
  }
  BASSIN_TRY(out.planned_on, optional_day(body, "plannedOn"));
  BASSIN_TRY(auto const named, body.optional_text("agent"));
  out.agent = named && !named->empty() ? *named : agent;
  return out;
}

Result<support::ProjectEnd> project_end_in(Body const& body) {
  support::ProjectEnd out;
  BASSIN_TRY(auto const outcome, body.text("outcome"));
  auto const parsed = support::parse_project_outcome(outcome);
  if (!parsed) return bad_field("outcome", "settled, elsewhere, given_up, silent");
  out.outcome = *parsed;
  BASSIN_TRY(auto const on, optional_day(body, "on"));
  if (!on) return bad_field("on", "2018-01-31");
  out.on = *on;
  BASSIN_TRY(auto const siret, body.optional_text("siret"));
  out.siret = siret.value_or("");
  return out;
}

Result<Json> projects_json(sql::Session& session, access::Reader const& reader, std::vector<SeenProject> const& all,
                           reference::Language language) {
  Referred referred;
  for (auto const& it : all) {
    referred.agents.insert(it.project.facts.agent);
    referred.actions.insert(it.project.facts.action);
  }
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred));
  Json out = Json::array();
  for (auto const& it : all) out.push_back(to_json(it, names, reader, language));
  return out;
}

}  // namespace bassin::service
