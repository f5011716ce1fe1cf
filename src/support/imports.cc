#include "support/imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/visibility.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_cells.h"
#include "support/internal/import_exchanges.h"
#include "support/internal/import_plan.h"
#include "support/internal/import_rows.h"

namespace bassin::support {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::array<std::string_view, 4> kind_ids{"contacts", "members", "exchanges", "tags"};
constexpr std::array<std::string_view, import_row_state_count> state_ids{"review", "ready", "left", "wrong", "done", "undone", "stays"};

std::string days_after(std::string const& today, int days) {
  auto day = base::parse_date(today).value_or(base::Date{});
  day.days += days;
  return base::to_iso(day);
}

Result<SheetImport> cleaned(Act const& act, NewImport const& fresh) {
  SheetImport out;
  if (fresh.kind == ImportKind::members && fresh.chamber.empty()) return Error("import.no_roll");
  if (fresh.purposes.empty()) return Error("support.no_purpose");
  auto const today = internal::today_of(act);
  BASSIN_TRY(out.as_of, internal::day_in("asOf", fresh.as_of, today, today));
  BASSIN_TRY(out.file, base::clean("file", fresh.file, base::line_most));
  out.id = base::new_uuid();
  out.organisation = act.reader.organisation;
  out.kind = fresh.kind;
  out.chamber = fresh.kind == ImportKind::members ? fresh.chamber : "";
  out.origin = fresh.origin;
  out.purposes = fresh.purposes;
  out.kept_in = fresh.kept_in;
  out.state = "review";
  out.created_at = base::to_iso(act.actor.at);
  out.created_by = act.reader.agent;
  out.cells_until = days_after(today, import_cells_days);
  return out;
}

Result<void> insert(sql::Session& session, SheetImport const& it) {
  return session.run(
      "insert into sheet_import (id, organisation, kind, chamber, file, origin, purposes, kept_in, as_of, state, created_at, created_by, "
      "cells_until) values (:id, :organisation, :kind, :chamber, :file, :origin, :purposes, :kept_in, :as_of, :state, :at, :agent, "
      ":cells_until)",
      {{"id", it.id},
       {"organisation", it.organisation},
       {"kind", id_of(it.kind)},
       {"chamber", it.chamber},
       {"file", it.file},
       {"origin", id_of(it.origin)},
       {"purposes", text_of(it.purposes)},
       {"kept_in", it.kept_in ? 1 : 0},
       {"as_of", it.as_of},
       {"state", it.state},
       {"at", it.created_at},
       {"agent", it.created_by},
       {"cells_until", it.cells_until}});
}

Result<void> add_rows(sql::Session& session, access::Reader const& reader, SheetImport const& import, internal::ImportDay const& day,
                      std::vector<ImportRow> rows) {
  BASSIN_TRY(auto const planner, internal::ImportPlanner::read(session, reader, import, day, rows));
  for (auto& row : rows) {
    row.version = 1;
    row.state = ImportRowState::review;
    if (!row.business.empty()) {
      auto plan = planner->plan(row);
      planner->carried_out(plan, row.business, plan.contact && !plan.contact->contact.empty() ? plan.contact->contact : base::new_uuid(),
                           1);
      internal::judge(row, std::move(plan));
    }
    BASSIN_DO(internal::insert_import_row(session, import.id, row));
  }
  return {};
}

Result<void> count_rows(sql::Session& session, SheetImport& import) {
  BASSIN_TRY(auto const rows, session.rows("select state, count(*) as n from sheet_import_row where import = :import group by state",
                                           {{"import", import.id}}));
  import.rows.clear();
  for (auto const& row : rows) {
    if (auto const state = parse_import_row_state(row.text("state"))) import.rows.emplace_back(*state, row.integer("n"));
  }
  BASSIN_TRY(auto const expected, session.rows("select expected, count(*) as n from sheet_import_row where import = :import and state = "
                                               "'ready' group by expected order by expected",
                                               {{"import", import.id}}));
  import.expected.clear();
  for (auto const& row : expected) import.expected.emplace_back(row.text("expected"), row.integer("n"));
  return {};
}

Result<ImportRow> row_of(sql::Session& session, std::string const& import, std::int64_t number) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from sheet_import_row where import = :import and number = :number",
                                                     internal::import_row_columns),
                                         {{"import", import}, {"number", number}}));
  if (!row) return Error("import.unknown_row", {{"number", std::to_string(number)}});
  return internal::import_row_of(*row);
}

// What rows of the same businesses come to now that one more or less is about them.
Result<void> judge_beside(sql::Session& session, access::Reader const& reader, SheetImport const& import, internal::ImportDay const& day,
                          std::vector<std::string> businesses) {
  std::erase(businesses, "");
  BASSIN_TRY(auto rows, internal::open_rows(session, import.id, businesses));
  return internal::judge_again(session, reader, import, day, std::move(rows));
}

Result<void> choose(Act const& act, ImportChoice const& choice, ImportRow& row) {
  row.chosen = true;
  row.anyway = choice.anyway;
  row.added = choice.what == ImportChoice::What::add;
  row.business = choice.what == ImportChoice::What::business ? choice.subject.business : "";
  row.commune = choice.what == ImportChoice::What::leave ? "" : choice.subject.commune;
  if (!row.added) return {};
  if (!access::serves(act.reader, row.commune)) return Error("support.outside_territory");
  BASSIN_TRY([[maybe_unused]] auto const name, base::clean_word("name", internal::line_of(row.cells.name, base::name_most)));
  return {};
}

}  // namespace

namespace internal {

void judge(ImportRow& row, RowPlan plan) {
  row.expected = plan.expected;
  row.deeds = std::move(plan.deeds);
  row.remarks = std::move(plan.remarks);
  row.state = ImportRowState::ready;
  if (row.expected == "conflict" || row.expected == "words") row.state = ImportRowState::review;
  if (row.expected != "nothing") return;
  row.state = ImportRowState::wrong;
  if (row.remarks.empty()) row.remarks.push_back({"empty", ""});
}

Result<void> judge_again(sql::Session& session, access::Reader const& reader, SheetImport const& import, ImportDay const& day,
                         std::vector<ImportRow> rows) {
  BASSIN_TRY(auto const planner, ImportPlanner::read(session, reader, import, day, rows));
  for (auto& row : rows) {
    auto plan = planner->plan(row);
    planner->carried_out(plan, row.business, "", 1);
    auto after = row;
    judge(after, std::move(plan));
    bool const same =
        after.state == row.state && after.expected == row.expected && after.deeds == row.deeds && after.remarks == row.remarks;
    if (!same) BASSIN_DO(update_import_row(session, import.id, after));
  }
  return {};
}

}  // namespace internal

std::string_view id_of(ImportKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<ImportKind> parse_import_kind(std::string_view id) { return base::parse_id<ImportKind>(kind_ids, id); }
std::string_view id_of(ImportRowState state) { return state_ids[static_cast<std::size_t>(state)]; }
std::optional<ImportRowState> parse_import_row_state(std::string_view id) { return base::parse_id<ImportRowState>(state_ids, id); }

Result<SheetImport> add_import(sql::Session& session, Act const& act, NewImport const& fresh, ImportKept const& kept) {
  BASSIN_TRY(auto import, cleaned(act, fresh));
  BASSIN_DO(insert(session, import));
  bool const worded = import.kind == ImportKind::exchanges || import.kind == ImportKind::tags;
  if (worded) BASSIN_DO(internal::add_words(session, act.reader, import, fresh.rows));
  BASSIN_DO(add_rows(session, act.reader, import, {internal::today_of(act), kept.exchanges_from}, fresh.rows));
  BASSIN_DO(count_rows(session, import));
  BASSIN_DO(access::record(session, act, "import.added", "import", import.id, "", access::text_of(internal::json_of(import))));
  return import;
}

Result<SheetImport> find_import(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto import, internal::own_import(session, reader, id));
  BASSIN_DO(count_rows(session, import));
  return import;
}

Result<std::vector<SheetImport>> imports_of(sql::Session& session, access::Reader const& reader, std::string const& before,
                                            std::size_t limit) {
  std::vector<SheetImport> out;
  if (!access::allows(reader, access::Need::see_personal)) return out;
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from sheet_import where organisation = :organisation and (:before = '' or "
                                      "id < :before) order by id desc limit :limit",
                                      internal::import_columns),
                          {{"organisation", reader.organisation}, {"before", before}, {"limit", static_cast<std::int64_t>(limit)}}));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  auto const in = internal::listed(ids);
  BASSIN_TRY(auto const counts,
             session.rows(fmt::format("select import, state, count(*) as n from sheet_import_row where import in {} group "
                                      "by import, state",
                                      in.places),
                          sql::Session::Values(in.values)));
  for (auto const& row : rows) {
    auto import = internal::import_of(row);
    for (auto const& count : counts) {
      auto const state = parse_import_row_state(count.text("state"));
      if (state && count.text("import") == import.id) import.rows.emplace_back(*state, count.integer("n"));
    }
    out.push_back(std::move(import));
  }
  return out;
}

Result<std::vector<ImportRow>> import_rows(sql::Session& session, access::Reader const& reader, std::string const& id,
                                           ImportRowQuery const& query) {
  BASSIN_TRY([[maybe_unused]] auto const import, internal::own_import(session, reader, id));
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from sheet_import_row where import = :import and (:state = '' or state = :state) and "
                                      "(:expected = '' or expected = :expected) and number > :after order by number limit :limit",
                                      internal::import_row_columns),
                          {{"import", id},
                           {"state", query.state ? id_of(*query.state) : ""},
                           {"expected", query.expected},
                           {"after", query.after},
                           {"limit", static_cast<std::int64_t>(query.limit)}}));
  std::vector<ImportRow> out;
  for (auto const& row : rows) out.push_back(internal::import_row_of(row));
  return out;
}

Result<ImportRow> choose_row(sql::Session& session, Act const& act, std::string const& id, std::int64_t number, std::int64_t version,
                             ImportChoice const& choice, ImportKept const& kept) {
  BASSIN_TRY(auto const import, internal::own_import(session, act.reader, id));
  if (import.state == "undoing" || import.state == "undone") return Error("import.undone");
  BASSIN_TRY(auto row, row_of(session, id, number));
  if (row.state >= ImportRowState::done) return Error("import.row_over", {{"number", std::to_string(number)}});
  if (row.version != version) {
    Json const now{{"number", number}, {"state", id_of(row.state)}, {"business", row.business}, {"version", row.version}};
    return Error("support.changed", {{"now", access::text_of(now)}});
  }
  auto const before = row.business;
  internal::ImportDay const day{internal::today_of(act), kept.exchanges_from};
  BASSIN_DO(choose(act, choice, row));
  ++row.version;
  if (choice.what == ImportChoice::What::leave) {
    row.state = ImportRowState::left;
    row.expected.clear();
    row.deeds.clear();
  } else {
    BASSIN_TRY(auto const planner, internal::ImportPlanner::read(session, act.reader, import, day, {row}));
    internal::judge(row, planner->plan(row));
  }
  BASSIN_DO(internal::update_import_row(session, id, row));
  if (import.kind == ImportKind::exchanges) BASSIN_DO(judge_beside(session, act.reader, import, day, {before, row.business}));
  Json const said{{"row", number}, {"state", id_of(row.state)}, {"business", row.business}, {"added", row.added}};
  BASSIN_DO(access::record(session, act, "import.row_chosen", "import", id, "", access::text_of(said)));
  return row;
}

Result<std::uint64_t> drop_import_cells(sql::Session& session, std::string const& today) {
  BASSIN_DO(session.run("delete from sheet_import_word where import in (select id from sheet_import where cells_until < :today)",
                        {{"today", today}}));
  return internal::forget_rows(session, "cells <> '' and import in (select id from sheet_import where cells_until < :today)",
                               {"today", today});
}

}  // namespace bassin::support
