#include "printing/report_page.h"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "printing/french.h"
#include "printing/internal/filling.h"
#include "printing/report_templates.h"

namespace bassin::printing {

namespace {

using namespace internal;

constexpr char const* name_in_cache = "report";
constexpr std::size_t rows_on_page = 12;  // axes and indicators
constexpr std::size_t indicators_least = 3;
constexpr std::size_t characters_on_page = 600;
constexpr std::size_t most_bars = 36;

// Of the drawing, in millimetres of the paper.
constexpr double chart_width = 178, chart_foot = 31, chart_top = 4;

// The beginning of a text, up to a word's end, in one paragraph.
std::string beginning_of(std::string text, std::size_t most) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() <= most) return text;
  auto end = text.rfind(' ', most);
  if (end == std::string::npos) end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not in the middle of a letter
  return text.substr(0, end) + "…";
}

std::string words_of(Json const& report, std::string const& section) {
  for (auto const& it : report.at("blocks"))
    if (it.at("section") == section) return text_in(it, "text");
  return "";
}

void put_tally(Dictionary& at, Json const& it) {
  set(at, "CONTRIBUTIONS", number(count_in(it, "contributions")));
  set(at, "BUSINESSES", number(count_in(it, "businesses")));
  set(at, "VISITED", number(count_in(it, "visited")));
  set(at, "DAYS", days_of_minutes(count_in(it, "minutes")));
}

void put_key(Dictionary& page, std::string const& value, std::string const& label, std::string const& before = "") {
  auto& key = *page.AddSectionDictionary("KEY");
  set(key, "VALUE", value);
  set(key, "LABEL", label);
  if (!before.empty()) set(*key.AddSectionDictionary("BEFORE"), "BEFORE", before);
}

void put_keys(Dictionary& page, Json const& figures) {
  auto const& whole = figures.at("whole");
  auto const& before = figures.at("before");
  auto const then = [&](char const* name) { return before.is_null() ? std::string() : "un an avant : " + number(count_in(before, name)); };
  put_key(page, number(count_in(whole, "businesses")), "entreprises suivies", then("businesses"));
  put_key(page, number(count_in(whole, "visited")), "dont visitées", then("visited"));
  put_key(page, number(count_in(whole, "contributions")), "contributions", then("contributions"));
  put_key(page, days_of_minutes(count_in(whole, "minutes")), "jours passés",
          before.is_null() ? "" : "un an avant : " + days_of_minutes(count_in(before, "minutes")));
  auto const establishments = count_in(whole, "establishments");
  if (establishments > 0)
    put_key(page, figure(100.0 * static_cast<double>(count_in(whole, "covered")) / static_cast<double>(establishments)) + "\u202f%",
            "du tissu économique (" + number(establishments) + " établissements)");
  put_key(page, number(static_cast<std::int64_t>(figures.at("actions").size())), "actions");
}

// Bars of the months; the year stands with the first month and with each January.
void put_chart(Dictionary& page, Json const& months) {
  if (months.size() < 2 || months.size() > most_bars) return;
  std::int64_t most = 1;
  for (auto const& it : months) most = std::max(most, count_in(it, "contributions"));
  auto& chart = *page.AddSectionDictionary("CHART");
  auto const step = chart_width / static_cast<double>(months.size());
  double x = 0;
  std::size_t place = 0;
  for (auto const& it : months) {
    auto const count = count_in(it, "contributions");
    auto const height = (chart_foot - chart_top) * static_cast<double>(count) / static_cast<double>(most);
    auto& bar = *chart.AddSectionDictionary("BAR");
    bar.SetFormattedValue("X", "%.2f", x + step * 0.15);
    bar.SetFormattedValue("Y", "%.2f", chart_foot - height);
    bar.SetFormattedValue("W", "%.2f", step * 0.7);
    bar.SetFormattedValue("H", "%.2f", height);
    bar.SetFormattedValue("MIDDLE", "%.2f", x + step / 2);
    bar.SetFormattedValue("ABOVE", "%.2f", chart_foot - height - 1);
    set(bar, "COUNT", number(count));
    if (months.size() <= most_bars / 2 || place % 3 == 0)
      set(*bar.AddSectionDictionary("NAMED"), "NAME", short_month(text_in(it, "month")));
    x += step;
    ++place;
  }
}

std::string source_of(Json const& it) {
  if (it.at("computed").is_object()) return "calculée du travail noté";
  return text_in(it, "gathering") == "sum" ? "valeurs saisies, additionnées" : "dernière valeur saisie";
}

void put_indicator(Dictionary& at, Json const& it) {
  auto const value_of = [&](char const* name) { return it.at(name).is_number() ? figure(it.at(name).get<double>()) : std::string("–"); };
  set(at, "LABEL", text_in(it, "code") + " " + text_in(it, "label") + " (" + text_in(it, "unit") + ")");
  set(at, "EFFECT", word("effect", text_in(it, "effect")));
  set(at, "VALUE", value_of("value"));
  set(at, "TARGET", value_of("target"));
  set(at, "PROGRESS", it.at("progress").is_number() ? share(it.at("progress").get<double>()) : "–");
  set(at, "SOURCE", source_of(it));
}

void put_axes(Dictionary& page, Json const& figures) {
  for (auto const& it : figures.at("axes")) {
    auto& axis = *page.AddSectionDictionary("AXIS");
    set(axis, "CODE", text_in(it, "code"));
    set(axis, "NAME", text_in(it, "title"));
    set(axis, "ACTIONS", number(count_in(it, "actions")));
    put_tally(axis, it);
  }
}

// What has a target, the results before what was done; how many reach it.
void put_results(Dictionary& page, Json const& figures) {
  std::vector<Json const*> meant;
  for (auto const& it : figures.at("indicators"))
    if (it.at("progress").is_number()) meant.push_back(&it);
  if (meant.empty()) return;
  auto const reached = std::count_if(meant.begin(), meant.end(), [](Json const* it) { return it->at("progress").get<double>() >= 1; });
  std::stable_sort(meant.begin(), meant.end(),
                   [](Json const* a, Json const* b) { return (a->at("effect") != "output") > (b->at("effect") != "output"); });
  auto& part = *page.AddSectionDictionary("RESULTS");
  auto const all = static_cast<std::int64_t>(meant.size());
  set(part, "REACHED", number(reached) + " " + (reached < 2 ? "objectif atteint" : "objectifs atteints") + " sur " + number(all) + ".");
  auto const axes = figures.at("axes").size();
  auto const shown = axes + indicators_least < rows_on_page ? rows_on_page - axes : indicators_least;
  for (std::size_t i = 0; i < std::min(meant.size(), shown); ++i) put_indicator(*part.AddSectionDictionary("INDICATOR"), *meant[i]);
}

void put_members(Dictionary& action, Json const& members) {
  for (auto const& it : members) {
    auto& at = *action.AddSectionDictionary("MEMBER");
    set(at, "NAME", name_in(it, "organisation"));
    set(at, "PART", word("part", text_in(it, "part")));
    set(at, "PLANNED", days_of_halves(count_in(it, "plannedHalfDays")));
    set(at, "SPENT", days_of_minutes(count_in(it, "minutes")));
  }
}

void put_action(Dictionary& axis, Json const& it, Json const& indicators) {
  auto& action = *axis.AddSectionDictionary("ACTION");
  set(action, "CODE", text_in(it, "code"));
  set(action, "NAME", text_in(it, "title"));
  set(action, "PROGRESS", word("progress", text_in(it, "progress")));
  set(action, "LEAD", name_in(it, "lead"));
  set(action, "CONTRIBUTIONS", counted(count_in(it, "contributions"), "contribution", "contributions"));
  set(action, "BUSINESSES", counted(count_in(it, "businesses"), "entreprise", "entreprises"));
  set(action, "VISITED", counted(count_in(it, "visited"), "visitée", "visitées"));
  put_members(action, it.at("members"));
  if (count_in(it, "planned") + count_in(it, "committed") + count_in(it, "spent") > 0) {
    auto& budget = *action.AddSectionDictionary("BUDGET");
    set(budget, "PLANNED", euros(count_in(it, "planned")));
    set(budget, "COMMITTED", euros(count_in(it, "committed")));
    set(budget, "SPENT", euros(count_in(it, "spent")));
  }
  Dictionary* part = nullptr;
  for (auto const& one : indicators) {
    if (one.at("action").at("id") != it.at("id")) continue;
    if (part == nullptr) part = action.AddSectionDictionary("INDICATORS");
    put_indicator(*part->AddSectionDictionary("INDICATOR"), one);
  }
}

void put_axis_parts(Dictionary& page, Json const& report) {
  auto const& figures = report.at("figures");
  for (auto const& it : figures.at("axes")) {
    auto& axis = *page.AddSectionDictionary("AXIS_PART");
    set(axis, "CODE", text_in(it, "code"));
    set(axis, "NAME", text_in(it, "title"));
    put_lines(axis, words_of(report, "axis:" + text_in(it, "id")));
    bool some = false;
    for (auto const& action : figures.at("actions")) {
      if (action.at("axis") != it.at("id")) continue;
      put_action(axis, action, figures.at("indicators"));
      some = true;
    }
    if (!some) axis.ShowSection("NO_ACTION");
  }
}

void put_partners(Dictionary& whole, Json const& report) {
  for (auto const& it : report.at("figures").at("partners")) {
    auto& at = *whole.AddSectionDictionary("PARTNER");
    set(at, "NAME", name_in(it, "organisation"));
    set(at, "LEADS", number(count_in(it, "leads")));
    set(at, "PLANNED", days_of_halves(count_in(it, "plannedHalfDays")));
    put_tally(at, it);
    auto const words = words_of(report, "party:" + text_in(it.at("organisation"), "id"));
    if (words.empty()) continue;
    auto& part = *whole.AddSectionDictionary("PARTY_PART");
    set(part, "NAME", name_in(it, "organisation"));
    put_lines(part, words);
  }
}

void put_kinds(Dictionary& whole, Json const& kinds) {
  if (kinds.empty()) return;
  auto& part = *whole.AddSectionDictionary("KINDS");
  for (auto const& it : kinds) {
    auto& at = *part.AddSectionDictionary("KIND");
    set(at, "NAME", word("contribution", text_in(it, "kind")));
    put_tally(at, it);
  }
}

void put_money(Dictionary& whole, Json const& money) {
  if (money.empty()) return;
  auto& part = *whole.AddSectionDictionary("MONEY");
  for (auto const& it : money) {
    auto& at = *part.AddSectionDictionary("LINE_OF_MONEY");
    set(at, "NAME", text_in(it, "financer"));
    set(at, "NATURE", word("nature", text_in(it, "nature")));
    set(at, "PLANNED", euros(count_in(it, "planned")));
    set(at, "COMMITTED", euros(count_in(it, "committed")));
    set(at, "SPENT", euros(count_in(it, "spent")));
  }
}

void put_sittings(Dictionary& whole, Json const& sittings) {
  if (sittings.empty()) return;
  auto& part = *whole.AddSectionDictionary("SITTINGS");
  for (auto const& it : sittings) {
    auto& at = *part.AddSectionDictionary("SITTING");
    auto name = word("committee", text_in(it, "committee"));
    name.front() = 'C';
    set(at, "NAME", name);
    set(at, "ON", long_day(text_in(it, "on")));
    if (it.at("decisions").empty()) {
      at.ShowSection("NO_DECISION");
      continue;
    }
    auto& decisions = *at.AddSectionDictionary("DECISIONS");
    for (auto const& one : it.at("decisions")) {
      auto& decision = *decisions.AddSectionDictionary("DECISION");
      set(decision, "TEXT", text_in(one, "text"));
      set(decision, "FOLLOWER", name_in(one, "follower"));
      set(decision, "OUTCOME", word("outcome", text_in(one, "outcome")));
    }
  }
}

void put_head(Dictionary& page, Json const& report) {
  auto const& figures = report.at("figures");
  auto const& convention = figures.at("convention");
  set(page, "TITLE", text_in(report, "title"));
  set(page, "CONVENTION", text_in(convention, "title"));
  if (!text_in(convention, "reference").empty())
    set(*page.AddSectionDictionary("REFERENCE"), "REFERENCE", text_in(convention, "reference"));
  set(page, "FROM", long_day(text_in(figures, "from")));
  set(page, "TO", long_day(text_in(figures, "to")));
  std::string parties;
  for (auto const& it : figures.at("partners")) parties += (parties.empty() ? "" : ", ") + name_in(it, "organisation");
  set(page, "PARTIES", parties);
  set(page, "COUNTED_ON", long_day(text_in(figures, "countedOn")));
  set(page, "ISSUED_ON", long_day(text_in(report, "issuedAt")));
  page.ShowSection(report.at("status") == "issued" ? "ISSUED" : "DRAFT");
  if (figures.at("dataDate").is_string()) set(*page.AddSectionDictionary("REGISTER"), "REGISTER", long_day(text_in(figures, "dataDate")));
}

void put_words(Dictionary& page, char const* part, std::string const& text) {
  if (!text.empty()) put_lines(*page.AddSectionDictionary(part), text);
}

}  // namespace

std::string report_page(Json const& report, Layout layout) {
  static bool const known = ctemplate::StringToTemplateCache(
      name_in_cache, std::string(report_template).append(page_style).append(report_template_rest), ctemplate::DO_NOT_STRIP);
  (void)known;
  bool const on_one_page = layout == Layout::one_page;
  auto const& figures = report.at("figures");
  auto const words = [&](char const* section) {
    auto text = words_of(report, section);
    return on_one_page ? beginning_of(std::move(text), characters_on_page) : text;
  };
  Dictionary page("report");
  if (layout != Layout::editable) page.ShowSection("STYLED");
  put_head(page, report);
  put_words(page, "OPENING", words("opening"));
  put_keys(page, figures);
  if (layout != Layout::editable) put_chart(page, figures.at("months"));
  put_axes(page, figures);
  if (on_one_page) {
    page.ShowSection("ONE");
    put_results(page, figures);
  } else {
    put_axis_parts(page, report);
    auto& whole = *page.AddSectionDictionary("WHOLE");
    put_partners(whole, report);
    put_kinds(whole, figures.at("kinds"));
    put_money(whole, figures.at("money"));
    put_sittings(whole, figures.at("sittings"));
  }
  put_words(page, "OUTLOOK", words("outlook"));
  std::string out;
  ctemplate::ExpandTemplate(name_in_cache, ctemplate::DO_NOT_STRIP, &page, &out);
  return out;
}

}  // namespace bassin::printing
