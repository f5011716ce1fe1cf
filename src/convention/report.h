// Reports of a convention: a period, what the coordinator and each party write about it, and, once it is issued, its figures as they stood.
// Figures of a period are worked out without a report too (convention/figures.h). docs/decisions/0024-the-report.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/convention.h"
#include "convention/reading.h"

namespace bassin::convention {

enum class Issue : std::uint8_t {
  draft,   // its figures are those of the moment
  issued,  // its figures and words stay as they were
};
inline constexpr std::size_t issue_count = 2;
// "draft".
[[nodiscard]] std::string_view id_of(Issue issue);

inline constexpr std::size_t reports_most = 200;  // of a convention

struct Report {
  std::string id, convention;
  std::string title;
  Period period;
  Issue status = Issue::draft;
  std::string issued_at, issued_by;  // ""
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// What somebody wrote in a report. Sections: "opening", "outlook", "axis:" and the id of one, "party:" and the id of an organisation.
struct Block {
  std::string section, text;
  std::int64_t version = 0;  // 0: nothing was written yet
  std::string changed_at, changed_by;
};

struct FullReport {
  Report report;
  std::vector<Block> blocks;  // by section
  std::string figures;        // of an issued one, as issue() was given them; ""
};

// Of a convention that the reader sees, the latest period first. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<std::vector<Report>> reports_of(sql::Session& session, access::Reader const& reader,
                                                           std::string const& convention);
// Errors: "convention.unknown_report" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<FullReport> find_report(sql::Session& session, access::Reader const& reader, std::string const& id);

// Whether the reader writes the report: the keeper's coordinators, until the convention is abandoned.
[[nodiscard]] bool may_report(Rights const& rights, Convention const& convention);
// That, and of "party:" the coordinators of that party.
[[nodiscard]] bool may_write_block(Rights const& rights, Convention const& convention, std::string const& section);

// Errors: "convention.unknown" (id), "convention.not_yours", "convention.bad_value" (field, allowed), those of base::clean().
[[nodiscard]] base::Result<Report> draft_report(sql::Session& session, Act const& act, std::string const& convention,
                                                std::string const& title, Period const& period);
// Errors of all below: also "convention.unknown_report" (id), "convention.changed" (now), "convention.report_issued".
[[nodiscard]] base::Result<Report> change_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 std::string const& title, Period const& period);
// "": the section is empty again. Errors: "convention.bad_value" of a section that the convention does not have.
[[nodiscard]] base::Result<Block> write_block(sql::Session& session, Act const& act, std::string const& report, Block const& block);
// `figures`: a JSON object, answered from now on in place of what would be counted.
[[nodiscard]] base::Result<Report> issue(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                         std::string const& figures);
// A draft again, to be corrected. Its figures as they were issued stay in the trail only by the reason that is given. Errors:
// "convention.report_not_issued".
[[nodiscard]] base::Result<Report> reopen(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                          std::string const& why);
// A draft, with its words and documents.
[[nodiscard]] base::Result<void> remove_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::convention
