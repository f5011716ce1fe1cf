#include "convention/report_document.h"

#include <array>

#include "base/id_table.h"
#include "convention/file_text.h"
#include "convention/internal/report_records.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, form_count> form_ids = {"pdf", "page", "docx", "odt"};
ReportDocument document_of(sql::Row const& row) {
  ReportDocument out;
  out.id = row.text("id");
  out.report = row.text("report");
  out.form = parse_form(row.text("form")).value_or(Form::pdf);
  out.job = row.text("job");
  out.status = row.text("status") == id_of(Issue::issued) ? Issue::issued : Issue::draft;
  out.asked_at = row.text("asked_at");
  out.asked_by = row.text("asked_by");
  out.made_at = row.optional_text("made_at").value_or("");
  return out;
}

}  // namespace

std::string_view id_of(Form form) { return form_ids[static_cast<std::size_t>(form)]; }
std::optional<Form> parse_form(std::string_view id) { return base::parse_id<Form>(form_ids, id); }

Result<std::vector<ReportDocument>> documents_of(sql::Session& session, access::Reader const& reader, std::string const& report) {
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_report(session, reader, report));
  BASSIN_TRY(auto const rows, session.rows("select id, report, form, job, status, asked_at, asked_by, made_at from report_document where "
                                           "report = :report order by asked_at, form",
                                           {{"report", report}}));
  std::vector<ReportDocument> out;
  for (auto const& row : rows) out.push_back(document_of(row));
  return out;
}

Result<ReportDocument> ask_document(sql::Session& session, Act const& act, std::string const& id, std::string const& report, Form form,
                                    std::string const& job) {
  BASSIN_TRY(auto const seen, internal::seen_report(session, act.reader, report));
  ReportDocument made{id, report, form, job, seen.full.report.status, base::to_iso(act.actor.at), act.reader.agent, ""};
  BASSIN_DO(
      session.run("delete from report_document where report = :report and form = :form", {{"report", report}, {"form", id_of(form)}}));
  BASSIN_DO(session.run(
      "insert into report_document (id, report, form, job, status, asked_at, asked_by) values (:id, :report, :form, :job, :status, "
      ":asked_at, :asked_by)",
      {{"id", id},
       {"report", report},
       {"form", id_of(form)},
       {"job", job},
       {"status", id_of(made.status)},
       {"asked_at", made.asked_at},
       {"asked_by", made.asked_by}}));
  return made;
}

Result<bool> is_awaited(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from report_document where id = :id", {{"id", id}}));
  return row.has_value();
}

Result<bool> keep_document(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at) {
  BASSIN_TRY(auto const kept, session.execute("update report_document set content = :content, made_at = :at where id = :id",
                                              {{"content", as_text(bytes)}, {"at", base::to_iso(at)}, {"id", id}}));
  return kept > 0;
}

Result<ReportFile> document_file(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select id, report, form, job, status, asked_at, asked_by, made_at, content from report_document "
                                         "where id = :id and content is not null",
                                         {{"id", id}}));
  if (!row) return Error("convention.unknown_document", {{"id", id}});
  ReportFile out;
  out.document = document_of(*row);
  auto const seen = internal::seen_report(session, reader, out.document.report);
  if (!seen.ok() && seen.error().code == "convention.unknown_report") return Error("convention.unknown_document", {{"id", id}});
  if (!seen.ok()) return seen.error();
  out.report = seen.value().full.report;
  out.bytes = as_bytes(row->text("content"));
  return out;
}

}  // namespace bassin::convention
