// Files of reports, made by jobs and kept in the store, so that every server on it hands them out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/report.h"

namespace bassin::convention {

enum class Form : std::uint8_t {
  pdf,
  page,  // PDF of one page for elected members
  docx,
  odt,
};
inline constexpr std::size_t form_count = 4;
// "docx".
[[nodiscard]] std::string_view id_of(Form form);
[[nodiscard]] std::optional<Form> parse_form(std::string_view id);

struct ReportDocument {
  std::string id, report;
  Form form = Form::pdf;
  std::string job;                          // that makes it
  Issue status = Issue::draft;              // of the report when it was asked for
  std::string asked_at, asked_by, made_at;  // "": not made yet
};

// The latest of each form. Errors: "convention.unknown_report" (id).
[[nodiscard]] base::Result<std::vector<ReportDocument>> documents_of(sql::Session& session, access::Reader const& reader,
                                                                     std::string const& report);
// In place of the one of that form before. `job` names this id. Whoever sees the report may ask. Errors: "convention.unknown_report" (id).
[[nodiscard]] base::Result<ReportDocument> ask_document(sql::Session& session, Act const& act, std::string const& id,
                                                        std::string const& report, Form form, std::string const& job);
// By the job, before it begins: false where another one was asked for meanwhile, or the report is gone.
[[nodiscard]] base::Result<bool> is_awaited(sql::Session& session, std::string const& id);
// By the job; false where another one was asked for meanwhile, or the report is gone.
[[nodiscard]] base::Result<bool> keep_document(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at);

struct ReportFile {
  ReportDocument document;
  Report report;
  std::string bytes;
};
// Errors: "convention.unknown_document" (id), also while it is not made, and for a report that the reader does not see.
[[nodiscard]] base::Result<ReportFile> document_file(sql::Session& session, access::Reader const& reader, std::string const& id);

}  // namespace bassin::convention
