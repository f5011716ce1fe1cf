// GET /api/v1/audit: who did what and when. An administrator reads that of the own organisation.
#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "partners/agent.h"
#include "service/accounts.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view allowed = "agent, organisation, action, kind, record, from, to, cursor, limit";
constexpr std::size_t most_rows = 500;

Result<std::size_t> limit_of(std::string const& text) {
  auto const number = text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos && !text.empty() ? std::stoul(text) : 0;
  if (number < 1 || number > most_rows)
    return Error("query.bad_value", {{"name", "limit"}, {"value", text}, {"allowed", "1–" + std::to_string(most_rows)}});
  return number;
}

Result<access::AuditQuery> query_of(http::Pairs const& pairs) {
  access::AuditQuery out;
  std::map<std::string_view, std::string*> const texts = {{"agent", &out.agent},   {"organisation", &out.organisation},
                                                          {"action", &out.action}, {"kind", &out.kind},
                                                          {"record", &out.record}, {"from", &out.from},
                                                          {"to", &out.to},         {"cursor", &out.before}};
  for (auto const& [name, value] : pairs) {
    if (name == "limit") {
      BASSIN_TRY(out.limit, limit_of(value));
      continue;
    }
    auto const found = texts.find(name);
    if (found == texts.end()) return Error("query.unknown_parameter", {{"name", name}, {"allowed", std::string(allowed)}});
    *found->second = value;
  }
  return out;
}

Json json_or_null(std::string const& text) {
  auto json = text.empty() ? Json(nullptr) : Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json(nullptr) : json;
}

// What these hold is read as far as a convention opens it, so the trail does not tell it to another organisation, nor to who runs the
// installation alone.
constexpr std::string_view kept_kinds[] = {
    "campaign",    "campaign_target", "contact",       "crisis",         "crisis_after",    "crisis_agreement", "crisis_case",
    "crisis_form", "crisis_help",     "crisis_lesson", "crisis_request", "crisis_template", "damage_report",    "document",
    "exchange",    "follow_up",       "grid",          "grid_heading",   "grid_indicator",  "grid_value",       "need",
    "parcel_farm", "parcel_link",     "project",       "readiness",      "reminder",        "water_proposal"};

bool shows_values(access::Reader const& reader, access::AuditRow const& row) {
  bool const own = row.organisation == reader.organisation && access::allows(reader, access::Need::see_personal);
  return own || std::find(std::begin(kept_kinds), std::end(kept_kinds), row.kind) == std::end(kept_kinds);
}

Json json_of(access::AuditRow const& row, std::map<std::string, std::string> const& names, bool values) {
  auto const name = names.find(row.agent);
  auto const or_null = [](std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return {{"id", row.id},
          {"at", row.at},
          {"agent", or_null(row.agent)},
          {"agent_name", name == names.end() ? Json(nullptr) : Json(name->second)},
          {"organisation", or_null(row.organisation)},
          {"place", row.place},
          {"action", row.action},
          {"kind", row.kind},
          {"record", row.record},
          {"before", json_or_null(values ? row.before : "")},
          {"after", json_or_null(values ? row.after : "")},
          {"note", or_null(row.note)}};
}

Result<Json> page(sql::Session& session, access::Reader const& reader, access::AuditQuery const& query) {
  BASSIN_TRY(auto const rows, access::audit_trail(session, query));
  std::set<std::string> agents;
  for (auto const& row : rows) agents.insert(row.agent);
  agents.erase("");
  BASSIN_TRY(auto names, partners::agent_names(session, agents));
  for (auto const& agent : agents) names.try_emplace(agent);
  Json out{{"rows", Json::array()}, {"next", nullptr}};
  for (auto const& row : rows) out["rows"].push_back(json_of(row, names, shows_values(reader, row)));
  if (rows.size() == query.limit) out["next"] = rows.back().id;
  return out;
}

Result<Json> get_audit(Call const& call, Accounts const& accounts) {
  BASSIN_TRY(auto query, query_of(call.request.query));
  if (!call.reader.installation) query.organisation = call.reader.organisation;
  return accounts.desk->store.read([&](sql::Session& session) { return page(session, call.reader, query); });
}

}  // namespace

void add_audit_endpoints(Routes& routes, Accounts& accounts) {
  routes.add({http::Method::get, "/api/v1/audit", access::Need::manage_partners, http::Lane::store},
             [&accounts](Call const& call) { return get_audit(call, accounts); });
}

}  // namespace bassin::service
