// The job that makes the file of a report: {"document": its id, "form": "pdf", "report": as GET /api/v1/reports/{id} told it}, or "grid"
// in place of "report": as GET /api/v1/grids/{id} told it; or "letter" or "situation": as
// printing/letter_page.h and printing/report_page.h take them.
#pragma once

#include <string_view>

namespace bassin::service {

inline constexpr std::string_view report_kind_name = "report";

}  // namespace bassin::service
