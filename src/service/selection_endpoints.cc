// Saved selections, and what changed in them since the reader last looked.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/row.h"
#include "query/view.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_endpoints.h"
#include "service/casework_people.h"
#include "service/saved_question.h"
#include "service/selection_content.h"
#include "sql/store.h"
#include "support/selections.h"
#include "support/zones.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::Selection;

namespace {

using ZoneNames = std::map<std::string, std::string>;

// Of the zones that the reader sees, where one of the selections names any.
Result<ZoneNames> zones_in(sql::Session& session, access::Reader const& reader, std::vector<Selection> const& selections) {
  ZoneNames out;
  bool const none = std::all_of(selections.begin(), selections.end(), [](auto const& it) { return support::zone_in(it.query).empty(); });
  if (none) return out;
  BASSIN_TRY(auto const zones, support::zones_of(session, reader));
  for (auto const& it : zones) out.emplace(it.id, it.name);
  return out;
}

// The zone that the question names; its name is null where it was deleted, or is not shared with the reader any more.
Json zone_of(ZoneNames const& zones, Selection const& selection) {
  auto const id = support::zone_in(selection.query);
  if (id.empty()) return nullptr;
  auto const found = zones.find(id);
  return {{"id", id}, {"name", found == zones.end() ? Json(nullptr) : Json(found->second)}};
}

Result<Json> to_json(People& people, ZoneNames const& zones, access::Reader const& reader, Selection const& s) {
  Json out{{"id", s.id},
           {"name", s.name},
           {"query", s.query},
           {"shared", s.shared},
           {"version", s.version},
           {"createdAt", s.created_at},
           {"changedAt", s.changed_at},
           {"mine", s.agent == reader.agent}};
  BASSIN_TRY(out["agent"], people.agent(s.agent));
  out["zone"] = zone_of(zones, s);
  return out;
}

Result<Json> to_json(sql::Session& session, access::Reader const& reader, Selection const& s) {
  People people(session);
  BASSIN_TRY(auto const zones, zones_in(session, reader, {s}));
  return to_json(people, zones, reader, s);
}

struct Content {
  std::string snapshot;
  std::uint64_t total = 0;
  std::optional<std::vector<Holding>> holdings;  // nothing: more than are followed
};

Result<Content> content_of(Call const& call, std::string const& query) {
  BASSIN_TRY(auto const question, saved_question(call, query));
  BASSIN_TRY(auto const numbers, rows_of(question));
  Content out{question.view()->snapshot().id(), numbers.size(), std::nullopt};
  if (numbers.size() > support::held_most) return out;
  BASSIN_TRY(auto const rows, query::read_rows(*question.view(), numbers, question.audience(), question.filter().at));
  auto& holdings = out.holdings.emplace();
  for (auto const& row : rows) holdings.push_back(holding_of(row));
  std::sort(holdings.begin(), holdings.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
  return out;
}

Result<void> note_content(sql::Session& session, support::Act const& act, std::string const& id, Content const& content) {
  support::Seen now{base::to_iso(act.actor.at), content.snapshot, content.total, std::nullopt};
  if (content.holdings) now.held = write_holdings(*content.holdings);
  return support::note_seen(session, act.reader, id, now);
}

Result<Json> get_selections(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    People people(session);
    BASSIN_TRY(auto const selections, support::selections_of(session, call.reader));
    BASSIN_DO(people.know(selections, [](auto const& it) { return it.agent; }));
    BASSIN_TRY(auto const zones, zones_in(session, call.reader, selections));
    Json out = Json::array();
    for (auto const& selection : selections) {
      BASSIN_TRY(auto json, to_json(people, zones, call.reader, selection));
      out.push_back(std::move(json));
    }
    return Json{{"selections", std::move(out)}};
  });
}

Result<Json> post_selection(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"name", "query", "shared"}));
  BASSIN_TRY(auto const name, body.text("name"));
  BASSIN_TRY(auto const query, body.text("query"));
  BASSIN_TRY(auto const shared, body.optional_flag("shared"));
  BASSIN_TRY(auto const content, content_of(call, query));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::create_selection(session, act, name, query, shared.value_or(false)));
    BASSIN_DO(note_content(session, act, made.id, content));
    return to_json(session, call.reader, made);
  });
}

Result<Json> patch_selection(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name", "query", "shared"}));
  support::SelectionChange wanted;
  BASSIN_TRY(wanted.version, body.integer("version"));
  BASSIN_TRY(wanted.name, body.optional_text("name"));
  BASSIN_TRY(wanted.query, body.optional_text("query"));
  BASSIN_TRY(wanted.shared, body.optional_flag("shared"));
  if (wanted.query) {
    BASSIN_TRY([[maybe_unused]] auto const checked, saved_question(call, *wanted.query));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::change_selection(session, act, std::string(call.request.path_value("id")), wanted));
    return to_json(session, call.reader, changed);
  });
}

Result<Json> delete_selection(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::delete_selection(session, act, std::string(call.request.path_value("id")), version));
    return Json{{"changed", true}};
  });
}

Json to_json(HoldingChanges const& changes) {
  Json changed = Json::array();
  for (auto const& one : changes.changed) {
    Json values = Json::array();
    for (auto const& value : one.values) {
      bool const told = !value.before.empty() || !value.now.empty();
      values.push_back(
          {{"name", value.name}, {"before", told ? Json(value.before) : Json(nullptr)}, {"now", told ? Json(value.now) : Json(nullptr)}});
    }
    changed.push_back({{"id", one.id}, {"values", std::move(values)}});
  }
  return {{"in", changes.in}, {"out", changes.out}, {"changed", std::move(changed)}};
}

// Reads the selection and what was held; the question is asked between transactions, for it takes its time.
struct Looked {
  Selection selection;
  std::optional<support::Seen> before;
};
Result<Looked> look(Call const& call, Casework const& casework) {
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  return casework.store->read([&](sql::Session& session) -> Result<Looked> {
    auto const id = std::string(call.request.path_value("id"));
    Looked out;
    BASSIN_TRY(out.selection, support::find_selection(session, call.reader, id));
    BASSIN_TRY(out.before, support::seen(session, call.reader, id));
    return out;
  });
}

Result<Json> get_changes(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const looked, look(call, casework));
  BASSIN_TRY(auto const now, content_of(call, looked.selection.query));
  auto const held = looked.before && looked.before->held ? read_holdings(*looked.before->held) : std::nullopt;
  bool const told = held && now.holdings;
  Json since = nullptr;
  if (looked.before) since = {{"at", looked.before->at}, {"snapshot", looked.before->snapshot}, {"total", looked.before->total}};
  return Json{{"since", std::move(since)},
              {"snapshot", now.snapshot},
              {"total", now.total},
              {"followed", now.holdings.has_value()},
              {"changes", told ? to_json(compare(*held, *now.holdings)) : Json(nullptr)}};
}

Result<Json> put_seen(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const looked, look(call, casework));
  BASSIN_TRY(auto const now, content_of(call, looked.selection.query));
  auto const act = act_of(call, casework);
  return casework.store->write([&](sql::Session& session) -> Result<Json> {
    BASSIN_DO(note_content(session, act, looked.selection.id, now));
    return Json{{"total", now.total}, {"followed", now.holdings.has_value()}};
  });
}

}  // namespace

void add_selection_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/selections", Need::see_businesses, Lane::store}, with(get_selections));
  routes.add({Method::post, "/api/v1/selections", Need::see_businesses, Lane::store}, with(post_selection));
  routes.add({Method::patch, "/api/v1/selections/{id}", Need::see_businesses, Lane::store}, with(patch_selection));
  routes.add({Method::remove, "/api/v1/selections/{id}", Need::see_businesses, Lane::store}, with(delete_selection));
  routes.add({Method::get, "/api/v1/selections/{id}/changes", Need::see_businesses, Lane::store}, with(get_changes));
  routes.add({Method::put, "/api/v1/selections/{id}/seen", Need::see_businesses, Lane::store}, with(put_seen));
}

}  // namespace bassin::service
