#include "printing/grid_page.h"

#include <ctemplate/template.h>

#include "printing/french.h"
#include "printing/internal/filling.h"
#include "printing/report_templates.h"

namespace bassin::printing {

using namespace internal;

namespace {

constexpr char const* name_in_cache = "grid";

void put_description(Dictionary& at, Json const& it) {
  auto const text = text_in(it, "description");
  if (!text.empty()) put_lines(*at.AddSectionDictionary("DESCRIPTION"), text);
}

void put_indicator(Dictionary& at, Json const& it) {
  auto const value_of = [&](char const* name) { return it.at(name).is_number() ? figure(it.at(name).get<double>()) : std::string("–"); };
  set(at, "LABEL", text_in(it, "code") + " " + text_in(it, "label") + " (" + text_in(it, "unit") + ")");
  set(at, "VALUE", value_of("value"));
  set(at, "TARGET", value_of("target"));
  set(at, "PROGRESS", it.at("progress").is_number() ? share(it.at("progress").get<double>()) : "–");
  set(at, "HOW", text_in(it, "how"));
}

void put_work(Dictionary& at, Json const& it) {
  if (count_in(it, "contributions") == 0 && text_in(it, "counted").empty()) return;
  auto& work = *at.AddSectionDictionary("WORK");
  set(work, "CONTRIBUTIONS", counted(count_in(it, "contributions"), "contribution", "contributions"));
  set(work, "BUSINESSES", counted(count_in(it, "businesses"), "entreprise", "entreprises"));
  set(work, "VISITED", counted(count_in(it, "visited"), "visitée", "visitées"));
  auto const days = days_of_minutes(count_in(it, "minutes"));
  bool const one = (days[0] == '0' || days[0] == '1') && (days.size() == 1 || days[1] == ',');
  set(work, "DAYS", days + (one ? " jour passé" : " jours passés"));
  auto const how = text_in(it, "counted");
  if (!how.empty()) set(*work.AddSectionDictionary("COUNTED"), "COUNTED", how);
}

void put_heading(Dictionary& page, Json const& it) {
  auto& heading = *page.AddSectionDictionary("HEADING");
  auto& title = *heading.AddSectionDictionary(it.at("parent").is_null() ? "UPPER" : "LOWER");
  set(title, "CODE", text_in(it, "code"));
  set(title, "NAME", text_in(it, "title"));
  put_description(heading, it);
  put_work(heading, it);
  Dictionary* part = nullptr;
  for (auto const& one : it.at("indicators")) {
    if (part == nullptr) part = heading.AddSectionDictionary("INDICATORS");
    put_indicator(*part->AddSectionDictionary("INDICATOR"), one);
  }
}

}  // namespace

std::string grid_page(Json const& grid, Layout layout) {
  static bool const known = ctemplate::StringToTemplateCache(
      name_in_cache, std::string(report_template).append(page_style).append(grid_template_rest), ctemplate::DO_NOT_STRIP);
  (void)known;
  Dictionary page("grid");
  if (layout != Layout::editable) page.ShowSection("STYLED");
  set(page, "TITLE", text_in(grid, "title"));
  set(page, "ORGANISATION", name_in(grid, "organisation"));
  set(page, "AUTHORITY", text_in(grid, "authority"));
  set(page, "FROM", long_day(text_in(grid, "from")));
  set(page, "TO", long_day(text_in(grid, "to")));
  set(page, "COUNTED_ON", long_day(text_in(grid, "countedOn")));
  // A job of the version before has none.
  for (auto const& it : grid.value("partYears", Json::array())) {
    auto& part = *page.AddSectionDictionary("PART_YEAR");
    set(part, "YEAR", std::to_string(it.at("year").get<int>()));
    set(part, "FIRST", long_day(text_in(it, "from")));
    set(part, "LAST", long_day(text_in(it, "to")));
  }
  put_description(page, grid);
  for (auto const& it : grid.at("headings")) put_heading(page, it);
  std::string out;
  ctemplate::ExpandTemplate(name_in_cache, ctemplate::DO_NOT_STRIP, &page, &out);
  return out;
}

}  // namespace bassin::printing
