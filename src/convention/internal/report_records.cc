#include "convention/internal/report_records.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

// Without the figures, which only who reads one report wants.
constexpr std::string_view columns_read =
    "id, convention, title, from_day, to_day, status, issued_at, issued_by, version, created_at, created_by, changed_at";

Report report_of(sql::Row const& row) {
  Report out;
  out.id = row.text("id");
  out.convention = row.text("convention");
  out.title = row.text("title");
  out.period = {day_of(row.text("from_day")).value_or(base::Date{}), day_of(row.text("to_day")).value_or(base::Date{})};
  out.status = row.text("status") == id_of(Issue::issued) ? Issue::issued : Issue::draft;
  out.issued_at = row.optional_text("issued_at").value_or("");
  out.issued_by = row.optional_text("issued_by").value_or("");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

}  // namespace

Result<std::vector<Report>> read_reports(sql::Session& session, std::string const& convention) {
  BASSIN_TRY(
      auto const rows,
      session.rows(fmt::format("select {} from report where convention = :id order by to_day desc, from_day desc, id desc", columns_read),
                   {{"id", convention}}));
  std::vector<Report> out;
  for (auto const& row : rows) out.push_back(report_of(row));
  return out;
}

Result<FullReport> read_report(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {}, figures from report where id = :id", columns_read), {{"id", id}}));
  if (!row) return Error("convention.unknown_report", {{"id", id}});
  FullReport out;
  out.report = report_of(*row);
  out.figures = row->optional_text("figures").value_or("");
  BASSIN_TRY(auto const blocks, session.rows("select section, text, version, changed_at, changed_by from report_block where report = :id "
                                             "order by section",
                                             {{"id", id}}));
  for (auto const& it : blocks)
    out.blocks.push_back({it.text("section"), it.text("text"), it.integer("version"), it.text("changed_at"), it.text("changed_by")});
  return out;
}

Result<void> insert(sql::Session& session, Report const& it) {
  return session.run(
      "insert into report (id, convention, title, from_day, to_day, status, version, created_at, created_by, changed_at) values "
      "(:id, :convention, :title, :from_day, :to_day, :status, :version, :created_at, :created_by, :changed_at)",
      {{"id", it.id},
       {"convention", it.convention},
       {"title", it.title},
       {"from_day", to_iso(it.period.from)},
       {"to_day", to_iso(it.period.to)},
       {"status", id_of(it.status)},
       {"version", it.version},
       {"created_at", it.created_at},
       {"created_by", it.created_by},
       {"changed_at", it.changed_at}});
}

Result<void> update(sql::Session& session, Report const& it, std::string const& figures) {
  return session.run(
      "update report set title = :title, from_day = :from_day, to_day = :to_day, status = :status, figures = :figures, issued_at = "
      ":issued_at, issued_by = :issued_by, version = :version, changed_at = :changed_at where id = :id",
      {{"title", it.title},
       {"from_day", to_iso(it.period.from)},
       {"to_day", to_iso(it.period.to)},
       {"status", id_of(it.status)},
       {"figures", sql::or_null(figures)},
       {"issued_at", sql::or_null(it.issued_at)},
       {"issued_by", sql::or_null(it.issued_by)},
       {"version", it.version},
       {"changed_at", it.changed_at},
       {"id", it.id}});
}

Result<void> erase(sql::Session& session, Report const& report) {
  BASSIN_DO(session.run("delete from report_document where report = :id", {{"id", report.id}}));
  BASSIN_DO(session.run("delete from report_block where report = :id", {{"id", report.id}}));
  return session.run("delete from report where id = :id", {{"id", report.id}});
}

Result<void> put(sql::Session& session, std::string const& report, Block const& block) {
  return session.run(
      "insert into report_block (report, section, text, version, changed_at, changed_by) values (:report, :section, :text, :version, "
      ":at, :by) on conflict (report, section) do update set text = excluded.text, version = excluded.version, changed_at = "
      "excluded.changed_at, changed_by = excluded.changed_by",
      {{"report", report},
       {"section", block.section},
       {"text", block.text},
       {"version", block.version},
       {"at", block.changed_at},
       {"by", block.changed_by}});
}

std::string json_of(Report const& it) {
  return Json{{"id", it.id},
              {"convention", it.convention},
              {"title", it.title},
              {"from", to_iso(it.period.from)},
              {"to", to_iso(it.period.to)},
              {"status", id_of(it.status)},
              {"version", it.version}}
      .dump();
}

std::string json_of(Block const& it) { return Json{{"section", it.section}, {"text", it.text}, {"version", it.version}}.dump(); }

Result<SeenReport> seen_report(sql::Session& session, access::Reader const& reader, std::string const& id) {
  SeenReport out;
  BASSIN_TRY(out.full, read_report(session, id));
  BASSIN_TRY(out.rights, rights_of(session, reader));
  auto convention = seen_convention(session, out.rights, out.full.report.convention);
  if (!convention.ok() && convention.error().code == "convention.unknown") return Error("convention.unknown_report", {{"id", id}});
  BASSIN_TRY(out.convention, std::move(convention));
  return out;
}

}  // namespace bassin::convention::internal
