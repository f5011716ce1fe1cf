// Reports of conventions and of crises as pages of HTML that need nothing else: what a printer or a text editor takes. In French.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace bassin::printing {

enum class Layout {
  whole,     // with charts, for a printer
  one_page,  // for elected members: no person, no business, no words of committees
  editable,  // headings, paragraphs and tables alone
};

// `report`: as GET /api/v1/reports/{id} answers it (openapi.yaml, schema Report). Its texts are shown as they are, never as markup.
[[nodiscard]] std::string report_page(nlohmann::json const& report, Layout layout);

// A situation report of a crisis, likewise.
// `report`: as GET /api/v1/crises/{id}/reports/{number} answers it (openapi.yaml, schema CrisisReport), with "drawing", schema
// CrisisDrawing, and "labels": names by what they are of and by id. Its texts are shown as they are, never as markup. For a printer it is
// one page, whose long lists say what they leave out; to edit it has no map.
[[nodiscard]] std::string situation_page(nlohmann::json const& report, Layout layout);

}  // namespace bassin::printing
