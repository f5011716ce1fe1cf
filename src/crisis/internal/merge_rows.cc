#include "crisis/internal/merge_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "access/audit.h"
#include "crisis/internal/anonymised.h"
#include "sql/listed.h"

namespace bassin::crisis::internal {

namespace {

using access::Json;
using base::Error;
using base::Result;

// A table of which a case has one row for each key, and which of two holds: the greater `rank`.
struct OneForEach {
  std::string_view kind, table, key, rank;
  std::span<std::string_view const> columns;
};
constexpr std::array<std::string_view, 15> after_columns_all{"id",     "record",       "term",  "fares",       "way",
                                                             "on_day", "minutes",      "jobs",  "reopened_on", "lacks",
                                                             "note",   "organisation", "agent", "version",     "changed_at"};
constexpr std::array<std::string_view, 16> request_columns_all{"id",           "record",     "right_id", "name",      "asked_on", "asked",
                                                               "decision",     "decided_on", "granted",  "paid_on",   "paid",     "note",
                                                               "organisation", "agent",      "version",  "changed_at"};
constexpr std::array<std::string_view, 6> loss_columns_all{"record", "lost", "why", "organisation", "agent", "at"};
constexpr std::array<OneForEach, 3> of_one{{
    {"after", "crisis_after", "term", "changed_at", after_columns_all},
    // What was decided says more than what is awaited.
    {"request", "crisis_request", "right_id || '/' || name", "case decision when 'awaited' then '0' else '1' end || changed_at",
     request_columns_all},
    {"loss", "crisis_loss", "''", "at", loss_columns_all},
}};
constexpr std::array<std::string_view, 7> numbers{"term", "minutes", "jobs", "asked", "granted", "paid", "lost"};

bool is_number(std::string_view column) {
  return column == "version" || std::find(numbers.begin(), numbers.end(), column) != numbers.end();
}

std::string listed_columns(std::span<std::string_view const> columns, std::string_view before = "") {
  std::string out;
  for (auto const it : columns) out += (out.empty() ? "" : ", ") + std::string(before) + std::string(it);
  return out;
}

Json row_json(sql::Row const& row, std::span<std::string_view const> columns) {
  Json out = Json::object();
  for (auto const it : columns) {
    auto& value = out[std::string(it)];
    if (is_number(it)) {
      if (auto const number = row.optional_integer(it)) value = *number;
    } else if (auto const text = row.optional_text(it)) {
      value = *text;
    }
  }
  return out;
}

OneForEach const& of_kind(std::string_view kind) {
  return *std::find_if(of_one.begin(), of_one.end(), [&](auto const& it) { return it.kind == kind; });
}

Result<void> put_back(sql::Session& session, std::string_view kind, Json const& row) {
  auto const& it = of_kind(kind);
  std::vector<sql::Named> values;
  for (auto const column : it.columns) {
    auto const& value = row.at(std::string(column));
    if (value.is_null()) {
      values.emplace_back(column, std::nullopt);
    } else if (value.is_number()) {
      values.emplace_back(column, value.get<std::int64_t>());
    } else {
      values.emplace_back(column, value.get<std::string>());
    }
  }
  BASSIN_TRY(auto const put, session.execute("insert into " + std::string(it.table) + " (" + listed_columns(it.columns) + ") values (" +
                                                 listed_columns(it.columns, ":") + ") on conflict do nothing",
                                             sql::Session::Values(values)));
  return put == 1 ? Result<void>() : Error("crisis.merged_since");
}

// Of each key that both have, the row that holds stays; the other is taken out and told.
Result<void> settle(sql::Session& session, OneForEach const& it, std::string const& from, std::string const& to, Json& moved) {
  auto const table = std::string(it.table);
  BASSIN_TRY(auto const rows,
             session.rows("select " + listed_columns(it.columns) + ", " + std::string(it.key) + " as key_of, " + std::string(it.rank) +
                              " as rank_of from " + table + " where record in (:from, :to) order by record, key_of",
                          {{"from", from}, {"to", to}}));
  std::map<std::string, sql::Row const*> of_to;
  auto const key_of = [&](sql::Row const& row) { return it.key == "term" ? std::to_string(row.integer("key_of")) : row.text("key_of"); };
  for (auto const& row : rows)
    if (row.text("record") == to) of_to[key_of(row)] = &row;
  for (auto const& row : rows) {
    if (row.text("record") != from) continue;
    auto const other = of_to.find(key_of(row));
    if (other == of_to.end()) continue;
    bool const holds = row.text("rank_of") > other->second->text("rank_of");
    auto const& loser = holds ? *other->second : row;
    moved["apart"].push_back({{"of", holds ? "kept" : "gone"}, {"kind", it.kind}, {"row", row_json(loser, it.columns)}});
    bool const by_id = it.kind != "loss";
    BASSIN_DO(session.run("delete from " + table + " where " + (by_id ? "id = :id" : "record = :id"),
                          {{"id", loser.text(by_id ? "id" : "record")}}));
  }
  return {};
}

Result<void> move_by_id(sql::Session& session, std::string_view kind, std::string const& table, std::string const& from,
                        std::string const& to, std::string const& more, Json& moved) {
  BASSIN_TRY(auto const rows, session.rows("select id from " + table + " where record = :from order by id", {{"from", from}}));
  auto& ids = moved[std::string(kind)] = Json::array();
  for (auto const& row : rows) ids.push_back(row.text("id"));
  return session.run("update " + table + " set record = :to" + more + " where record = :from", {{"from", from}, {"to", to}});
}

Result<void> back_by_id(sql::Session& session, std::string const& table, std::string const& from, std::string const& to, Json const& ids,
                        std::string const& more = "") {
  std::vector<std::string> all;
  for (auto const& it : ids) all.push_back(it.get<std::string>());
  for (std::size_t at = 0; at < all.size(); at += sql::listed_most) {
    auto const in = sql::listed(std::span<std::string const>(all).subspan(at, std::min(sql::listed_most, all.size() - at)));
    auto values = in.values;
    values.emplace_back("from", from);
    values.emplace_back("to", to);
    BASSIN_DO(session.run("update " + table + " set record = :to" + more + " where record = :from and id in " + in.places,
                          sql::Session::Values(values)));
  }
  return {};
}

struct SaidRow {
  std::string record, question, value, organisation, agent, at;
  std::int64_t number = 0;
};
Result<void> put_said(sql::Session& session, SaidRow const& it) {
  return session.run(
      "insert into crisis_said (record, question, number, value, organisation, agent, at) values (:record, :question, :number, :value, "
      ":organisation, :agent, :at)",
      {{"record", it.record},
       {"question", it.question},
       {"number", it.number},
       {"value", it.value},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"at", it.at}});
}
SaidRow said_of(sql::Row const& row) {
  return {row.text("record"), row.text("question"), row.text("value"),    row.text("organisation"),
          row.text("agent"),  row.text("at"),       row.integer("number")};
}

// The last one said holds, so the answers of both are numbered anew by their time.
Result<void> move_said(sql::Session& session, std::string const& from, std::string const& to, Json& moved) {
  auto& told = moved["said"] = Json::array();
  BASSIN_TRY(auto const rows,
             session.rows("select record, question, number, value, organisation, agent, at from crisis_said where record in "
                          "(:from, :to) order by question, at, case record when :to then 1 else 0 end, number",
                          {{"from", from}, {"to", to}}));
  BASSIN_DO(session.run("delete from crisis_said where record in (:from, :to)", {{"from", from}, {"to", to}}));
  std::map<std::string, std::int64_t> last;
  for (auto const& row : rows) {
    auto it = said_of(row);
    auto const before = it.number;
    it.number = ++last[it.question];
    if (it.record == from) told.push_back(Json::array({it.question, it.number, before}));
    it.record = to;
    BASSIN_DO(put_said(session, it));
  }
  return {};
}

Result<void> said_back(sql::Session& session, std::string const& from, std::string const& to, Json const& told) {
  for (auto const& one : told) {
    auto const question = one.at(0).get<std::string>();
    auto const number = one.at(1).get<std::int64_t>();
    BASSIN_TRY(auto const row,
               session.row("select record, question, number, value, organisation, agent, at from crisis_said where record = "
                           ":from and question = :question and number = :number",
                           {{"from", from}, {"question", question}, {"number", number}}));
    if (!row) continue;
    auto it = said_of(*row);
    it.record = to;
    it.number = one.at(2).get<std::int64_t>();
    BASSIN_DO(session.run("delete from crisis_said where record = :from and question = :question and number = :number",
                          {{"from", from}, {"question", question}, {"number", number}}));
    BASSIN_DO(put_said(session, it));
  }
  return {};
}

// Of a template both had a letter of, both stay: one made anew takes the place of the kept one's.
Result<void> move_letters(sql::Session& session, std::string const& from, std::string const& to, Json& moved) {
  auto& told = moved["letter"] = Json::array();
  BASSIN_TRY(auto const rows, session.rows("select l.id, l.made_from, (select count(*) from crisis_letter o where o.record = :to and "
                                           "o.made_from = l.made_from and o.form = l.form) as there from crisis_letter l where l.record = "
                                           ":from order by l.id",
                                           {{"from", from}, {"to", to}}));
  for (auto const& row : rows) {
    auto const before = row.text("made_from");
    told.push_back(Json::array({row.text("id"), before}));
    BASSIN_DO(session.run("update crisis_letter set record = :to, made_from = :made_from where id = :id",
                          {{"to", to}, {"made_from", row.integer("there") > 0 ? before + "/" + from : before}, {"id", row.text("id")}}));
  }
  return {};
}

Result<void> letters_back(sql::Session& session, std::string const& from, std::string const& to, Json const& told) {
  for (auto const& one : told)
    BASSIN_DO(session.run("update crisis_letter set record = :to, made_from = :made_from where id = :id and record = :from",
                          {{"from", from}, {"to", to}, {"made_from", one.at(1).get<std::string>()}, {"id", one.at(0).get<std::string>()}}));
  return {};
}

}  // namespace

Result<std::optional<MergedInto>> merged_into(sql::Session& session, std::string const& record) {
  BASSIN_TRY(auto const row, session.row("select crisis, kept from crisis_merge where record = :record", {{"record", record}}));
  return row ? std::optional(MergedInto{row->text("crisis"), row->text("kept")}) : std::nullopt;
}

Result<Json> move_rows(sql::Session& session, std::string const& from, std::string const& to) {
  Json moved{{"apart", Json::array()}};
  for (auto const& it : of_one) BASSIN_DO(settle(session, it, from, to, moved));
  BASSIN_DO(move_by_id(session, "after", "crisis_after", from, to, "", moved));
  BASSIN_DO(move_by_id(session, "request", "crisis_request", from, to, "", moved));
  BASSIN_TRY(auto const losses, session.execute("update crisis_loss set record = :to where record = :from", {{"from", from}, {"to", to}}));
  moved["loss"] = losses > 0;
  // Steps of one case lead on from its own, whatever the other's were at that time: counting.cc.
  BASSIN_DO(move_by_id(session, "step", "crisis_step", from, to, ", origin = coalesce(origin, :from)", moved));
  BASSIN_DO(move_by_id(session, "report", "damage_report", from, to, "", moved));
  BASSIN_DO(move_by_id(session, "help", "crisis_help", from, to, "", moved));
  BASSIN_DO(move_said(session, from, to, moved));
  BASSIN_DO(move_letters(session, from, to, moved));
  BASSIN_TRY(auto const before, session.rows("select id from crisis_merge where kept = :from order by id", {{"from", from}}));
  moved["merge"] = Json::array();
  for (auto const& row : before) moved["merge"].push_back(row.text("id"));
  BASSIN_DO(session.run("update crisis_merge set kept = :to where kept = :from", {{"from", from}, {"to", to}}));
  return moved;
}

Result<void> move_back(sql::Session& session, std::string const& from, std::string const& to, Json const& moved) {
  BASSIN_DO(back_by_id(session, "crisis_after", from, to, moved.at("after")));
  BASSIN_DO(back_by_id(session, "crisis_request", from, to, moved.at("request")));
  if (moved.at("loss").get<bool>())
    BASSIN_DO(session.run("update crisis_loss set record = :to where record = :from", {{"from", from}, {"to", to}}));
  BASSIN_DO(back_by_id(session, "crisis_step", from, to, moved.at("step"), ", origin = case when origin = :to then null else origin end"));
  BASSIN_DO(back_by_id(session, "damage_report", from, to, moved.at("report")));
  BASSIN_DO(back_by_id(session, "crisis_help", from, to, moved.at("help")));
  BASSIN_DO(said_back(session, from, to, moved.at("said")));
  BASSIN_DO(letters_back(session, from, to, moved.at("letter")));
  for (auto const& it : moved.at("merge"))
    BASSIN_DO(session.run("update crisis_merge set kept = :to where id = :id", {{"to", to}, {"id", it.get<std::string>()}}));
  for (auto const& it : moved.at("apart")) BASSIN_DO(put_back(session, it.at("kind").get<std::string>(), it.at("row")));
  return {};
}

}  // namespace bassin::crisis::internal

namespace bassin::crisis {

base::Result<void> anonymise_merges(sql::Session& session, std::string const& crisis) {
  using access::Json;
  BASSIN_TRY(auto const rows, session.rows("select moved from crisis_merge where crisis = :id", {{"id", crisis}}));
  for (auto const& row : rows) {
    auto const moved = Json::parse(row.text("moved"), nullptr, false);
    if (!moved.is_object()) continue;
    for (auto const& it : moved.value("apart", Json::array())) {
      if (!it.at("row").contains("id")) continue;  // a loss has no trail but its case's
      auto const kind = "crisis_" + it.at("kind").get<std::string>();
      BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, kind, it.at("row").at("id").get<std::string>()));
    }
  }
  return session.run(
      "update crisis_merge set business = 'gone:' || record, before_row = '', kept_before = '', moved = '', agent = '' where crisis = :id",
      {{"id", crisis}});
}

}  // namespace bassin::crisis
