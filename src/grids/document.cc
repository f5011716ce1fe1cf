#include "grids/document.h"

#include "convention/file_text.h"
#include "grids/internal/grid_rows.h"

namespace bassin::grids {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns = "id, grid, form, from_day, to_day, job, asked_at, asked_by, made_at";

GridDocument document_of(sql::Row const& row) {
  auto const day = [&](std::string_view name) { return base::parse_date(row.text(name)).value_or(base::Date{}); };
  return {row.text("id"),
          row.text("grid"),
          convention::parse_form(row.text("form")).value_or(convention::Form::pdf),
          {day("from_day"), day("to_day")},
          row.text("job"),
          row.text("asked_at"),
          row.text("asked_by"),
          row.optional_text("made_at").value_or("")};
}

}  // namespace

Result<std::vector<GridDocument>> documents_of(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_grid(session, reader, grid));
  BASSIN_TRY(
      auto const rows,
      session.rows("select " + std::string(columns) + " from grid_document where grid = :grid order by asked_at, form", {{"grid", grid}}));
  std::vector<GridDocument> out;
  for (auto const& row : rows) out.push_back(document_of(row));
  return out;
}

Result<GridDocument> ask_document(sql::Session& session, Act const& act, GridDocument it) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_grid(session, act.reader, it.grid));
  if (it.form == convention::Form::page) return Error("convention.bad_value", {{"field", "form"}, {"allowed", "pdf, docx, odt"}});
  it.asked_at = base::to_iso(act.actor.at);
  it.asked_by = act.reader.agent;
  it.made_at.clear();
  BASSIN_DO(session.run("delete from grid_document where grid = :grid and form = :form", {{"grid", it.grid}, {"form", id_of(it.form)}}));
  BASSIN_DO(
      session.run("insert into grid_document (id, grid, form, from_day, to_day, job, asked_at, asked_by) values (:id, :grid, :form, "
                  ":from_day, :to_day, :job, :asked_at, :asked_by)",
                  {{"id", it.id},
                   {"grid", it.grid},
                   {"form", id_of(it.form)},
                   {"from_day", to_iso(it.period.from)},
                   {"to_day", to_iso(it.period.to)},
                   {"job", it.job},
                   {"asked_at", it.asked_at},
                   {"asked_by", it.asked_by}}));
  return it;
}

Result<bool> is_awaited(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from grid_document where id = :id", {{"id", id}}));
  return row.has_value();
}

Result<bool> keep_document(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at) {
  BASSIN_TRY(auto const kept, session.execute("update grid_document set content = :content, made_at = :at where id = :id",
                                              {{"content", convention::as_text(bytes)}, {"at", base::to_iso(at)}, {"id", id}}));
  return kept > 0;
}

Result<GridFile> document_file(sql::Session& session, access::Reader const& reader, std::string const& id) {
  auto const unknown = Error("convention.unknown_document", {{"id", id}});
  BASSIN_TRY(
      auto const row,
      session.row("select " + std::string(columns) + ", content from grid_document where id = :id and content is not null", {{"id", id}}));
  if (!row) return unknown;
  GridFile out{document_of(*row), ""};
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::told_as(find_grid(session, reader, out.document.grid), unknown));
  out.bytes = convention::as_bytes(row->text("content"));
  return out;
}

}  // namespace bassin::grids
