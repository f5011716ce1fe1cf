// A letter of a business to its insurer or an administration as a page of HTML that needs nothing else. In French.
#pragma once

#include "printing/report_page.h"

namespace bassin::printing {

// `letter`: {"sender": lines, "place": "" or a commune, "on": a day, "title", "text"}. Its texts are shown as they are, never as markup.
[[nodiscard]] std::string letter_page(nlohmann::json const& letter, Layout layout);

}  // namespace bassin::printing
