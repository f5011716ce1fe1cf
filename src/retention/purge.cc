#include "retention/purge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/checksum.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "retention/internal/purge_rows.h"
#include "retention/settings.h"

namespace bassin::retention {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view columns =
    "id, organisation, on_day, state, visa, visa_on, archive_sum, archive_at, version, created_at, created_by, ended_at";

Purge purge_of(sql::Row const& row) {
  Purge out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.on = row.text("on_day");
  out.state = row.text("state");
  out.visa = row.text("visa");
  out.visa_on = row.optional_text("visa_on").value_or("");
  out.archive_sum = row.optional_text("archive_sum").value_or("");
  out.archive_at = row.optional_text("archive_at").value_or("");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.ended_at = row.optional_text("ended_at").value_or("");
  return out;
}

// Of those purges, in one statement.
Result<void> add_counts(sql::Session& session, std::vector<Purge>& purges, std::string_view condition, sql::Named const& value) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select purge, kind, state, count(*) as n from purge_item where purge in (select id "
                                                       "from purge where {}) group by purge, kind, state order by purge, kind, state",
                                                       condition),
                                           {value}));
  for (auto const& row : rows) {
    auto const purge = std::find_if(purges.begin(), purges.end(), [&](Purge const& it) { return it.id == row.text("purge"); });
    if (purge == purges.end()) continue;
    auto const kind = row.text("kind");
    if (purge->kinds.empty() || purge->kinds.back().kind != kind) purge->kinds.push_back({kind, 0, 0, 0});
    auto& counts = purge->kinds.back();
    auto const state = row.text("state");
    (state == "listed" ? counts.listed : state == "erased" ? counts.erased : counts.stays) = row.integer("n");
  }
  for (auto& purge : purges) {
    purge.needs_visa = std::any_of(purge.kinds.begin(), purge.kinds.end(), [](PurgedKind const& it) {
      auto const* const rule = rule_of(it.kind);
      return rule != nullptr && rule->visa;
    });
  }
  return {};
}

// The day before which the time of a record of that kind must have begun.
Result<std::map<std::string, base::Date>> limits(sql::Session& session, base::Date today) {
  BASSIN_TRY(auto const all, settings(session));
  std::map<std::string, base::Date> out;
  for (auto const& one : all) out[one.kind] = began_before(today, one.months);
  return out;
}

struct Listing {
  sql::Session& session;
  access::Act const& act;
  Purge const& purge;
  std::int64_t left = purge_most;
};

Result<void> list_block(Listing const& listing, support::Aged kind, std::map<std::string, DueRecord> const& block) {
  std::vector<std::string> ids;
  for (auto const& [id, one] : block) ids.push_back(id);
  BASSIN_TRY(auto const contents, support::aged_content(listing.session, kind, ids));
  for (auto const& content : contents) {
    auto const& one = block.at(content["id"].get<std::string>());
    BASSIN_DO(
        listing.session.run("insert into purge_item (purge, kind, record, business, commune, since, sum, state) values (:purge, "
                            ":kind, :record, :business, :commune, :since, :sum, 'listed')",
                            {{"purge", listing.purge.id},
                             {"kind", support::id_of(kind)},
                             {"record", one.id},
                             {"business", one.business},
                             {"commune", one.commune},
                             {"since", one.since},
                             {"sum", internal::sum_of(content)}}));
  }
  return {};
}

Result<std::vector<DueRecord>> oldest(sql::Session& session, std::string const& organisation, support::Aged kind, base::Date limit,
                                      std::int64_t most) {
  auto values = support::aged_values(organisation, limit);
  values.emplace_back("most", most);
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select id, business, commune, since from ({}) d order by since, id limit :most",
                                                       support::aged_sql(kind)),
                                           sql::Session::Values(values)));
  std::vector<DueRecord> out;
  for (auto const& row : rows) out.push_back({row.text("id"), row.text("business"), row.text("commune"), row.text("since")});
  return out;
}

Result<void> list_kind(Listing& listing, support::Aged kind, base::Date limit) {
  BASSIN_TRY(auto const found, oldest(listing.session, listing.purge.organisation, kind, limit, listing.left));
  listing.left -= static_cast<std::int64_t>(found.size());
  for (std::size_t from = 0; from < found.size(); from += purge_block) {
    std::map<std::string, DueRecord> block;
    for (auto i = from; i < std::min(from + purge_block, found.size()); ++i) block.emplace(found[i].id, found[i]);
    BASSIN_DO(list_block(listing, kind, block));
  }
  return {};
}

Result<void> check_none_open(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const open,
             session.row("select id from purge where organisation = :organisation and state in ('listed', 'running') order by id limit 1",
                         {{"organisation", reader.organisation}}));
  if (open) return Error("retention.purge_open", {{"id", open->text("id")}});
  return {};
}

}  // namespace

namespace internal {

std::string sum_of(Json const& content) { return fmt::format("{:016x}", base::checksum(access::text_of(content))); }

Json json_of(Purge const& it) {
  Json kinds = Json::object();
  for (auto const& one : it.kinds) kinds[one.kind] = {{"listed", one.listed}, {"erased", one.erased}, {"stays", one.stays}};
  return {{"on", it.on},           {"state", it.state},         {"visa", it.visa},      {"visaOn", it.visa_on},
          {"sum", it.archive_sum}, {"kinds", std::move(kinds)}, {"version", it.version}};
}

Result<Rule const*> purged_rule(std::string_view kind) {
  auto const* const rule = rule_of(kind);
  if (rule == nullptr || !rule->purged) return Error("retention.unknown_kind", {{"kind", std::string(kind.substr(0, 100))}});
  return rule;
}

Result<Purge> read_purge(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from purge where id = :id and organisation = :organisation", columns),
                                         {{"id", id}, {"organisation", reader.organisation}}));
  if (!row) return Error("retention.unknown_purge", {{"id", id.substr(0, 100)}});
  std::vector<Purge> one{purge_of(*row)};
  BASSIN_DO(add_counts(session, one, "id = :id", {"id", id}));
  return one.front();
}

Result<Purge> changeable(sql::Session& session, access::Reader const& reader, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto purge, read_purge(session, reader, id));
  if (purge.version != version) return Error("support.changed", {{"now", access::text_of(json_of(purge))}});
  if (purge.state == "done" || purge.state == "left") return Error("retention.purge_over");
  return purge;
}

Result<Purge> keep(sql::Session& session, access::Act const& act, Purge const& before, Purge after, std::string_view action) {
  ++after.version;
  if (after.state == "done" || after.state == "left") after.ended_at = base::to_iso(act.actor.at);
  BASSIN_DO(
      session.run("update purge set state = :state, visa = :visa, visa_on = :visa_on, version = :version, ended_at = :ended_at where "
                  "id = :id",
                  {{"id", after.id},
                   {"state", after.state},
                   {"visa", after.visa},
                   {"visa_on", sql::or_null(after.visa_on)},
                   {"version", after.version},
                   {"ended_at", sql::or_null(after.ended_at)}}));
  if (!action.empty()) {
    BASSIN_DO(access::record(session, act, action, "purge", after.id, access::text_of(json_of(before)), access::text_of(json_of(after))));
  }
  return after;
}

}  // namespace internal

Result<std::vector<Due>> due(sql::Session& session, access::Reader const& reader, base::Date today) {
  BASSIN_TRY(auto const days, limits(session, today));
  std::vector<Due> out;
  for (auto const& rule : rules()) {
    if (!rule.purged) continue;
    auto const values = support::aged_values(reader.organisation, days.at(std::string(rule.kind)));
    BASSIN_TRY(auto const row,
               session.row(fmt::format("select count(*) as n, min(since) as oldest from ({}) d", support::aged_sql(*rule.purged)),
                           sql::Session::Values(values)));
    out.push_back({std::string(rule.kind), row->integer("n"), row->optional_text("oldest").value_or("")});
  }
  return out;
}

Result<std::vector<DueRecord>> due_records(sql::Session& session, access::Reader const& reader, base::Date today, std::string const& kind) {
  BASSIN_TRY(auto const* const rule, internal::purged_rule(kind));
  BASSIN_TRY(auto const days, limits(session, today));
  return oldest(session, reader.organisation, *rule->purged, days.at(kind), due_shown);
}

Result<std::vector<Purge>> purges_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from purge where organisation = :organisation order by id desc limit 100", columns),
                          {{"organisation", reader.organisation}}));
  std::vector<Purge> out;
  for (auto const& row : rows) out.push_back(purge_of(row));
  BASSIN_DO(add_counts(session, out, "organisation = :organisation", {"organisation", reader.organisation}));
  return out;
}

Result<Purge> find_purge(sql::Session& session, access::Reader const& reader, std::string const& id) {
  return internal::read_purge(session, reader, id);
}

Result<Purge> list_purge(sql::Session& session, access::Act const& act, base::Date today, std::vector<std::string> const& kinds) {
  BASSIN_DO(check_none_open(session, act.reader));
  BASSIN_TRY(auto const days, limits(session, today));
  Purge made;
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  BASSIN_DO(
      session.run("insert into purge (id, organisation, on_day, state, visa, version, created_at, created_by) values (:id, "
                  ":organisation, :on_day, 'listed', '', 1, :at, :by)",
                  {{"id", made.id},
                   {"organisation", made.organisation},
                   {"on_day", to_iso(today)},
                   {"at", base::to_iso(act.actor.at)},
                   {"by", act.reader.agent}}));
  Listing listing{session, act, made};
  for (auto const& kind : kinds) {
    BASSIN_TRY(auto const* const rule, internal::purged_rule(kind));
    BASSIN_DO(list_kind(listing, *rule->purged, days.at(kind)));
  }
  if (listing.left == purge_most) return Error("retention.nothing_due");
  BASSIN_TRY(made, find_purge(session, act.reader, made.id));
  BASSIN_DO(access::record(session, act, "purge.listed", "purge", made.id, "", access::text_of(internal::json_of(made))));
  return made;
}

Result<void> note_archive(sql::Session& session, access::Act const& act, std::string const& id, std::string const& sum) {
  BASSIN_TRY(auto const purge, find_purge(session, act.reader, id));
  BASSIN_DO(session.run("update purge set archive_sum = :sum, archive_at = :at where id = :id",
                        {{"id", purge.id}, {"sum", sum}, {"at", base::to_iso(act.actor.at)}}));
  return access::record(session, act, "purge.archived", "purge", id, "", access::text_of({{"sha256", sum}}));
}

Result<Purge> set_visa(sql::Session& session, access::Act const& act, std::string const& id, std::int64_t version,
                       std::string const& reference, std::string const& on) {
  BASSIN_TRY(auto const before, internal::changeable(session, act.reader, id, version));
  auto after = before;
  BASSIN_TRY(after.visa, base::clean("reference", reference, base::line_most));
  auto const today = base::to_iso(act.actor.at).substr(0, before.on.size());
  if (!base::parse_date(on) || on > std::max(today, before.on)) return Error("support.bad_day", {{"name", "on"}, {"latest", today}});
  after.visa_on = on;
  return internal::keep(session, act, before, after, "purge.visa");
}

Result<Purge> leave_purge(sql::Session& session, access::Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, internal::changeable(session, act.reader, id, version));
  if (before.state != "listed") return Error("retention.purge_over");
  auto after = before;
  after.state = "left";
  BASSIN_DO(session.run("delete from purge_item where purge = :id", {{"id", id}}));
  return internal::keep(session, act, before, after, "purge.left");
}

}  // namespace bassin::retention
