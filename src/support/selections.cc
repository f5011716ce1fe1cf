#include "support/selections.h"

#include "access/reader.h"
#include "access/record_json.h"
#include "base/fold.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"

#include <algorithm>

namespace bassin::support {

namespace {

using base::Error;
using base::Result;

Selection selection_of(sql::Row const& row) {
  return {row.text("id"),     row.text("organisation"), row.text("agent"),      row.text("name"),      row.text("query"),
          row.flag("shared"), row.integer("version"),   row.text("created_at"), row.text("changed_at")};
}

std::string json_of(Selection const& s) {
  return access::text_of({{"id", s.id}, {"name", s.name}, {"query", s.query}, {"shared", s.shared}, {"version", s.version}});
}

bool sees(access::Reader const& reader, Selection const& selection) {
  if (reader.standing != access::Reader::Standing::member || selection.organisation != reader.organisation) return false;
  return selection.shared || selection.agent == reader.agent;
}

Result<Selection> own(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto selection, find_selection(session, act.reader, id));
  if (selection.agent != act.reader.agent) return Error("support.not_yours");
  if (selection.version != version) return Error("support.changed", {{"now", json_of(selection)}});
  return selection;
}

Result<void> refuse_more(sql::Session& session, Act const& act) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from selection where agent = :agent", {{"agent", act.reader.agent}}));
  if (static_cast<std::size_t>(row->integer("n")) < selections_most) return {};
  return Error("support.too_many_selections", {{"most", std::to_string(selections_most)}});
}

}  // namespace

std::string zone_in(std::string_view query) {
  constexpr std::string_view name = "zone=";
  std::string out;
  while (!query.empty()) {
    auto const pair = query.substr(0, query.find('&'));
    if (pair.starts_with(name)) out = pair.substr(name.size());
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return out;
}

Result<std::vector<Selection>> selections_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const rows,
             session.rows("select id, organisation, agent, name, query, shared, version, created_at, changed_at from selection where "
                          "organisation = :organisation and (shared = 1 or agent = :agent) order by id",
                          {{"organisation", reader.organisation}, {"agent", reader.agent}}));
  std::vector<Selection> out;
  for (auto const& row : rows) out.push_back(selection_of(row));
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return base::fold(a.name) < base::fold(b.name); });
  return out;
}

Result<Selection> find_selection(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select id, organisation, agent, name, query, shared, version, created_at, changed_at from "
                                         "selection where id = :id",
                                         {{"id", id}}));
  if (!row) return Error("support.unknown_selection", {{"id", id}});
  auto selection = selection_of(*row);
  if (!sees(reader, selection)) return Error("support.unknown_selection", {{"id", id}});
  return selection;
}

Result<Selection> create_selection(sql::Session& session, Act const& act, std::string_view name, std::string_view query, bool shared) {
  Selection fresh;
  BASSIN_TRY(fresh.name, base::clean("name", name, base::name_most));
  BASSIN_TRY(fresh.query, base::clean_or_empty("query", query, query_most));
  BASSIN_DO(refuse_more(session, act));
  fresh.id = base::new_uuid();
  fresh.organisation = act.reader.organisation;
  fresh.agent = act.reader.agent;
  fresh.shared = shared;
  fresh.version = 1;
  fresh.created_at = fresh.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(
      session.run("insert into selection (id, organisation, agent, name, query, shared, version, created_at, changed_at) values (:id, "
                  ":organisation, :agent, :name, :query, :shared, 1, :at, :at)",
                  {{"id", fresh.id},
                   {"organisation", fresh.organisation},
                   {"agent", fresh.agent},
                   {"name", fresh.name},
                   {"query", fresh.query},
                   {"shared", shared ? 1 : 0},
                   {"at", fresh.created_at}}));
  BASSIN_DO(access::record(session, act, "selection.created", "selection", fresh.id, "", json_of(fresh)));
  return fresh;
}

Result<Selection> change_selection(sql::Session& session, Act const& act, std::string const& id, SelectionChange const& change) {
  BASSIN_TRY(auto const before, own(session, act, id, change.version));
  auto after = before;
  if (change.name) {
    BASSIN_TRY(after.name, base::clean("name", *change.name, base::name_most));
  }
  if (change.query) {
    BASSIN_TRY(after.query, base::clean_or_empty("query", *change.query, query_most));
  }
  after.shared = change.shared.value_or(before.shared);
  after.changed_at = base::to_iso(act.actor.at);
  ++after.version;
  BASSIN_DO(session.run(
      "update selection set name = :name, query = :query, shared = :shared, version = :version, changed_at = :at where id = :id",
      {{"name", after.name},
       {"query", after.query},
       {"shared", after.shared ? 1 : 0},
       {"version", after.version},
       {"at", after.changed_at},
       {"id", id}}));
  if (after.query != before.query) BASSIN_DO(session.run("delete from selection_seen where selection = :id", {{"id", id}}));
  BASSIN_DO(access::record(session, act, "selection.changed", "selection", id, json_of(before), json_of(after)));
  return after;
}

Result<void> delete_selection(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, own(session, act, id, version));
  BASSIN_DO(session.run("delete from selection_seen where selection = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from selection where id = :id", {{"id", id}}));
  return access::record(session, act, "selection.deleted", "selection", id, json_of(before), "");
}

Result<std::optional<Seen>> seen(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select at, snapshot, total, held from selection_seen where selection = :id and agent = :agent",
                                         {{"id", id}, {"agent", reader.agent}}));
  if (!row) return std::optional<Seen>();
  return std::optional(
      Seen{row->text("at"), row->text("snapshot"), static_cast<std::uint64_t>(row->integer("total")), row->optional_text("held")});
}

Result<void> note_seen(sql::Session& session, access::Reader const& reader, std::string const& id, Seen const& now) {
  return session.run(
      "insert into selection_seen (selection, agent, at, snapshot, total, held) values (:id, :agent, :at, :snapshot, :total, :held) "
      "on conflict (selection, agent) do update set at = excluded.at, snapshot = excluded.snapshot, total = excluded.total, held = "
      "excluded.held",
      {{"id", id}, {"agent", reader.agent}, {"at", now.at}, {"snapshot", now.snapshot}, {"total", now.total}, {"held", now.held}});
}

}  // namespace bassin::support
