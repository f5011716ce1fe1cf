// What a purge erases, and the file that is handed over before.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "partners/agent.h"
#include "retention/internal/purge_rows.h"
#include "retention/purge.h"
#include "retention/settings.h"
#include "sql/listed.h"

namespace bassin::retention {

namespace {

using access::Json;
using base::Error;
using base::Result;

struct Item {
  support::Aged kind = support::Aged::exchange;
  std::string record, sum;
};

// Contacts go before the numbers that hang on them, follow-ups before exchanges: kinds run backwards.
constexpr std::string_view before_all = "~";

// The next ones of one kind, behind that one.
Result<std::vector<Item>> next_items(sql::Session& session, std::string const& purge, std::string const& after_kind,
                                     std::string const& after_record) {
  BASSIN_TRY(auto const rows,
             session.rows("select kind, record, sum from purge_item where purge = :purge and state = 'listed' and (kind < :kind or (kind = "
                          ":kind and record > :record)) order by kind desc, record limit :most",
                          {{"purge", purge}, {"kind", after_kind}, {"record", after_record}, {"most", purge_block}}));
  std::vector<Item> out;
  for (auto const& row : rows) {
    auto const kind = support::parse_aged(row.text("kind"));
    if (!kind || (!out.empty() && out.front().kind != *kind)) break;
    out.push_back({*kind, row.text("record"), row.text("sum")});
  }
  return out;
}

std::vector<std::string> ids_of(std::vector<Item> const& items) {
  std::vector<std::string> out;
  for (auto const& item : items) out.push_back(item.record);
  return out;
}

// Of these, those that are due still and hold what they held when they were listed, and those that are gone already.
Result<std::vector<std::string>> unchanged(sql::Session& session, Purge const& purge, std::vector<Item> const& items) {
  auto const kind = items.front().kind;
  auto const ids = ids_of(items);
  BASSIN_TRY(auto const all, settings(session));
  auto const setting = std::find_if(all.begin(), all.end(), [&](Setting const& it) { return it.kind == support::id_of(kind); });
  auto const day = base::parse_date(purge.on).value_or(base::Date{});
  auto const listed = sql::listed(ids);
  auto values = support::aged_values(purge.organisation, began_before(day, setting->months));
  values.insert(values.end(), listed.values.begin(), listed.values.end());
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select id from ({}) d where id in {}", support::aged_sql(kind), listed.places),
                                           sql::Session::Values(values)));
  std::set<std::string> due;
  for (auto const& row : rows) due.insert(row.text("id"));
  BASSIN_TRY(auto const contents, support::aged_content(session, kind, ids));
  std::vector<std::string> out;
  std::set<std::string> there;
  for (auto const& content : contents) {
    auto const id = content["id"].get<std::string>();
    there.insert(id);
    auto const item = std::find_if(items.begin(), items.end(), [&](Item const& it) { return it.record == id; });
    if (due.contains(id) && item->sum == internal::sum_of(content)) out.push_back(id);
  }
  for (auto const& id : ids)
    if (!there.contains(id)) out.push_back(id);
  return out;
}

Result<void> set_items(sql::Session& session, Purge const& purge, support::Aged kind, std::span<std::string const> ids,
                       std::string_view state) {
  if (ids.empty()) return {};
  auto const listed = sql::listed(ids);
  auto values = listed.values;
  values.insert(values.end(), {{"purge", purge.id}, {"kind", support::id_of(kind)}, {"state", state}});
  return session.run(
      fmt::format("update purge_item set state = :state, business = '', commune = '', sum = '' where purge = :purge and kind = "
                  ":kind and record in {}",
                  listed.places),
      sql::Session::Values(values));
}

// Names that a line of the archive says by their ids.
void collect_agents(Json const& content, std::set<std::string>& agents) {
  for (auto const& [name, value] : content.items()) {
    if (value.is_object() || value.is_array()) collect_agents(value, agents);
    bool const person = name == "agent" || name.ends_with("_by") || name == "referent" || name == "to_agent";
    if (person && value.is_string()) agents.insert(value.get<std::string>());
  }
}

Result<std::string> names_line(sql::Session& session, std::set<std::string> const& agents) {
  Json names = Json::object();
  std::set<std::string> some;
  for (auto it = agents.begin(); it != agents.end();) {
    some.insert(*it);
    if (++it != agents.end() && some.size() < purge_block) continue;
    BASSIN_TRY(auto const found, partners::agent_names(session, some));
    for (auto const& [id, name] : found) names[id] = name;
    some.clear();
  }
  return access::text_of({{"kind", "names"}, {"agents", std::move(names)}}) + "\n";
}

}  // namespace

Result<std::string> purge_archive(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const purge, find_purge(session, reader, id));
  if (purge.state == "left" || purge.state == "done") return Error("retention.purge_over");
  std::string out = access::text_of({{"kind", "manifest"},
                                     {"format", "bassin archive 1"},
                                     {"purge", purge.id},
                                     {"organisation", purge.organisation},
                                     {"on", purge.on},
                                     {"visa", purge.visa},
                                     {"visaOn", purge.visa_on},
                                     {"records", internal::json_of(purge)["kinds"]}}) +
                    "\n";
  std::set<std::string> agents;
  std::string kind(before_all), record;
  while (true) {
    BASSIN_TRY(auto const items, next_items(session, purge.id, kind, record));
    if (items.empty()) break;
    kind = support::id_of(items.back().kind);
    record = items.back().record;
    BASSIN_TRY(auto const contents, support::aged_content(session, items.front().kind, ids_of(items)));
    for (auto const& content : contents) {
      collect_agents(content, agents);
      out += access::text_of(content) + "\n";
    }
  }
  BASSIN_TRY(auto const names, names_line(session, agents));
  return out + names;
}

Result<Block> carry_out_block(sql::Session& session, access::Act const& act, std::string const& id) {
  BASSIN_TRY(auto const before, find_purge(session, act.reader, id));
  if (before.state == "done" || before.state == "left") return Error("retention.purge_over");
  if (before.archive_sum.empty()) return Error("retention.no_archive");
  if (before.needs_visa && before.visa.empty()) return Error("retention.no_visa");
  Block out;
  BASSIN_TRY(auto const items, next_items(session, id, std::string(before_all), ""));
  if (!items.empty()) {
    auto const kind = items.front().kind;
    BASSIN_TRY(auto const erased, unchanged(session, before, items));
    BASSIN_DO(set_items(session, before, kind, ids_of(items), "stays"));
    BASSIN_DO(set_items(session, before, kind, erased, "erased"));
    for (auto const& one : erased) out.erased.push_back({kind, one, base::to_iso(act.actor.at)});
    BASSIN_DO(support::erase_aged(session, kind, erased));
    BASSIN_DO(note_purged(session, out.erased));
  }
  BASSIN_TRY(auto after, find_purge(session, act.reader, id));
  bool const over = std::all_of(after.kinds.begin(), after.kinds.end(), [](PurgedKind const& it) { return it.listed == 0; });
  after.state = over ? "done" : "running";
  BASSIN_TRY(out.purge, internal::keep(session, act, before, after, over ? "purge.carried_out" : ""));
  return out;
}

}  // namespace bassin::retention
