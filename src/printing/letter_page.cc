#include "printing/letter_page.h"

#include <ctemplate/template.h>

#include "printing/french.h"
#include "printing/internal/filling.h"
#include "printing/report_templates.h"

namespace bassin::printing {

using namespace internal;

namespace {

constexpr char const* name_in_cache = "letter";
constexpr std::string_view rest = R"(.on { text-align: right; margin: 10mm 0; }
.subject { font-weight: 600; margin: 8mm 0 6mm; string-set: title content(); }
</style>{{/STYLED}}</head>
<body>
{{#SENDER}}{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/SENDER}}
<p class="on">{{#PLACE}}À {{PLACE}}, le {{/PLACE}}{{#NO_PLACE}}Le {{/NO_PLACE}}{{ON}}</p>
<p class="subject"><b>Objet : {{TITLE}}</b></p>
{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}
</body></html>
)";

}  // namespace

std::string letter_page(Json const& letter, Layout layout) {
  static bool const known = ctemplate::StringToTemplateCache(name_in_cache, std::string(report_template).append(page_style).append(rest),
                                                             ctemplate::DO_NOT_STRIP);
  (void)known;
  Dictionary page("letter");
  if (layout != Layout::editable) page.ShowSection("STYLED");
  set(page, "TITLE", text_in(letter, "title"));
  set(page, "ON", long_day(text_in(letter, "on")));
  auto const place = text_in(letter, "place");
  if (place.empty()) page.ShowSection("NO_PLACE");
  if (!place.empty()) set(*page.AddSectionDictionary("PLACE"), "PLACE", place);
  if (auto const sender = text_in(letter, "sender"); !sender.empty()) put_lines(*page.AddSectionDictionary("SENDER"), sender);
  put_lines(page, text_in(letter, "text"));
  std::string out;
  ctemplate::ExpandTemplate(name_in_cache, ctemplate::DO_NOT_STRIP, &page, &out);
  return out;
}

}  // namespace bassin::printing
