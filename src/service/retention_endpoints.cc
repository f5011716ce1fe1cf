#include "service/retention_endpoints.h"

#include <nlohmann/json.hpp>

#include "partners/secret.h"
#include "retention/purge.h"
#include "retention/settings.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_people.h"
#include "service/casework_titles.h"
#include "sql/erasure.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using retention::Purge;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

// What is shown and erased are the organisation's own records: who runs the installation alone sees none of them.
Result<void> check_own(Call const& call) {
  if (call.reader.standing == access::Reader::Standing::member && access::allows(call.reader.role, access::Need::manage_partners))
    return {};
  return Error("access.denied", {{"need", std::string(access::id_of(access::Need::see_personal))}});
}

Result<Json> setting_json(retention::Setting const& it, People& people) {
  BASSIN_TRY(auto by, people.agent(it.agent));
  BASSIN_TRY(auto organisation, people.organisation(it.organisation));
  return Json{{"kind", it.kind},
              {"version", it.version},
              {"months", it.months},
              {"why", or_null(it.why)},
              {"at", or_null(it.at)},
              {"by", std::move(by)},
              {"organisation", std::move(organisation)}};
}

Json due_json(std::vector<retention::Due> const& due, std::string_view kind) {
  for (auto const& it : due)
    if (it.kind == kind) return {{"count", it.count}, {"oldest", or_null(it.oldest)}};
  return nullptr;
}

Result<Json> kind_json(retention::Rule const& rule, retention::Setting const& setting, Json due, People& people) {
  BASSIN_TRY(auto decided, setting_json(setting, people));
  return Json{{"kind", rule.kind},
              {"months", setting.months},
              {"usual", rule.months},
              {"least", rule.least},
              {"most", rule.most},
              {"fate", id_of(rule.fate)},
              {"visa", rule.visa},
              {"purged", rule.purged.has_value()},
              {"due", std::move(due)},
              {"version", setting.version},
              {"decided", setting.version == 0 ? Json(nullptr) : std::move(decided)}};
}

Result<Json> get_retention(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const settings, retention::settings(session));
    BASSIN_TRY(auto const due, retention::due(session, call.reader, call.context.today()));
    BASSIN_TRY(auto const decided, retention::decided(session));
    People people(session);
    BASSIN_DO(people.know(decided, [](retention::Setting const& it) { return it.agent; }));
    Json kinds = Json::array();
    for (std::size_t i = 0; i < settings.size(); ++i) {
      auto const& rule = retention::rules()[i];
      BASSIN_TRY(auto one, kind_json(rule, settings[i], due_json(due, rule.kind), people));
      kinds.push_back(std::move(one));
    }
    Json history = Json::array();
    for (auto const& it : decided) {
      BASSIN_TRY(auto one, setting_json(it, people));
      history.push_back(std::move(one));
    }
    return Json{{"kinds", std::move(kinds)}, {"decided", std::move(history)}, {"maySet", call.reader.installation}};
  });
}

Result<Json> get_due(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  auto const kind = std::string(call.request.path_value("kind"));
  BASSIN_TRY(auto list, casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const records, retention::due_records(session, call.reader, call.context.today(), kind));
    Json out = Json::array();
    for (auto const& it : records) out.push_back({{"id", it.id}, {"business", or_null(it.business)}, {"since", it.since}});
    return out;
  }));
  BASSIN_DO(put_titles(call, casework, list));
  return Json{{"records", std::move(list)}};
}

Result<Json> put_setting(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "months", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const months, body.integer("months"));
  BASSIN_TRY(auto const why, body.text("why"));
  auto const kind = std::string(call.request.path_value("kind"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, retention::decide(session, act, kind, version, months, why));
    return written_json(now.kind, now.version);
  });
}

Result<Json> purge_json(Purge const& it, People& people) {
  BASSIN_TRY(auto by, people.agent(it.created_by));
  Json kinds = Json::array();
  for (auto const& one : it.kinds)
    kinds.push_back({{"kind", one.kind}, {"listed", one.listed}, {"erased", one.erased}, {"stays", one.stays}});
  return Json{{"id", it.id},
              {"on", it.on},
              {"state", it.state},
              {"visa", or_null(it.visa)},
              {"visaOn", or_null(it.visa_on)},
              {"needsVisa", it.needs_visa},
              {"sha256", or_null(it.archive_sum)},
              {"archivedAt", or_null(it.archive_at)},
              {"by", std::move(by)},
              {"at", it.created_at},
              {"endedAt", or_null(it.ended_at)},
              {"version", it.version},
              {"kinds", std::move(kinds)}};
}

Result<Json> get_purges(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const purges, retention::purges_of(session, call.reader));
    People people(session);
    BASSIN_DO(people.know(purges, [](Purge const& it) { return it.created_by; }));
    Json out = Json::array();
    for (auto const& it : purges) {
      BASSIN_TRY(auto one, purge_json(it, people));
      out.push_back(std::move(one));
    }
    return Json{{"purges", std::move(out)}};
  });
}

Result<Json> post_purge(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  BASSIN_TRY(auto const body, Body::of(call.request, {"kinds"}));
  BASSIN_TRY(auto const kinds, body.optional_texts("kinds"));
  if (!kinds || kinds->empty()) return bad_field("kinds", "exchange, need, follow_up, contact, channel, reminder, import");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, retention::list_purge(session, act, call.context.today(), *kinds));
    return written_json(made.id, made.version);
  });
}

// The whole file, then that it was handed over: a purge is carried out after that alone.
Result<http::Response> get_archive(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  BASSIN_TRY(auto text,
             casework.store->read([&](sql::Session& session) { return retention::purge_archive(session, call.reader, id_in(call)); }));
  auto const sum = partners::hash_of_text(text);
  BASSIN_DO(casework.store->write(
      [&](sql::Session& session) { return retention::note_archive(session, act_of(call, casework), id_in(call), sum); }));
  auto response = http::make_response(200, "application/x-ndjson; charset=utf-8", std::move(text));
  response.set_header("Content-Disposition", "attachment; filename=\"bassin-archives-" + id_in(call) + ".jsonl\"");
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Content-SHA256", sum);
  return response;
}

Result<Json> put_visa(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "reference", "on"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const reference, body.text("reference"));
  BASSIN_TRY(auto const on, body.text("on"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const now, retention::set_visa(session, act, id_in(call), version, reference, on));
    return written_json(now.id, now.version);
  });
}

Result<Json> post_block(Call const& call, Casework const& casework, RetentionParts const& parts) {
  BASSIN_DO(check_own(call));
  std::vector<retention::PurgedRecord> erased;
  BASSIN_TRY(auto answer, change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
               BASSIN_TRY(auto block, retention::carry_out_block(session, act, id_in(call)));
               erased = std::move(block.erased);
               People people(session);
               return purge_json(block.purge, people);
             }));
  // The store knows them already: what fails here is written when the server starts again.
  if (parts.note) BASSIN_DO(parts.note(erased));
  if (answer["state"] == "done") (void)sql::empty_journal(*casework.store);
  return answer;
}

Result<Json> delete_purge(Call const& call, Casework const& casework) {
  BASSIN_DO(check_own(call));
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(retention::leave_purge(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_retention_endpoints(Routes& routes, Casework const& casework, RetentionParts const& parts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/retention", Need::manage_partners, Lane::store}, with(get_retention));
  routes.add({Method::put, "/api/v1/retention/{kind}", Need::manage_installation, Lane::store}, with(put_setting));
  routes.add({Method::get, "/api/v1/retention/{kind}/due", Need::manage_partners, Lane::store}, with(get_due));
  routes.add({Method::get, "/api/v1/purges", Need::manage_partners, Lane::store}, with(get_purges));
  routes.add({Method::post, "/api/v1/purges", Need::manage_partners, Lane::store}, with(post_purge));
  routes.add({Method::remove, "/api/v1/purges/{id}", Need::manage_partners, Lane::store}, with(delete_purge));
  routes.add_raw({Method::get, "/api/v1/purges/{id}/archive", Need::manage_partners, Lane::store}, with(get_archive));
  routes.add({Method::put, "/api/v1/purges/{id}/visa", Need::manage_partners, Lane::store}, with(put_visa));
  routes.add({Method::post, "/api/v1/purges/{id}/carry-out", Need::manage_partners, Lane::store},
             [&casework, &parts](Call const& call) { return post_block(call, casework, parts); });
}

}  // namespace bassin::service
