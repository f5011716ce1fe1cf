// Letters of a business hit: an organisation's templates, and the files that a job makes of them for a case.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "crisis/case_letters.h"
#include "crisis/case_rights.h"
#include "jobs/job.h"
#include "service/action_body.h"
#include "service/campaign_ground.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/made_file.h"
#include "service/report_job.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

using Values = std::map<std::string, std::string>;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

// "26/10/2024", as letters are written whatever the reader's language.
std::string french_day(base::Date day) {
  auto const iso = base::to_iso(day);
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

Result<crisis::TemplateFacts> facts_in(Body const& body) {
  crisis::TemplateFacts out;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(out.text, body.text("text"));
  BASSIN_TRY(auto const right, body.optional_text("right"));
  out.right = right.value_or("");
  return out;
}

Result<Json> get_templates(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::templates_of(session, call.reader));
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all)
      list.push_back({{"id", it.id},
                      {"title", it.facts.title},
                      {"right", it.facts.right},
                      {"text", it.facts.text},
                      {"agent", names.agent(it.agent)},
                      {"version", it.version},
                      {"changedAt", it.changed_at}});
    Json fields = Json::array();
    for (auto const it : crisis::letter_fields()) fields.push_back(it);
    return Json{{"templates", std::move(list)}, {"fields", std::move(fields)}, {"mayWrite", crisis::may_write_templates(call.reader)}};
  });
}

Result<Json> post_template(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"title", "right", "text"}));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, crisis::add_template(session, act, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_template(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "title", "right", "text"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, crisis::change_template(session, act, id_in(call), version, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_template(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::remove_template(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

// What the register tells of the business, as the reader may see that place; nothing while there is none.
Result<Values> of_register(Call const& call, Casework const& casework, crisis::Case const& it) {
  Values out;
  out["commune"] = commune_json(call, it.commune).at("label").get<std::string>();
  auto const rows = rows_by_business(call, casework, {it.business});
  if (!rows.ok() && rows.error().code == "service.not_ready") return out;
  if (!rows.ok()) return rows.error();
  auto const found = rows->find(it.business);
  if (found == rows->end()) return out;
  auto const& row = found->second;
  if (!row.local) out["siret"] = row.id.text();
  if (row.name.known()) out["entreprise"] = row.name.text;
  if (row.address.known()) out["adresse"] = row.address.text;
  if (row.postal_code.known()) out["code_postal"] = row.postal_code.text;
  out["activite"] = row.activity.code;
  return out;
}

void put_rights(Values& out, crisis::CaseRights const& all, std::string const& right) {
  out["sinistre"] = french_day(all.damage.on);
  if (all.damage.standstill) out["arret"] = french_day(*all.damage.standstill);
  for (auto const& it : all.decrees) {
    if (it.id != all.decree) continue;
    out["arrete"] = french_day(it.it.published);
    out["numero"] = it.it.number;
  }
  for (auto const& it : all.rights)
    if (it.rule->id == right && it.until) out["echeance"] = french_day(*it.until);
}

std::string sender_of(Values const& values) {
  std::string out;
  auto const line = [&](std::string const& text) {
    if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
  };
  auto const at = [&](char const* name) {
    auto const found = values.find(name);
    return found == values.end() ? std::string() : found->second;
  };
  line(at("entreprise"));
  line(at("adresse"));
  line(at("code_postal") + (at("code_postal").empty() ? "" : " ") + at("commune"));
  if (!at("siret").empty()) line("SIRET " + at("siret"));
  return out;
}

Result<Json> letter_json(sql::Session& session, Call const& call, crisis::CaseLetter const& it, CaseworkNames const& names) {
  BASSIN_TRY(auto failure, failure_json(session, call, it.job, !it.made_at.empty()));
  return Json{{"id", it.id},
              {"template", it.made_from},
              {"title", it.title},
              {"form", id_of(it.form)},
              {"organisation", names.organisation(it.organisation)},
              {"agent", names.agent(it.asked_by)},
              {"askedAt", it.asked_at},
              {"madeAt", it.made_at.empty() ? Json(nullptr) : Json(it.made_at)},
              {"failure", std::move(failure)}};
}

Result<Json> get_letters(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, crisis::letters_of(session, call.reader, id_in(call)));
    Referred referred;
    for (auto const& it : all) referred.agents.insert(it.asked_by);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) {
      BASSIN_TRY(auto one, letter_json(session, call, it, names));
      list.push_back(std::move(one));
    }
    return Json{{"letters", std::move(list)}};
  });
}

// The template and all that the case, the crisis and its rights tell, in one look.
struct Content {
  crisis::LetterTemplate of;
  crisis::Filled filled;
  Values values;
};
Result<Content> content_of(sql::Session& session, Call const& call, crisis::Case const& it, std::string const& id, Values values) {
  Content out;
  BASSIN_TRY(out.of, crisis::find_template(session, call.reader, id));
  BASSIN_TRY(auto const rights, crisis::rights_of_case(session, call.reader, it.id, {}, call.context.today()));
  BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, it.crisis));
  BASSIN_TRY(auto const names, Organisations::read(session));
  put_rights(values, rights, out.of.facts.right);
  values["date"] = french_day(call.context.today());
  values["crise"] = room.facts.title;
  auto const own = names.named(call.reader.organisation);
  if (own.is_object() && own.at("name").is_string()) values["organisation"] = own.at("name").get<std::string>();
  out.filled = crisis::fill_letter(out.of.facts.text, values);
  out.values = std::move(values);
  return out;
}

Result<Json> post_letter(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"template", "form"}));
  BASSIN_TRY(auto const of, body.text("template"));
  BASSIN_TRY(auto const form, word_in(body, "form", "pdf, docx, odt", convention::parse_form));
  BASSIN_TRY(auto const seen,
             casework.store->read([&](sql::Session& session) { return crisis::find_case(session, call.reader, id_in(call)); }));
  BASSIN_TRY(auto const known, of_register(call, casework, seen));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const content, content_of(session, call, seen, of, known));
    crisis::CaseLetter wanted;
    wanted.id = base::new_uuid();
    wanted.record = seen.id;
    wanted.made_from = of;
    wanted.title = content.of.facts.title;
    wanted.form = form;
    Json const letter{{"sender", sender_of(content.values)},
                      {"place", content.values.at("commune")},
                      {"on", base::to_iso(call.context.today())},
                      {"title", wanted.title},
                      {"text", content.filled.text}};
    Json const payload{{"document", wanted.id}, {"form", id_of(form)}, {"letter", letter}};
    BASSIN_TRY(wanted.job, jobs::enqueue(session, report_kind_name, payload.dump(), call.reader.agent, casework.now()));
    BASSIN_TRY(auto const made, crisis::ask_letter(session, act, wanted));
    return Json{{"id", made.id}, {"missing", Json(content.filled.missing)}};
  });
}

// lettre-2024-11-01.pdf
Result<http::Response> get_file(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto file,
             casework.store->read([&](sql::Session& session) { return crisis::letter_file(session, call.reader, id_in(call)); }));
  auto const& it = file.letter;
  return file_response(it.form, fmt::format("lettre-{}.{}", it.asked_at.substr(0, 10), id_of(it.form)), std::move(file.bytes));
}

}  // namespace

void add_crisis_letter_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/letter-templates", Need::edit_businesses, Lane::store}, with(get_templates));
  routes.add({Method::post, "/api/v1/letter-templates", Need::run_conventions, Lane::store}, with(post_template));
  routes.add({Method::put, "/api/v1/letter-templates/{id}", Need::run_conventions, Lane::store}, with(put_template));
  routes.add({Method::remove, "/api/v1/letter-templates/{id}", Need::run_conventions, Lane::store}, with(delete_template));
  routes.add({Method::get, "/api/v1/crisis-cases/{id}/letters", Need::see_personal, Lane::store}, with(get_letters));
  routes.add({Method::post, "/api/v1/crisis-cases/{id}/letters", Need::edit_businesses, Lane::store}, with(post_letter));
  routes.add_raw({Method::get, "/api/v1/crisis-letters/{id}", Need::see_personal, Lane::store},
                 [&casework](Call const& call) { return get_file(call, casework); });
}

}  // namespace bassin::service
