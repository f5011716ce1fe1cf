#include "crisis/report_file.h"

#include "access/reader.h"
#include "convention/file_text.h"
#include "crisis/internal/rooms.h"
#include "crisis/report.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns =
    "f.id, f.report, r.crisis, r.number, f.audience, f.form, f.job, f.asked_at, f.asked_by, f.made_at from crisis_report_file f join "
    "crisis_report r on r.id = f.report";

ReportFile file_of(sql::Row const& row) {
  return {row.text("id"),
          row.text("report"),
          row.integer("number"),
          row.text("audience") == "all",
          convention::parse_form(row.text("form")).value_or(convention::Form::pdf),
          row.text("job"),
          row.text("asked_at"),
          row.text("asked_by"),
          row.optional_text("made_at").value_or("")};
}

std::string_view audience_of(bool for_all) { return for_all ? "all" : "room"; }

Result<Report> readable(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::int64_t number, bool for_all) {
  if (!for_all && !access::allows(reader, access::Need::see_personal)) return Error("crisis.unknown", {{"id", crisis}});
  return find_report(session, reader, crisis, number);
}

}  // namespace

Result<std::vector<ReportFile>> files_of_report(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                std::int64_t number, bool for_all) {
  static std::string const statement =
      "select " + std::string(columns) + " where f.report = :report and f.audience = :audience order by f.asked_at, f.form";
  BASSIN_TRY(auto const report, readable(session, reader, crisis, number, for_all));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"report", report.id}, {"audience", audience_of(for_all)}}));
  std::vector<ReportFile> out;
  for (auto const& row : rows) out.push_back(file_of(row));
  return out;
}

Result<ReportFile> ask_report_file(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t number, ReportFile it) {
  BASSIN_TRY(auto const report, readable(session, act.reader, crisis, number, it.for_all));
  if (it.form == convention::Form::page) return Error("crisis.bad_value", {{"field", "form"}, {"allowed", "pdf, docx, odt"}});
  it.report = report.id;
  it.number = number;
  it.asked_by = act.reader.agent;
  it.asked_at = base::to_iso(act.actor.at);
  it.made_at.clear();
  auto const audience = audience_of(it.for_all);
  BASSIN_DO(session.run("delete from crisis_report_file where report = :report and audience = :audience and form = :form",
                        {{"report", it.report}, {"audience", audience}, {"form", id_of(it.form)}}));
  BASSIN_DO(
      session.run("insert into crisis_report_file (id, report, audience, form, job, asked_at, asked_by) values (:id, :report, :audience, "
                  ":form, :job, :at, :by)",
                  {{"id", it.id},
                   {"report", it.report},
                   {"audience", audience},
                   {"form", id_of(it.form)},
                   {"job", it.job},
                   {"at", it.asked_at},
                   {"by", it.asked_by}}));
  return it;
}

Result<bool> report_file_is_awaited(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from crisis_report_file where id = :id", {{"id", id}}));
  return row.has_value();
}

Result<bool> keep_report_file(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at) {
  BASSIN_TRY(auto const kept, session.execute("update crisis_report_file set content = :content, made_at = :at where id = :id",
                                              {{"content", convention::as_text(bytes)}, {"at", base::to_iso(at)}, {"id", id}}));
  return kept > 0;
}

Result<MadeFile> made_report_file(sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement = "select f.content, " + std::string(columns) + " where f.id = :id and f.content is not null";
  auto const unknown = Error("crisis.unknown_file", {{"id", id}});
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return unknown;
  MadeFile out{file_of(*row), ""};
  auto const seen = readable(session, reader, row->text("crisis"), out.file.number, out.file.for_all);
  if (!seen.ok()) return seen.error().code == "crisis.unknown" ? unknown : seen.error();
  out.bytes = convention::as_bytes(row->text("content"));
  return out;
}

Result<std::uint64_t> drop_report_files(sql::Session& session, std::string const& crisis) {
  return session.execute("delete from crisis_report_file where report in (select id from crisis_report where crisis = :crisis)",
                         {{"crisis", crisis}});
}

}  // namespace bassin::crisis
