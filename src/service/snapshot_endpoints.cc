#include "service/snapshot_endpoints.h"

#include <nlohmann/json.hpp>

#include "access/audit.h"
#include "base/instant.h"
#include "registry/store.h"
#include "service/accounts.h"
#include "service/body.h"
#include "service/register_source.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::service {

namespace {

using base::Result;

Json json_of(registry::SourceFile const& source) {
  return {{"kind", source.kind}, {"file", source.name},         {"rows", source.rows},
          {"kept", source.kept}, {"rejected", source.rejected}, {"outOfScope", source.out_of_scope}};
}

// Of a damaged one its name alone is known.
Json json_of(registry::SnapshotEntry const& entry) {
  auto const& m = entry.manifest;
  bool const whole = !entry.damage;
  Json sources = Json::array();
  for (auto const& source : m.sources) sources.push_back(json_of(source));
  return {{"id", entry.id},
          {"current", entry.current},
          {"damaged", !whole},
          {"madeAt", whole ? Json(base::to_iso(base::Instant{m.made_at * 1000})) : Json(nullptr)},
          {"dataDate", m.data_date ? Json(base::to_iso(*m.data_date)) : Json(nullptr)},
          {"scope", whole ? Json(m.scope) : Json(nullptr)},
          {"establishments", m.establishments},
          {"units", m.units},
          {"positions", m.positions},
          {"hasHistory", m.has_history},
          {"fictitious", m.fictitious},
          {"bytes", entry.bytes},
          {"sources", std::move(sources)}};
}

Result<Json> list_of(registry::Store const& store) {
  BASSIN_TRY(auto const entries, store.list());
  Json out = Json::array();
  for (auto const& entry : entries) out.push_back(json_of(entry));
  return Json{{"snapshots", std::move(out)}};
}

Result<Json> get_snapshots(Call const& call) {
  auto const& query = call.request.query;
  if (!query.empty()) return base::Error("query.unknown_parameter", {{"name", query.front().first}, {"allowed", ""}});
  return list_of(call.context.registry->store());
}

Result<void> note(Call const& call, Accounts const& accounts, std::string const& before, std::string const& now) {
  auto const& desk = *accounts.desk;
  return desk.store.write([&](sql::Session& session) -> Result<void> {
    return access::record(session, {.actor = actor_of(call, desk),
                                    .action = "register.put_in_use",
                                    .kind = "snapshot",
                                    .record = now,
                                    .before = Json(before).dump(),
                                    .after = Json(now).dump(),
                                    .note = "",
                                    .subject = ""});
  });
}

// The trail is written afterwards: every byte is read first, and nobody's writing waits for that.
Result<Json> use_snapshot(Call const& call, Accounts const& accounts) {
  BASSIN_TRY([[maybe_unused]] auto const body, Body::of(call.request, {}));
  auto const id = std::string(call.request.path_value("id"));
  if (!registry::is_snapshot_id(id)) return base::Error("store.no_snapshot", {{"id", id}});
  auto store = call.context.registry->store();
  BASSIN_TRY([[maybe_unused]] auto const lock, store.lock());
  auto const before = store.current_id();
  BASSIN_TRY(auto const done, store.rollback(id));
  BASSIN_DO(note(call, accounts, before.ok() ? *before : "", done.id));
  return list_of(store);
}

}  // namespace

void add_snapshot_endpoints(Routes& routes, Accounts& accounts) {
  using http::Method;
  routes.add({Method::get, "/api/v1/snapshots", access::Need::manage_installation, http::Lane::store}, get_snapshots);
  routes.add({Method::post, "/api/v1/snapshots/{id}/use", access::Need::manage_installation, http::Lane::bulk},
             [&accounts](Call const& call) { return use_snapshot(call, accounts); });
}

}  // namespace bassin::service
