#include "support/internal/import_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "access/visibility.h"
#include "sql/listed.h"

namespace bassin::support::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

// Each cell by the name under which it is kept; "" is left out.
template <class Cells, class Fn>
void each_cell(Cells& cells, Fn&& fn) {
  fn("name", cells.name);
  fn("place", cells.place);
  fn("number", cells.number);
  fn("address", cells.address);
  fn("postalCode", cells.postal_code);
  fn("commune", cells.commune);
  fn("contact", cells.contact);
  fn("function", cells.function);
  fn("phone", cells.phone);
  fn("mobile", cells.mobile);
  fn("email", cells.email);
  fn("contactedOn", cells.contacted_on);
  fn("since", cells.since);
  fn("memberNumber", cells.member_number);
  fn("on", cells.on);
  fn("way", cells.way);
  fn("theme", cells.theme);
  fn("agent", cells.agent);
  fn("minutes", cells.minutes);
  fn("met", cells.met);
  fn("notes", cells.notes);
  fn("action", cells.action);
  fn("tags", cells.tags);
  fn("portfolio", cells.portfolio);
}

std::string cells_text(ImportCells const& cells) {
  Json out = Json::object();
  each_cell(cells, [&](char const* name, std::string const& text) {
    if (!text.empty()) out[name] = text;
  });
  return access::text_of(out);
}

ImportCells cells_of(std::string const& text) {
  ImportCells out;
  auto const json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return out;
  each_cell(out, [&](char const* name, std::string& cell) { cell = json.value(name, std::string()); });
  return out;
}

std::string texts_text(std::vector<std::string> const& texts) { return texts.empty() ? "" : access::text_of(Json(texts)); }

std::vector<std::string> texts_of(std::string const& text) {
  auto const json = Json::parse(text, nullptr, false);
  return json.is_array() ? json.get<std::vector<std::string>>() : std::vector<std::string>();
}

std::string candidates_text(std::vector<ImportCandidate> const& candidates) {
  Json out = Json::array();
  for (auto const& one : candidates) out.push_back({one.business, one.commune, one.score});
  return candidates.empty() ? "" : access::text_of(out);
}

std::vector<ImportCandidate> candidates_of(std::string const& text) {
  std::vector<ImportCandidate> out;
  auto const json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return out;
  for (auto const& one : json) out.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>(), one.at(2).get<double>()});
  return out;
}

std::string remarks_text(std::vector<ImportRemark> const& remarks) {
  Json out = Json::array();
  for (auto const& one : remarks) out.push_back({one.code, one.value});
  return remarks.empty() ? "" : access::text_of(out);
}

std::vector<ImportRemark> remarks_of(std::string const& text) {
  std::vector<ImportRemark> out;
  auto const json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return out;
  for (auto const& one : json) out.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>()});
  return out;
}

std::vector<sql::Named> values_of(std::string const& import, ImportRow const& row) {
  return {{"import", import},
          {"number", row.number},
          {"state", id_of(row.state)},
          {"business", row.business},
          {"commune", row.commune},
          {"added", row.added ? "1" : ""},
          {"chosen", row.chosen ? 1 : 0},
          {"anyway", row.anyway ? 1 : 0},
          {"expected", row.expected},
          {"deeds", texts_text(row.deeds)},
          {"remarks", remarks_text(row.remarks)},
          {"version", row.version}};
}

}  // namespace

SheetImport import_of(sql::Row const& row) {
  SheetImport out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.kind = parse_import_kind(row.text("kind")).value_or(ImportKind::contacts);
  out.chamber = row.text("chamber");
  out.file = row.text("file");
  out.origin = parse_origin(row.text("origin")).value_or(Origin::other);
  out.purposes = purposes_of(row.text("purposes"));
  out.kept_in = row.flag("kept_in");
  out.as_of = row.text("as_of");
  out.state = row.text("state");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.ended_at = row.optional_text("ended_at").value_or("");
  out.ended_by = row.optional_text("ended_by").value_or("");
  out.cells_until = row.text("cells_until");
  return out;
}

ImportRow import_row_of(sql::Row const& row) {
  ImportRow out;
  out.number = row.integer("number");
  out.state = parse_import_row_state(row.text("state")).value_or(ImportRowState::review);
  out.cells = cells_of(row.text("cells"));
  out.verdict = row.text("verdict");
  out.reason = row.text("reason");
  out.oddities = texts_of(row.text("oddities"));
  out.candidates = candidates_of(row.text("candidates"));
  out.business = row.text("business");
  out.commune = row.text("commune");
  out.added = !row.text("added").empty();
  out.chosen = row.flag("chosen");
  out.anyway = row.flag("anyway");
  out.expected = row.text("expected");
  out.deeds = texts_of(row.text("deeds"));
  out.remarks = remarks_of(row.text("remarks"));
  out.version = row.integer("version");
  return out;
}

Json json_of(SheetImport const& it) {
  Json rows = Json::object();
  for (auto const& [state, count] : it.rows) rows[std::string(id_of(state))] = count;
  return {{"id", it.id}, {"kind", id_of(it.kind)}, {"asOf", it.as_of}, {"state", it.state}, {"rows", std::move(rows)}};
}

Result<SheetImport> own_import(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row,
             session.row(fmt::format("select {} from sheet_import where id = :id and organisation = :organisation", import_columns),
                         {{"id", id}, {"organisation", reader.organisation}}));
  if (!row || !access::allows(reader, access::Need::see_personal)) return Error("support.unknown_import", {{"id", id}});
  return import_of(*row);
}

Result<SheetImport> changeable_import(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto import, own_import(session, act.reader, id));
  if (!access::may_change(act.reader, import.organisation, import.created_by)) return Error("support.not_yours");
  return import;
}

Result<void> insert_import_row(sql::Session& session, std::string const& import, ImportRow const& row) {
  auto values = values_of(import, row);
  values.insert(values.end(), {{"cells", cells_text(row.cells)},
                               {"verdict", row.verdict},
                               {"reason", row.reason},
                               {"oddities", texts_text(row.oddities)},
                               {"candidates", candidates_text(row.candidates)}});
  static std::string const statement = fmt::format(
      "insert into sheet_import_row (import, {}) values (:import, :number, :state, :cells, :verdict, :reason, :oddities, :candidates, "
      ":business, :commune, :added, :chosen, :anyway, :expected, :deeds, :remarks, :version)",
      import_row_columns);
  return session.run(statement, sql::Session::Values(values));
}

Result<void> update_import_row(sql::Session& session, std::string const& import, ImportRow const& row) {
  bool const over = row.state == ImportRowState::done || row.state == ImportRowState::undone || row.state == ImportRowState::stays;
  auto const values = values_of(import, row);
  return session.run(fmt::format("update sheet_import_row set state = :state, business = :business, commune = :commune, added = :added, "
                                 "chosen = :chosen, anyway = :anyway, expected = :expected, deeds = :deeds, remarks = :remarks, version = "
                                 ":version{} where import = :import and number = :number",
                                 over ? ", cells = '', candidates = ''" : ""),
                     sql::Session::Values(values));
}

Result<std::vector<ImportRow>> rows_in_state(sql::Session& session, std::string const& import, ImportRowState state, std::size_t limit) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from sheet_import_row where import = :import and state = :state order by "
                                                       "number limit :limit",
                                                       import_row_columns),
                                           {{"import", import}, {"state", id_of(state)}, {"limit", static_cast<std::int64_t>(limit)}}));
  std::vector<ImportRow> out;
  for (auto const& row : rows) out.push_back(import_row_of(row));
  return out;
}

Result<std::vector<ImportRow>> open_rows(sql::Session& session, std::string const& import, std::vector<std::string> const& businesses) {
  std::vector<ImportRow> out;
  for (std::size_t at = 0; at < businesses.size(); at += sql::listed_most) {
    auto in = sql::listed(std::span(businesses).subspan(at, std::min(sql::listed_most, businesses.size() - at)));
    in.values.emplace_back("import", import);
    BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from sheet_import_row where import = :import and business in {} and "
                                                         "state in ('review', 'ready', 'wrong') order by number",
                                                         import_row_columns, in.places),
                                             sql::Session::Values(in.values)));
    for (auto const& row : rows) out.push_back(import_row_of(row));
  }
  return out;
}

Result<std::vector<ImportRow>> open_rows(sql::Session& session, std::string const& import) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from sheet_import_row where import = :import and state in ('review', "
                                                       "'ready', 'wrong') and (business <> '' or added <> '') order by number",
                                                       import_row_columns),
                                           {{"import", import}}));
  std::vector<ImportRow> out;
  for (auto const& row : rows) out.push_back(import_row_of(row));
  return out;
}

Result<std::int64_t> count_in_state(sql::Session& session, std::string const& import, ImportRowState state) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from sheet_import_row where import = :import and state = :state",
                                         {{"import", import}, {"state", id_of(state)}}));
  return row ? row->integer("n") : 0;
}

Result<std::uint64_t> forget_rows(sql::Session& session, std::string_view condition, sql::Named const& value) {
  constexpr std::string_view open = "state in ('review', 'ready', 'wrong', 'left')";
  return session.execute(
      fmt::format("update sheet_import_row set cells = '', candidates = '', remarks = '', deeds = case when {0} then '' "
                  "else deeds end, expected = case when {0} then '' else expected end, state = case when {0} then 'left' "
                  "else state end where {1}",
                  open, condition),
      {value});
}

}  // namespace bassin::support::internal
