#include "printing/report_page.h"

#include <ctemplate/template.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/instant.h"
#include "base/paris_time.h"
#include "printing/french.h"
#include "printing/internal/filling.h"
#include "printing/report_templates.h"
#include "printing/situation_template.h"

namespace bassin::printing {

using namespace internal;

namespace {

constexpr char const* name_in_cache = "situation";
// What one page holds.
constexpr std::size_t places_most = 10, aids_most = 8, words_most = 420;
constexpr double map_wide = 68, map_high = 62;  // millimetres
constexpr char const* not_told = "n.\u00a0c.";  // the page says what it means
constexpr std::int64_t loss_step = 500'000, aid_step = 50'000, persons_step = 100;

struct Context {
  Json const& report;
  bool for_all = false;
  Json const* before = nullptr;  // figures of the report before; null: the first
  Json const* findings_before = nullptr;

  [[nodiscard]] std::string label(char const* what, std::string const& id) const {
    auto const& labels = report.at("labels").at(what);
    return labels.contains(id) ? labels.at(id).get<std::string>() : id;
  }
};

std::string whole_euros(std::int64_t value) { return euros(value * 100); }

std::string moved(std::int64_t now, std::int64_t before, std::string (*text)(std::int64_t)) {
  if (now == before) return "=";
  return (now > before ? "+" : "−") + text(std::abs(now - before));
}

// « 5 000 € à 20 000 € », « au moins 513 000 € »; for all to its step.
std::string amount(Json const& sum, bool for_all, std::int64_t step) {
  if (!sum.at("from").is_number() || !sum.at("to").is_number()) return std::string(not_told);
  auto const from = count_in(sum, "from"), to = count_in(sum, "to");
  auto const shown = [&](std::int64_t value) { return for_all && value == 0 ? "<\u00a0" + whole_euros(step / 2) : whole_euros(value); };
  if (sum.contains("endless") && count_in(sum, "endless") > 0) return "au moins " + shown(from);
  if (from != to) return shown(from) + " à " + shown(to);
  return (for_all && to > 0 ? "≈\u00a0" : "") + shown(to);
}

Json const* named(Json const& list, char const* key, std::string const& id) {
  auto const found = std::find_if(list.begin(), list.end(), [&](Json const& it) { return it.at(key) == id; });
  return found == list.end() ? nullptr : &*found;
}

// « 8 juin 2016, 18 h (heure de Paris) »
std::string moment(std::string const& iso) {
  auto const at = base::parse_instant(iso);
  if (!at) return iso;
  auto const there = base::paris_time(*at);
  return long_day(to_iso(there.day)) + " à " + std::to_string(there.hour) + "\u00a0h\u00a0" + iso.substr(14, 2);
}

std::string beginning(std::string text, Layout layout) {
  if (layout == Layout::editable || text.size() <= words_most) return text;
  auto end = text.find_last_of(" \n", words_most);
  if (end == std::string::npos) end = words_most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

void put_head(Dictionary& page, Context const& c, Layout layout) {
  auto const& crisis = c.report.at("crisis");
  set(page, "TITLE", "Point de situation n°\u00a0" + number(count_in(c.report, "number")));
  set(page, "NAME", text_in(crisis, "title"));
  set(page, "NUMBER", number(count_in(c.report, "number")));
  set(page, "ON", moment(text_in(c.report, "issuedAt")));
  set(page, "ORGANISATION", name_in(c.report, "organisation"));
  set(page, "ZONE", number(count_in(c.report, "zone")));
  if (c.for_all) page.ShowSection("FOR_ALL");
  if (crisis.at("exercise").get<bool>()) page.ShowSection("EXERCISE");
  if (auto const words = text_in(c.report, "words"); !words.empty())
    put_lines(*page.AddSectionDictionary("WORDS"), beginning(words, layout));
}

void put_keys(Dictionary& page, Context const& c) {
  auto const& all = c.report.at("all");
  for (auto const* const id : {"potential", "reported", "contacted", "visited", "closed", "partlyOpen", "reopened"}) {
    auto& key = *page.AddSectionDictionary("KEY");
    set(key, "VALUE", number(count_in(all, id)));
    set(key, "LABEL", c.label("figure", id));
    if (c.before != nullptr)
      set(*key.AddSectionDictionary("MOVED"), "MOVED",
          moved(count_in(all, id), count_in(*c.before, id), number) + " depuis le n°\u00a0" + number(count_in(c.report, "number") - 1));
  }
  std::string others;
  for (auto const* const id : {"qualified", "filed", "open", "inaccessible", "closedForGood", "nothingToDo", "unlocated", "indirect",
                               "urgent1", "urgent2", "nobodys"}) {
    auto const count = count_in(all, id);
    if (count > 0) others += (others.empty() ? "" : " · ") + c.label("figure", id) + "\u00a0: " + number(count);
  }
  set(page, "OTHERS", others);
}

void put_since(Dictionary& at, Context const& c) {
  if (c.findings_before != nullptr)
    set(*at.AddSectionDictionary("SINCE"), "SINCE", "depuis le n°\u00a0" + number(count_in(c.report, "number") - 1));
}

void put_losses(Dictionary& part, Context const& c, Json const& findings) {
  put_since(part, c);
  bool some = false;
  for (auto const* const heading : {"building", "fittings", "equipment", "stock", "vehicles", "data", "other", "harvest", "soils", "plants",
                                    "livestock", "housed_livestock", "fodder", "damage", "turnover_loss"}) {
    auto const* const it = named(findings.at("losses"), "heading", heading);
    if (it == nullptr) continue;
    some = true;
    auto& row = *part.AddSectionDictionary("LOSS");
    auto const& sum = it->at("sum");
    auto const given = count_in(it->at("cases"), "given");
    if (std::string_view(heading) == "damage") row.ShowSection("WHOLE");
    set(row, "HEADING", c.label("heading", heading));
    set(row, "AMOUNT", given > 0 ? amount(sum, c.for_all, loss_step) : "–");
    for (auto const& [certainty, at] : {std::pair{"estimated", "ESTIMATED"}, {"quoted", "QUOTED"}, {"assessed", "ASSESSED"}}) {
      auto const* const one = named(it->at("certainties"), "certainty", certainty);
      set(row, at, one == nullptr ? "–" : number(count_in(one->at("sum"), "cases")));
    }
    set(row, "GIVEN", number(given));
    set(row, "REFUSED", number(count_in(it->at("cases"), "refused")));
    if (c.findings_before == nullptr) continue;
    auto const* const then = named(c.findings_before->at("losses"), "heading", heading);
    auto& since = *row.AddSectionDictionary("SINCE");
    bool const told = sum.at("from").is_number() && (then == nullptr ? !c.for_all : then->at("sum").at("from").is_number());
    set(since, "MOVED", told ? moved(count_in(sum, "from"), then == nullptr ? 0 : count_in(then->at("sum"), "from"), whole_euros) : "");
  }
  if (!some) part.ShowSection("NO_LOSS");
}

void put_aid(Dictionary& part, Context const& c, Json const& findings) {
  std::vector<Json const*> all;
  for (auto const& it : findings.at("aid")) all.push_back(&it);
  std::stable_sort(all.begin(), all.end(),
                   [](Json const* a, Json const* b) { return count_in(a->at("asked"), "cases") > count_in(b->at("asked"), "cases"); });
  for (std::size_t i = 0; i < std::min(all.size(), aids_most); ++i) {
    auto const& it = *all[i];
    auto& row = *part.AddSectionDictionary("AID");
    set(row, "NAME", c.label("aid", text_in(it, "aid")));
    for (auto const& [step, name] : {std::pair{"asked", "ASKED"}, {"granted", "GRANTED"}, {"paid", "PAID"}}) {
      auto const& sum = it.at(step);
      auto text = number(count_in(sum, "cases"));
      if (count_in(sum, "priced") > 0) text += " (" + amount(sum, c.for_all, aid_step) + ")";
      set(row, name, text);
    }
    set(row, "REFUSED", number(count_in(it, "refused")));
  }
  if (all.empty()) part.ShowSection("NO_AID");
  if (all.size() > aids_most)
    set(*part.AddSectionDictionary("MORE_AID"), "MORE",
        counted(static_cast<std::int64_t>(all.size() - aids_most), "autre aide.", "autres aides."));
}

void put_job(Dictionary& part, Context const& c, Json const& findings, char const* id, std::string const& name) {
  auto const& it = findings.at(id);
  auto& row = *part.AddSectionDictionary("JOB");
  set(row, "NAME", name);
  auto const given = count_in(it.at("cases"), "given"), sum = count_in(it, "sum");
  std::string value = "–";
  if (given > 0 && !it.at("sum").is_number()) value = not_told;
  if (given > 0 && it.at("sum").is_number())
    value = c.for_all && sum == 0 ? "<\u00a0" + number(persons_step / 2) : (c.for_all ? "≈\u00a0" : "") + number(sum);
  set(row, "VALUE", value);
  set(row, "KNOWN",
      "su pour " + number(given) + " sur " + number(count_in(findings, "cases")) + ", " +
          counted(count_in(it.at("cases"), "refused"), "refus", "refus"));
  if (c.findings_before == nullptr) return;
  auto const& then = c.findings_before->at(id);
  bool const told = it.at("sum").is_number() && then.at("sum").is_number();
  set(*row.AddSectionDictionary("SINCE"), "MOVED", told ? moved(sum, count_in(then, "sum"), number) : "");
}

void put_jobs(Dictionary& part, Context const& c, Json const& findings) {
  put_job(part, c, findings, "employees", "Effectif");
  put_job(part, c, findings, "stopped", "Salariés arrêtés");
  std::string text;
  for (auto const& it : findings.at("shortTime"))
    text += (text.empty() ? "" : ", ") + number(count_in(it, "cases")) + "\u00a0" + c.label("short_time", text_in(it, "answer"));
  auto& row = *part.AddSectionDictionary("JOB");
  set(row, "NAME", "Activité partielle");
  set(row, "VALUE", "");
  set(row, "KNOWN", text.empty() ? "–" : text);
  if (c.findings_before != nullptr) set(*row.AddSectionDictionary("SINCE"), "MOVED", "");
}

void put_place(Dictionary& page, std::string const& name, Json const& figures) {
  auto& row = *page.AddSectionDictionary("PLACE");
  set(row, "NAME", name);
  for (auto const& [id, at] : {std::pair{"potential", "POTENTIAL"}, {"reported", "REPORTED"}, {"visited", "VISITED"}, {"closed", "CLOSED"}})
    set(row, at, number(count_in(figures, id)));
  auto const all = count_in(figures, "potential");
  set(row, "COVERAGE", all > 0 ? share(static_cast<double>(count_in(figures, "visited")) / static_cast<double>(all)) : "–");
}

void put_places(Dictionary& page, Context const& c, Layout layout) {
  std::vector<Json const*> communes;
  for (auto const& it : c.report.at("communes")) communes.push_back(&it);
  std::stable_sort(communes.begin(), communes.end(), [](Json const* a, Json const* b) {
    return count_in(a->at("figures"), "potential") > count_in(b->at("figures"), "potential");
  });
  auto const shown = layout == Layout::editable ? communes.size() : std::min(communes.size(), places_most);
  for (std::size_t i = 0; i < shown; ++i) put_place(page, text_in(communes[i]->at("place"), "label"), communes[i]->at("figures"));
  for (auto const& it : c.report.at("chambers")) put_place(page, c.label("chamber", text_in(it, "chamber")), it.at("figures"));
  if (shown < communes.size())
    set(*page.AddSectionDictionary("MORE_PLACES"), "MORE",
        counted(static_cast<std::int64_t>(communes.size() - shown), "autre commune, de moins d’entreprises.",
                "autres communes, de moins d’entreprises."));
}

// « 90 min », « 36 h », « 4 jours »
std::string span(std::int64_t minutes) {
  constexpr std::int64_t hour = 60, day = 1'440;
  if (minutes < 2 * hour) return number(minutes) + "\u00a0min";
  if (minutes < 2 * day) return number((minutes + hour / 2) / hour) + "\u00a0h";
  return number((minutes + day / 2) / day) + "\u00a0jours";
}

std::string needs_of(Context const& c, Json const& findings) {
  std::vector<Json const*> all;
  for (auto const& it : findings.at("needs")) all.push_back(&it);
  std::stable_sort(all.begin(), all.end(), [](Json const* a, Json const* b) { return count_in(*a, "cases") > count_in(*b, "cases"); });
  std::string out;
  for (auto const* it : all) {
    out += (out.empty() ? "" : " · ") + c.label("need", text_in(*it, "need")) + "\u00a0" + number(count_in(*it, "cases"));
    if (c.findings_before == nullptr) continue;
    auto const* const then = named(c.findings_before->at("needs"), "need", text_in(*it, "need"));
    out += " (" + moved(count_in(*it, "cases"), then == nullptr ? 0 : count_in(*then, "cases"), number) + ")";
  }
  return out.empty() ? "Aucun besoin urgent en cours." : out;
}

std::string freshness_of(Context const& c, Json const& findings) {
  std::string out;
  for (auto const& it : findings.at("words")) {
    if (!it.at("median").is_number()) continue;
    out += (out.empty() ? "Âge médian des nouvelles : " : ", ") + c.label("state", text_in(it, "state")) + "\u00a0" +
           span(count_in(it, "median"));
  }
  if (!out.empty()) out += ". ";
  return out + counted(count_in(findings, "silent"), "fiche sans nouvelle depuis 48 h.", "fiches sans nouvelle depuis 48 h.");
}

struct At {
  long x = 0, y = 0;
};

// Where no name of a larger count stands.
void put_name(Dictionary& map, std::vector<At>& names, std::string const& label, At at) {
  constexpr long wide = 270, high = 34;
  bool const taken =
      std::any_of(names.begin(), names.end(), [&](At const& it) { return std::labs(it.x - at.x) < wide && std::labs(it.y - at.y) < high; });
  if (taken) return;
  names.push_back(at);
  auto& name = *map.AddSectionDictionary("NAMED");
  name.SetIntValue("X", at.x);
  name.SetIntValue("Y", at.y);
  set(name, "NAME", label);
}

void put_map(Dictionary& page, Context const& c) {
  auto const& drawing = c.report.at("drawing");
  if (drawing.at("communes").empty() && !drawing.at("zone").is_string()) return;
  auto const width = count_in(drawing, "width"), height = count_in(drawing, "height");
  auto const scale = std::min(map_wide / static_cast<double>(width), map_high / static_cast<double>(height));
  auto& map = *page.AddSectionDictionary("MAP");
  map.SetFormattedValue("MM_WIDE", "%.1f", static_cast<double>(width) * scale);
  map.SetFormattedValue("MM_HIGH", "%.1f", static_cast<double>(height) * scale);
  map.SetIntValue("WIDTH", static_cast<long>(width));
  map.SetIntValue("HEIGHT", static_cast<long>(height));
  // Nobody has reported yet: how many could.
  auto const* const counts = count_in(c.report.at("all"), "reported") > 0 ? "reported" : "potential";
  std::int64_t most = 1;
  for (auto const& it : c.report.at("communes")) most = std::max(most, count_in(it.at("figures"), counts));
  std::vector<std::pair<std::int64_t, Json const*>> drawn;
  for (auto const& it : drawing.at("communes")) {
    if (it.at("path").is_string()) set(*map.AddSectionDictionary("COMMUNE"), "PATH", text_in(it, "path"));
    for (auto const& one : c.report.at("communes"))
      if (one.at("place").at("code") == it.at("place").at("code")) drawn.emplace_back(count_in(one.at("figures"), counts), &it);
  }
  std::stable_sort(drawn.begin(), drawn.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<At> names;
  for (auto const& [count, place] : drawn) {
    auto const& it = *place;
    if (count == 0) continue;
    auto const radius = 22 + 48 * std::sqrt(static_cast<double>(count) / static_cast<double>(most));
    auto& circle = *map.AddSectionDictionary("CIRCLE");
    auto const x = static_cast<long>(count_in(it, "x")), y = static_cast<long>(count_in(it, "y"));
    circle.SetIntValue("X", x);
    circle.SetIntValue("Y", y);
    circle.SetFormattedValue("R", "%.0f", radius);
    circle.SetIntValue("DOWN", y + 10);
    circle.SetIntValue("FONT", 30);
    set(circle, "COUNT", number(count));
    auto const side = std::min(140L, static_cast<long>(width) / 2);
    put_name(map, names, text_in(it.at("place"), "label"),
             {std::clamp(x, side, static_cast<long>(width) - side), y + std::lround(radius) + 30});
  }
  if (drawing.at("zone").is_string()) set(*map.AddSectionDictionary("FLOOD"), "PATH", text_in(drawing, "zone"));
  set(map, "LEGEND",
      std::string("Entreprises ") + (std::string_view(counts) == "reported" ? "signalées" : "de la liste") + " par commune.");
  if (drawing.at("source").is_string()) set(*map.AddSectionDictionary("SOURCE"), "SOURCE", text_in(drawing, "source"));
}

}  // namespace

std::string situation_page(Json const& report, Layout layout) {
  static bool const known = ctemplate::StringToTemplateCache(
      name_in_cache, std::string(report_template).append(page_style).append(situation_style).append(situation_rest),
      ctemplate::DO_NOT_STRIP);
  (void)known;
  Context c{report, report.at("audience") == "all", nullptr, nullptr};
  if (report.at("before").is_object()) {
    c.before = &report.at("before").at("all");
    auto const& findings = report.at("before").at("findings");
    if (findings.is_object()) c.findings_before = &findings;
  }
  Dictionary page("situation");
  if (layout != Layout::editable) page.ShowSection("STYLED");
  put_head(page, c, layout);
  put_keys(page, c);
  put_places(page, c, layout);
  if (layout != Layout::editable) put_map(page, c);
  auto const& findings = report.at("findings");
  if (findings.is_object()) {
    auto& part = *page.AddSectionDictionary("FINDINGS");
    put_losses(part, c, findings);
    put_aid(part, c, findings);
    put_jobs(part, c, findings);
    set(part, "CASES", number(count_in(findings, "cases")));
    set(part, "NEEDS", needs_of(c, findings));
    set(part, "FRESH", freshness_of(c, findings));
  } else {
    page.ShowSection("NO_FINDINGS");
  }
  std::string out;
  ctemplate::ExpandTemplate(name_in_cache, ctemplate::DO_NOT_STRIP, &page, &out);
  return out;
}

}  // namespace bassin::printing
