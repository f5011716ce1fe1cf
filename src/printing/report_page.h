// A convention's report as a page of HTML that needs nothing else: what a printer or a text editor is made from. In French.
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

}  // namespace bassin::printing
