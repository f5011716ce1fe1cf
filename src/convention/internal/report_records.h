// Rows of reports and of what is written in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convention/report.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All of a convention, the latest period first.
[[nodiscard]] base::Result<std::vector<Report>> read_reports(sql::Session& session, std::string const& convention);
// Errors: "convention.unknown_report" (id).
[[nodiscard]] base::Result<FullReport> read_report(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Report const& report);
// `figures`: "" of a draft.
[[nodiscard]] base::Result<void> update(sql::Session& session, Report const& report, std::string const& figures);
// With its blocks and documents.
[[nodiscard]] base::Result<void> erase(sql::Session& session, Report const& report);
// A new one, or what it is now; nothing of it where its text is empty but its version.
[[nodiscard]] base::Result<void> put(sql::Session& session, std::string const& report, Block const& block);

// Without the figures of an issued one.
[[nodiscard]] std::string json_of(Report const& report);
[[nodiscard]] std::string json_of(Block const& block);

// One that the reader sees, with its convention. Errors: "convention.unknown_report" (id).
struct SeenReport {
  FullReport full;
  Convention convention;
  Rights rights;
};
[[nodiscard]] base::Result<SeenReport> seen_report(sql::Session& session, access::Reader const& reader, std::string const& id);

}  // namespace bassin::convention::internal
