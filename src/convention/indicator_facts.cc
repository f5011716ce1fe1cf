#include "convention/indicator_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using access::Json;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr std::size_t link_most = 1'000;

Result<void> check_figure(std::string field, double figure) {
  constexpr double most = 1e12;
  if (!std::isfinite(figure) || std::abs(figure) > most) return bad_value(std::move(field), "±10¹²");
  return {};
}

constexpr std::size_t code_most = 20;
constexpr std::size_t kinds_most = 20;
constexpr std::size_t kind_most = 40;
constexpr int first_year = 2000;
constexpr int last_year = 2100;

// "site_visit": a word of who keeps the work.
bool is_word(std::string const& kind) {
  return !kind.empty() && kind.size() <= kind_most &&
         std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Result<void> check_computed(sql::Session& session, Computed& it) {
  if (it.kinds.size() > kinds_most || !std::all_of(it.kinds.begin(), it.kinds.end(), is_word)) return bad_value("kinds", "visit, call…");
  std::set<std::string> const sorted(it.kinds.begin(), it.kinds.end());
  it.kinds.assign(sorted.begin(), sorted.end());
  if (!it.organisation.empty()) BASSIN_DO(partners::find_organisation(session, it.organisation));
  if (is_of_delays(it.measure)) {
    if (!it.delay) return bad_value("delay", "taken, closed, follow_up");
    if (it.measure == Measure::within && (it.most < 0 || it.most > delay_most)) return bad_value("most", "0-" + std::to_string(delay_most));
    it.kinds.clear();
  } else {
    it.delay.reset();
  }
  if (it.measure != Measure::within) it.most = 0;
  if ((it.measure == Measure::coverage) == it.field.empty()) return bad_value("field", it.field.empty() ? "economic-fabric…" : "\"\"");
  return {};
}

Result<void> check_targets(IndicatorFacts const& it) {
  if (it.baseline) BASSIN_DO(check_figure("baseline", *it.baseline));
  if (it.targets.size() > years_most) return bad_value("targets", "≤ " + std::to_string(years_most));
  for (auto const& [year, target] : it.targets) {
    if (year < first_year || year > last_year) return bad_value("year", std::to_string(first_year) + "-" + std::to_string(last_year));
    BASSIN_DO(check_figure("target", target));
  }
  return {};
}

std::optional<Computed> computed_of(sql::Row const& row) {
  auto const measure = row.optional_text("measure"), delay = row.optional_text("delay");
  if (!measure && !delay) return std::nullopt;
  auto const most = row.optional_integer("delay_most");
  auto const of_delays = most ? Measure::within : Measure::delay;
  return Computed{delay ? of_delays : parse_measure(*measure).value_or(Measure::contributions),
                  words_of(row.text("kinds")),
                  row.optional_text("organisation").value_or(""),
                  row.text("field"),
                  delay ? parse_delay_kind(*delay) : std::nullopt,
                  most.value_or(0)};
}

}  // namespace

Result<IndicatorFacts> clean(sql::Session& session, IndicatorFacts it) {
  BASSIN_TRY(it.code, base::clean("code", it.code, code_most));
  BASSIN_TRY(it.label, base::clean("label", it.label, base::line_most));
  BASSIN_TRY(it.unit, base::clean("unit", it.unit, base::name_most));
  BASSIN_TRY(it.method, base::clean_or_empty("method", it.method, base::description_most, Lines::several));
  BASSIN_DO(check_targets(it));
  if (it.computed) {
    BASSIN_DO(check_computed(session, *it.computed));
    it.gathering = Gathering::sum;
  }
  return it;
}

Result<EnteredFacts> clean(EnteredFacts it) {
  BASSIN_DO(check_figure("value", it.value));
  BASSIN_TRY(it.evidence, base::clean("evidence", it.evidence, base::description_most, Lines::several));
  BASSIN_TRY(it.link, base::clean_or_empty("link", it.link, link_most));
  bool const is_address = it.link.starts_with("https://") || it.link.starts_with("http://");
  if (!it.link.empty() && !is_address) return bad_value("link", "https://…");
  return it;
}

std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find(',', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string joined(std::vector<std::string> const& words) { return fmt::format("{}", fmt::join(words, ",")); }

IndicatorFacts facts_of(sql::Row const& row) {
  IndicatorFacts facts;
  facts.code = row.text("code");
  facts.label = row.text("label");
  facts.effect = parse_effect(row.text("effect")).value_or(Effect::output);
  facts.unit = row.text("unit");
  facts.method = row.text("method");
  facts.baseline = row.optional_real("baseline");
  facts.computed = computed_of(row);
  facts.gathering = parse_gathering(row.text("gathering")).value_or(Gathering::sum);
  return facts;
}

std::vector<sql::Named> facts_values(IndicatorFacts const& it) {
  auto const how = it.computed.value_or(Computed{});
  return {{"code", it.code},
          {"label", it.label},
          {"effect", id_of(it.effect)},
          {"unit", it.unit},
          {"method", it.method},
          {"baseline", it.baseline},
          {"measure", it.computed && !how.delay ? std::optional(std::string(id_of(how.measure))) : std::nullopt},
          {"delay", how.delay ? std::optional(std::string(id_of(*how.delay))) : std::nullopt},
          {"delay_most", how.measure == Measure::within ? std::optional(how.most) : std::nullopt},
          {"kinds", joined(how.kinds)},
          {"organisation", sql::or_null(how.organisation)},
          {"field", how.field},
          {"gathering", id_of(it.gathering)}};
}

Json json_of(IndicatorFacts const& it) {
  Json out{{"code", it.code},
           {"label", it.label},
           {"effect", id_of(it.effect)},
           {"unit", it.unit},
           {"method", it.method},
           {"baseline", it.baseline ? Json(*it.baseline) : Json(nullptr)},
           {"targets", Json::object()},
           {"gathering", id_of(it.gathering)}};
  for (auto const& [year, target] : it.targets) out["targets"][std::to_string(year)] = target;
  if (it.computed)
    out["computed"] = {{"measure", id_of(it.computed->measure)},
                       {"kinds", it.computed->kinds},
                       {"organisation", it.computed->organisation},
                       {"field", it.computed->field},
                       {"delay", it.computed->delay ? Json(id_of(*it.computed->delay)) : Json(nullptr)},
                       {"most", it.computed->most}};
  return out;
}

EnteredValue value_of(sql::Row const& row) {
  EnteredValue out;
  out.id = row.text("entry");
  out.indicator = row.text("indicator");
  out.facts = {base::parse_date(row.text("on_day")).value_or(base::Date{}), row.real("value"), row.text("evidence"), row.text("link")};
  out.version = row.integer("version");
  out.entered_by = row.text("entered_by");
  out.organisation = row.text("organisation");
  out.entered_at = row.text("entered_at");
  out.ended_at = row.optional_text("ended_at").value_or("");
  return out;
}

std::vector<sql::Named> version_values(EnteredValue const& it) {
  return {{"id", base::new_uuid()},      {"entry", it.id},
          {"indicator", it.indicator},   {"on_day", to_iso(it.facts.on)},
          {"value", it.facts.value},     {"evidence", it.facts.evidence},
          {"link", it.facts.link},       {"version", it.version},
          {"entered_by", it.entered_by}, {"organisation", it.organisation},
          {"entered_at", it.entered_at}};
}

std::string json_of(EnteredValue const& it) {
  return access::text_of({{"id", it.id},
                          {"indicator", it.indicator},
                          {"on", to_iso(it.facts.on)},
                          {"value", it.facts.value},
                          {"evidence", it.facts.evidence},
                          {"link", it.facts.link},
                          {"version", it.version}});
}

}  // namespace bassin::convention
